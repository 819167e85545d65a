import type { Bounds } from '../../domain/report-model.ts'
import type { MessageCode } from '../../text/say.ts'
import { html, type Markup, NOTHING } from './markup.ts'
import type { View } from './view.ts'

/** `number` columns are set right, with digits of equal width. */
export interface Column {
  readonly head: Markup
  readonly number?: boolean
}

export const column = (view: View, code: MessageCode): Column => ({ head: view.label(code) })
export const numberColumn = (view: View, code: MessageCode): Column => ({ head: view.label(code), number: true })

/** First cell of a row is its header. The caption is read out and printed; `foot` is set off below. */
export const table = (
  caption: Markup,
  columns: readonly Column[],
  rows: readonly (readonly Markup[])[],
  foot: readonly (readonly Markup[])[] = [],
): Markup => {
  if (rows.length === 0) return NOTHING
  const heads = columns.map(({ head, number }) => html`<th scope="col"${classOf(number)}>${head}</th>`)
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
  return html`<tr><th scope="row"${classOf(columns[0]?.number)}>${head}</th>${others.map((cell, i) => html`<td${classOf(columns[i + 1]?.number)}>${cell}</td>`)}</tr>
`
}

const classOf = (number: boolean | undefined): Markup => (number === true ? html` class="num"` : NOTHING)

export const readingColumns = (view: View): readonly Column[] => [
  numberColumn(view, 'label/confirmed'),
  numberColumn(view, 'label/with-likely'),
  numberColumn(view, 'label/with-possible'),
]

const DASH = html`–`

export const readings = (view: View, bounds: Bounds | null): readonly Markup[] =>
  bounds === null
    ? [DASH, DASH, DASH]
    : [view.count(bounds.confirmed), view.count(bounds.likely), view.count(bounds.possible)]
