import type { Report } from '../../domain/report-model.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { groupDigits } from '../../text/format-number.ts'
import { balances, fateOf } from '../balances.ts'
import type { Pen } from './pen.ts'
import { bullets, note, section, table } from './section.ts'

/** What was received: files, sources, coverage, clocks. */
export const filesSection = ({ files, totals }: Pick<Report, 'files' | 'totals'>, pen: Pen): string => {
  const rows = files.map((file) => {
    const { code, values } = fateOf(file)
    return [
      pen.data(file.path),
      groupDigits(file.received),
      groupDigits(file.parsed),
      groupDigits(file.rejected),
      groupDigits(file.duplicates),
      pen.label(code, values),
    ]
  })
  const sum = [totals.received, totals.parsed, totals.rejected, totals.duplicates].map(({ value }) =>
    groupDigits(value),
  )
  const columns = [
    'label/file',
    ['label/received', 'right'],
    ['label/parsed', 'right'],
    ['label/rejected', 'right'],
    ['label/duplicates', 'right'],
    'label/balance',
  ] as const
  const balanced = pen.label(totalsBalance(totals) ? 'label/balanced' : 'label/unbalanced')
  return section(
    pen,
    'label/files',
    note(pen, 'label/files-note'),
    table(pen, columns, [...rows, [pen.label('label/total'), ...sum, balanced]]),
  )
}

const totalsBalance = ({ received, parsed, rejected, duplicates }: Report['totals']): boolean =>
  balances({ received: received.value, parsed: parsed.value, rejected: rejected.value, duplicates: duplicates.value })

export const problemsSection = ({ problems }: Pick<Report, 'problems'>, pen: Pen): string =>
  problems.length === 0
    ? ''
    : section(
        pen,
        'label/problems',
        bullets(
          pen,
          problems.map((problem) => pen.say(problem)),
        ),
      )

export const sourcesSection = ({ sources }: Pick<Report, 'sources'>, pen: Pen): string => {
  const rows = sources.map((source) => [
    pen.data(source.name),
    pen.name('log', source.log),
    pen.data(source.format === '' ? source.kind : source.format),
    `${pen.data(source.zone)} (${pen.name('zone', source.zoneFrom)})`,
    fieldsOf(source, pen),
  ])
  return section(
    pen,
    'label/sources',
    table(pen, ['label/source', 'label/log', 'label/format', 'label/time-zone', 'label/fields'], rows),
  )
}

const fieldsOf = ({ fields }: SourcePlan, pen: Pen): string =>
  Object.entries(fields)
    .map(
      ([field, origin]) =>
        `${field} ← ${pen.data(origin.from)}${origin.how === 'recognised' ? '' : ` (${pen.name('how', origin.how)})`}`,
    )
    .join(', ')

export const coverageSection = ({ coverage }: Report, pen: Pen): string => {
  const rows = coverage.map(({ source, events, first, last, holes }) => [
    pen.data(source),
    groupDigits(events),
    pen.time(first),
    pen.time(last),
    holes.length === 0 ? pen.label('label/no-gaps') : String(holes.length),
  ])
  const gaps = coverage.flatMap(({ source, holes }) =>
    holes.map(
      (hole) =>
        `${pen.data(source)}: ${pen.time(hole.from)} – ${pen.time(hole.to)}; ${pen.label('label/gap-expected', { n: Math.round(hole.expected) })}`,
    ),
  )
  const columns = [
    'label/source',
    ['label/events', 'right'],
    'label/first',
    'label/last',
    ['label/gaps', 'right'],
  ] as const
  return section(pen, 'label/coverage', note(pen, 'label/coverage-note'), table(pen, columns, rows), bullets(pen, gaps))
}

export const clocksSection = ({ clocks }: Report, pen: Pen): string => {
  const rows = clocks.map(({ source, reference, correction, pairs }) => [
    pen.data(source),
    pen.data(reference),
    String(correction),
    groupDigits(pairs),
  ])
  if (rows.length === 0) return ''
  return section(
    pen,
    'label/clocks',
    table(pen, ['label/source', 'label/reference', ['label/correction', 'right'], ['label/pairs', 'right']], rows),
  )
}
