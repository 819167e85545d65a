import type { Scene } from '../detections/scene.ts'
import type { RefusedLogIn, RefusedLogIns } from '../domain/report-model.ts'
import { sql } from '../engine/sql.ts'
import { iso } from './assess-impact.ts'
import type { Certifier } from './certifier.ts'

/** How many are named; all of them are counted. */
const NAMED = 20

/**
 * Tries to log in that were refused, wherever the logs show any, and those of them that are not people's mistakes
 * (`guessing_place`). Whether one of them succeeded in the end is the detections' question. Null where no log shows any.
 */
export const refusedLogIns = async (
  scene: Scene,
  certifier: Certifier,
  paths: ReadonlyMap<number, string>,
): Promise<RefusedLogIns | null> => {
  const t = scene.derived.table
  const { n } = await scene.engine.row<{ n: string }>(sql`SELECT countIf(NOT ok) AS n FROM ${t('door_try')}`)
  if (n === '0') return null
  const guessing = sql`(door, place, day) IN (SELECT door, place, day FROM ${t('guessing_place')})`
  const numbers = await certifier.counts(
    'refused-log-ins',
    { code: 'count/refused-log-ins', values: {} },
    sql`SELECT countIf(NOT ok) AS refused, countIf(NOT ok AND ${guessing}) AS tries, uniqExactIf(ip, NOT ok AND ${guessing}) AS addresses,
      uniqExactIf(who, named AND NOT ok AND ${guessing}) AS names, countIf(ok AND ${guessing}) AS letIn FROM ${t('door_try')}`,
  )
  const count = (name: string) => ({ value: numbers[name] ?? 0n, certificate: 'refused-log-ins' })
  const named = await namedOnes(scene, paths)
  const { from, to } = await scene.engine.row<Record<'from' | 'to', string>>(
    sql`SELECT ${iso('min(at)')} AS from, ${iso('max(at)')} AS to FROM ${t('door_try')} WHERE NOT ok AND ${guessing}`,
  )
  return {
    refused: count('refused'),
    tries: count('tries'),
    addresses: count('addresses'),
    names: count('names'),
    letIn: count('letIn'),
    from: named.length === 0 ? null : from,
    to: named.length === 0 ? null : to,
    named,
  }
}

const namedOnes = async (scene: Scene, paths: ReadonlyMap<number, string>): Promise<readonly RefusedLogIn[]> => {
  const t = scene.derived.table
  const rows = await scene.engine.rows<
    Record<'door' | 'ip' | 'tries' | 'names' | 'letIn' | 'first' | 'last', string> & {
      readonly actor: number
      readonly spot: readonly [string, string]
    }
  >(sql`
    SELECT door, ip, countIf(NOT ok) AS tries, uniqExactIf(who, named AND NOT ok) AS names, countIf(ok) AS letIn, ${iso('minIf(at, NOT ok)')} AS first, ${iso('maxIf(at, NOT ok)')} AS last,
      ip IN (SELECT ip FROM ${t('actor_event')}) AS actor, argMinIf((toString(file), toString(line)), (at, file, line), NOT ok) AS spot
    FROM ${t('door_try')} WHERE (door, place, day) IN (SELECT door, place, day FROM ${t('guessing_place')})
    GROUP BY door, ip HAVING tries > 0 ORDER BY actor DESC, countIf(NOT ok) DESC, door, ip LIMIT ${NAMED}`)
  return rows.map(({ door, ip, tries, names, letIn, first, last, actor, spot }) => ({
    door,
    ip,
    tries: BigInt(tries),
    names: BigInt(names),
    letIn: BigInt(letIn),
    first,
    last,
    fromActor: Boolean(actor),
    file: paths.get(Number(spot[0])) ?? '',
    line: BigInt(spot[1]),
  }))
}
