import type { SourceConfig } from '../../domain/case-config.ts'
import { compileFlat, readFlat, recogniseFlat } from '../shared/flat-source.ts'
import { cellsPlain, cellsSql, type Table, tableIn } from '../shared/table.ts'
import type { Recognition, SourceKind } from '../source-kind.ts'
import { unnamedTable } from './unnamed.ts'

/** The plan's format is the delimiter followed by the header as it stands in the file, or as it was made for one that has none. */
export const delimited: SourceKind = {
  id: 'delimited',
  title: 'CSV, TSV and other tables with a header',
  description:
    'One record a line, cells between a delimiter, named by a header in any language, or where that is missing by what stands in them.',
  generic: true,
  recognise: (lines, config) => recognise(lines, config),
  compile: (plan, key) => compileFlat(plan, key, cellsSql(plan.format)),
  read: (line, plan) => readFlat(line, plan, cellsPlain(line, plan.format)),
}

const recognise = (lines: readonly string[], config: SourceConfig | undefined): Recognition | null => {
  const table = tableIn(lines, config?.format)
  if (table !== null) return recogniseTable(table, config)
  if (config?.format !== undefined) return null
  const unnamed = unnamedTable(lines)
  const found = unnamed === null ? null : recogniseTable(unnamed, config)
  return found === null || !isEnough(found)
    ? null
    : { ...found, inferred: true, confidence: GUESSED * found.confidence }
}

const recogniseTable = (table: Table, config: SourceConfig | undefined): Recognition | null => {
  const recognition = recogniseFlat(table.records, config)
  if (recognition === null || Object.keys(recognition.fields).length < 2) return null
  return { ...recognition, confidence: table.records.length / table.rows, format: table.format }
}

/** What names a field is to be preferred to what its cells show. */
const GUESSED = 0.85
const isEnough = ({ fields }: Recognition): boolean =>
  fields.time !== undefined &&
  fields.src_ip !== undefined &&
  (fields.url ?? fields.request ?? fields.action) !== undefined
