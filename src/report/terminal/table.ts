import { displayWidth } from '../display-width.ts'
import { wrap } from './wrap.ts'

export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right'
}

const GAP = 2
/** A column that must be narrowed stays at least this wide… */
const NARROWEST = 8
/** …and as wide as its longest word, up to this, where there is room. */
const WIDEST_WORD = 16

/** A table without lines that fits the width: its widest columns give way and their cells wrap. */
export const tableText = (columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string => {
  const titles = columns.map(({ title }) => title)
  const all = [titles, ...rows]
  const widths = narrowed(narrowed(naturalWidths(all), width, wordWidths(all)), width)
  const rule = widths.map((columnWidth) => '─'.repeat(columnWidth))
  return [titles, rule, ...rows].map((row) => rowText(row, columns, widths)).join('\n')
}

/** One row, as many lines high as its highest cell. */
const rowText = (row: readonly string[], columns: readonly Column[], widths: readonly number[]): string => {
  const cells = row.map((cell, i) => wrap(cell, widths[i] ?? NARROWEST))
  const height = Math.max(...cells.map((lines) => lines.length))
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines, i) => padded(lines[line] ?? '', widths[i] ?? NARROWEST, columns[i]?.align))
      .join(' '.repeat(GAP))
      .trimEnd(),
  ).join('\n')
}

const padded = (text: string, width: number, align: Column['align'] = 'left'): string => {
  const padding = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return align === 'right' ? padding + text : text + padding
}

const naturalWidths = (rows: readonly (readonly string[])[]): readonly number[] => widestOf(rows, displayWidth)

/** How wide columns are that break no word. */
const wordWidths = (rows: readonly (readonly string[])[]): readonly number[] =>
  widestOf(rows, (cell) =>
    Math.min(WIDEST_WORD, Math.max(NARROWEST, ...cell.split(' ').map((word) => displayWidth(word)))),
  )

const widestOf = (rows: readonly (readonly string[])[], widthOf: (cell: string) => number): readonly number[] => {
  const [first = []] = rows
  return first.map((_, i) => rows.reduce((widest, row) => Math.max(widest, widthOf(row[i] ?? '')), 1))
}

/** The widest columns give way until all fit, or none is wider than it must be. */
const narrowed = (natural: readonly number[], width: number, least: readonly number[] = []): readonly number[] => {
  const widths = [...natural]
  const floorOf = (i: number): number => Math.min(natural[i] ?? NARROWEST, least[i] ?? NARROWEST)
  const total = (): number => widths.reduce((sum, each) => sum + each + GAP, -GAP)
  for (let over = total() - width; over > 0; over = total() - width) {
    const free = widths.filter((each, i) => each > floorOf(i))
    if (free.length === 0) break
    const widest = Math.max(...free)
    const second = Math.max(NARROWEST, ...free.filter((each) => each < widest))
    const at = widths.findIndex((each, i) => each === widest && each > floorOf(i))
    widths[at] = Math.max(floorOf(at), second < widest ? second : widest - 1, widest - over)
  }
  return widths
}
