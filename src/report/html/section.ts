import type { MessageCode } from '../../text/say.ts'
import { html, lines, type Markup, NOTHING } from './markup.ts'
import type { View } from './view.ts'

export interface Section {
  readonly id: string
  readonly title: MessageCode
  /** Null: nothing to show; the section and its line in the contents are left out. */
  readonly body: Markup | null
}

export const sectionMarkup = (view: View, { id, title, body }: Section): Markup =>
  body === null
    ? NOTHING
    : html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${view.label(title)}</h2>
${body}
</section>
`

export const contents = (
  view: View,
  sections: readonly Section[],
): Markup => html`<nav aria-labelledby="contents-title">
<h2 id="contents-title">${view.label('label/contents')}</h2>
<ol>${sections.filter(({ body }) => body !== null).map(({ id, title }) => html`<li><a href="#${id}">${view.label(title)}</a></li>`)}</ol>
</nav>`

export const note = (view: View, code: MessageCode): Markup => html`<p class="note">${view.label(code)}</p>`

export const list = (items: readonly Markup[]): Markup =>
  items.length === 0 ? NOTHING : html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`

/** A caption for those who hear the page, where a heading says the same to those who see it. */
export const unseen = (text: Markup): Markup => html`<span class="unseen">${text}</span>`

export const body = (...pieces: readonly Markup[]): Markup => lines(pieces)
