import type { SourceConfig } from '../../domain/case-config.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { sql } from '../../engine/sql.ts'
import { nameOf, parsePath } from '../json-lines/json-path.ts'
import { envelopedIn, OWN_TIME } from '../shared/enveloped.ts'
import { innerProgram, innerText, kindOf, timed, timedSql } from '../shared/inner-line.ts'
import { cellsPlain, cellsSql, tableIn } from '../shared/table.ts'
import {
  type ByteString,
  type HashKey,
  type LineProgram,
  type PlainReading,
  type Recognition,
  type SourceKind,
  SourceProblem,
} from '../source-kind.ts'

/** A line of another source that a table keeps as one of its cells. The plan's format is a JSON array: the column of the line, the column of the time or `-`, the id of the source inside, its format, and the delimiter followed by the header. */
export const tableEnvelopeOf = (inner: readonly SourceKind[]): SourceKind => ({
  id: 'table-envelope',
  title: 'Any source inside a table',
  description: 'Lines of another source, each a cell of a table, as search in a store of logs is exported.',
  generic: true,
  recognise: (lines, config) => recognise(inner, lines, config),
  compile: (plan, key) => compile(inner, plan, key),
  read: (line, plan) => read(inner, line, plan),
})

/** A time and a line make a table of lines. */
const FEWEST = 2

const recognise = (
  inner: readonly SourceKind[],
  lines: readonly string[],
  config: SourceConfig | undefined,
): Recognition | null => {
  const table = tableIn(lines, undefined, FEWEST)
  if (table === null) return null
  const found = envelopedIn(inner, table.records, table.rows, config)
  if (found === null) return null
  const [line, time] = [found.line, found.time].map((path) => nameOf(parsePath(path)[0]))
  return {
    ...found.recognition,
    format: JSON.stringify([line, time, found.kind.id, found.recognition.format, table.format]),
  }
}

const parted = (inner: readonly SourceKind[], plan: SourcePlan) => {
  const [line, time, id, format, table] = partsOf(plan.format)
  return { line, time, table, kind: kindOf(inner, id), innerPlan: { ...plan, kind: id, format } }
}

const partsOf = (format: string): readonly [string, string, string, string, string] => {
  const parts: unknown = JSON.parse(format)
  if (Array.isArray(parts) && parts.length === 5 && parts.every((part) => typeof part === 'string'))
    return parts as unknown as readonly [string, string, string, string, string]
  throw new SourceProblem({ format, problem: 'no array of column, time, source, format and header' })
}

const compile = (inner: readonly SourceKind[], plan: SourcePlan, key: HashKey): LineProgram => {
  const { line, time, table, kind, innerPlan } = parted(inner, plan)
  const cells = cellsSql(table)
  const text = cells.value(line)
  const whole = time === OWN_TIME ? text : timedSql(text, cells.value(time))
  const program = innerProgram(kind, innerPlan, key, cells.definitions, whole)
  return {
    ...program,
    reject: cells.rejects.reduceRight(
      (otherwise, { when, reason }) => sql`if(${when}, ${reason}, ${otherwise})`,
      program.reject,
    ),
  }
}

const read = (inner: readonly SourceKind[], line: ByteString, plan: SourcePlan): PlainReading => {
  const { line: from, time, table, kind, innerPlan } = parted(inner, plan)
  const { value, reject } = cellsPlain(line, table)
  if (reject !== '') return { reject }
  const whole = time === OWN_TIME ? value(from) : timed(value(from), value(time))
  return kind.read(innerText(whole), innerPlan)
}
