import Table from 'cli-table3'
import { displayWidth } from './display-width.ts'
import { wrap } from './wrap.ts'

export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right'
}

const GAP = 2
/** A column that must be narrowed stays at least this wide. */
const NARROWEST = 8

const LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' '.repeat(GAP),
} as const

/** A table without lines that fits the width: its widest columns give way and their cells wrap. */
export const tableText = (columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string => {
  const titles = columns.map(({ title }) => title)
  const widths = narrowed(naturalWidths([titles, ...rows]), width)
  const table = new Table({
    chars: LINES,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colAligns: columns.map(({ align = 'left' }) => align),
    colWidths: [...widths],
  })
  const rule = widths.map((columnWidth) => '─'.repeat(columnWidth))
  for (const row of [titles, rule, ...rows])
    table.push(row.map((cell, i) => wrap(cell, widths[i] ?? NARROWEST).join('\n')))
  return trimEnds(table.toString())
}

const naturalWidths = (rows: readonly (readonly string[])[]): readonly number[] => {
  const [first = []] = rows
  return first.map((_, i) => Math.max(1, ...rows.map((row) => displayWidth(row[i] ?? ''))))
}

const narrowed = (natural: readonly number[], width: number): readonly number[] => {
  const widths = [...natural]
  const total = (): number => widths.reduce((sum, each) => sum + each + GAP, -GAP)
  for (let over = total() - width; over > 0; over = total() - width) {
    const widest = Math.max(...widths)
    if (widest <= NARROWEST) break
    const second = Math.max(NARROWEST, ...widths.filter((each) => each < widest))
    const at = widths.indexOf(widest)
    widths[at] = Math.max(second < widest ? second : widest - 1, widest - over)
  }
  return widths
}

const trimEnds = (text: string): string =>
  text
    .split('\n')
    .map((row) => row.trimEnd())
    .join('\n')
