import type { MixtureFit, MixtureTest, Pattern, Shares, Weights } from '../../domain/mixture.ts'
import { decodeRadix } from '../../domain/radix.ts'
import { type Sql, sql } from '../../engine/sql.ts'
import { LEVELS } from '../hits.ts'
import { isNamedByIssuance, logsField, type Scene } from '../scene.ts'
import { evidenceOf, fitAttackClass } from './attack-class.ts'
import { holdsStrangers } from './drifted-class.ts'
import { oldSessions } from './old-sessions.ts'
import { LINEAGE_TESTS, type LineageTest } from './tests.ts'

export interface LineageFit {
  readonly tests: readonly LineageTest[]
  readonly mixture: MixtureFit
  /** The attack class that does not look as expected and holds strangers all the same; null where there is none. */
  readonly unexpected: MixtureFit | null
  readonly proven: number
  readonly doubtful: number
  /** Posterior of a pattern number. */
  readonly posterior: (pattern: number, blind: boolean) => number
  /**
   * The same for a session on an address or with a program that is known to be an actor's: even odds, and the tests on which
   * trials differ left out, and what the program says where it is the tie; it is no evidence twice.
   */
  readonly posteriorOnInfrastructure: (pattern: number, tie: 'address' | 'agent') => number
}

/** What looks like the sure ones, and not as was expected, is likely theirs, at most. */
const BY_LIKENESS = (LEVELS.likely + LEVELS.confirmed) / 2

const SIZES = LINEAGE_TESTS.map((test) => test.outcomes.length)

interface PatternRow {
  readonly outcomes: readonly number[]
  readonly control: number
  readonly doubtful: number
  readonly blind: number
}

/**
 * Fits the mixture to those doubtful sessions of `lineage` for which `sessions` holds. Two legitimate classes: sessions whose record was *lost*,
 * which look like proven ones, and *old* sessions from before the window (`old-sessions.ts`).
 */
export const fitLineage = async (scene: Scene, logInVisible: boolean, sessions: Sql): Promise<LineageFit> => {
  const rows = await patternRows(scene, sessions)
  const asked = askable(rows, logInVisible, logsField(scene, 'principal') || !isNamedByIssuance(scene))
  const indexes = asked.map((test) => LINEAGE_TESTS.indexOf(test))
  const pick = (outcomes: readonly number[]): readonly number[] => indexes.map((t) => outcomes[t] ?? 0)
  const old = await oldSessions(scene)
  const tests = asked.map((test): MixtureTest => {
    const proven = controlOf(rows, LINEAGE_TESTS.indexOf(test), test.outcomes.length)
    return { ...test, legitimate: [proven, old.get(test.name) ?? proven] }
  })
  const patterns = rows
    .filter((row) => row.doubtful > 0)
    .map((row): Pattern => ({ outcomes: pick(row.outcomes), count: row.doubtful }))
  const { fit: mixture, drifted } = fitAttackClass(tests, patterns)
  const total = (of: 'control' | 'doubtful'): number => rows.reduce((sum, row) => sum + row[of], 0)
  const blindShares = await sharesWhenBlind(scene, mixture.shares)
  const posterior = (fit: MixtureFit, outcomes: readonly number[], shares: Shares): number =>
    speaksAgainst(fit, asked, outcomes) ? 0 : posteriorWithTrials(fit, asked, outcomes, shares)
  const sure = patterns.filter(({ outcomes }) => posterior(mixture, outcomes, mixture.shares) >= LEVELS.confirmed)
  const unexpected = drifted !== null && holdsStrangers(tests, patterns, drifted, sure) ? drifted : null
  const blindUnexpected = unexpected === null ? null : await sharesWhenBlind(scene, unexpected.shares)
  return {
    tests: asked,
    mixture,
    unexpected,
    proven: total('control'),
    doubtful: total('doubtful'),
    posterior: (pattern, blind) => {
      const outcomes = pick(decodeRadix(pattern, SIZES))
      const expected = posterior(mixture, outcomes, blind ? blindShares : mixture.shares)
      if (unexpected === null || blindUnexpected === null) return expected
      const learned = posterior(unexpected, outcomes, blind ? blindUnexpected : unexpected.shares)
      return Math.max(expected, Math.min(learned, BY_LIKENESS))
    },
    posteriorOnInfrastructure: (pattern, tie) => {
      const outcomes = withoutTrialTests(asked, pick(decodeRadix(pattern, SIZES)))
      const known = outcomes.map((outcome, t) => (asked[t]?.name === tie ? UNKNOWN : outcome))
      return shareOfAttack(mixture.weights(known, evenOdds(mixture.shares)))
    },
  }
}

/** Whether a session's outcomes, taken together, are rather expected of a legitimate one, among the bulk and among trials. */
const speaksAgainst = (mixture: MixtureFit, asked: readonly LineageTest[], outcomes: readonly number[]): boolean => {
  const nats = (ofTrials: boolean): number =>
    asked.reduce((sum, { expected, trial }, t) => {
      const rates = ofTrials && trial !== undefined ? trial : expected
      const outcome = outcomes[t] ?? UNKNOWN
      return rates === 'as-legitimate' ? sum : sum + evidenceOf(rates[outcome], mixture.rates[t]?.background[outcome])
    }, 0)
  return Math.max(nats(false), nats(true)) <= 0
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

const patternRows = async (scene: Scene, sessions: Sql): Promise<readonly PatternRow[]> => {
  const rows = await scene.engine.rows<{ pattern: number; control: string; doubtful: string; unseen: string }>(sql`
    SELECT toUInt32(pattern) AS pattern, countIf(proven) AS control, countIf(NOT proven AND NOT blind) AS doubtful, countIf(NOT proven AND blind) AS unseen
    FROM ${scene.derived.table('lineage')} WHERE ${sessions} GROUP BY pattern ORDER BY pattern`)
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

/**
 * A test on what a token says of itself is asked where most proven tokens say it; one on accounts where requests name
 * them, for of sessions that only an issuance record names, those without one have no name to compare.
 */
const askable = (rows: readonly PatternRow[], logInVisible: boolean, named: boolean): readonly LineageTest[] =>
  LINEAGE_TESTS.filter((test, t) => {
    if (test.needs === undefined) return true
    if (test.needs === 'accounts') return named
    if (test.needs === 'log-in-requests') return logInVisible
    const counts = controlOf(rows, t, test.outcomes.length)
    return (counts[NOT_SHOWN] ?? 0) * 2 < counts.reduce((sum, count) => sum + count, 0)
  })

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
