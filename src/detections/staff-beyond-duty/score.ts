import { bind, type Sql, sql } from '../../engine/sql.ts'
import type { Look } from '../detection.ts'
import { LEVELS, levelOf, UNDECIDED } from '../hits.ts'
import { dayOf, type Scene, windowDays } from '../scene.ts'
import { PRIOR_ODDS, WORK_TESTS } from './tests.ts'
import { ANOTHER_HAND } from './write-other-hands.ts'
import { LEAST_OBJECTS } from './write-reference.ts'
import { ODD_HOUR_ALONE } from './write-tests.ts'

/** The outcomes of the tests, and what is none: whether the sitting holds the account's own work, and whether a machine read it. */
const CODES: readonly Sql[] = [
  sql`toUInt8(t_circumstances)`,
  sql`toUInt8(t_bulk)`,
  sql`toUInt8(t_order)`,
  sql`toUInt8(t_purpose)`,
  sql`toUInt8(t_absence)`,
  sql`toUInt8(is_own_list)`,
  sql`toUInt8(is_by_machine)`,
]

interface Pattern {
  readonly who: string
  readonly outcomes: readonly number[]
  readonly sittings: number
}

/** Where one sitting of an account is beyond its duty, another of its odd ones is as likely as not; but not a service's at its own place, where somebody else has its key. */
const ODDS_BESIDE = 1

/** Hits: sittings that are likelier beyond the account's duty than in it. */
export const score = async (scene: Scene, detection: string): Promise<Look['tests']> => {
  const { found, rates } = await findBeyond(scene)
  if (found.length > 0) await writeHits(scene, detection, found)
  return ratesTable(rates)
}

/** Writes `duty_found` of the accounts that are likely beyond their duty, and answers whether there are any. */
export const learnFound = async (scene: Scene): Promise<boolean> => {
  const { found } = await findBeyond(scene)
  const sure = new Set(found.filter(({ posterior }) => posterior >= LEVELS.likely).map(({ who }) => who))
  if (sure.size === 0) return false
  const keys = bind('Array(String)', found.filter(({ who }) => sure.has(who)).map(keyOf))
  await scene.engine.run(sql`
    INSERT INTO ${scene.derived.table('duty_found')} SELECT sitting FROM ${scene.derived.table('duty_test')} WHERE ${keySql} IN ${keys}`)
  return true
}

const findBeyond = async (scene: Scene): Promise<{ readonly found: readonly Found[]; readonly rates: Rates }> => {
  const patterns = await patternsOf(scene)
  const habits = sharesByAccount(patterns)
  const accounts = [...new Set(patterns.map(({ who }) => who))]
  const total = summed(accounts.map((who) => habits.get(who) ?? []))
  const had = everByAccount(patterns)
  const allHad = summed([...had.values()])
  const found = accounts.flatMap((who) => {
    const rates = ratesFor(total, habits.get(who) ?? [], accounts.length)
    return posteriorsOf(
      patterns.filter((pattern) => pattern.who === who),
      rates,
      ratesFor(allHad, had.get(who) ?? [], accounts.length),
    )
  })
  return { found, rates: ratesFor(total, [], accounts.length + 1) }
}

/** The table of rates where nobody is at work: as declared. */
export const declaredRates = (): Look['tests'] => ratesTable(ratesFor(summed([]), [], 1))

const patternsOf = async (scene: Scene): Promise<readonly Pattern[]> => {
  const rows = await scene.engine.rows<{ who: string; codes: number[]; n: string }>(sql`
    SELECT who, ${codesArray} AS codes, count() AS n FROM ${scene.derived.table('duty_test')} GROUP BY who, codes ORDER BY who, codes`)
  return rows.map(({ who, codes, n }) => ({ who, outcomes: codes.map(Number), sittings: Number(n) }))
}

const codesArray: Sql = { text: `[${CODES.map(({ text }) => text).join(', ')}]`, params: {} }

type Rates = readonly (readonly number[])[]

