import { detectionsOf } from '../detections/index.ts'
import type { Scene } from '../detections/scene.ts'
import type { Bounds, CategoryImpact, Impact, Message, RouteImpact } from '../domain/report-model.ts'
import { UNKNOWN_CATEGORY } from '../domain/personal-data.ts'
import { type Sql, sql } from '../engine/sql.ts'
import { untouchedOf } from './assess-impact/untouched.ts'
import { writeViews } from './assess-impact/write-views.ts'
import type { Certifier } from './certifier.ts'

type Marked = CategoryImpact['marked']

/** incident → people and fields: exact counts, each certified. */
export const assessImpact = async (scene: Scene, certifier: Certifier): Promise<Impact> => {
  await writeViews(scene)
  const t = scene.derived.table
  const bounds = boundsBy(certifier)
  const views = await bounds(
    'views',
    { code: 'count/views', values: {} },
    ranked(sql`count`, sql`1`, t('view'), sql`1`),
  )
  const accounts = await bounds(
    'accounts',
    { code: 'count/accounts', values: {} },
    ranked(sql`uniqExact`, sql`account`, t('exposure'), sql`1`),
  )
  const unownedObjects = await bounds(
    'unowned-objects',
    { code: 'count/unowned-objects', values: {} },
    ranked(sql`uniqExact`, sql`(method, route, object)`, t('view'), sql`account = '' AND object != ''`),
  )
  return {
    views,
    accounts,
    unownedObjects,
    byCategory: await byCategory(scene, bounds),
    byRoute: await byRoute(scene, bounds),
    holes: await holesOf(scene, unownedObjects),
    untouched: await untouchedOf(scene),
  }
}

type BoundsBy = (id: string, definition: Message, query: Sql) => Promise<Bounds>

const boundsBy =
  (certifier: Certifier): BoundsBy =>
  async (id, definition, query) => {
    const row = await certifier.counts(id, definition, query)
    const count = (name: string) => ({ value: row[name] ?? 0n, certificate: id })
    return { confirmed: count('confirmed'), likely: count('likely'), possible: count('possible') }
  }

/** Three nested counts: confirmed; confirmed and likely; all. */
const ranked = (how: Sql, what: Sql, from: Sql, where: Sql): Sql => {
  const isCount = how.text === 'count'
  const at = (rank: number): Sql =>
    isCount ? sql`countIf(rank <= ${rank})` : sql`uniqExactIf(${what}, rank <= ${rank})`
  return sql`SELECT ${at(1)} AS confirmed, ${at(2)} AS likely, ${at(3)} AS possible FROM ${from} WHERE ${where}`
}

const byCategory = async (scene: Scene, bounds: BoundsBy): Promise<readonly CategoryImpact[]> => {
  const t = scene.derived.table
  const rows = await scene.engine.rows<{ category: string; marked: Marked }>(sql`
    SELECT category, multiIf(has(groupArray(marked), 'suggested'), 'suggested', has(groupArray(marked), 'openapi'), 'openapi', 'declared') AS marked
    FROM ${t('exposure')} ARRAY JOIN categories AS category GROUP BY category ORDER BY category`)
  const impacts: CategoryImpact[] = []
  for (const { category, marked } of rows) {
    const id = `category/${category}`
    const accounts = await bounds(
      `${id}/accounts`,
      { code: 'count/category-accounts', values: { category } },
      ranked(sql`uniqExact`, sql`account`, t('exposure'), sql`has(categories, ${category})`),
    )
    const views = await bounds(
      `${id}/views`,
      { code: 'count/category-views', values: { category } },
      ranked(
        sql`count`,
        sql`1`,
        t('view'),
        sql`(method, route) IN (SELECT method, route FROM ${t('route')} WHERE has(categories, ${category}))`,
      ),
    )
    impacts.push({ category, marked, accounts, views })
  }
  return impacts
}

