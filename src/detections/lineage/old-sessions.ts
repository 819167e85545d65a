import { decodeRadix } from '../../domain/radix.ts'
import { bind, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { AGE_STEPS, LINEAGE_TESTS } from './tests.ts'
import { useOf } from './write-features.ts'

/** Outcome counts of sessions from before the window, by the name of the test. */
export type OldSessions = ReadonlyMap<string, readonly number[]>

/** A token that its log shows the issue time of says so truly, but for a clock: one in this many does not. */
const HONEST_CLAIMS = 1000
/** With fewer stand-ins than this, all proven sessions make up the rest. */
const ENOUGH = 100

const USE = LINEAGE_TESTS.findIndex(({ name }) => name === 'use')
const SIZES = LINEAGE_TESTS.map((test) => test.outcomes.length)

/**
 * What sessions from before the window look like, measured on their stand-ins: proven sessions from the first half of
 * it that are used in the second half too. Long-lived sessions are of other people, with other programs, than sessions
 * at large. Five tests see a session from before the window otherwise than any proven one:
 * - it is first seen whenever its owner comes by, as a stand-in after the middle of the window (`age`);
 * - of what it asked only the end is seen, as of a stand-in what it asked after the middle (`use`): who was there in both
 *   halves asked more in all than one of whom the first half is not in the logs;
 * - a log-in request precedes it by chance only, as one stands on an address an hour before a session begins (`log-in`);
 * - the account's other sessions without a record are its other old ones (`siblings`);
 * - the token says that it is old (`claim`).
 */
export const oldSessions = async (scene: Scene): Promise<OldSessions> => {
  const standIns = await countsOf(scene, 'outlives')
  const proven = await countsOf(scene, 'proven')
  return new Map([
    ...LINEAGE_TESTS.map(({ name }, t) => [name, filledUp(standIns[t] ?? [], proven[t] ?? [])] as const),
    ['age', await ages(scene)],
    ['use', filledUp(await lateUses(scene), proven[USE] ?? [])],
    ['log-in', await logInsByChance(scene)],
    ['siblings', await siblings(scene)],
    ['claim', [HONEST_CLAIMS, 1, 0]],
  ])
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)

const filledUp = (counts: readonly number[], rest: readonly number[]): readonly number[] => {
  const missing = Math.max(0, ENOUGH - sum(counts))
  return counts.map((count, o) => count + (missing * (rest[o] ?? 0)) / Math.max(1, sum(rest)))
}

const countsOf = async (scene: Scene, which: 'outlives' | 'proven'): Promise<readonly (readonly number[])[]> => {
  const rows = await scene.engine.rows<{ number: string; n: string }>(sql`
    SELECT toString(toUInt32(pattern)) AS number, count() AS n FROM ${scene.derived.table('lineage')}
    WHERE ${which === 'outlives' ? sql`outlives` : sql`proven`} GROUP BY pattern ORDER BY pattern`)
  const counts = SIZES.map((size) => Array.from({ length: size }, () => 0))
  for (const { number, n } of rows) {
    decodeRadix(Number(number), SIZES).forEach((outcome, t) => {
      const of = counts[t]
      if (of !== undefined) of[outcome] = (of[outcome] ?? 0) + Number(n)
    })
  }
  return counts
}

const lateUses = async (scene: Scene): Promise<readonly number[]> => {
  const rows = await scene.engine.rows<{ code: number; n: string }>(sql`
    SELECT ${useOf(sql`late.1`, sql`late.2`, sql`late.3`)} AS code, count() AS n
    FROM ${scene.derived.table('lineage_base')} WHERE outlives GROUP BY code ORDER BY code`)
  const byCode = new Map(rows.map((row) => [Number(row.code), Number(row.n)]))
  return Array.from({ length: SIZES[USE] ?? 0 }, (_, code) => byCode.get(code) ?? 0)
}

const ages = async (scene: Scene): Promise<readonly number[]> => {
  const rows = await scene.engine.rows<{ code: number; n: string }>(sql`
    SELECT toUInt8(arrayCount(step -> dateDiff('second', cut, after_cut) > step * window, ${bind('Array(Float64)', AGE_STEPS)})) AS code, count() AS n
    FROM ${scene.derived.table('lineage_base')} WHERE outlives GROUP BY code ORDER BY code`)
  const byCode = new Map(rows.map((row) => [Number(row.code), Number(row.n)]))
  return withTail(AGE_STEPS.map((_, i) => byCode.get(i) ?? 0))
}

/**
 * Silence beyond half the window cannot be seen from its middle. From octave to octave it becomes rarer, at the latest as
 * the last two seen octaves did; return times thin out faster than that, so the tail is not made too thin.
 */
const withTail = (octaves: readonly number[]): readonly number[] => {
  const [before = 0, last = 0] = octaves.slice(-2)
  return [...octaves, last * Math.min(1, (last + 0.5) / (before + 0.5))]
}

const logInsByChance = async (scene: Scene): Promise<readonly number[]> => {
  const row = await scene.engine.row<{ seen: string; others: string }>(sql`
    SELECT countIf(log_in_by_chance) AS seen, countIf(NOT log_in_by_chance) AS others FROM ${scene.derived.table('lineage_base')} WHERE proven`)
  return [Number(row.seen), Number(row.others)]
}

const siblings = async (scene: Scene): Promise<readonly number[]> => {
  const rows = await scene.engine.rows<{ code: number; n: string }>(sql`
    SELECT toUInt8(least(2, held - 1)) AS code, sum(held) AS n
    FROM (SELECT who, count() AS held FROM ${scene.derived.table('lineage_base')} WHERE outlives GROUP BY who)
    GROUP BY code ORDER BY code`)
  const byCode = new Map(rows.map((row) => [Number(row.code), Number(row.n)]))
  return [0, 1, 2].map((code) => byCode.get(code) ?? 0)
}
