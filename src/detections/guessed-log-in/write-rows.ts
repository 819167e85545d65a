import { sql } from '../../engine/sql.ts'
import { dayOf, type Scene } from '../scene.ts'
import { MINUTES_APART, REFUSED } from './tests.ts'

/**
 * `log_in_row`: log-ins at places where names of others were refused, and how they stand to those (a code of `REFUSED`). Whoever
 * tries name after name is let in between two that were not; people come when they come, with programs of their own.
 */
export const writeRows = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('log_in_refused')} ENGINE = MergeTree ORDER BY (place, agent, at) AS
    SELECT DISTINCT place, agent, at FROM ${t('log_in_try')}
    WHERE NOT ok AND (place, who) IN (SELECT place, who FROM ${t('log_in_pair')} WHERE failed)`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('log_in_row')} ENGINE = MergeTree ORDER BY session AS
    SELECT o.session AS session, toUInt8(multiIf(
      b.place != '' AND dateDiff('second', b.at, o.first) <= ${MINUTES_APART} OR a.place != '' AND dateDiff('second', o.first, a.at) <= ${MINUTES_APART}, ${REFUSED.amid},
      (o.place, ${dayOf(scene, sql`o.first`)}) IN (SELECT place, ${dayOf(scene, sql`at`)} FROM ${t('log_in_refused')}), ${REFUSED.thatDay}, ${REFUSED.otherDays})) AS refused
    FROM (SELECT session, place, agent, first FROM ${t('log_in_opened')} WHERE place IN (SELECT place FROM ${t('log_in_refused')})) AS o
    ASOF LEFT JOIN ${t('log_in_refused')} AS b ON o.place = b.place AND o.agent = b.agent AND o.first >= b.at
    ASOF LEFT JOIN ${t('log_in_refused')} AS a ON o.place = a.place AND o.agent = a.agent AND o.first <= a.at`)
}

/**
 * How many log-ins came on a day when others were refused at their place, and how many of them chance would have put minutes
 * apart from one with their program: by how common the programs of the refused are, and how much of the day they take up.
 */
export const amidByChance = async (scene: Scene): Promise<{ readonly n: number; readonly amid: number }> => {
  const t = scene.derived.table
  const { n, amid } = await scene.engine.row<Record<'n' | 'amid', string>>(sql`
    WITH
      program AS (SELECT agent, count() / sum(count()) OVER () AS share FROM ${t('log_in_opened')} GROUP BY agent),
      taken AS (SELECT place, ${dayOf(scene, sql`at`)} AS day, agent, least(toFloat64(1), count() * ${(2 * MINUTES_APART) / 86_400}) AS part FROM ${t('log_in_refused')} GROUP BY place, day, agent),
      chance AS (SELECT x.place AS place, x.day AS day, sum(x.part * p.share) AS chance FROM taken AS x LEFT JOIN program AS p ON x.agent = p.agent GROUP BY place, day)
    SELECT count() AS n, round(sum(c.chance), 6) AS amid FROM ${t('log_in_opened')} AS o INNER JOIN chance AS c ON o.place = c.place AND ${dayOf(scene, sql`o.first`)} = c.day`)
  return { n: Number(n), amid: Number(amid) }
}
