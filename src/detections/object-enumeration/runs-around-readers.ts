import { sql } from '../../engine/sql.ts'

/** Of the accounts from the first to the last that he reads, a run holds at least this share. */
const MOST = 0.5
/** Its reader's own account is no further from it than so many times the distance of two accounts of it. */
const NEAR = 3

/**
 * `run`: readers of many accounts that follow one another (by length and text of their names), with their own account among them
 * or next to them. Who walks along numbers has his own there by chance only, or where he began with it; how many
 * readers do so tells which it is. `cut`: those of them whose run reaches into two others that lie apart, as no circle does.
 *
 * Parts of a statement that has defined `seen` (who, object), `reading` (the same, of others) and `many` (who).
 */
export const runsAroundReaders = sql`
      placed AS (
        SELECT account, toInt64(row_number() OVER (ORDER BY length(account), account)) AS place
        FROM (SELECT DISTINCT account FROM (SELECT object AS account FROM seen UNION ALL SELECT who FROM seen))),
      run AS (
        SELECT r.who AS who, min(p.place) AS first, max(p.place) AS last, any(own.place) AS own, (last - first + 1) / count() AS distance
        FROM reading AS r INNER JOIN placed AS p ON p.account = r.object INNER JOIN placed AS own ON own.account = r.who
        WHERE r.who IN (SELECT who FROM many)
        GROUP BY who HAVING distance * ${MOST} <= 1 AND own BETWEEN first - ${NEAR} * distance AND last + ${NEAR} * distance),
      cut AS (
        SELECT a.who AS who FROM run AS a CROSS JOIN run AS b
        WHERE a.who != b.who AND b.first <= a.last AND a.first <= b.last
        GROUP BY who HAVING max(b.first) > min(b.last))`
