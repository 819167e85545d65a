import type { Run } from './run-one.ts'

/** Pooled over the runs: accounts found, those of them that are affected, and those that are. */
export const f1 = (
  runs: readonly Pick<Run, 'truth' | 'found' | 'right'>[],
): { readonly precision: number; readonly recall: number; readonly f1: number } => {
  const sum = (pick: (run: Pick<Run, 'truth' | 'found' | 'right'>) => number): number =>
    runs.reduce((total, run) => total + pick(run), 0)
  const [truth, found, right] = [sum((run) => run.truth), sum((run) => run.found), sum((run) => run.right)]
  const precision = found === 0 ? Number(truth === 0) : right / found
  const recall = truth === 0 ? 1 : right / truth
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

/** Whether the number of affected accounts lies between what the report calls confirmed and what it calls possible. */
export const isInside = ({ truth, interval: [low, high] }: Pick<Run, 'truth' | 'interval'>): boolean =>
  low <= truth && truth <= high

export const rowOf = (run: Run): string => {
  const score = f1([run])
  return [
    run.scenario,
    run.evasion,
    `seed ${run.seed}`,
    run.shape,
    `${run.lines} lines`,
    run.verdict,
    `vector ${run.vectorRight ? 'right' : 'WRONG'}`,
    `truth ${run.truth}${run.unnamed > 0 ? ` (+${run.unnamed} that no line names)` : ''}`,
    `found ${run.found}`,
    `interval ${run.interval.join('–')} ${isInside(run) ? 'holds it' : 'misses it'}`,
    `P ${score.precision.toFixed(4)}`,
    `R ${score.recall.toFixed(4)}`,
    `F1 ${score.f1.toFixed(4)}`,
    ...(run.vectorRight || run.said === '' ? [] : [`said ${run.said}`]),
    `since ${run.sinceHours === null ? '–' : `${run.sinceHours.toFixed(2)} h`}`,
    `actors ${run.actorsFound}/${run.actorsTrue}`,
    `${run.seconds.toFixed(1)} s`,
  ].join('\t')
}

export const summaryOf = (scenario: string, runs: readonly Run[]): string => {
  const scores = runs.map((run) => f1([run]).f1)
  const pooled = f1(runs)
  const hours = runs.flatMap((run) => (run.sinceHours === null ? [] : [Math.abs(run.sinceHours)]))
  return [
    `= ${scenario}`,
    `${runs.length} seeds`,
    `precision ${pooled.precision.toFixed(4)}`,
    `recall ${pooled.recall.toFixed(4)}`,
    `F1 ${pooled.f1.toFixed(4)}`,
    `worst F1 ${Math.min(...scores).toFixed(4)}`,
    `vector right ${runs.filter((run) => run.vectorRight).length}`,
    `no evidence ${runs.filter((run) => run.verdict === 'no-evidence').length}`,
    `accounts on clean ${runs.filter((run) => run.truth === 0).reduce((sum, run) => sum + run.found, 0)}`,
    `since when, worst ${hours.length === 0 ? '–' : `${Math.max(...hours).toFixed(2)} h`}`,
  ].join('\t')
}

/** What simple rules find in the same logs, pooled over the runs of a scenario. */
export const baselineRows = (runs: readonly Run[]): readonly string[] =>
  scenariosOf(runs).flatMap((scenario) => {
    const all = runs.filter((run) => run.scenario === scenario).flatMap((run) => run.baselines)
    return [...new Set(all.map(({ name }) => name))].map((name) => {
      const own = all.filter((baseline) => baseline.name === name)
      const { precision, recall, f1: score } = f1(own)
      const found = own.reduce((sum, baseline) => sum + baseline.found, 0)
      return [
        `~ ${scenario}`,
        name,
        `${own.length} seeds`,
        `found ${found}`,
        `precision ${precision.toFixed(4)}`,
        `recall ${recall.toFixed(4)}`,
        `F1 ${score.toFixed(4)}`,
      ].join('\t')
    })
  })

/** Which way in the report puts first, by scenario: what is taken for what. */
export const matrixRows = (runs: readonly Run[]): readonly string[] =>
  scenariosOf(runs).map((scenario) => {
    const own = runs.filter((run) => run.scenario === scenario)
    const said = [...new Set(own.map((run) => run.said))].sort()
    const counts = said.map((name) => `${name === '' ? 'none' : name} ${own.filter((run) => run.said === name).length}`)
    return [`# ${scenario}`, ...counts].join('\t')
  })

const scenariosOf = (runs: readonly Run[]): readonly string[] => [...new Set(runs.map((run) => run.scenario))]
