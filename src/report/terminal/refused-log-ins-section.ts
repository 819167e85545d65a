import type { Report } from '../../domain/report-model.ts'
import { groupDigits } from '../../text/format-number.ts'
import { guessingMessage } from '../guessing.ts'
import type { Pen } from './pen.ts'
import { paragraph, section, table } from './section.ts'

/** Tries to log in that were refused, beside the findings. */
export const refusedLogInsSection = ({ refusedLogIns }: Report, pen: Pen): string => {
  if (refusedLogIns === null) return ''
  const { refused, named } = refusedLogIns
  const rows = named.map((row) => [
    pen.data(row.door),
    `${pen.data(row.ip)}${row.fromActor ? ` (${pen.label('label/actor')})` : ''}`,
    groupDigits(row.tries),
    groupDigits(row.names),
    groupDigits(row.letIn),
    pen.time(row.first),
    pen.time(row.last),
    pen.label('label/file-line', { file: row.file.split('/').at(-1) ?? row.file, line: row.line.toString() }),
  ])
  return section(
    pen,
    'label/refused-log-ins',
    pen.dim(paragraph(pen, pen.label('label/refused-log-ins-note', { n: Number(refused.value) }))),
    paragraph(pen, pen.say(guessingMessage(refusedLogIns))),
    rows.length === 0
      ? ''
      : table(
          pen,
          [
            'label/door',
            'label/address',
            ['label/refused', 'right'],
            ['label/names', 'right'],
            ['label/let-in', 'right'],
            'label/first',
            'label/last',
            'label/example',
          ],
          rows,
        ),
  )
}
