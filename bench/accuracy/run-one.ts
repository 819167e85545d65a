import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Report } from '../../src/domain/report-model.ts'
import { derivedIn } from '../../src/engine/lake.ts'
import { sql } from '../../src/engine/sql.ts'
import type { Evasion, Scenario } from '../../src/simulate/scenarios.ts'
import { simulate } from '../../src/simulate/simulate.ts'
import { DERIVED_DATABASE } from '../../src/stages/certifier.ts'
import { investigate } from '../../src/stages/investigate.ts'
import type { Case } from '../../src/store/case.ts'
import { openCase } from '../../src/store/open-case.ts'
import { type Baseline, baselinesOf } from './baselines.ts'

export interface Run {
  readonly scenario: string
  readonly evasion: Evasion
  readonly seed: number
  readonly shape: string
  readonly lines: number
  /** Affected accounts that the logs name. */
  readonly truth: number
  /** Affected accounts that no line names. */
  readonly unnamed: number
  readonly found: number
  readonly right: number
  /** The interval of the report: accounts that are confirmed, and all that are at least possible. */
  readonly interval: readonly [number, number]
  readonly verdict: string
  readonly vectorRight: boolean
  readonly actorsFound: number
  readonly actorsTrue: number
  /** Reported 'first likely' minus the actor's true first event, hours; null where there is nothing to compare. */
  readonly sinceHours: number | null
  readonly seconds: number
  /** Entry vectors that the report puts first, as many as there are (one on a clean log), with + between; '' where it names none. */
  readonly said: string
  /** Simple rules on the same logs; empty unless asked for. */
  readonly baselines: readonly Baseline[]
}

export interface RunOptions {
  readonly scenario: Scenario
  readonly seed: number
  readonly members: number
  readonly days: number
  readonly shape: string | undefined
  readonly evasion: Evasion | undefined
  readonly config: boolean
  readonly keep: boolean
  /** Also what simple rules find. */
  readonly baselines: boolean
}

/** Simulates into a fresh folder, investigates the logs alone, and compares with the truth. */
export const oneRun = async (options: RunOptions): Promise<Run> => {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'mapae-accuracy-'))
  try {
    const { scenario, seed, members, days, shape, evasion } = options
    const summary = await simulate({
      scenario,
      seed,
      members,
      days,
      shape,
      evasion,
      out: path.join(dir, 'company'),
      withConfig: options.config,
    })
    const start = performance.now()
    const theCase = await openCase(path.join(dir, 'case'), { create: true, configFile: summary.config ?? undefined })
    try {
      const report = await investigate(theCase, { paths: [summary.logs] })
      const seconds = (performance.now() - start) / 1000
      return await compare({
        options,
        theCase,
        report,
        truthDir: summary.truth,
        shape: summary.shape,
        evasion: summary.evasion,
        lines: summary.lines,
        seconds,
      })
    } finally {
      await theCase.close()
    }
  } finally {
    if (options.keep) process.stderr.write(`kept ${dir}\n`)
    else await rm(dir, { recursive: true, force: true })
  }
}

interface Comparison {
  readonly options: RunOptions
  readonly theCase: Case
  readonly report: Report
  readonly truthDir: string
  readonly evasion: Evasion
  readonly shape: string
  readonly lines: number
  readonly seconds: number
}

const compare = async (comparison: Comparison): Promise<Run> => {
  const { options, theCase, report, truthDir, shape, evasion, lines, seconds } = comparison
  /** Those of the affected that the logs name at all; the rest, orders whose owner never looked, nobody can find in them. */
  const affected = await accountsIn(path.join(truthDir, 'affected-in-logs.csv'))
  const all = await accountsIn(path.join(truthDir, 'affected.csv'))
  const truth = JSON.parse(await readFile(path.join(truthDir, 'truth.json'), 'utf8')) as {
    entryVectors: readonly string[]
    firstEvent: string | null
    actors: readonly unknown[]
  }
  const rows = await theCase.engine.rows<{ account: string; rank: string }>(sql`
    SELECT account, toString(min(rank)) AS rank FROM ${derivedIn(DERIVED_DATABASE).table('exposure')} GROUP BY account ORDER BY account`)
  const within = (rank: number): readonly string[] =>
    rows.filter((row) => Number(row.rank) <= rank).map(({ account }) => account)
  const found = new Set(within(2))
  const said = report.entryVectors.slice(0, Math.max(1, truth.entryVectors.length)).map(({ id }) => id)
  const since = report.sinceWhen?.firstLikely?.time
  return {
    scenario: options.scenario,
    evasion,
    seed: options.seed,
    shape,
    lines,
    truth: affected.length,
    unnamed: all.length - affected.length,
    found: found.size,
    right: affected.filter((account) => found.has(account)).length,
    interval: [within(1).length, rows.length],
    verdict: report.verdict.answer,
    vectorRight: said.toSorted().join() === truth.entryVectors.toSorted().join(),
    actorsFound: report.actors.length,
    actorsTrue: truth.actors.length,
    sinceHours:
      since === undefined || truth.firstEvent === null
        ? null
        : (Date.parse(since) - Date.parse(truth.firstEvent)) / 3_600_000,
    seconds,
    said: said.toSorted().join('+'),
    baselines: options.baselines ? await baselinesOf(theCase, affected) : [],
  }
}

const accountsIn = async (file: string): Promise<readonly string[]> =>
  (await readFile(file, 'utf8'))
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
