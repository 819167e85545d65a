import type { Report } from '../../domain/report-model.ts'
import { groupDigits } from '../../text/format-number.ts'
import type { Pen } from './pen.ts'
import { paragraph, section, table } from './section.ts'

/** What was done to keys, rights and logs, beside the findings. */
export const administrationSection = ({ administration }: Report, pen: Pen): string => {
  if (administration === null) return ''
  const { acts, unusual, before, named } = administration
  const rows = named.map(({ kind, name, principal, ip, fromActor, done, refused, first, file, line }) => [
    pen.name('act', kind),
    pen.data(name),
    pen.data(principal),
    `${pen.data(ip)}${fromActor ? ` (${pen.label('label/actor')})` : ''}`,
    groupDigits(done),
    groupDigits(refused),
    `${pen.time(first)} ${pen.label('label/file-line', { file: file.split('/').at(-1) ?? file, line: line.toString() })}`,
  ])
  const said = { acts: Number(acts.value), unusual: Number(unusual.value), named: named.length }
  return section(
    pen,
    'label/administration',
    pen.dim(paragraph(pen, pen.label('label/administration-note', said))),
    before === null
      ? ''
      : pen.dim(paragraph(pen, pen.label('label/administration-before', { n: Number(before.value) }))),
    rows.length === 0
      ? ''
      : table(
          pen,
          [
            'label/what',
            'label/act',
            'label/account',
            'label/address',
            ['label/done', 'right'],
            ['label/refused', 'right'],
            'label/example',
          ],
          rows,
        ),
  )
}
