import { sql } from '../../engine/sql.ts'
import { blockOf, isPrivate } from '../address-block.ts'
import { provenByAddress } from './moved-on.ts'
import type { Scene } from '../scene.ts'
import { days, PARTS, PROVEN, part, RETURN, STEADY } from './other-issuer.ts'

/** Fewer sessions than this show no habits, and so many for each of its addresses that it speaks for many. */
const LEAST = 50
const EACH = 20

/**
 * `lineage_relay`: networks that no provider routes, of which a few addresses ask for many: a server that renders pages for people,
 * a gateway of the house. People log in before it, from addresses of their own, so that next to no session from there has a
 * log-in or a record at its address, in every part of the window, for accounts that come back as those of proven sessions do. An attack from
 * inside begins some day, or asks for each account once. These sessions are no evidence, for or against, and the report names them.
 *
 * Reads `lineage_base` and `moved_on`.
 */
export const writeRelays = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const inner = sql`(SELECT *, ${blockOf(sql`ip`)} AS block FROM ${provenByAddress(scene)} WHERE ${isPrivate(sql`ip`)})`
  return scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('lineage_relay')} ENGINE = MergeTree ORDER BY block AS
    WITH
      (SELECT countIf(days > 1) / greatest(1, count()) FROM (SELECT ${days(scene)} AS days FROM ${t('lineage_base')} WHERE named AND proven GROUP BY who)) AS usually_back
    SELECT block, a.accounts AS accounts, a.sessions AS sessions, a.addresses AS addresses, true AS is_own
    FROM (
      SELECT block, countIf(known) AS accounts, countIf(known AND days > 1) AS back, sum(n) AS sessions, arrayUniq(arrayFlatten(groupArray(ips))) AS addresses
      FROM (SELECT block, who, any(named) AS known, ${days(scene)} AS days, count() AS n, groupUniqArray(ip) AS ips FROM ${inner} WHERE NOT proven GROUP BY block, who)
      GROUP BY block) AS a
    INNER JOIN (
      SELECT block, min(n) AS fewest, sum(n) AS total, count() AS parts FROM (
        SELECT block, arrayJoin(range(${part(sql`first`)}, ${part(sql`last`)} + 1)) AS part, count() AS n FROM ${inner} WHERE NOT proven GROUP BY block, part)
      GROUP BY block) AS s USING (block)
    WHERE block IN (SELECT block FROM ${inner} WHERE NOT blind GROUP BY block HAVING countIf(NOT proven) >= ${LEAST} AND countIf(proven) < ${PROVEN} * count())
      AND a.sessions >= ${EACH} * a.addresses AND s.parts = ${PARTS} AND s.fewest * ${PARTS} >= ${STEADY} * s.total
      AND a.back >= ${RETURN} * usually_back * a.accounts`)
}
