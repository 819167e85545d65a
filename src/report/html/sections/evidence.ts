import type { Report } from '../../../domain/report-model.ts'
import type { FileLedger, SourcePlan } from '../../../domain/source-plan.ts'
import { groupDigits } from '../../../text/format-number.ts'
import { balances, fateOf } from '../../balances.ts'
import { html, type Markup } from '../markup.ts'
import { body, list, note, type Section, unseen } from '../section.ts'
import { column, longColumn, numberColumn, table } from '../table.ts'
import type { View } from '../view.ts'

/** What was received, how it was read, what it covers. */
export const filesSection = ({ files, totals, evidence, problems }: Report, view: View): Section => {
  const balance = (balanced: boolean): Markup =>
    html`<span class="${balanced ? 'good' : 'bad'}">${view.label(balanced ? 'label/balanced' : 'label/unbalanced')}</span>`
  const fate = (file: FileLedger): Markup => {
    const { code, values } = fateOf(file)
    const kind = code === 'label/balanced' ? 'good' : 'bad'
    return file.fate === 'read' ? html`<span class="${kind}">${view.label(code)}</span>` : view.label(code, values)
  }
  const rows = files.map((file) => [
    html`${file.path}<br><code class="digest">${file.sha256}</code>`,
    html`${file.source}`,
    html`${groupDigits(file.received)}`,
    html`${groupDigits(file.parsed)}`,
    html`${groupDigits(file.rejected)}`,
    html`${groupDigits(file.duplicates)}`,
    fate(file),
  ])
  const columns = [
    { head: html`${view.label('label/file')}, SHA-256`, set: 'long' as const },
    column(view, 'label/source'),
    numberColumn(view, 'label/received'),
    numberColumn(view, 'label/parsed'),
    numberColumn(view, 'label/rejected'),
    numberColumn(view, 'label/duplicates'),
    column(view, 'label/balance'),
  ]
  const { received, parsed, rejected, duplicates } = totals
  const balanced = balances({
    received: received.value,
    parsed: parsed.value,
    rejected: rejected.value,
    duplicates: duplicates.value,
  })
  const foot = [
    view.label('label/total'),
    html``,
    view.count(received),
    view.count(parsed),
    view.count(rejected),
    view.count(duplicates),
    balance(balanced),
  ]
  const digest = html`<p class="note">${view.label('label/evidence-digest')}: <code class="digest">${evidence}</code></p>`
  const faults =
    problems.length === 0
      ? html``
      : html`<h3>${view.label('label/problems')}</h3>${list(problems.map((problem) => view.say(problem)))}`
  return {
    id: 'files',
    title: 'label/files',
    body: body(table(view.label('label/files-note'), columns, rows, [foot]), digest, faults),
  }
}

export const sourcesSection = ({ sources }: Report, view: View): Section => {
  const rows = sources.map((source) => [
    html`${source.name}`,
    view.name('log', source.log),
    html`<code>${source.format === '' ? source.kind : source.format}</code>`,
    html`${source.host}`,
    html`${source.zone} (${view.name('zone', source.zoneFrom)})`,
    fieldsOf(source, view),
  ])
  const columns = [
    column(view, 'label/source'),
    column(view, 'label/log'),
    longColumn(view, 'label/format'),
    longColumn(view, 'label/host'),
    column(view, 'label/time-zone'),
    longColumn(view, 'label/fields'),
  ]
  return {
    id: 'sources',
    title: 'label/sources',
    body: rows.length === 0 ? null : table(unseen(view.label('label/sources')), columns, rows),
  }
}

const fieldsOf = ({ fields }: SourcePlan, view: View): Markup =>
  html`<ul class="plain">${Object.entries(fields).map(([field, { from, how }]) => html`<li>${field} ← <code>${from}</code> <small>${view.name('how', how)}</small></li>`)}</ul>`

export const coverageSection = ({ coverage, clocks }: Report, view: View): Section => {
  const rows = coverage.map(({ source, log, events, first, last, holes }) => [
    html`${source}`,
    view.name('log', log),
    html`${groupDigits(events)}`,
    view.time(first),
    view.time(last),
    holes.length === 0
      ? view.label('label/no-gaps')
      : list(
          holes.map(
            (hole) =>
              html`${view.time(hole.from)} – ${view.time(hole.to)}; ${view.label('label/gap-expected', { n: Math.round(hole.expected) })}`,
          ),
        ),
  ])
  const columns = [
    column(view, 'label/source'),
    column(view, 'label/log'),
    numberColumn(view, 'label/events'),
    column(view, 'label/first'),
    column(view, 'label/last'),
    longColumn(view, 'label/gaps'),
  ]
  const clockRows = clocks.map(({ source, reference, correction, pairs }) => [
    html`${source}`,
    html`${reference}`,
    html`${correction}`,
    html`${groupDigits(pairs)}`,
  ])
  const clockColumns = [
    column(view, 'label/source'),
    column(view, 'label/reference'),
    numberColumn(view, 'label/correction'),
    numberColumn(view, 'label/pairs'),
  ]
  return {
    id: 'coverage',
    title: 'label/coverage',
    body: body(
      note(view, 'label/coverage-note'),
      table(unseen(view.label('label/coverage')), columns, rows),
      table(view.label('label/clocks'), clockColumns, clockRows),
    ),
  }
}
