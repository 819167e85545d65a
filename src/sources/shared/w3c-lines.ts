import type { EventField } from '../../domain/case-config.ts'
import type { Decoder } from './decoder.ts'
import { plainMaskedSplit } from './masked-split.ts'

/** Logs after the W3C Extended Log File Format: cells of a line, named by a `#Fields:` line that may change inside a file. */
export interface W3cFormat {
  readonly delimiter: ' ' | '\t'
  /** Orders of fields to try where no `#Fields:` line is at hand; may be empty. */
  readonly known: readonly string[]
  readonly decoders: Partial<Readonly<Record<EventField, readonly Decoder[]>>>
  /** Whether a list of fields is of this format. */
  readonly owns: (fields: readonly string[]) => boolean
}

export const FIELDS_LINE = '#Fields:'

export type Layout = readonly string[]

/** One list of fields a line, as in `plan.format`. */
export const layoutsOf = (format: string, delimiter: string): readonly Layout[] =>
  format.split('\n').map((line) => line.split(delimiter))

const DATE = '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
const CLOCK = '^[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?$'
const EPOCH = '^[0-9]{10}(\\.[0-9]{1,9})?$'
const STATUS = '^([0-9]{3}|0|-)$'
const ADDRESS = '^([0-9a-fA-F.:]+(%[0-9A-Za-z]+)?|-)$'

/** What cells of a field must look like for a layout to read a line. */
const SHAPES: Readonly<Record<string, string>> = {
  date: DATE,
  time: CLOCK,
  timestamp: EPOCH,
  'sc-status': STATUS,
  'c-ip': ADDRESS,
}

export const shapesOf = (layout: Layout): readonly { readonly at: number; readonly pattern: string }[] =>
  layout.flatMap((name, i) => (SHAPES[name] === undefined ? [] : [{ at: i, pattern: SHAPES[name] }]))

export const validCells = (cells: readonly string[], layout: Layout): boolean =>
  cells.length === layout.length &&
  shapesOf(layout).every(({ at, pattern }) => new RegExp(pattern).test(cells[at] ?? ''))

export const cellsOf = (line: string, format: W3cFormat, layouts: readonly Layout[]): readonly string[] => {
  const bare = line.endsWith('\r') ? line.slice(0, -1) : line
  const cells = bare.split(format.delimiter)
  return layouts.some((layout) => layout.length === cells.length) || !bare.includes('"')
    ? cells
    : plainMaskedSplit(bare, format.delimiter)
}

/** Layouts that can read the line. */
export const chosen = (line: string, format: W3cFormat, layouts: readonly Layout[]): readonly Layout[] => {
  const cells = cellsOf(line, format, layouts)
  return layouts.filter((layout) => validCells(cells, layout))
}
