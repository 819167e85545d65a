import type { EntryVector, Report } from '../../../domain/report-model.ts'
import { wayName } from '../../../domain/way-name.ts'
import { probability, rate, ratio } from '../../../text/format-number.ts'
import { DECLARED } from '../../../domain/declared.ts'
import { hasText } from '../../../text/say.ts'
import { html, type Markup, NOTHING } from '../markup.ts'
import { body, list, note, type Section, unseen } from '../section.ts'
import { column, longColumn, numberColumn, readingColumns, readings, table } from '../table.ts'
import type { View } from '../view.ts'

/** The ways in, each with what speaks for and against it. */
export const vectorsSection = ({ entryVectors }: Report, view: View): Section => ({
  id: 'vectors',
  title: 'label/vectors',
  body:
    entryVectors.length === 0
      ? null
      : body(
          note(view, 'label/vectors-note'),
          html`<ol class="vectors">${entryVectors.map((vector) => vectorMarkup(vector, view))}</ol>`,
        ),
})

const vectorMarkup = ({ id, posterior, attack, cwe, speaksFor, speaksAgainst }: EntryVector, view: View): Markup => {
  const side = (code: 'label/speaks-for' | 'label/speaks-against', reasons: EntryVector['speaksFor']): Markup =>
    html`<div><h4>${view.label(code)}</h4>${reasons.length === 0 ? html`<p class="note">${view.label('label/nothing')}</p>` : list(reasons.map((reason) => view.say(reason)))}</div>`
  const share = Math.max(0, Math.min(100, Math.round(posterior * 100)))
  return html`<li><h3>${view.name('vector', wayName(id, speaksFor))}</h3>
<p class="meta">${view.label('label/posterior')} <span class="num">${probability(posterior)}</span> <svg class="meter" viewBox="0 0 100 6" aria-hidden="true"><rect class="track" width="100" height="6"/><rect class="fill" width="${share}" height="6"/></svg> ${[...attack, ...cwe].map((name, i) => html`${i === 0 ? '' : ' · '}<span class="id">${name}</span>`)}</p>
<div class="sides">${side('label/speaks-for', speaksFor)}${side('label/speaks-against', speaksAgainst)}</div></li>
`
}

export const detectionsSection = ({ detections }: Report, view: View): Section => {
  const rows = detections.map(({ id, outcome, looked, hits, reasons }) => [
    view.name('detection', id),
    html`<span class="outcome ${outcome}">${view.name('outcome', outcome)}</span>`,
    looked === null ? html`–` : view.count(looked),
    ...readings(view, hits),
    html`${reasons.map((reason, i) => html`${i === 0 ? '' : ' '}${view.say(reason)}`)}`,
  ])
  const columns = [
    longColumn(view, 'label/question'),
    column(view, 'label/outcome'),
    numberColumn(view, 'label/looked-at'),
    ...readingColumns(view),
    longColumn(view, 'label/notes'),
  ]
  return {
    id: 'detections',
    title: 'label/detections',
    body: body(
      table(unseen(view.label('label/detections')), columns, rows),
      ratesMarkup(detections, view),
      declaredMarkup(detections, view),
    ),
  }
}

/** Without a text the outcome's own name is shown. */
const outcomeName = (view: View, test: string, outcome: string): Markup =>
  hasText(`shows/${test}/${outcome}`) ? view.name('shows', `${test}/${outcome}`) : html`${outcome}`

const ratesMarkup = (detections: Report['detections'], view: View): Markup => {
  const rows = detections.flatMap(({ id, tests }) =>
    tests.map(({ test, outcome, background, attack }) => [
      view.name('detection', id),
      view.name('test', test),
      outcomeName(view, test, outcome),
      html`${rate(background)}`,
      html`${rate(attack)}`,
      html`${ratio(attack, background)}`,
    ]),
  )
  if (rows.length === 0) return NOTHING
  const columns = [
    longColumn(view, 'label/question'),
    column(view, 'label/test'),
    column(view, 'label/outcome'),
    numberColumn(view, 'label/background-rate'),
    numberColumn(view, 'label/attack-rate'),
    numberColumn(view, 'label/ratio'),
  ]
  return html`<h3>${view.label('label/rates')}</h3>
${table(view.label('label/detections-note'), columns, rows)}`
}

/** What each detection assumes, what fools it and what would refute it. */
const declaredMarkup = (detections: Report['detections'], view: View): Markup => {
  const parts = (id: string): readonly Markup[] =>
    DECLARED.filter((part) => hasText(`${part}/${id}`)).map(
      (part) => html`<div><dt>${view.label(`label/${part}`)}</dt><dd>${view.name(part, id)}</dd></div>`,
    )
  return html`<h3>${view.label('label/limits')}</h3>
${detections.map(
  ({ id }) => html`<details><summary>${view.name('detection', id)}</summary><dl>${parts(id)}</dl></details>
`,
)}`
}

export const clearedSection = ({ cleared }: Report, view: View): Section => {
  const rows = cleared.map(({ what, reasons }) => [
    view.say(what),
    html`${reasons.map((reason, i) => html`${i === 0 ? '' : ' '}${view.say(reason)}`)}`,
  ])
  return {
    id: 'cleared',
    title: 'label/cleared',
    body:
      rows.length === 0
        ? null
        : table(
            view.label('label/cleared-note'),
            [longColumn(view, 'label/what'), longColumn(view, 'label/why')],
            rows,
          ),
  }
}
