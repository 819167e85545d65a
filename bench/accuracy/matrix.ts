import type { Run } from './run-one.ts'
import { f1, isInside } from './score.ts'

/** What F1 of affected accounts is to reach, or else the report's interval is to hold their number. */
const ENOUGH = 0.99

/** One cell: a scenario at a level of evasion. */
export interface Cell {
  readonly scenario: string
  readonly evasion: string
  readonly n: number
  readonly vectorRight: number
  /** Runs in whose logs an affected account is named; over these, F1. */
  readonly named: number
  readonly f1Mean: number | null
  readonly f1Worst: number | null
  /** Runs whose F1 is 0.99 or more, or whose interval of accounts holds the true number. */
  readonly honest: number
  readonly precision: number
  readonly recall: number
  /** Distance of the first likely event from the true first one, hours. */
  readonly sinceMedian: number | null
  readonly sinceWorst: number | null
  readonly withinAnHour: number
  readonly actorsRight: number
  readonly falseAccounts: number
}

export const cellsOf = (runs: readonly Run[]): readonly Cell[] => {
  const cells = grouped(runs, ({ scenario, evasion }) => `${scenario} ${evasion}`)
  return [...cells.values()].map(cellOf)
}

const grouped = (runs: readonly Run[], keyOf: (run: Run) => string): ReadonlyMap<string, readonly Run[]> => {
  const groups = new Map<string, Run[]>()
  for (const run of runs) {
    const key = keyOf(run)
    groups.set(key, [...(groups.get(key) ?? []), run])
  }
  return groups
}

const cellOf = (runs: readonly Run[]): Cell => {
  const named = runs.filter(({ truth }) => truth > 0)
  const scores = named.map((run) => f1([run]).f1)
  const hours = runs
    .flatMap(({ sinceHours }) => (sinceHours === null ? [] : [Math.abs(sinceHours)]))
    .sort((a, b) => a - b)
  const { precision, recall } = f1(runs)
  return {
    scenario: runs[0]?.scenario ?? '',
    evasion: runs[0]?.scenario === 'clean' ? '–' : (runs[0]?.evasion ?? ''),
    n: runs.length,
    vectorRight: runs.filter(({ vectorRight }) => vectorRight).length,
    named: named.length,
    f1Mean: scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length,
    f1Worst: scores.length === 0 ? null : Math.min(...scores),
    honest: named.filter((run) => f1([run]).f1 >= ENOUGH || isInside(run)).length,
    precision,
    recall,
    sinceMedian: medianOf(hours),
    sinceWorst: hours.at(-1) ?? null,
    withinAnHour: hours.filter((each) => each <= 1).length,
    actorsRight: runs.filter(({ actorsFound, actorsTrue }) => actorsFound === actorsTrue).length,
    falseAccounts: runs.reduce((sum, { found, right }) => sum + found - right, 0),
  }
}

const medianOf = (sorted: readonly number[]): number | null => {
  const half = Math.floor(sorted.length / 2)
  const upper = sorted[half]
  if (upper === undefined) return null
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? upper)) / 2
}

const HEAD =
  'scenario\tevasion\tn\tway in right\tF1 over\tF1 mean\tF1 worst\tF1 enough or interval holds\tP\tR\tsince when, median h\tworst h\twithin 1 h\tactors right\tfalse accounts'

/** A table: one row a scenario and level, tabs between. */
export const cellRows = (cells: readonly Cell[]): readonly string[] => [
  HEAD,
  ...cells.map((cell) =>
    [
      cell.scenario,
      cell.evasion,
      cell.n,
      `${cell.vectorRight} of ${cell.n}`,
      cell.named,
      decimals(cell.f1Mean, 4),
      decimals(cell.f1Worst, 4),
      `${cell.honest} of ${cell.named}`,
      decimals(cell.precision, 4),
      decimals(cell.recall, 4),
      decimals(cell.sinceMedian, 2),
      decimals(cell.sinceWorst, 2),
      cell.withinAnHour,
      `${cell.actorsRight} of ${cell.n}`,
      cell.falseAccounts,
    ].join('\t'),
  ),
]

const decimals = (value: number | null, places: number): string => (value === null ? '–' : value.toFixed(places))

/** Which ways in the report put first, by the scenario: what is taken for what. */
export const confusionOf = (runs: readonly Run[]): Readonly<Record<string, Readonly<Record<string, number>>>> =>
  Object.fromEntries(
    [...grouped(runs, ({ scenario }) => scenario)].map(([scenario, own]) => [
      scenario,
      Object.fromEntries([...grouped(own, ({ said }) => said || 'none')].map(([said, same]) => [said, same.length])),
    ]),
  )
