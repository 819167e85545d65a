import type { Actor, Count, Moment, Ranked, Report, SinceWhen } from '../../domain/report-model.ts'
import { wayName } from '../../domain/way-name.ts'
import { groupDigits, probability } from '../../text/format-number.ts'
import type { MessageCode } from '../../text/say.ts'
import { dwellOf } from '../dwell.ts'
import type { Pen } from './pen.ts'
import { BLANK, bullets, note, section, table } from './section.ts'

const NAMED = 5

/** Who, and when. */
export const actorsSection = ({ actors }: Report, pen: Pen): string => {
  if (actors.length === 0) return section(pen, 'label/actors', pen.label('label/no-incident'))
  return section(
    pen,
    'label/actors',
    note(pen, 'label/actors-note'),
    overview(actors, pen),
    ...actors.map((actor) => details(actor, pen)),
  )
}

const overview = (actors: readonly Actor[], pen: Pen): string => {
  const number = ({ value }: Count): string => groupDigits(value)
  const rows = actors.map((actor) => [
    pen.data(actor.id),
    pen.name('level', actor.level),
    probability(actor.posterior),
    actor.ways.map(({ vector, reasons }) => pen.name('vector', wayName(vector, reasons))).join(', '),
    number(actor.events),
    number(actor.addresses),
    number(actor.userAgents),
    number(actor.devices),
    number(actor.credentials),
    number(actor.principals),
  ])
  const columns = [
    'label/actor',
    'label/level',
    ['label/posterior', 'right'],
    'label/vector',
    ['label/events', 'right'],
    ['label/addresses', 'right'],
    ['label/user-agents', 'right'],
    ['label/devices', 'right'],
    ['label/credentials', 'right'],
    ['label/accounts-used', 'right'],
  ] as const
  return table(pen, columns, rows)
}

const details = (actor: Actor, pen: Pen): string => {
  const lists: readonly (readonly [MessageCode, readonly Ranked[]])[] = [
    ['label/top-addresses', actor.topAddresses],
    ['label/top-user-agents', actor.topUserAgents],
    ['label/routes-called', actor.routes],
  ]
  return [
    '',
    pen.bold(`${pen.label('label/actor')} ${pen.data(actor.id)}`),
    bullets(
      pen,
      actor.reasons.map((reason) => pen.say(reason)),
    ),
    bullets(
      pen,
      lists
        .filter(([, ranked]) => ranked.length > 0)
        .map(([heading, ranked]) => `${pen.label(heading)}: ${rankedText(ranked, pen)}`),
    ),
  ].join('\n')
}

const rankedText = (ranked: readonly Ranked[], pen: Pen): string =>
  [
    ...ranked.slice(0, NAMED).map(({ name, events }) => `${pen.data(name)} (${groupDigits(events)})`),
    ...(ranked.length > NAMED ? ['…'] : []),
  ].join(', ')

export const timelineSection = (report: Report, pen: Pen): string => {
  if (report.sinceWhen === null) return ''
  const phases = report.actors.flatMap((actor) => actor.phases.map((phase) => ({ actor: actor.id, ...phase })))
  const rows = phases.map(({ actor, kind, from, to, events }) => [
    pen.time(from),
    pen.time(to),
    pen.data(actor),
    pen.name('phase', kind),
    groupDigits(events),
  ])
  return section(
    pen,
    'label/timeline',
    table(pen, ['label/since-when', 'label/from', 'label/where'], sinceRows(report.sinceWhen, pen)),
    BLANK,
    table(pen, ['label/from', 'label/to', 'label/actor', 'label/phase', ['label/events', 'right']], rows),
  )
}

const sinceRows = (
  { firstConfirmed, firstLikely, firstPossible, earliestVisible, last, dwellSeconds }: SinceWhen,
  pen: Pen,
): readonly (readonly string[])[] => {
  const moment = (code: MessageCode, at: Moment | null): readonly string[] =>
    at === null
      ? [pen.label(code), '–', '']
      : [pen.label(code), pen.time(at.time), pen.label('label/file-line', { file: at.file, line: at.line.toString() })]
  return [
    moment('label/first-confirmed', firstConfirmed),
    moment('label/first-likely', firstLikely),
    ...(firstPossible === null ? [] : [moment('label/first-possible', firstPossible)]),
    [pen.label('label/earliest-visible'), pen.time(earliestVisible), ''],
    [pen.label('label/last-event'), pen.time(last), ''],
    [pen.label('label/dwell'), pen.label('label/dwell-value', dwellOf(dwellSeconds)), ''],
  ]
}
