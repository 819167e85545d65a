import type { MessageCode } from '../../text/say.ts'
import type { Pen } from './pen.ts'
import { type Column, tableText } from './table.ts'
import { wrap } from './wrap.ts'

/** An empty line between blocks. */
export const BLANK = '\n'

/** Blocks of one heading; empty blocks are left out. */
export const section = (pen: Pen, heading: MessageCode, ...blocks: readonly string[]): string =>
  [
    pen.bold(pen.label(heading)),
    ...blocks.filter((block) => block !== '').map((block) => (block === BLANK ? '' : block)),
  ].join('\n')

export const note = (pen: Pen, code: MessageCode): string =>
  paragraph(pen, pen.label(code))
    .split('\n')
    .map((row) => pen.dim(row))
    .join('\n')

export const paragraph = (pen: Pen, text: string): string => wrap(text, pen.width).join('\n')

export const bullets = (pen: Pen, texts: readonly string[], indent = 0): string =>
  texts
    .flatMap((text) =>
      wrap(text, pen.width - indent - 2).map((row, i) => `${' '.repeat(indent)}${i === 0 ? '· ' : '  '}${row}`),
    )
    .join('\n')

export const table = (
  pen: Pen,
  columns: readonly (MessageCode | readonly [MessageCode, 'right'])[],
  rows: readonly (readonly string[])[],
): string => {
  if (rows.length === 0) return ''
  const shown = columns.map(
    (column): Column =>
      typeof column === 'string' ? { title: pen.label(column) } : { title: pen.label(column[0]), align: 'right' },
  )
  return tableText(shown, rows, pen.width)
}
