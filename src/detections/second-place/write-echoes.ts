import { type Sql, sql } from '../../engine/sql.ts'
import { events, type Scene } from '../scene.ts'
import { FOREIGN_AGENT } from './tests.ts'

/** What follows or precedes a request of the owner by so little, most of the time, is done for him: previews, scanners, helpers. */
const HEELS_SECONDS = 120
/** Of whom so many at one address and with one program are followed at the heels, the rest are followed by the same, late. */
const HELPER = 0.9
/** Own requests from which one sees how much of the time is at the heels of some. */
const FEWEST_OWN = 100

/**
 * `second_echo`: second places with a foreign program of which most uses stand at the heels of the session's own, and more than by
 * chance: a service that asks every other minute has anybody at its heels. Beside f followed accounts of n at one address, with one program, the
 * next one is followed with (f + 1) / (n + 2) (rule of succession): from nine in ten on, all there are. Reads the events of sessions that have such a
 * place, no others.
 */
export const writeEchoes = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const foreign = sql`(SELECT session, ip FROM ${t('second_agent')} WHERE agent = ${FOREIGN_AGENT})`
  const uses = (theirs: Sql): Sql => sql`(
    SELECT session, src_ip AS ip, at FROM ${events(scene)}
    WHERE kind = 'http' AND session IN (SELECT session FROM ${t('second_agent')} WHERE agent = ${FOREIGN_AGENT}) AND (session, src_ip) ${theirs} ${foreign})`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('second_echo')} ENGINE = MergeTree ORDER BY (session, ip) AS
    SELECT b.session AS session, b.ip AS ip FROM (
      SELECT f.session AS session, f.ip AS ip, f.at AS at, o.at AS before FROM ${uses(sql`IN`)} AS f ASOF LEFT JOIN ${uses(sql`NOT IN`)} AS o ON f.session = o.session AND f.at >= o.at) AS b
    ASOF LEFT JOIN ${uses(sql`NOT IN`)} AS n ON b.session = n.session AND b.at <= n.at
    LEFT JOIN (
      SELECT session, 1 - exp(-${2 * HEELS_SECONDS} * sum(uses) / greatest(1, dateDiff('second', min(first), max(last)))) AS share
      FROM ${t('session_use')} WHERE (session, ip) NOT IN ${foreign} GROUP BY session HAVING sum(uses) >= ${FEWEST_OWN}) AS c ON c.session = b.session
    GROUP BY session, ip
    HAVING 2 * countIf(dateDiff('second', b.before, b.at) <= ${HEELS_SECONDS} OR (n.at >= b.at AND dateDiff('second', b.at, n.at) <= ${HEELS_SECONDS})) > (1 + any(c.share)) * count()`)
  await scene.engine.run(sql`
    INSERT INTO ${t('second_echo')}
    WITH followed AS (
      SELECT session, ip, who, program, (session, ip) IN (SELECT session, ip FROM ${t('second_echo')}) AS at_the_heels FROM ${t('second_agent')} WHERE agent = ${FOREIGN_AGENT})
    SELECT session, ip FROM followed
    WHERE NOT at_the_heels AND (ip, program) IN (
      SELECT ip, program FROM followed GROUP BY ip, program HAVING uniqExactIf(who, at_the_heels) + 1 >= ${HELPER} * (uniqExact(who) + 2))`)
}
