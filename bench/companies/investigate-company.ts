import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { derivedIn } from '../../src/engine/lake.ts'
import { sql } from '../../src/engine/sql.ts'
import { DERIVED_DATABASE } from '../../src/stages/certifier.ts'
import { investigate } from '../../src/stages/investigate.ts'
import { openCase } from '../../src/store/open-case.ts'
import { chanceOf } from './chance.ts'
import type { Company, Truth } from './company.ts'

export interface CompanyRun {
  readonly name: string
  readonly lines: bigint
  readonly truth: Truth
  readonly answer: string
  readonly level: string
  readonly way: string
  readonly since: number | null
  readonly actors: number
  /** Accounts confirmed or likely. */
  readonly found: ReadonlySet<string>
  readonly seconds: number
  /** Answer and way as expected, and no account of a quiet week accused. */
  readonly right: boolean
}

export interface CompanyRunOptions {
  readonly seed: number
  readonly breached: boolean
  readonly told: boolean
  readonly keep: boolean
}

/** Writes the logs of a company into a fresh folder, investigates them, and compares the answer with what happened. */
export const investigateCompany = async (
  company: Company,
  { seed, breached, told, keep }: CompanyRunOptions,
): Promise<CompanyRun> => {
  const name = `${company.id} ${breached ? 'breached' : 'quiet'}`
  const { files, caseYaml, truth } = await company.logs(chanceOf(seed * 1000 + idSeed(company.id)), breached)
  const dir = await mkdtemp(path.join(os.tmpdir(), 'mapae-company-'))
  try {
    for (const file of files) {
      await mkdir(path.dirname(path.join(dir, 'logs', file.name)), { recursive: true })
      await writeFile(path.join(dir, 'logs', file.name), file.content)
    }
    const configFile = told && caseYaml !== undefined ? path.join(dir, 'case.yaml') : undefined
    if (configFile !== undefined) await writeFile(configFile, caseYaml ?? '')
    const start = performance.now()
    const theCase = await openCase(path.join(dir, 'case'), { create: true, configFile })
    try {
      const report = await investigate(theCase, { paths: [path.join(dir, 'logs')] })
      const seconds = (performance.now() - start) / 1000
      const rows = await theCase.engine.rows<{ account: string }>(sql`
        SELECT account FROM ${derivedIn(DERIVED_DATABASE).table('exposure')} GROUP BY account HAVING min(rank) <= 2 ORDER BY account`)
      const since = report.sinceWhen?.firstLikely?.time
      const way = report.entryVectors[0]?.id ?? ''
      const { answer, level } = report.verdict
      return {
        name,
        lines: report.totals.received.value,
        truth,
        answer,
        level: level ?? '',
        way,
        since: since === undefined ? null : Date.parse(since),
        actors: report.actors.length,
        found: new Set(rows.map(({ account }) => account)),
        seconds,
        right: answer === truth.answer && (truth.ways.length === 0 ? way === '' : truth.ways.includes(way)),
      }
    } finally {
      await theCase.close()
    }
  } finally {
    if (keep) process.stderr.write(`kept ${dir}\n`)
    else await rm(dir, { recursive: true, force: true })
  }
}

export const rowOf = (run: CompanyRun): string => {
  const { truth, found } = run
  return [
    run.right ? 'right' : 'WRONG',
    run.name,
    `${run.lines} lines`,
    `${truth.answer} → ${run.answer} ${run.level}`,
    `way ${truth.ways.join('|') || 'none'} → ${run.way || 'none'}`,
    `since ${sinceOf(run)}`,
    `actors ${truth.actors} → ${run.actors}`,
    accountsOf(truth.accounts, found),
    `${run.seconds.toFixed(1)} s`,
  ].join('\t')
}

const sinceOf = ({ truth, since }: CompanyRun): string => {
  if (truth.since === null) return since === null ? '–' : 'SAID'
  return since === null ? 'MISSED' : `${((since - truth.since) / 3_600_000).toFixed(2)} h`
}

const accountsOf = (truth: ReadonlySet<string> | null, found: ReadonlySet<string>): string => {
  if (truth === null) return `accounts not named → ${found.size}`
  const right = [...found].filter((account) => truth.has(account)).length
  const precision = found.size === 0 ? 1 : right / found.size
  const recall = truth.size === 0 ? 1 : right / truth.size
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return `accounts ${truth.size} → ${found.size}, P ${precision.toFixed(3)} R ${recall.toFixed(3)} F1 ${f1.toFixed(3)}, false ${found.size - right}`
}

const idSeed = (id: string): number => Buffer.from(id).reduce((sum, byte) => sum * 31 + byte, 7) % 997
