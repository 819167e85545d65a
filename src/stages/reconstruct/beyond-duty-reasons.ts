import type { Scene } from '../../detections/scene.ts'
import type { Message } from '../../domain/report-model.ts'
import { sql } from '../../engine/sql.ts'

/** What speaks for an account at work that went beyond its duty, and what against it, in numbers of this case. */
export const beyondDutyReasons = async (scene: Scene, actor: string): Promise<readonly Message[]> => {
  const t = scene.derived.table
  const row = await scene.engine.row<
    Record<
      'accounts' | 'sittings' | 'objects' | 'hour' | 'place' | 'program' | 'bulk' | 'purpose' | 'returned',
      string
    > & {
      pace: number
      usual: number
    }
  >(sql`
    SELECT uniqExact(who) AS accounts, count() AS sittings, sum(b.objects) AS objects, countIf(odd_hour) AS hour, countIf(odd_place) AS place,
      countIf(odd_program) AS program, countIf(t_bulk >= 2) AS bulk, countIf(t_purpose) AS purpose, countIf(t_absence) AS returned,
      round(quantileExact(0.5)(b.pace)) AS pace, round(quantileExact(0.5)(usual_pace)) AS usual
    FROM ${t('beyond_duty')} AS b WHERE sitting IN (
      SELECT sitting FROM ${t('duty_read')} WHERE (file, line) IN (SELECT file, line FROM ${t('actor_event')} WHERE actor = ${actor} AND how = 'hit'))`)
  const of = Number(row.sittings)
  const accounts = await scene.engine.row<{ n: string }>(sql`
    SELECT count() AS n FROM ${t('duty_account')} WHERE job IN (SELECT peer FROM ${t('duty_peer')} WHERE job IN (SELECT job FROM ${t('beyond_duty')}))`)
  const some = (code: string, n: string): readonly Message[] =>
    n === '0' ? [] : [{ code, values: { n: Number(n), of } }]
  return [
    { code: 'reason/beyond-duty', values: { n: Number(row.accounts), sittings: of, objects: Number(row.objects) } },
    ...some('reason/odd-hour', row.hour),
    ...some('reason/odd-place', row.place),
    ...some('reason/odd-program', row.program),
    ...(row.bulk === '0'
      ? []
      : [{ code: 'reason/bulk', values: { n: Number(row.bulk), of, pace: row.pace, usual: row.usual } }]),
    ...some('reason/odd-purpose', row.purpose),
    ...some('reason/returned', row.returned),
    { code: 'reason/may-read', values: { n: Number(accounts.n) } },
  ]
}
