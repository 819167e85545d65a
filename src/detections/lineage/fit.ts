import {
  fitMixture,
  type MixtureFit,
  type MixtureTest,
  type Pattern,
  type Shares,
  type Weights,
} from '../../domain/mixture.ts'
import { decodeRadix } from '../../domain/radix.ts'
import { bind, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { AGE_STEPS, LINEAGE_TESTS, type LineageTest } from './tests.ts'

/** One attack among a thousand doubtful credentials, before anything is looked at. */
const PRIOR = { attack: 1, background: 1000 }
/** A token that its log shows the issue time of says so truly, but for a clock: one in this many does not. */
const HONEST_CLAIMS = 1000

export interface LineageFit {
  readonly tests: readonly LineageTest[]
  readonly mixture: MixtureFit
  /** Shares in hours in which the issuance log lost its records. */
  readonly blindShares: Shares
  readonly proven: number
  readonly doubtful: number
  /** Posterior of a pattern number. */
  readonly posterior: (pattern: number, blind: boolean) => number
  /** The same for a session on infrastructure that is known to be an actor's: even odds, and the tests on which trials differ left out. */
  readonly posteriorOnInfrastructure: (pattern: number) => number
}

const SIZES = LINEAGE_TESTS.map((test) => test.outcomes.length)

interface PatternRow {
  readonly outcomes: readonly number[]
  readonly control: number
  readonly doubtful: number
  readonly blind: number
}

/**
 * Fits the mixture to the doubtful sessions of `lineage`. Two legitimate classes: sessions whose record was *lost*,
 * which look like proven ones, and *old* sessions from before the window, which are resumed without a log-in and first
 * seen whenever their owner comes by.
 */
export const fitLineage = async (scene: Scene, logInVisible: boolean): Promise<LineageFit> => {
  const rows = await patternRows(scene)
  const asked = askable(rows, logInVisible)
  const indexes = asked.map((test) => LINEAGE_TESTS.indexOf(test))
  const pick = (outcomes: readonly number[]): readonly number[] => indexes.map((t) => outcomes[t] ?? 0)
  const old = await oldSessions(scene)
  const tests = asked.map((test): MixtureTest => {
    const proven = controlOf(rows, LINEAGE_TESTS.indexOf(test), test.outcomes.length)
    return { ...test, legitimate: [proven, oldCounts(test.name, proven, old)] }
  })
  const patterns = rows
    .filter((row) => row.doubtful > 0)
    .map((row): Pattern => ({ outcomes: pick(row.outcomes), count: row.doubtful }))
  const mixture = fitMixture(tests, patterns, PRIOR)
  const total = (of: 'control' | 'doubtful'): number => rows.reduce((sum, row) => sum + row[of], 0)
  const blindShares = await sharesWhenBlind(scene, mixture.shares)
  return {
    tests: asked,
    mixture,
    blindShares,
    proven: total('control'),
    doubtful: total('doubtful'),
    posterior: (pattern, blind) =>
      posteriorWithTrials(mixture, asked, pick(decodeRadix(pattern, SIZES)), blind ? blindShares : mixture.shares),
    posteriorOnInfrastructure: (pattern) => {
      const known = withoutTrialTests(asked, pick(decodeRadix(pattern, SIZES)))
      return shareOfAttack(mixture.weights(known, evenOdds(mixture.shares)))
    },
  }
}

/** No outcome: the test says nothing. */
const UNKNOWN = -1
/** Of an attack's sessions so many are trials. */
const TRIALS = 0.01

/** Outcomes of the tests of which trials have no rates of their own. */
const withoutTrialTests = (asked: readonly LineageTest[], outcomes: readonly number[]): readonly number[] =>
  asked.map((test, t) => (test.trial === undefined ? (outcomes[t] ?? UNKNOWN) : UNKNOWN))

const shareOfAttack = ({ attack, legitimate }: Weights): number =>
  attack + legitimate === 0 ? 0 : attack / (attack + legitimate)

/** Weight of a pattern among trials: what the fit learned of attacks, but for the tests on which trials differ. */
const weightOfTrials = (
  mixture: MixtureFit,
  asked: readonly LineageTest[],
  outcomes: readonly number[],
  shares: Shares,
): number => {
  const alike = mixture.weights(withoutTrialTests(asked, outcomes), shares).attack
  return asked.reduce((product, { trial }, t) => {
    if (trial === undefined) return product
    const outcome = outcomes[t] ?? UNKNOWN
    return product * ((trial === 'as-legitimate' ? mixture.rates[t]?.background : trial)?.[outcome] ?? 1)
  }, alike)
}

/** Posterior under an attack class of which a part is trials. */
const posteriorWithTrials = (
  mixture: MixtureFit,
  asked: readonly LineageTest[],
  outcomes: readonly number[],
  shares: Shares,
): number => {
  const { attack, legitimate } = mixture.weights(outcomes, shares)
  const trials = weightOfTrials(mixture, asked, outcomes, shares)
  return shareOfAttack({ attack: (1 - TRIALS) * attack + TRIALS * trials, legitimate })
}

const evenOdds = ({ legitimate }: Shares): Shares => {
  const all = legitimate.reduce((sum, share) => sum + share, 0)
  return { attack: 0.5, legitimate: legitimate.map((share) => share / (2 * all)) }
}

const patternRows = async (scene: Scene): Promise<readonly PatternRow[]> => {
  const rows = await scene.engine.rows<{ pattern: number; control: string; doubtful: string; unseen: string }>(sql`
    SELECT toUInt32(pattern) AS pattern, countIf(proven) AS control, countIf(NOT proven AND NOT blind) AS doubtful, countIf(NOT proven AND blind) AS unseen
    FROM ${scene.derived.table('lineage')} GROUP BY pattern ORDER BY pattern`)
  return rows.map((row) => ({
    outcomes: decodeRadix(Number(row.pattern), SIZES),
    control: Number(row.control),
    doubtful: Number(row.doubtful),
    blind: Number(row.unseen),
  }))
}

const controlOf = (rows: readonly PatternRow[], test: number, outcomes: number): readonly number[] => {
  const counts = Array.from({ length: outcomes }, () => 0)
  for (const row of rows) counts[row.outcomes[test] ?? 0] = (counts[row.outcomes[test] ?? 0] ?? 0) + row.control
  return counts
}

const NOT_SHOWN = 2

/** A test on what a token says of itself is asked where most proven tokens say it. */
const askable = (rows: readonly PatternRow[], logInVisible: boolean): readonly LineageTest[] =>
  LINEAGE_TESTS.filter((test, t) => {
    if (test.needs === undefined) return true
    if (test.needs === 'log-in-requests') return logInVisible
    const counts = controlOf(rows, t, test.outcomes.length)
    return (counts[NOT_SHOWN] ?? 0) * 2 < counts.reduce((sum, count) => sum + count, 0)
  })

interface OldSessions {
  readonly ages: readonly number[]
  readonly logIns: readonly [seen: number, notSeen: number]
}

/** Outcomes of sessions from before the window, where they differ from those of sessions begun in it. */
const oldCounts = (test: string, proven: readonly number[], old: OldSessions): readonly number[] => {
  if (test === 'age') return old.ages
  if (test === 'log-in') return old.logIns
  if (test === 'claim') return [HONEST_CLAIMS, 1, 0]
  return proven
}

/**
 * When a session from before the window is first seen after it began: as late as sessions issued before the middle of
 * the window are first seen after that. How often a log-in request precedes by chance: as often as one stands on the
 * same address an hour before a proven session begins.
 */
const oldSessions = async (scene: Scene): Promise<OldSessions> => {
  const t = scene.derived.table
  const rows = await scene.engine.rows<{ code: number; n: string }>(sql`
    WITH (SELECT min(first) + intDiv(dateDiff('second', min(first), max(last)), 2) FROM ${t('span')}) AS cut
    SELECT toUInt8(arrayCount(step -> dateDiff('second', cut, after_cut) > step * window, ${bind('Array(Float64)', AGE_STEPS)})) AS code, count() AS n
    FROM ${t('lineage_base')} WHERE proven AND first < cut AND after_cut >= cut GROUP BY code ORDER BY code`)
  const chance = await scene.engine.row<{ seen: string; all: string }>(sql`
    SELECT countIf(log_in_by_chance) AS seen, count() AS all FROM ${t('lineage_base')} WHERE proven`)
  const byCode = new Map(rows.map((row) => [Number(row.code), Number(row.n)]))
  return {
    ages: withTail(AGE_STEPS.map((_, i) => byCode.get(i) ?? 0)),
    logIns: [Number(chance.seen), Number(chance.all) - Number(chance.seen)],
  }
}

/**
 * Silence beyond half the window cannot be seen from its middle. From octave to octave it becomes rarer, at the latest as
 * the last two seen octaves did; return times thin out faster than that, so the tail is not made too thin.
 */
const withTail = (octaves: readonly number[]): readonly number[] => {
  const [before = 0, last = 0] = octaves.slice(-2)
  return [...octaves, last * Math.min(1, (last + 0.5) / (before + 0.5))]
}

/** In blind hours every session lacks its record, so the lost ones are many more for the same number of attacks. */
const sharesWhenBlind = async (scene: Scene, shares: Shares): Promise<Shares> => {
  const row = await scene.engine.row<{ sighted: number; unseen: number }>(sql`
    SELECT toFloat64(countIf(NOT proven AND NOT blind)) / greatest(1, uniqExactIf(toStartOfHour(first), NOT blind)) AS sighted,
      toFloat64(countIf(blind)) / greatest(1, uniqExactIf(toStartOfHour(first), blind)) AS unseen
    FROM ${scene.derived.table('lineage')}`)
  const [, old = 0] = shares.legitimate
  const factor = Number(row.unseen) === 0 ? 1 : Math.min(1, Number(row.sighted) / Number(row.unseen))
  const attack = shares.attack * factor
  return { attack, legitimate: [1 - attack - old * factor, old * factor] }
}
