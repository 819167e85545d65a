import { sql } from '../engine/sql.ts'
import type { Case } from '../store/case.ts'

/**
 * `evidence.first_use`: credentials that an issuance log and a log of requests both name, when each first did. For
 * comparing their clocks; dropped after. Answers whether there is such a table: without records of log-ins there is not.
 */
export const pairUses = async (theCase: Case): Promise<boolean> => {
  const { n } = await theCase.engine.row<{ n: string }>(
    sql`SELECT count() AS n FROM evidence.log_line WHERE kind = 'auth'`,
  )
  if (n === '0') return false
  await theCase.engine.run(
    sql`CREATE OR REPLACE TABLE evidence.first_use (source String, issuer String, issued DateTime64(6, 'UTC'), used DateTime64(6, 'UTC')) ENGINE = MergeTree ORDER BY (source, issuer)`,
  )
  await theCase.engine.run(sql`
    INSERT INTO evidence.first_use
    SELECT u.source, i.source, i.at, u.at
    FROM (SELECT credential, min(time) AS at, toString(argMin(source, time)) AS source FROM evidence.event
      WHERE kind = 'auth' AND action IN ('issue', 'logon') AND credential != 0 GROUP BY credential) AS i
    INNER JOIN (SELECT credential, toString(source) AS source, min(time) AS at FROM evidence.event
      WHERE kind = 'http' AND credential != 0 GROUP BY credential, source) AS u ON i.credential = u.credential`)
  return true
}

export const dropUses = (theCase: Case): Promise<void> => theCase.engine.run(sql`DROP TABLE evidence.first_use`)