/** Of each account, the share of its sittings with each outcome. */
const sharesByAccount = (patterns: readonly Pattern[]): ReadonlyMap<string, Rates> => {
  const [counts, all] = [new Map<string, number[][]>(), new Map<string, number>()]
  for (const { who, outcomes, sittings } of patterns) {
    const own = counts.get(who) ?? WORK_TESTS.map((test) => test.outcomes.map(() => 0))
    counts.set(who, own)
    outcomes.forEach((outcome, i) => {
      const row = own[i]
      const [part, whole] = WORK_TESTS[i]?.within ?? []
      for (const one of outcome === part ? [outcome, whole ?? 0] : [outcome])
        if (row !== undefined) row[one] = (row[one] ?? 0) + sittings
    })
    all.set(who, (all.get(who) ?? 0) + sittings)
  }
  return new Map([...counts].map(([who, own]) => [who, own.map((row) => row.map((n) => n / (all.get(who) ?? 1)))]))
}

/** Of each account, 1 for the outcomes that it ever had in its own place, and for lesser ones. */
const everByAccount = (patterns: readonly Pattern[]): ReadonlyMap<string, Rates> => {
  const had = new Map<string, number[][]>()
  for (const { who, outcomes } of patterns.filter(({ outcomes: all }) => isInOwnPlace(all))) {
    const own = had.get(who) ?? WORK_TESTS.map((test) => test.outcomes.map(() => 0))
    had.set(who, own)
    outcomes.forEach((outcome, i) => own[i]?.fill(1, 0, outcome + 1))
  }
  return had
}

const summed = (all: readonly Rates[]): Rates =>
  WORK_TESTS.map((test, i) => test.outcomes.map((_, o) => all.reduce((sum, rates) => sum + (rates[i]?.[o] ?? 0), 0)))

/** The mean of all other accounts, and of the declared rates as one account more. */
const ratesFor = (total: Rates, own: Rates, accounts: number): Rates =>
  WORK_TESTS.map((test, i) =>
    test.outcomes.map((_, o) => ((total[i]?.[o] ?? 0) - (own[i]?.[o] ?? 0) + (test.duty[o] ?? 0)) / accounts),
  )

interface Found {
  readonly who: string
  readonly outcomes: readonly number[]
  readonly posterior: number
}

const posteriorsOf = (patterns: readonly Pattern[], rates: Rates, ever: Rates): readonly Found[] => {
  const nats = patterns.map(({ outcomes }) => (isAtDesk(outcomes) ? -Infinity : natsOf(outcomes, rates, ever)))
  const each = (prior: (outcomes: readonly number[]) => number): readonly number[] =>
    patterns.map(({ outcomes }, i) =>
      Math.min(
        posterior(nats[i] ?? -Infinity, prior(outcomes)),
        (isInOwnPlace(outcomes) && !isByMachine(outcomes)) || isOwnList(outcomes) ? UNDECIDED : 1,
      ),
    )
  const first = Math.max(...each(() => PRIOR_ODDS))
  if (first < LEVELS.possible) return []
  const elsewhere = patterns.some(({ outcomes }) => outcomes[0] === ANOTHER_HAND)
  const beside = (outcomes: readonly number[]): boolean =>
    first >= LEVELS.likely && outcomes[0] !== 0 && !(elsewhere && isInOwnPlace(outcomes))
  const own = each((outcomes) => (beside(outcomes) ? ODDS_BESIDE : PRIOR_ODDS))
  return patterns.flatMap(({ who, outcomes }, i) => {
    const p = Math.min(first, own[i] ?? 0)
    return p >= LEVELS.possible ? [{ who, outcomes, posterior: p }] : []
  })
}

/** The tests of what is read and how, which a task out of the ordinary (a sample to check, a list to work off) fails all at once. */
const OF_A_TASK: ReadonlySet<string> = new Set(['bulk', 'in-order', 'purpose'])

