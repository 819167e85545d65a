/**
 * `npm run bench:sigma -- [--lines 5000000] [--rules ../shared/data/sigma]`: every web and proxy rule over an ingested
 * case in one scan, against a raw scan of the same lines in the same run.
 */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Engine } from '../src/engine/engine.ts'
import { openEmbedded } from '../src/engine/embedded.ts'
import { literal, sql } from '../src/engine/sql.ts'
import { coverRule } from '../src/sigma/coverage.ts'
import { matchesIn } from '../src/sigma/detection/expr.ts'
import type { Rule } from '../src/sigma/rule.ts'
import { buildRuleSet } from '../src/sigma/rule-set.ts'
import { commonRules, type PlanRow, planSql, type ScanRow, scanSql } from '../src/sigma/sql/scan.ts'
import type { EventSource } from '../src/sigma/sql/source.ts'
import { lakeTaxonomies } from '../src/sigma/taxonomy/lake.ts'
import { acquire } from '../src/stages/acquire.ts'
import { ingest } from '../src/stages/ingest.ts'
import { openCase } from '../src/store/open-case.ts'
import { corpusFiles } from './sigma/rule-files.ts'
import { generate } from './throughput/generate.ts'

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '5000000' },
    rules: { type: 'string', default: path.resolve('../shared/data/sigma') },
    runs: { type: 'string', default: '3' },
  },
})

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

interface Timed<Result> {
  /** By the clock, and of all threads of this process, in which the engine runs. */
  readonly seconds: number
  readonly cpu: number
  readonly result: Result
}

const timed = async <Result>(work: () => Promise<Result>): Promise<Timed<Result>> => {
  const start = performance.now()
  const before = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  return { seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6, result }
}

const best = async <Result>(work: () => Promise<Result>): Promise<Timed<Result>> => {
  let fastest = await timed(work)
  for (let run = 1; run < Number(values.runs); run++) {
    const next = await timed(work)
    if (next.seconds < fastest.seconds) fastest = next
  }
  return fastest
}

/** Plan and scan, as a case is scanned. */
const scanWith = async (engine: Engine, rules: readonly Rule[], source: EventSource): Promise<readonly ScanRow[]> => {
  const plan = await engine.row<PlanRow>(planSql(rules, source))
  return engine.rows<ScanRow>(scanSql(rules, source, commonRules(plan)))
}

const measure = async (dir: string): Promise<void> => {
  const file = path.join(dir, 'access.log')
  const scratch = await openEmbedded(path.join(dir, 'scratch'))
  await generate(scratch, file, 'combined', Number(values.lines))
  const from = sql`file(${literal(file)}, 'LineAsString', 'line String')`
  const raw = await best(() => scratch.row(sql`SELECT sum(length(line)) AS n FROM ${from}`))
  await scratch.close()
  const theCase = await openCase(path.join(dir, 'case'), { create: true })
  await acquire(theCase, [file])
  await ingest(theCase)
  const set = buildRuleSet(corpusFiles(values.rules))
  const taxonomies = lakeTaxonomies('UTC').filter(({ id }) => id === 'webserver' || id === 'proxy')
  const [web] = taxonomies
  const rules = set.rules.filter((rule) => coverRule(rule, taxonomies).taxonomies.length > 0)
  if (web === undefined || rules.length === 0) throw new Error('no web rules')
  const scan = await best(() => scanWith(theCase.engine, rules, web.source))
  const tests = rules.reduce((sum, { expr }) => sum + matchesIn(expr).length, 0)
  await theCase.close()
  const matched = scan.result.reduce((sum, row) => sum + Number(row.matches), 0)
  say(`${values.lines} lines\traw scan ${raw.seconds.toFixed(2)} s (${raw.cpu.toFixed(2)} s CPU)`)
  say(
    `${rules.length} rules (${tests} tests) in one scan\t${scan.seconds.toFixed(2)} s = ${(scan.seconds / raw.seconds).toFixed(1)} × raw scan\t${scan.cpu.toFixed(2)} s CPU = ${(scan.cpu / raw.cpu).toFixed(1)} ×\t${((rules.length * Number(values.lines)) / scan.seconds / 1e6).toFixed(0)} M rule × line/s`,
  )
  say(`${matched} matches of ${scan.result.length} rules`)
}

if (existsSync(values.rules)) {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'mapae-sigma-'))
  try {
    await measure(dir)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
} else say(`no rules at ${values.rules}`)
