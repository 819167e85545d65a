import type { Report } from '../../../domain/report-model.ts'
import { guessingMessage } from '../../guessing.ts'
import { html, type Markup, NOTHING } from '../markup.ts'
import { body, type Section } from '../section.ts'
import { column, longColumn, numberColumn, table } from '../table.ts'
import type { View } from '../view.ts'

/** Tries to log in that were refused, beside the findings. */
export const refusedLogInsSection = ({ refusedLogIns }: Report, view: View): Section => ({
  id: 'refused-log-ins',
  title: 'label/refused-log-ins',
  body: refusedLogIns === null ? null : refusedMarkup(refusedLogIns, view),
})

const refusedMarkup = (logIns: NonNullable<Report['refusedLogIns']>, view: View): Markup => {
  const { refused, tries, addresses, names, letIn, named } = logIns
  return body(
    html`<p>${view.label('label/all-refused')}: ${view.count(refused)} · ${view.label('label/as-guesses')}: ${view.count(tries)} · ${view.label('label/addresses')}: ${view.count(addresses)} · ${view.label('label/names')}: ${view.count(names)} · ${view.label('label/let-in')}: ${view.count(letIn)}</p>`,
    html`<p>${view.say(guessingMessage(logIns))}</p>`,
    named.length === 0
      ? NOTHING
      : table(
          view.label('label/refused-log-ins-note', { n: Number(refused.value) }),
          [
            longColumn(view, 'label/door'),
            column(view, 'label/address'),
            numberColumn(view, 'label/refused'),
            numberColumn(view, 'label/names'),
            numberColumn(view, 'label/let-in'),
            column(view, 'label/first'),
            column(view, 'label/last'),
            longColumn(view, 'label/example'),
          ],
          named.map((row) => [
            html`${row.door}`,
            html`${row.ip}${row.fromActor ? html` (${view.label('label/actor')})` : NOTHING}`,
            html`${row.tries.toString()}`,
            html`${row.names.toString()}`,
            html`${row.letIn.toString()}`,
            view.time(row.first),
            view.time(row.last),
            view.label('label/file-line', { file: row.file, line: row.line.toString() }),
          ]),
        ),
  )
}