/**
 * At one's own place with one's own program all that is odd about the work is one odd task, and counts once. A task that
 * comes once a term is no habit of anybody: how often it is duty is told by how many others ever had one (`ever`).
 */
const natsOf = (outcomes: readonly number[], rates: Rates, ever: Rates): number => {
  const inOwnPlace = isInOwnPlace(outcomes)
  const each = outcomes.map((outcome, i) => {
    const [usual, once] = [rates[i]?.[outcome] ?? 1, inOwnPlace && outcome > 0 ? (ever[i]?.[outcome] ?? 0) : 0]
    return Math.log((WORK_TESTS[i]?.misuse[outcome] ?? 1) / Math.max(usual, once))
  })
  const sum = (of: (name: string) => boolean): number =>
    each.reduce((all, nats, i) => (of(WORK_TESTS[i]?.name ?? '') ? all + nats : all), 0)
  if (!inOwnPlace) return sum(() => true)
  const ofTask = each.filter((_, i) => OF_A_TASK.has(WORK_TESTS[i]?.name ?? ''))
  return sum((name) => !OF_A_TASK.has(name)) + Math.max(...ofTask)
}

/**
 * Whether place and program are the usual ones: there no log of requests tells a task out of the ordinary from misuse, whatever
 * the hour.
 */
const isInOwnPlace = ([circumstances]: readonly number[]): boolean =>
  circumstances === 0 || circumstances === ODD_HOUR_ALONE

/** Who takes home what he works on at his desk has it to catch up, or to keep: no log of requests tells which. */
const isOwnList = (outcomes: readonly number[]): boolean => outcomes[WORK_TESTS.length] === 1

/** A task is done by hand. Nobody's work at his desk is a program that goes through the records when the house is closed. */
const isByMachine = (outcomes: readonly number[]): boolean => outcomes[WORK_TESTS.length + 1] === 1

/** Much and fast, but at the usual hour, place and desk, on the usual routes, is work. */
const isAtDesk = ([circumstances, , , purpose]: readonly number[]): boolean => circumstances === 0 && purpose === 0

const posterior = (nats: number, priorOdds: number): number =>
  Number((1 / (1 + Math.exp(-(nats + Math.log(priorOdds))))).toPrecision(6))

const keyOf = ({ who, outcomes }: Found): string => `${outcomes.join(' ')} ${who}`
const keySql = sql`concat(arrayStringConcat(arrayMap(code -> toString(code), ${codesArray}), ' '), ' ', who)`

/** Without the sittings that are hit, an account whose duty it is to read such data is still there on so many days, or at work once among so many colleagues. */
const BESIDE = { share: 0.2, days: 3 }
const COLLEAGUES = 2

/**
 * An account that object-enumeration is sure of is taken over if reading such data is its duty: it is there on other days too, and
 * so are others of its job who were not hit, or the route is none that people read their own on. Else it stays as it is.
 * What is no more than possible counts from the first likely sitting on: that it began earlier must not rest on one odd hour.
 */
