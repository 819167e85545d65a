import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { CASE_YAML } from '../domain/case-files.ts'
import type { EventField } from '../domain/case-config.ts'
import type { Explanation, ExplainedLine } from '../domain/explanation.ts'
import { evidenceName, type ManifestFile } from '../domain/manifest.ts'
import { forwardedIn, type SourcePlan } from '../domain/source-plan.ts'
import { inLayers, KEEP_LAYERS } from '../engine/layers.ts'
import { join, type Sql, sql } from '../engine/sql.ts'
import { SOURCES } from '../sources/index.ts'
import type { Case } from '../store/case.ts'
import { openCase } from '../store/open-case.ts'
import { readConfig } from '../store/read-config.ts'
import { acquire, manifestOf } from './acquire.ts'
import { readable } from './ingest/evidence-lines.ts'
import { planSources } from './ingest/plan-sources.ts'
import { sampleLines } from './ingest/sample-lines.ts'

/** Lines shown, of each kind, and lines that the shares rest on. */
const SHOWN = 3
const SAMPLED = 2000
/** Longer texts are cut. */
const WIDTH = 200

/**
 * How files would be read, without taking them in: which formats were tried, what was chosen, where every field comes
 * from, what is missing, and what becomes of the first lines, by the same SQL that would load them. Works in a case of
 * its own that is thrown away; `configFile` is the `case.yaml` to go by.
 */
export const explain = async (
  paths: readonly string[],
  configFile: string | undefined,
): Promise<readonly Explanation[]> => {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'mapae-explain-'))
  const scratch = await openCase(path.join(dir, 'case'), { create: true, scratch: true })
  const theCase = { ...scratch, config: readConfig(scratch.dir, configFile).config }
  try {
    const { problems } = await acquire(theCase, paths)
    const files = manifestOf(theCase).filter(({ opened }) => opened === '')
    const planned = await planSources(theCase, files)
    const explanations: Explanation[] = problems.map((problem) => unread(String(problem.values['path']), [problem]))
    for (const file of files) explanations.push(await explainFile(theCase, file, planned.plans.get(file.number)))
    return explanations.map((one) => ({
      ...one,
      problems: [...one.problems, ...planned.problems.filter(({ values }) => values['path'] === one.path)],
    }))
  } finally {
    await scratch.close()
    await rm(dir, { recursive: true, force: true })
  }
}

/** The `case.yaml` that was named, else that of the case, else none. */
export const configFor = (caseDir: string, given: string | undefined): string | undefined => {
  const own = path.join(caseDir, CASE_YAML)
  return given ?? (existsSync(own) ? own : undefined)
}

const unread = (file: string, problems: Explanation['problems']): Explanation => ({
  path: file,
  problems,
  tried: [],
  plan: null,
  missing: [],
  sampled: 0,
  parsed: 0,
  lines: [],
})

const explainFile = async (theCase: Case, file: ManifestFile, plan: SourcePlan | undefined): Promise<Explanation> => {
  const sample = await sampleLines(theCase, file)
  const tried = SOURCES.map((kind) => ({ kind: kind.id, share: kind.recognise(sample, undefined)?.confidence ?? 0 }))
  if (plan === undefined) return { ...unread(evidenceName(file), []), tried }
  const rows = await theCase.engine.rows<ExplainedRow>(explainedRows(theCase, plan, file))
  return {
    path: evidenceName(file),
    problems: [],
    tried,
    plan,
    missing: missingFrom(plan),
    sampled: rows.length,
    parsed: rows.filter(({ reject }) => reject === '').length,
    lines: shownOf(rows).map(({ number, ...line }) => ({ line: number, ...line })),
  }
}

type ExplainedRow = Omit<ExplainedLine, 'line'> & { readonly number: number }

const shownOf = (rows: readonly ExplainedRow[]): readonly ExplainedRow[] => {
  const [first, others] = [rows.slice(0, SHOWN), rows.slice(SHOWN)]
  return [...first, ...others.filter(({ reject }) => reject !== '').slice(0, SHOWN)]
}

/** The program of the source over the first lines, every column as text. */
const explainedRows = (theCase: Case, plan: SourcePlan, file: ManifestFile): Sql => {
  const kind = SOURCES.find(({ id }) => id === plan.kind)
  if (kind === undefined) throw new Error(`no such kind of source: ${plan.kind}`)
  const program = kind.compile(plan, theCase.key)
  const { from } = readable(theCase.dir, [file])
  const rows = sql`(SELECT line, _row_number + 1 AS line_number FROM ${from} LIMIT ${SAMPLED})`
  const defined = inLayers(rows, [...program.definitions, { name: 'reject_reason', expression: program.reject }])
  const columns = Object.entries(program.columns).map(([name, expression]) => asText(name, expression))
  return sql`
    SELECT toUInt32(line_number) AS number, reject_reason AS reject,
      if(reject_reason = '', '', toValidUTF8(substring(line, 1, ${WIDTH}))) AS text, mapFilter((name, text) -> text != '', map(${join(columns, ',')})) AS values
    FROM ${defined} ORDER BY line_number SETTINGS ${KEEP_LAYERS}`
}

/** What was not logged is left out; a credential is shown as its keyed hash, as it is stored. */
const asText = (name: string, expression: Sql): Sql => {
  const text = textOf(name, expression)
  return NEVER[name] === undefined ? sql`${name}, ${text}` : sql`${name}, if(${text} = ${NEVER[name]}, '', ${text})`
}

const textOf = (name: string, expression: Sql): Sql => {
  if (name === 'credential') return sql`lower(hex(${expression}))`
  if (name === 'time') return sql`concat(replaceOne(toString(${expression}), ' ', 'T'), 'Z')`
  return sql`toValidUTF8(substring(toString(${expression}), 1, ${WIDTH}))`
}

/** How a column says that there is nothing. */
const NEVER: Readonly<Record<string, string>> = {
  credential: '00',
  status: '0',
  bytes: '0',
  token_issued: '1970-01-01 00:00:00',
  token_expires: '1970-01-01 00:00:00',
}

/** Fields that an investigation leans on, each with the fields that can stand for it. */
const NEEDED: readonly {
  readonly field: EventField
  readonly or: readonly EventField[]
  readonly log?: 'auth' | 'access'
}[] = [
  { field: 'time', or: [] },
  { field: 'src_ip', or: [] },
  { field: 'forwarded', or: [] },
  { field: 'action', or: [], log: 'auth' },
  { field: 'path', or: ['url', 'request'], log: 'access' },
  { field: 'status', or: [], log: 'access' },
  { field: 'user_agent', or: [], log: 'access' },
  { field: 'principal', or: [] },
  { field: 'credential', or: [] },
]

const missingFrom = (plan: SourcePlan): readonly EventField[] => {
  const { fields, log, proxies } = plan
  const lacksList = proxies !== undefined && forwardedIn(plan) === undefined
  return NEEDED.filter(({ log: only }) => only === undefined || log === 'mixed' || only === log)
    .filter(({ field, or }) => [field, ...or].every((name) => fields[name] === undefined))
    .map(({ field }) => field)
    .filter((field) => field !== 'forwarded' || lacksList)
}
