import type { SourceConfig } from '../../domain/case-config.ts'
import { compileFlat, readFlat, recogniseFlat } from '../shared/flat-source.ts'
import { cellsPlain, cellsSql, tableIn } from '../shared/table.ts'
import type { Recognition, SourceKind } from '../source-kind.ts'

/** The plan's format is the delimiter followed by the header as it stands in the file. */
export const delimited: SourceKind = {
  id: 'delimited',
  title: 'CSV, TSV and other tables with a header',
  description: 'One record a line, cells between a delimiter, named by a header in any language.',
  generic: true,
  recognise: (lines, config) => recognise(lines, config),
  compile: (plan, key) => compileFlat(plan, key, cellsSql(plan.format)),
  read: (line, plan) => readFlat(line, plan, cellsPlain(line, plan.format)),
}

const recognise = (lines: readonly string[], config: SourceConfig | undefined): Recognition | null => {
  const table = tableIn(lines, config?.format)
  if (table === null) return null
  const recognition = recogniseFlat(table.records, config)
  if (recognition === null || Object.keys(recognition.fields).length < 2) return null
  return { ...recognition, confidence: table.records.length / table.rows, format: table.format }
}