const byRoute = async (scene: Scene, bounds: BoundsBy): Promise<readonly RouteImpact[]> => {
  const t = scene.derived.table
  const rows = await scene.engine.rows<{
    method: string
    route: string
    categories: readonly string[]
    marked: Marked
    first: string
    last: string
  }>(sql`
    SELECT v.method AS method, v.route AS route, any(r.categories) AS categories, any(r.marked) AS marked, ${iso('min(at)')} AS first, ${iso('max(at)')} AS last
    FROM ${t('view')} AS v INNER JOIN ${t('route')} AS r ON v.method = r.method AND v.route = r.route
    GROUP BY method, route ORDER BY count() DESC, method, route`)
  const impacts: RouteImpact[] = []
  for (const { method, route, categories, marked, first, last } of rows) {
    const name = `${method} ${route}`
    const here = sql`method = ${method} AND route = ${route}`
    const accounts = await bounds(
      `route/${name}/accounts`,
      { code: 'count/route-accounts', values: { route: name } },
      ranked(sql`uniqExact`, sql`account`, t('exposure'), here),
    )
    const views = await bounds(
      `route/${name}/views`,
      { code: 'count/route-views', values: { route: name } },
      ranked(sql`count`, sql`1`, t('view'), here),
    )
    impacts.push({ route: name, categories, marked, accounts, views, first, last })
  }
  return impacts
}

/** ISO 8601 in UTC with microseconds. */
export const iso = (
  expression:
    | 'min(at)'
    | 'max(at)'
    | 'minIf(at, NOT ok)'
    | 'maxIf(at, NOT ok)'
    | 'min(since)'
    | 'at'
    | 'hour'
    | 'first'
    | 'last'
    | 'first_issued',
): Sql => {
  const text = `concat(replaceOne(toString(toDateTime64(${expression}, 6, 'UTC')), ' ', 'T'), 'Z')`
  return { text, params: {} }
}

const holesOf = async (scene: Scene, unowned: Bounds): Promise<readonly Message[]> => {
  const t = scene.derived.table
  const unmapped = await scene.engine.rows<{ name: string; events: string }>(sql`
    SELECT concat(method, ' ', route) AS name, count() AS events FROM ${t('actor_event')}
    WHERE how = 'hit' AND status BETWEEN 200 AND 299 AND (method, route) NOT IN (SELECT method, route FROM ${t('route')})
    GROUP BY name ORDER BY count() DESC, name`)
  const suggested = await scene.engine.rows<{ name: string; learned: number }>(sql`
    SELECT concat(method, ' ', route) AS name, max(has(categories, ${UNKNOWN_CATEGORY})) AS learned FROM ${t('exposure')}
    WHERE marked = 'suggested' GROUP BY name ORDER BY name`)
  const injected = await scene.engine.row<{ n: string }>(sql`
    SELECT count() AS n FROM ${t('actor_event')} WHERE how = 'hit' AND detection IN ${detectionsOf('request')}`)
  const apart = await scene.engine.row<{ n: string }>(sql`
    SELECT uniqExact(if(session = 0, ip, toString(session))) AS n FROM ${t('apart_event')} WHERE (file, line) IN (SELECT file, line FROM ${t('view')})`)
  return [
    ...(apart.n === '0' ? [] : [{ code: 'impact/apart', values: { n: Number(apart.n) } }]),
    ...(injected.n === '0' ? [] : [{ code: 'impact/injected', values: { n: Number(injected.n) } }]),
    ...unmapped.map(
      ({ name, events }): Message => ({
        code: 'impact/unmapped-route',
        values: { route: name, events: Number(events) },
      }),
    ),
    ...suggested.map(
      ({ name, learned }): Message => ({
        code: Number(learned) === 1 ? 'impact/learned-route' : 'impact/suggested-mapping',
        values: { route: name },
      }),
    ),
    ...(unowned.possible.value > 0n
      ? [{ code: 'impact/owner-unknown', values: { n: Number(unowned.possible.value) } }]
      : []),
  ]
}
