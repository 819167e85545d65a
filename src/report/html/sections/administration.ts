import { ACT_TECHNIQUES } from '../../../domain/administrative-acts.ts'
import type { Report } from '../../../domain/report-model.ts'
import { html, type Markup, NOTHING } from '../markup.ts'
import { body, type Section } from '../section.ts'
import { column, longColumn, numberColumn, table } from '../table.ts'
import type { View } from '../view.ts'

/** What was done to keys, rights and logs, beside the findings. */
export const administrationSection = ({ administration }: Report, view: View): Section => ({
  id: 'administration',
  title: 'label/administration',
  body: administration === null ? null : administrationMarkup(administration, view),
})

const administrationMarkup = (
  { acts, unusual, before, named }: NonNullable<Report['administration']>,
  view: View,
): Markup =>
  body(
    html`<p>${view.label('label/what')}: ${view.count(acts)} · ${view.label('label/unusual')}: ${view.count(unusual)}${before === null ? NOTHING : html` · ${view.label('label/before-first')}: ${view.count(before)}`}</p>`,
    table(
      view.label('label/administration-note', {
        acts: Number(acts.value),
        unusual: Number(unusual.value),
        named: named.length,
      }),
      [
        column(view, 'label/what'),
        longColumn(view, 'label/act'),
        column(view, 'label/account'),
        column(view, 'label/address'),
        numberColumn(view, 'label/done'),
        numberColumn(view, 'label/refused'),
        longColumn(view, 'label/example'),
      ],
      named.map(({ kind, name, principal, ip, fromActor, done, refused, first, file, line }) => [
        html`${view.name('act', kind)} <span class="id">${ACT_TECHNIQUES[kind].join(' ')}</span>`,
        html`${name}`,
        html`${principal}`,
        html`${ip}${fromActor ? html` (${view.label('label/actor')})` : NOTHING}`,
        html`${done.toString()}`,
        html`${refused.toString()}`,
        html`${view.time(first)} ${view.label('label/file-line', { file, line: line.toString() })}`,
      ]),
    ),
  )
