import type { Bounds, Report } from '../../domain/report-model.ts'
import { wayName } from '../../domain/way-name.ts'
import { groupDigits, probability, rate, ratio } from '../../text/format-number.ts'
import { hasText } from '../../text/say.ts'
import type { Pen } from './pen.ts'
import { bullets, note, paragraph, section, table } from './section.ts'

/** What was looked for, what was found, and what was cleared. */
export const detectionsSection = ({ detections }: Pick<Report, 'detections'>, pen: Pen): string => {
  const rows = detections.map(({ id, outcome, looked, hits, reasons }) => [
    pen.name('detection', id),
    pen.name('outcome', outcome),
    looked === null ? '–' : groupDigits(looked.value),
    ...threeReadings(hits),
    reasons.map((reason) => pen.say(reason)).join(' '),
  ])
  const columns = [
    'label/question',
    'label/outcome',
    ['label/looked-at', 'right'],
    ['label/confirmed', 'right'],
    ['label/with-likely', 'right'],
    ['label/with-possible', 'right'],
    'label/notes',
  ] as const
  return section(pen, 'label/detections', table(pen, columns, rows), ratesBlock(detections, pen))
}

export const threeReadings = (bounds: Bounds | null): readonly [string, string, string] =>
  bounds === null
    ? ['–', '–', '–']
    : [groupDigits(bounds.confirmed.value), groupDigits(bounds.likely.value), groupDigits(bounds.possible.value)]

/** The rates of the tests, a table a question. */
const ratesBlock = (detections: Report['detections'], pen: Pen): string => {
  const tested = detections.filter(({ tests }) => tests.length > 0)
  if (tested.length === 0) return ''
  return [
    '',
    pen.bold(pen.label('label/rates')),
    note(pen, 'label/detections-note'),
    ...tested.flatMap((detection) => [
      '',
      paragraph(pen, pen.name('detection', detection.id)),
      ratesOf(detection, pen),
    ]),
  ].join('\n')
}

const ratesOf = ({ tests }: Report['detections'][number], pen: Pen): string => {
  const rows = tests.map(({ test, outcome, background, attack }) => [
    pen.name('test', test),
    hasText(`shows/${test}/${outcome}`) ? pen.name('shows', `${test}/${outcome}`) : pen.data(outcome),
    rate(background),
    rate(attack),
    ratio(attack, background),
  ])
  const columns = [
    'label/test',
    'label/outcome',
    ['label/background-rate', 'right'],
    ['label/attack-rate', 'right'],
    ['label/ratio', 'right'],
  ] as const
  return table(pen, columns, rows)
}

export const clearedSection = ({ cleared }: Report, pen: Pen): string => {
  if (cleared.length === 0) return ''
  const rows = cleared.map(({ what, reasons }) => [pen.say(what), reasons.map((reason) => pen.say(reason)).join(' ')])
  return section(pen, 'label/cleared', note(pen, 'label/cleared-note'), table(pen, ['label/what', 'label/why'], rows))
}

export const vectorsSection = ({ entryVectors }: Report, pen: Pen): string => {
  if (entryVectors.length === 0) return ''
  const blocks = entryVectors.flatMap(({ id, posterior, attack, cwe, speaksFor, speaksAgainst }) => [
    paragraph(
      pen,
      `${pen.name('vector', wayName(id, speaksFor))}  ${pen.label('label/posterior')} ${probability(posterior)}  ${pen.data([...attack, ...cwe].join(' '))}`,
    ),
    bullets(
      pen,
      speaksFor.map((reason) => `${pen.label('label/speaks-for')}: ${pen.say(reason)}`),
      2,
    ),
    bullets(
      pen,
      speaksAgainst.map((reason) => `${pen.label('label/speaks-against')}: ${pen.say(reason)}`),
      2,
    ),
  ])
  return section(pen, 'label/vectors', note(pen, 'label/vectors-note'), ...blocks)
}
