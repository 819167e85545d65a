import { blockOf } from '../../detections/address-block.ts'
import { CLASS_DETECTIONS } from '../../detections/index.ts'
import { hasRows, type Scene } from '../../detections/scene.ts'
import { sql } from '../../engine/sql.ts'
import { EXCLUSIVE, groupedSuspects } from './places.ts'

/**
 * Groups of sessions without a record that are a desk's: four of five of their accounts are at work, by what they read
 * (`duty_account`), none of them has a session with a record anywhere, and four of five of all their sessions begin in the
 * networks of the group. Clerks who log in through a portal whose log nobody handed over look like that, where each sits
 * there on too few days to show it alone. Whoever forges the token of a clerk has not the sessions of his desk.
 */
export const deskGroups = async (scene: Scene): Promise<ReadonlySet<string>> => {
  const t = scene.derived.table
  const { n } = await scene.engine.row<{ n: string }>(
    sql`SELECT count() AS n FROM ${t('suspect_event')} WHERE detection IN ${CLASS_DETECTIONS}`,
  )
  if (n === '0' || !(await hasRows(scene, 'duty_account'))) return new Set()
  const rows = await scene.engine.rows<{ component: string }>(sql`
    SELECT component FROM (
      SELECT a.component AS component, groupUniqArray(s.principal) AS accounts, groupUniqArray(${blockOf(sql`s.ip`)}) AS blocks
      FROM ${groupedSuspects(scene)} WHERE s.detection IN ${CLASS_DETECTIONS} AND s.principal != ''
      GROUP BY component
      HAVING uniqExactIf(s.principal, s.principal IN (SELECT who FROM ${t('duty_account')})) >= ${EXCLUSIVE} * uniqExact(s.principal)) AS g
    ARRAY JOIN accounts AS account
    INNER JOIN ${t('lineage_base')} AS b ON b.who = account
    GROUP BY component
    HAVING countIf(b.proven) = 0 AND countIf(has(g.blocks, ${blockOf(sql`b.ip`)})) >= ${EXCLUSIVE} * count()`)
  return new Set(rows.map(({ component }) => component))
}
