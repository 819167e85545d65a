import { HYPOTHESES } from '../../../domain/competing-hypotheses.ts'
import type { Report } from '../../../domain/report-model.ts'
import { probability } from '../../../text/format-number.ts'
import { html, type Markup, NOTHING } from '../markup.ts'
import { body, list, note, type Section, unseen } from '../section.ts'
import { column, longColumn, numberColumn, table } from '../table.ts'
import type { View } from '../view.ts'

type Hypotheses = NonNullable<Report['hypotheses']>

/** The competing explanations, the evidence for and against each, and what would separate the two best. */
export const hypothesesSection = ({ hypotheses }: Report, view: View): Section => ({
  id: 'hypotheses',
  title: 'label/hypotheses',
  body:
    hypotheses === null
      ? null
      : body(
          note(view, 'label/hypotheses-note'),
          standingsMarkup(hypotheses, view),
          html`<h3>${view.label('label/evidence-matrix')}</h3>`,
          evidenceMarkup(hypotheses, view),
          list(hypotheses.notes.map((text) => view.say(text))),
          requestsMarkup(hypotheses, view),
        ),
})

const standingsMarkup = ({ standings }: Hypotheses, view: View): Markup =>
  table(
    unseen(view.label('label/hypotheses')),
    [
      longColumn(view, 'label/hypothesis'),
      longColumn(view, 'label/estimate'),
      numberColumn(view, 'label/share'),
      numberColumn(view, 'label/inconsistency'),
    ],
    standings.map(({ hypothesis, word, share, inconsistency }) => [
      view.name('hypothesis', hypothesis),
      view.name('estimate', word),
      html`${probability(share)}`,
      html`${inconsistency.toFixed(1)}`,
    ]),
  )

const evidenceMarkup = ({ evidence }: Hypotheses, view: View): Markup =>
  table(
    view.label('label/evidence-matrix-note'),
    [
      longColumn(view, 'label/evidence'),
      column(view, 'label/evidence-line'),
      column(view, 'label/admiralty'),
      ...HYPOTHESES.map((hypothesis) => column(view, `hypo/${hypothesis}`)),
      numberColumn(view, 'label/diagnosticity'),
    ],
    evidence.map(({ id, what, reliability, credibility, ratings, by, why, diagnosticity }) => [
      by === null
        ? view.say(what)
        : html`${view.say(what)} ${view.say({ code: 'hypotheses/told', values: { by, why: why ?? '' } })}`,
      html`<span class="id">${id}</span>`,
      html`${reliability}${String(credibility)}`,
      ...HYPOTHESES.map((hypothesis) => html`${ratings[hypothesis]}`),
      html`${diagnosticity.toFixed(1)}`,
    ]),
  )

const requestsMarkup = ({ requests }: Hypotheses, view: View): Markup => {
  const [first, second] = requests[0]?.separates ?? []
  if (first === undefined || second === undefined) return NOTHING
  return html`<h3>${view.label('label/requests')}</h3>
<p class="note">${view.say({ code: 'label/requests-note', values: { first, second } })}</p>
${list(
  requests.map(({ id, from, to }) =>
    from === null || to === null
      ? view.name('request', id)
      : html`${view.name('request', id)} (${view.time(from)} – ${view.time(to)})`,
  ),
)}`
}
