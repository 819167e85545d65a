import type { Actor, Moment, Ranked, Report, SinceWhen } from '../../../domain/report-model.ts'
import { wayName } from '../../../domain/way-name.ts'
import { groupDigits, probability } from '../../../text/format-number.ts'
import type { MessageCode } from '../../../text/say.ts'
import { dwellOf } from '../../dwell.ts'
import { html, type Markup, NOTHING } from '../markup.ts'
import { body, list, note, type Section, unseen } from '../section.ts'
import { column, longColumn, numberColumn, table } from '../table.ts'
import { timelineFigure } from '../timeline-figure.ts'
import { anchor, type View } from '../view.ts'

/** Who belongs together. */
export const actorsSection = ({ actors }: Report, view: View): Section => {
  if (actors.length === 0) return { id: 'actors', title: 'label/actors', body: null }
  const rows = actors.map((actor) => [
    html`<a href="#${anchor('actor', actor.id)}">${actor.id}</a>`,
    html`<span class="level ${actor.level}">${view.name('level', actor.level)}</span>`,
    html`${probability(actor.posterior)}`,
    wayNames(actor, view),
    view.count(actor.events),
    view.count(actor.addresses),
    view.count(actor.userAgents),
    view.count(actor.devices),
    view.count(actor.credentials),
    view.count(actor.principals),
  ])
  const columns = [
    column(view, 'label/actor'),
    column(view, 'label/level'),
    numberColumn(view, 'label/posterior'),
    longColumn(view, 'label/vector'),
    numberColumn(view, 'label/events'),
    numberColumn(view, 'label/addresses'),
    numberColumn(view, 'label/user-agents'),
    numberColumn(view, 'label/devices'),
    numberColumn(view, 'label/credentials'),
    numberColumn(view, 'label/accounts-used'),
  ]
  return {
    id: 'actors',
    title: 'label/actors',
    body: body(
      table(view.label('label/actors-note'), columns, rows),
      ...actors.map((actor) => actorMarkup(actor, view)),
    ),
  }
}

const wayNames = ({ ways }: Actor, view: View): Markup =>
  html`${ways.map(({ vector, reasons }, i) => html`${i > 0 ? ', ' : ''}${view.name('vector', wayName(vector, reasons))}`)}`

const actorMarkup = (actor: Actor, view: View): Markup => html`<article class="actor" id="${anchor('actor', actor.id)}">
<h3>${view.label('label/actor')} ${actor.id} <span class="level ${actor.level}">${view.name('level', actor.level)}</span></h3>
<p class="meta">${view.exactTime(actor.first)} – ${view.exactTime(actor.last)}</p>
${list(actor.reasons.map((reason) => view.say(reason)))}
<div class="ranks">${ranked(view, 'label/top-addresses', actor.topAddresses)}${ranked(view, 'label/top-user-agents', actor.topUserAgents)}${ranked(view, 'label/routes-called', actor.routes)}</div>
</article>`

const ranked = (view: View, heading: MessageCode, names: readonly Ranked[]): Markup =>
  names.length === 0
    ? NOTHING
    : html`<div><h4>${view.label(heading)}</h4><ol class="ranked">${names.map(({ name, events }) => html`<li><code>${name}</code> <span class="num">${groupDigits(events)}</span></li>`)}</ol></div>`

/** Since when, as an interval; the picture; the phases. */
export const timelineSection = (report: Report, view: View): Section => {
  const rows = report.actors.flatMap(({ id, phases }) =>
    phases.map(({ kind, from, to, events }) => [
      view.time(from),
      view.time(to),
      html`${id}`,
      view.name('phase', kind),
      html`${groupDigits(events)}`,
    ]),
  )
  const columns = [
    column(view, 'label/from'),
    column(view, 'label/to'),
    column(view, 'label/actor'),
    column(view, 'label/phase'),
    numberColumn(view, 'label/events'),
  ]
  const figure = timelineFigure(report, view)
  return {
    id: 'timeline',
    title: 'label/timeline',
    body:
      figure === null
        ? null
        : body(
            figure,
            report.sinceWhen === null ? note(view, 'label/no-incident') : sinceMarkup(report.sinceWhen, view),
            table(unseen(view.label('label/timeline')), columns, rows),
          ),
  }
}

const sinceMarkup = (
  { firstConfirmed, firstLikely, firstPossible, earliestVisible, last, dwellSeconds }: SinceWhen,
  view: View,
): Markup => {
  const moment = (code: MessageCode, at: Moment | null): readonly Markup[] =>
    at === null
      ? [view.label(code), html`–`, NOTHING]
      : [
          view.label(code),
          view.certified(at.certificate, view.exactTime(at.time)),
          view.label('label/file-line', { file: at.file, line: at.line.toString() }),
        ]
  const rows = [
    moment('label/first-confirmed', firstConfirmed),
    moment('label/first-likely', firstLikely),
    ...(firstPossible === null ? [] : [moment('label/first-possible', firstPossible)]),
    [view.label('label/earliest-visible'), view.exactTime(earliestVisible), NOTHING],
    [view.label('label/last-event'), view.exactTime(last), NOTHING],
    [view.label('label/dwell'), view.label('label/dwell-value', dwellOf(dwellSeconds)), NOTHING],
  ]
  return table(
    view.label('label/since-when'),
    [column(view, 'label/what'), column(view, 'label/from'), longColumn(view, 'label/where')],
    rows,
  )
}