const writeHits = async (scene: Scene, detection: string, found: readonly Found[]): Promise<void> => {
  const t = scene.derived.table
  const keys = bind('Array(String)', found.map(keyOf))
  const posteriors = bind(
    'Array(Float64)',
    found.map((one) => one.posterior),
  )
  const key = keySql
  const enumerating = sql`(SELECT principal FROM ${t('hit')} WHERE unit = 'principal' AND level != 'possible')`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('duty_beside')} ENGINE = MergeTree ORDER BY who AS
    WITH ${windowDays(scene)} AS window_days
    SELECT who FROM ${t('duty_test')}
    WHERE ${key} NOT IN ${keys} AND (job IN (
        SELECT p.job FROM ${t('duty_peer')} AS p INNER JOIN ${t('duty_account')} AS a ON a.job = p.peer WHERE a.established AND a.who NOT IN ${enumerating})
      OR who NOT IN (SELECT who FROM ${t('reach_test')} WHERE t_ownership))
    GROUP BY who HAVING toFloat64(uniqExact(${dayOf(scene, sql`begin`)})) >= greatest(toFloat64(${BESIDE.days}), ${BESIDE.share} * any(window_days)) OR max(objects >= ${LEAST_OBJECTS} AND sitting IN ${amongColleagues(scene, enumerating)})`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('beyond_duty')} ENGINE = MergeTree ORDER BY (who, sitting) AS
    SELECT * EXCEPT (sure) FROM (
      SELECT *, transform(${key}, ${keys}, ${posteriors}, toFloat64(0)) AS posterior, minIf(begin, posterior >= ${LEVELS.likely}) OVER (PARTITION BY who) AS sure
      FROM ${t('duty_test')} WHERE ${key} IN ${keys} AND (who NOT IN ${enumerating} OR who IN (SELECT who FROM ${t('duty_beside')})))
    WHERE (posterior >= ${LEVELS.likely} OR begin >= sure) AND (objects > ${FEW_OF_ONES_OWN} OR t_circumstances = ${ANOTHER_HAND} OR sitting IN ${reachesOthers(scene)})`)
  await scene.engine.run(sql`
    INSERT INTO ${t('hit')}
    SELECT ${detection}, 'principal-request', toUInt128(0), '', who, '', '', max(posterior) AS p, ${levelOf(sql`p`)} FROM ${t('beyond_duty')} GROUP BY who`)
  await scene.engine.run(sql`
    INSERT INTO ${t('hit_request')}
    SELECT ${detection}, file, line FROM ${t('duty_read')} WHERE sitting IN (SELECT sitting FROM ${t('beyond_duty')})`)
  await scene.engine.run(sql`
    ALTER TABLE ${t('hit')} DELETE WHERE unit = 'principal' AND principal IN (SELECT who FROM ${t('beyond_duty')}) SETTINGS mutations_sync = 2`)
}

/** Sittings in a network where two others with a like job or more have their desks, who come all the time and were not hit. */
const amongColleagues = (scene: Scene, hit: Sql): Sql => {
  const t = scene.derived.table
  return sql`(
    SELECT sitting FROM ${t('duty_sitting')} WHERE (job, block) IN (
      SELECT p.job, s.block FROM ${t('duty_sitting')} AS s
      INNER JOIN ${t('duty_account')} AS a ON a.who = s.who INNER JOIN ${t('duty_peer')} AS p ON p.peer = s.job
      WHERE a.established AND a.who NOT IN ${hit} GROUP BY p.job, s.block HAVING uniqExact(s.who) >= ${COLLEAGUES}))`
}

/** Who works there may be a customer too: so few things, none of them known to be another's, may be one's own. */
const FEW_OF_ONES_OWN = 5

/** Sittings in which something was taken that somebody reads who is not at work, or the data of another account. */
const reachesOthers = (scene: Scene): Sql => {
  const t = scene.derived.table
  const atWork = sql`(SELECT who FROM ${t('duty_account')})`
  return sql`(
    SELECT d.sitting FROM ${t('duty_read')} AS d
    INNER JOIN (SELECT file, line, method, route, object, account FROM ${t('personal_access')} WHERE who IN ${atWork}) AS p ON p.file = d.file AND p.line = d.line
    LEFT JOIN ${t('owned_route')} AS s ON s.method = p.method AND s.route = p.route
    WHERE d.taken AND (p.account != '' OR (CAST(s.space AS String), p.object) IN (
      SELECT CAST(space AS String), object FROM ${t('object_reader')} WHERE is_shared AND NOT is_broad AND who NOT IN ${atWork})))`
}

const ratesTable = (rates: Rates): Look['tests'] =>
  WORK_TESTS.flatMap((test, i) =>
    test.outcomes.map((outcome, o) => ({
      test: test.name,
      outcome,
      background: Number((rates[i]?.[o] ?? 0).toPrecision(6)),
      attack: test.misuse[o] ?? 0,
    })),
  )
