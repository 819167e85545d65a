import { AKIN_PROGRAM, FOREIGN_AGENT } from '../../detections/second-place/tests.ts'
import type { Scene } from '../../detections/scene.ts'
import type { Message } from '../../domain/report-model.ts'
import { sql } from '../../engine/sql.ts'

/** What speaks for an actor who used members' live sessions, in numbers of this case. */
export const secondPlaceReasons = async (scene: Scene, actor: string): Promise<readonly Message[]> => {
  const t = scene.derived.table
  const row = await scene.engine.row<Record<'n' | 'later' | 'moves' | 'foreign', string>>(sql`
    SELECT uniqExactIf(session, mine) AS n, uniqExactIf(session, mine AND turn > 0) AS later, countIf(NOT mine) AS moves,
      countIf(NOT mine AND agent = ${FOREIGN_AGENT}) AS foreign
    FROM (SELECT *, (session, ip) IN (SELECT session, ip FROM ${t('actor_event')} WHERE actor = ${actor} AND how = 'hit') AS mine FROM ${t('second_place')})`)
  const began = await scene.engine.row<Record<'renewed' | 'reset' | 'own', string>>(sql`
    SELECT countIf(a.renewed) AS renewed, countIf(a.reset AND NOT a.renewed) AS reset, ${Number(row.n)} - countIf(a.session IN (SELECT session FROM ${t('inherited_home')})) AS own
    FROM ${t('account_log_in')} AS a WHERE a.session IN (SELECT session FROM ${t('actor_event')} WHERE actor = ${actor} AND how = 'hit')`)
  const collected = await scene.engine.row<Record<'n' | 'places', string> & { expected: number }>(sql`
    SELECT uniqExact(s.session) AS n, uniqExact(s.ip) AS places, round((SELECT sum(expected) FROM ${t('collecting_place')} WHERE ip IN (SELECT ip FROM ${t('actor_event')} WHERE actor = ${actor} AND how = 'hit')), 1) AS expected
    FROM ${t('second_place')} AS s
    WHERE s.agent <= ${AKIN_PROGRAM} AND s.ip IN (SELECT ip FROM ${t('collecting_place')}) AND (s.session, s.ip) IN (SELECT session, ip FROM ${t('actor_event')} WHERE actor = ${actor} AND how = 'hit')`)
  const stranger = Number(row.n) - Number(collected.n)
  const percent = (part: string, of: string): number => Math.round((1000 * Number(part)) / Math.max(1, Number(of))) / 10
  return [
    ...(stranger <= 0 ? [] : [{ code: 'reason/second-place', values: { n: stranger } }]),
    ...(collected.n === '0'
      ? []
      : [
          {
            code: 'reason/only-collected',
            values: { n: Number(collected.n), places: Number(collected.places), expected: Number(collected.expected) },
          },
        ]),
    ...(began.renewed === '0' ? [] : [{ code: 'reason/began-by-renewal', values: { n: Number(began.renewed) } }]),
    ...(began.reset === '0' ? [] : [{ code: 'reason/began-by-reset', values: { n: Number(began.reset) } }]),
    ...(Number(began.own) <= 0 ? [] : [{ code: 'reason/owner-went-on', values: { share: percent(row.later, row.n) } }]),
    ...(stranger <= 0
      ? []
      : [{ code: 'reason/program-changes', values: { share: percent(row.foreign, row.moves), n: Number(row.moves) } }]),
  ]
}
