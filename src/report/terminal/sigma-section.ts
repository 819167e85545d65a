import type { Report } from '../../domain/report-model.ts'
import { groupDigits } from '../../text/format-number.ts'
import type { Pen } from './pen.ts'
import { paragraph, section, table } from './section.ts'

/** What Sigma rules matched, beside the findings. */
export const sigmaSection = ({ sigma }: Report, pen: Pen): string => {
  if (sigma === null) return ''
  const { asked, notRun, rejected, matches } = sigma
  const rows = matches.map(({ title, id, level, author, license, matches: all, ofActors, first, examples }) => [
    pen.data([title, id].filter((text) => text !== '').join(' · ')),
    pen.data(level),
    pen.data([author, license].filter((text) => text !== '').join(' · ')),
    groupDigits(all.value),
    groupDigits(ofActors.value),
    [
      pen.time(first),
      ...examples.slice(0, 1).map(({ file, line }) => pen.label('label/file-line', { file, line: line.toString() })),
    ].join(' '),
  ])
  return section(
    pen,
    'label/sigma',
    pen.dim(paragraph(pen, pen.label('label/sigma-note', { asked, notRun, rejected }))),
    rows.length === 0
      ? pen.label('label/sigma-none')
      : table(
          pen,
          [
            'label/rule',
            'label/level',
            'label/author',
            ['label/matches', 'right'],
            ['label/of-actors', 'right'],
            'label/example',
          ],
          rows,
        ),
  )
}
