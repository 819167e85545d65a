import type { Report } from '../../domain/report-model.ts'
import { threeReadings } from './finding-sections.ts'
import type { Pen } from './pen.ts'
import { BLANK, bullets, note, section, table } from './section.ts'

const READINGS = [
  ['label/confirmed', 'right'],
  ['label/with-likely', 'right'],
  ['label/with-possible', 'right'],
] as const

/** Whose data, which fields; what was not reached; how to check it all. */
export const impactSection = (report: Report, pen: Pen): string => {
  const { impact, verdict, actors } = report
  if (actors.length === 0)
    return verdict.accountsDeterminable
      ? ''
      : section(pen, 'label/impact', pen.label('summary/accounts-not-determinable'))
  const determinable = verdict.accountsDeterminable
  const totals = [
    [pen.label('label/views'), ...threeReadings(impact.views)],
    [pen.label('label/accounts'), ...(determinable ? threeReadings(impact.accounts) : ['–', '–', '–'])],
    [pen.label('label/unowned-objects'), ...threeReadings(impact.unownedObjects)],
  ]
  return section(
    pen,
    'label/impact',
    note(pen, 'label/impact-note'),
    determinable ? '' : pen.label('summary/accounts-not-determinable'),
    table(pen, ['label/what', ...READINGS], totals),
    BLANK,
    categoryTable(impact, pen),
    BLANK,
    routeTable(impact, pen),
    impact.holes.length === 0 ? '' : `\n${pen.bold(pen.label('label/impact-holes'))}`,
    bullets(
      pen,
      impact.holes.map((hole) => pen.say(hole)),
    ),
  )
}

const categoryTable = ({ byCategory }: Report['impact'], pen: Pen): string => {
  const rows = byCategory.flatMap(({ category, marked, accounts, views }) => [
    [pen.name('category', category), pen.name('mark', marked), pen.label('label/accounts'), ...threeReadings(accounts)],
    ['', '', pen.label('label/views'), ...threeReadings(views)],
  ])
  return table(pen, ['label/categories', 'label/known-from', 'label/what', ...READINGS], rows)
}

const routeTable = ({ byRoute }: Report['impact'], pen: Pen): string => {
  const rows = byRoute.flatMap(({ route, categories, marked, accounts, views }) => [
    [
      pen.data(route),
      categories.map((category) => pen.name('category', category)).join(', '),
      pen.name('mark', marked),
      pen.label('label/accounts'),
      ...threeReadings(accounts),
    ],
    ['', '', '', pen.label('label/views'), ...threeReadings(views)],
  ])
  return table(pen, ['label/route', 'label/returns', 'label/known-from', 'label/what', ...READINGS], rows)
}

export const untouchedSection = ({ impact: { untouched } }: Report, pen: Pen): string => {
  if (untouched.length === 0) return ''
  const rows = untouched.map(({ route, categories, coverage }) => [
    pen.data(route),
    categories.map((category) => pen.name('category', category)).join(', '),
    pen.say(coverage),
  ])
  return section(
    pen,
    'label/untouched',
    note(pen, 'label/untouched-note'),
    table(pen, ['label/route', 'label/returns', 'label/coverage-said'], rows),
  )
}

export const certificatesSection = ({ certificates, evidence, engine, program }: Report, pen: Pen): string =>
  section(
    pen,
    'label/certificates',
    pen.label('summary/certificates', { n: certificates.length }),
    `${pen.label('label/evidence-digest')}: ${pen.data(evidence)}`,
    `${pen.label('label/program')}: ${pen.data(program)}; ${pen.label('label/engine')}: ${pen.data(engine)}`,
  )
