import type { Report } from '../../../domain/report-model.ts'
import { html, type Markup } from '../markup.ts'
import { body, type Section, unseen } from '../section.ts'
import { column, longColumn, numberColumn, table } from '../table.ts'
import type { View } from '../view.ts'

/** What Sigma rules matched, beside the findings. */
export const sigmaSection = ({ sigma }: Report, view: View): Section => ({
  id: 'sigma',
  title: 'label/sigma',
  body: sigma === null ? null : sigmaMarkup(sigma, view),
})

const sigmaMarkup = ({ asked, notRun, rejected, matches }: NonNullable<Report['sigma']>, view: View): Markup =>
  body(
    html`<p class="note">${view.label('label/sigma-note', { asked, notRun, rejected })}</p>`,
    matches.length === 0
      ? html`<p>${view.label('label/sigma-none')}</p>`
      : table(
          unseen(view.label('label/sigma')),
          [
            longColumn(view, 'label/rule'),
            column(view, 'label/level'),
            column(view, 'label/author'),
            numberColumn(view, 'label/matches'),
            numberColumn(view, 'label/of-actors'),
            longColumn(view, 'label/example'),
          ],
          matches.map(({ title, id, level, author, license, matches: all, ofActors, first, examples }) => [
            html`${title} <span class="id">${id}</span>`,
            html`${level}`,
            html`${[author, license].filter((text) => text !== '').join(' · ')}`,
            view.count(all),
            view.count(ofActors),
            html`${view.time(first)} ${examples.slice(0, 1).map(({ file, line }) => view.label('label/file-line', { file, line: line.toString() }))}`,
          ]),
        ),
  )
