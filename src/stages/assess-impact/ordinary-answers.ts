import type { Scene } from '../../detections/scene.ts'
import { type Sql, sql } from '../../engine/sql.ts'

/** Fewer answers do not say how far below the smallest of them another may lie, nor what a crowd is. */
const ENOUGH = { far: 200, crowd: 20 }
/** `low`: what all but so many ordinary answers reach. */
const ALL_BUT = 0.05
/** So many accounts, and so many times what chance gives, with answers of about one size below every ordinary one. */
const CROWD = 5
/** As many of any sizes below every ordinary one, and so many times what chance gives, may have held nobody's. */
const FEW = 3

/**
 * `ordinary_answer`: of the personal-data routes that an actor was answered at as accounts nobody else ever was, how
 * small an answer can be that holds somebody's data. Ordinary are answers to sessions with a record of issue or with
 * other business: one trial of the actor that was not found, for nobody's account, would make every such answer an
 * ordinary one.
 *
 * Below the `smallest` ordinary one an actor's answers may lie by chance: of m answers alike, m / (n + 1) on average are
 * smaller than all of n before (order statistics). So nobody's data is told either by how `far` below it lies, by a
 * larger ratio than the smallest twentieth of ordinary ones spreads over, or by a `crowd`: half octaves of sizes in which
 * more accounts got their largest answer than chance gives. Where few ordinary ones are known, chance gives many, and a
 * smaller excess (`few`) leaves it open.
 */
export const writeOrdinaryAnswers = async (scene: Scene, byActor: Sql): Promise<void> => {
  const t = scene.derived.table
  const known = sql`(SELECT session FROM ${t('session')} WHERE issuances > 0 OR uses > personal_uses)`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('ordinary_answer')} ENGINE = MergeTree ORDER BY (method, route) AS
    SELECT method, route, any(o.low) AS low, any(o.smallest) AS smallest, any(o.answers) AS answers, if(answers >= ${ENOUGH.far}, smallest * (smallest / low), 0) AS far,
      sumMapIf([${halfOctave(sql`p.bytes`)}], [toUInt64(1)], p.bytes < o.smallest) AS below,
      arrayFilter((step, accounts) -> accounts >= ${CROWD} * greatest(1, count() / (answers + 1)), below.1, below.2) AS crowds,
      arraySum(below.2) >= greatest(toFloat64(${CROWD}), ${FEW} * count() / (answers + 1)) AS few
    FROM (
      SELECT method, route, if(subject = 'account', account, principal) AS whose, max(bytes) AS bytes FROM ${t('personal_access')}
      WHERE ok AND ${byActor} AND whose != '' AND whose NOT IN ${othersToo(scene)} GROUP BY method, route, whose) AS p
    INNER JOIN (
      SELECT method, route, greatest(1, quantileExact(${ALL_BUT})(bytes)) AS low, min(bytes) AS smallest, count() AS answers FROM ${t('personal_access')}
      WHERE route IN (SELECT route FROM ${t('actor_event')}) AND session IN ${known} AND ok AND session != 0 AND NOT ${byActor}
      GROUP BY method, route HAVING answers >= ${ENOUGH.crowd}) AS o ON o.method = p.method AND o.route = p.route
    GROUP BY method, route`)
}

const halfOctave = (bytes: Sql): Sql => sql`toUInt16(floor(2 * log2(${bytes} + 1)))`

/** Whether an answer is too small to hold anybody's data; `a` is its row of `ordinary_answer`, if it has any. */
export const heldNobodys = (bytes: Sql): Sql =>
  sql`(a.answers > 0 AND (${bytes} < a.far OR ${bytes} < a.smallest AND has(a.crowds, ${halfOctave(bytes)})))`

/** Whether it is as small as few ordinary ones and as many that held nobody's, or smaller than all of them as too many are. */
export const mayHoldNobodys = (bytes: Sql): Sql =>
  sql`(a.answers > 0 AND (${bytes} < a.low AND has(a.crowds, ${halfOctave(bytes)}) OR a.few AND ${bytes} < a.smallest))`

/**
 * Accounts that are nobody's shows at all of their answers, at a route too where an ordinary one was once as small: one held
 * nobody's data, and none reaches what all but a twentieth of ordinary ones do.
 */
export const nobodys = ({ derived: { table: t } }: Scene, byActor: Sql): Sql => sql`(
  SELECT p.principal FROM ${t('personal_access')} AS p INNER JOIN ${t('ordinary_answer')} AS a ON a.method = p.method AND a.route = p.route
  WHERE p.ok AND ${byActor} AND p.principal != ''
  GROUP BY p.principal HAVING countIf(${heldNobodys(sql`p.bytes`)}) > 0 AND countIf(p.bytes >= a.low) = 0)`

/** Accounts that others than an actor acted as, and others than sessions that came in as one did. */
export const othersToo = ({ derived: { table: t } }: Scene): Sql => sql`(
  SELECT principal FROM ${t('session')}
  WHERE session NOT IN (SELECT session FROM ${t('actor_event')}) AND session NOT IN (SELECT session FROM ${t('apart_event')}))`
