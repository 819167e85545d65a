import type { Bounds } from '../../domain/report-model.ts'
import type { MessageCode } from '../../text/say.ts'
import { html, type Markup, NOTHING } from './markup.ts'
import type { View } from './view.ts'

/** How a column is set: numbers right, with digits of equal width; a reading's head on one line; sentences not narrow. */
type Setting = 'num' | 'num reading' | 'long'

export interface Column {
  readonly head: Markup
  readonly set?: Setting
}

export const column = (view: View, code: MessageCode): Column => ({ head: view.label(code) })
export const numberColumn = (view: View, code: MessageCode): Column => ({ head: view.label(code), set: 'num' })
export const longColumn = (view: View, code: MessageCode): Column => ({ head: view.label(code), set: 'long' })

/** First cell of a row is its header. The caption is read out and printed; `foot` is set off below. */
export const table = (
  caption: Markup,
  columns: readonly Column[],
  rows: readonly (readonly Markup[])[],
  foot: readonly (readonly Markup[])[] = [],
): Markup => {
  if (rows.length === 0) return NOTHING
  const heads = columns.map(({ head, set }) => html`<th scope="col"${classOf(set)}>${head}</th>`)
  return html`<div class="wide" tabindex="0" role="group"><table>
<caption>${caption}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${rows.map((row) => rowOf(columns, row))}</tbody>${
    foot.length === 0
      ? NOTHING
      : html`
<tfoot>
${foot.map((row) => rowOf(columns, row))}</tfoot>`
  }
</table></div>`
}

const rowOf = (columns: readonly Column[], cells: readonly Markup[]): Markup => {
  const [head = NOTHING, ...others] = cells
  return html`<tr><th scope="row"${classOf(columns[0]?.set)}>${head}</th>${others.map((cell, i) => html`<td${classOf(columns[i + 1]?.set)}>${cell}</td>`)}</tr>
`
}

const classOf = (set: Setting | undefined): Markup => (set === undefined ? NOTHING : html` class="${set}"`)

export const readingColumns = (view: View): readonly Column[] =>
  (['label/confirmed', 'label/with-likely', 'label/with-possible'] as const).map((code) => ({
    head: view.label(code),
    set: 'num reading',
  }))

const DASH = html`–`

export const readings = (view: View, bounds: Bounds | null): readonly Markup[] =>
  bounds === null
    ? [DASH, DASH, DASH]
    : [view.count(bounds.confirmed), view.count(bounds.likely), view.count(bounds.possible)]
