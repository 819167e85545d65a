import type { Report, RouteImpact } from '../../../domain/report-model.ts'
import { html, type Markup, NOTHING } from '../markup.ts'
import { body, list, note, type Section, unseen } from '../section.ts'
import { type Column, column, longColumn, readingColumns, readings, table } from '../table.ts'
import type { View } from '../view.ts'

/** Whose data, which fields, by which route. */
export const impactSection = (report: Report, view: View): Section => {
  const { impact, actors, verdict } = report
  const unknown = verdict.accountsDeterminable
    ? NOTHING
    : html`<p class="warning">${view.label('summary/accounts-not-determinable')}</p>`
  if (actors.length === 0)
    return { id: 'impact', title: 'label/impact', body: verdict.accountsDeterminable ? null : unknown }
  return {
    id: 'impact',
    title: 'label/impact',
    body: body(
      unknown,
      totalsTable(report, view),
      verdict.accountsDeterminable ? peopleTable(report, view) : NOTHING,
      categoryTable(impact, view),
      routeTable(impact, view),
      impact.holes.length === 0
        ? NOTHING
        : html`<h3>${view.label('label/impact-holes')}</h3>${list(impact.holes.map((hole) => view.say(hole)))}`,
    ),
  }
}

const totalsTable = ({ impact, verdict }: Report, view: View): Markup =>
  table(
    view.label('label/impact-note'),
    [column(view, 'label/what'), ...readingColumns(view)],
    [
      [view.label('label/views'), ...readings(view, impact.views)],
      [view.label('label/accounts'), ...readings(view, verdict.accountsDeterminable ? impact.accounts : null)],
      [view.label('label/unowned-objects'), ...readings(view, impact.unownedObjects)],
    ],
  )

/** Routes down, categories across; a cell holds the accounts whose field that route answered. */
const peopleTable = ({ impact: { byRoute, byCategory } }: Report, view: View): Markup => {
  if (byCategory.length === 0) return NOTHING
  const known = byCategory.map(({ category }) => category)
  const categories = [
    ...known,
    ...[...new Set(byRoute.flatMap((route) => route.categories))]
      .filter((category) => !known.includes(category))
      .sort(),
  ]
  const columns: readonly Column[] = [
    column(view, 'label/route'),
    ...categories.map((category) => ({ head: view.name('category', category), set: 'num' as const })),
  ]
  const cell = (route: RouteImpact, category: string): Markup =>
    route.categories.includes(category) ? view.range(route.accounts) : html`<span class="none">–</span>`
  const rows = byRoute
    .filter((route) => route.categories.length > 0)
    .map((route) => [html`<code>${route.route}</code>`, ...categories.map((category) => cell(route, category))])
  const totals = categories
    .map((category) => byCategory.find((row) => row.category === category))
    .map((row) => (row === undefined ? html`–` : view.range(row.accounts)))
  return html`<h3>${view.label('label/people-fields')}</h3>
${table(view.label('label/people-fields-note'), columns, rows, [[view.label('label/all-routes'), ...totals]])}`
}

const categoryTable = ({ byCategory }: Report['impact'], view: View): Markup => {
  const rows = byCategory.flatMap(({ category, marked, accounts, views }) => [
    [view.name('category', category), markOf(marked, view), view.label('label/accounts'), ...readings(view, accounts)],
    [view.name('category', category), markOf(marked, view), view.label('label/views'), ...readings(view, views)],
  ])
  if (rows.length === 0) return NOTHING
  return html`<h3>${view.label('label/by-category')}</h3>
${table(unseen(view.label('label/by-category')), [column(view, 'label/categories'), column(view, 'label/known-from'), column(view, 'label/what'), ...readingColumns(view)], rows)}`
}

const routeTable = ({ byRoute }: Report['impact'], view: View): Markup => {
  const rows = byRoute.flatMap(({ route, categories, marked, accounts, views, first, last }) => {
    const head = html`<code>${route}</code><br><small>${view.time(first)} – ${view.time(last)}</small>`
    const shared = [namesOf(categories, view), markOf(marked, view)]
    return [
      [head, ...shared, view.label('label/accounts'), ...readings(view, accounts)],
      [html`<code>${route}</code>`, ...shared, view.label('label/views'), ...readings(view, views)],
    ]
  })
  if (rows.length === 0) return NOTHING
  const columns = [
    column(view, 'label/route'),
    longColumn(view, 'label/returns'),
    column(view, 'label/known-from'),
    column(view, 'label/what'),
    ...readingColumns(view),
  ]
  return html`<h3>${view.label('label/by-route')}</h3>
${table(unseen(view.label('label/by-route')), columns, rows)}`
}

const markOf = (mark: RouteImpact['marked'], view: View): Markup =>
  html`<span class="mark ${mark}">${view.name('mark', mark)}</span>`

const namesOf = (categories: readonly string[], view: View): Markup =>
  categories.length === 0
    ? html`–`
    : html`${categories.map((category, i) => html`${i === 0 ? '' : ', '}${view.name('category', category)}`)}`

export const untouchedSection = ({ impact: { untouched }, actors }: Report, view: View): Section => {
  const rows = untouched.map(({ route, categories, coverage }) => [
    html`<code>${route}</code>`,
    namesOf(categories, view),
    view.say(coverage),
  ])
  const columns = [column(view, 'label/route'), column(view, 'label/returns'), longColumn(view, 'label/coverage-said')]
  const none = actors.length === 0 ? null : note(view, 'label/untouched-empty')
  return {
    id: 'untouched',
    title: 'label/untouched',
    body: rows.length === 0 ? none : table(view.label('label/untouched-note'), columns, rows),
  }
}
