import type { SourceConfig } from '../../domain/case-config.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { bind, type Sql, sql } from '../../engine/sql.ts'
import { compileFlat, type FlatPlain, type FlatSql, readFlat, recogniseFlat } from '../shared/flat-source.ts'
import { maskedSplit, plainMaskedSplit } from '../shared/masked-split.ts'
import { isBlank } from '../shared/plain/plain-event.ts'
import type { ByteString, Recognition, SourceKind } from '../source-kind.ts'

/** The plan's format is the delimiter followed by the header as it stands in the file. */
export const delimited: SourceKind = {
  id: 'delimited',
  title: 'CSV, TSV and other tables with a header',
  description: 'One record a line, cells between a delimiter, named by a header in any language.',
  generic: true,
  recognise: (lines, config) => recognise(lines, config),
  compile: (plan, key) => compileFlat(plan, key, cellsSql(plan)),
  read: (line, plan) => readFlat(line, plan, cellsPlain(line, plan)),
}

const DELIMITERS = [',', '\t', ';', '|', '^']

const trimmed = (cell: string): string => cell.replace(/^ +/, '').replace(/ +$/, '')

const split = (line: string, delimiter: string): readonly string[] =>
  (line.includes('"') ? plainMaskedSplit(line, delimiter) : line.split(delimiter)).map(trimmed)

const withoutMark = (line: string): string => line.replace(/^(?:\uFEFF|\xEF\xBB\xBF)/, '').replace(/\r$/, '')

/** A name, not a value: letters first, no digit alone, no brackets of JSON. */
const NAME = /^[\p{L}_#@][\p{L}\p{N}_ .()/:@#-]{0,79}$/u
const FEWEST = 3
const LEAST = 0.5

const recognise = (lines: readonly string[], config: SourceConfig | undefined): Recognition | null => {
  const written = lines.filter((line) => !isBlank(line)).map(withoutMark)
  const header = config?.format ?? written[0]
  if (header === undefined) return null
  const found = DELIMITERS.map((delimiter) => ({ delimiter, names: split(header, delimiter) }))
    .filter(({ names }) => isHeader(names))
    .sort((a, b) => b.names.length - a.names.length)[0]
  if (found === undefined) return null
  const rows = written.filter((line) => line !== header).map((line) => split(line, found.delimiter))
  const fitting = rows.filter((cells) => cells.length === found.names.length)
  if (fitting.length === 0 || fitting.length < LEAST * rows.length) return null
  const records = fitting.map((cells) => Object.fromEntries(found.names.map((name, i) => [name, cells[i] ?? ''])))
  const recognition = recogniseFlat(records, config)
  if (recognition === null || Object.keys(recognition.fields).length < 2) return null
  return { ...recognition, confidence: fitting.length / rows.length, format: `${found.delimiter}${header}` }
}

const isHeader = (names: readonly string[]): boolean =>
  names.length >= FEWEST && names.every((name) => NAME.test(name)) && new Set(names).size === names.length

const partsOf = (
  plan: SourcePlan,
): { readonly delimiter: string; readonly header: string; readonly names: readonly string[] } => {
  const [delimiter, header] = [plan.format.slice(0, 1), plan.format.slice(1)]
  return { delimiter, header, names: split(header, delimiter) }
}

const cellsSql = (plan: SourcePlan): FlatSql => {
  const { delimiter, header, names } = partsOf(plan)
  const bare = sql`if(startsWith(line, '\\xEF\\xBB\\xBF'), substring(line, 4), line)`
  const cell = (name: string): Sql => {
    const at = names.indexOf(name)
    return at < 0 ? sql`''` : sql`trimBoth(cells[${at + 1}])`
  }
  return {
    definitions: [
      {
        name: 'table_line',
        expression: sql`if(endsWith(${bare}, '\\r'), substring(${bare}, 1, length(${bare}) - 1), ${bare})`,
      },
      { name: 'table_quoted', expression: sql`position(table_line, '"') > 0` },
      {
        name: 'cells',
        expression: sql`if(table_quoted, ${maskedSplit(sql`table_line`, delimiter)}, splitByChar(${bind('String', delimiter)}, table_line))`,
      },
    ],
    value: cell,
    rejects: [
      { when: sql`table_line = ${header}`, reason: 'header' },
      { when: sql`table_quoted AND countSubstrings(table_line, '"') % 2 = 1`, reason: 'open-quote' },
      { when: sql`length(cells) != ${names.length}`, reason: 'not-this-format' },
    ],
  }
}

const cellsPlain = (line: ByteString, plan: SourcePlan): FlatPlain => {
  const { delimiter, header, names } = partsOf(plan)
  const bare = line.replace(/^\xEF\xBB\xBF/, '').replace(/\r$/, '')
  const cells = split(bare, delimiter)
  return {
    value: (name) => cells[names.indexOf(name)] ?? '',
    reject: reasonOf(bare, Buffer.from(header).toString('latin1'), cells.length === names.length),
  }
}

const reasonOf = (line: ByteString, header: ByteString, fits: boolean): string => {
  if (line === header) return 'header'
  if ((line.split('"').length - 1) % 2 === 1) return 'open-quote'
  return fits ? '' : 'not-this-format'
}
