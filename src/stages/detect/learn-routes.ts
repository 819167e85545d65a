import type { RouteConfig } from '../../domain/case-config.ts'
import { mayConcernPeople, suggestedCategories, UNKNOWN_CATEGORY } from '../../domain/personal-data.ts'
import { matchRoute, parseRoutePattern } from '../../domain/route-pattern.ts'
import { nounOf } from '../../detections/object-enumeration/learn-spaces.ts'
import { events, type Scene, succeeded } from '../../detections/scene.ts'
import { isSigned } from '../../detections/signed-link.ts'
import { saysWho } from '../../detections/untold.ts'
import { KNOWN } from '../../sources/json-lines/vocabulary.ts'
import { bind, type Sql, sql } from '../../engine/sql.ts'
import { privateRoutes } from './private-routes.ts'
import { routesOfActs } from './routes-of-acts.ts'
import { namedObject } from './named-object.ts'
import { routesOfIdentifiers } from './routes-of-identifiers.ts'
import { writeSignedRoutes } from './write-signed-routes.ts'

/**
 * Routes of the case with their traffic, and for each: which categories of personal data it returns, who says so, and
 * whose data that is. Writes `route_traffic` and `route`.
 */
export const learnRoutes = async (scene: Scene): Promise<void> => {
  await countTraffic(scene)
  const routes = await scene.engine.rows<TrafficRow>(sql`
    SELECT method, route, named, queried
    FROM ${scene.derived.table('route_traffic')} WHERE ok > 0 ORDER BY method, route`)
  const acts = await routesOfActs(scene)
  const signed = await writeSignedRoutes(scene)
  const known = routes.filter(
    (row) => mappingOf(scene, row) !== null || acts.has(keyOf(row)) || mayBeLearned(scene, row),
  )
  const read = await withReaders(scene, known)
  const queryNames = await learnQueryObjects(scene, read)
  const told = read.map((row) => {
    const mapping = mappingOf(scene, row)
    const isOfAct = acts.has(keyOf(row)) && (mapping?.declaredSubject ?? null) === null
    return {
      ...row,
      ...(isOfAct ? LEARNED : {}),
      ...mapping,
      ...(isOfAct ? OF_ACCOUNT : subjectOf(row, mapping, queryNames)),
    }
  })
  const learned = await privateRoutes(
    scene,
    told
      .filter(({ categories }) => categories === undefined)
      .map((row) => (row.parameter === '' ? row : { ...row, readers: queryNames.get(keyOf(row))?.known ?? '0' })),
    nounsOfAccounts(told),
  )
  const asked = await routesOfIdentifiers(scene, told)
  const subjects = told.flatMap((row) => {
    const categories =
      asked.get(keyOf(row)) ?? (learned.has(keyOf(row)) || signed.has(keyOf(row)) ? LEARNED.categories : [])
    return row.categories !== undefined ? [row] : categories.length > 0 ? [{ ...row, ...LEARNED, categories }] : []
  })
  const ofAccounts = await routesOfAccounts(
    scene,
    subjects.filter(({ subject, parameter, parts }) => subject === 'owned' && (parameter !== '' || parts === '1')),
    nounsOfAccounts(subjects),
  )
  await writeRoutes(
    scene,
    subjects.map((entry) => (ofAccounts.has(keyOf(entry)) ? { ...entry, subject: 'account' as const } : entry)),
  )
}

const keyOf = ({ method, route }: Pick<RouteRow, 'method' | 'route'>): string => `${method} ${route}`

/** Named by no word that we know and by nobody: its traffic may show that it returns what is somebody's. */
const mayBeLearned = (scene: Scene, { method, route, named, queried }: TrafficRow): boolean =>
  method === 'GET' &&
  Number(named) + Number(queried) >= LEAST_KNOWN &&
  mayConcernPeople(route) &&
  !toldOf(scene).some((one) => matchRoute(parseRoutePattern(one.route.route), method, route) !== undefined)

const LEARNED = { categories: [UNKNOWN_CATEGORY], marked: 'suggested', access: '', declaredSubject: null } as const

const OF_ACCOUNT: Subject = { subject: 'account', part: 0, parameter: '' }

/** To leave out by the column of routes alone, which is dictionary-coded, what the keys would leave out at more cost. */
const routesOf = (rows: readonly Pick<RouteRow, 'route'>[]): Sql => sql`${[...new Set(rows.map(({ route }) => route))]}`

/** Nouns of routes whose readers show that the id is an account's: an older version of such a route has the same ids. */
const nounsOfAccounts = (entries: readonly (Subject & Pick<RouteRow, 'route' | 'parts'>)[]): ReadonlySet<string> =>
  new Set(
    entries
      .filter(({ subject, parameter, parts }) => subject === 'account' && parameter === '' && parts === '1')
      .map(nounOf),
  )

/**
 * Objects are taken for account ids where one in ten of those named is an account that the logs know, twenty at least; many
 * accounts never log in. Numbers meet by chance: unless the route's noun is one whose ids are known to be accounts', of
 * which five are enough, theirs have to be known far more often than the numbers a little above them. About so many are compared, chosen by their
 * hash. Accounts that are numbered one after another leave no number above one free: there the noun decides, if it is a word for people
 * who have accounts (`members`, `customers`), and half of those named are known; two counters of people that stand at the same
 * numbers are hardly ever both.
 */
const KNOWN_SHARE = 0.1
const LEAST_KNOWN = 20
const LEAST_AKIN = 5
const OF_PEOPLE_SHARE = 0.5
const COMPARED = 5000
const ABOVE = 7
const BEYOND_CHANCE = 5

/** Routes that only others read, clerks or strangers: their objects are account ids when accounts of these names exist. */
const routesOfAccounts = async (
  scene: Scene,
  rows: readonly (RouteRow & Pick<Subject, 'parameter'>)[],
  nouns: ReadonlySet<string>,
): Promise<ReadonlySet<string>> => {
  if (rows.length === 0) return new Set()
  const akin = bind('Array(String)', rows.filter((row) => nouns.has(nounOf(row))).map(keyOf))
  const ofPeople = bind(
    'Array(String)',
    rows.filter((row) => namesAccount(`${nounOf(row).split(' ')[0]}_id`)).map(keyOf),
  )
  const keys = bind('Array(String)', rows.map(keyOf))
  const parameters = bind(
    'Array(String)',
    rows.map(({ parameter }) => parameter),
  )
  const steps = bind(
    'Array(UInt64)',
    rows.map(({ named, queried }) => Math.max(1, Math.floor(Math.max(Number(named), Number(queried)) / COMPARED))),
  )
  const compared = scene.derived.table('compared_object')
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${compared} ENGINE = MergeTree ORDER BY (key, real, name) AS
    SELECT DISTINCT key, arrayJoin(arrayFilter(one -> one.1 != '', [(named, 1), (if(match(named, '^[1-9][0-9]{0,17}$'), toString(toUInt64OrZero(named) + ${ABOVE}), ''), 0)])) AS one,
      one.1 AS name, one.2 AS real
    FROM (
      SELECT concat(toString(method), ' ', toString(route)) AS key, transform(key, ${keys}, ${parameters}, '') AS parameter,
        ${namedObject(sql`parameter`, sql`query`, sql`e.object`)} AS named
      FROM ${events(scene)} AS e PREWHERE kind = 'http' AND route IN ${routesOf(rows)} WHERE ${succeeded} AND key IN ${keys})
    WHERE named != '' AND sipHash64(named) % transform(key, ${keys}, ${steps}, toUInt64(1)) = 0`)
  const found = await scene.engine.rows<{ key: string }>(sql`
    SELECT key FROM ${compared} AS c
    LEFT JOIN (SELECT DISTINCT principal, 1 AS known FROM ${events(scene)} WHERE principal IN (SELECT name FROM ${compared})) AS p ON p.principal = c.name
    GROUP BY key
    HAVING (countIf(known = 1 AND real = 1) >= if(has(${akin}, key), ${LEAST_AKIN}, greatest(${LEAST_KNOWN}, ${BEYOND_CHANCE} * countIf(known = 1 AND real = 0)))
      OR has(${ofPeople}, key) AND countIf(known = 1 AND real = 1) >= ${LEAST_KNOWN} AND countIf(known = 1 AND real = 1) >= ${OF_PEOPLE_SHARE} * countIf(real = 1))
      AND countIf(known = 1 AND real = 1) >= ${KNOWN_SHARE} * countIf(real = 1) ORDER BY key`)
  return new Set(found.map(({ key }) => key))
}

interface TrafficRow {
  readonly method: string
  readonly route: string
  /** Answered requests that name an object. */
  readonly named: string
  readonly queried: string
}

interface RouteRow extends TrafficRow {
  /** Different accounts that read it with an object named. */
  readonly readers: string
  readonly parts: string
  readonly own1: string
  readonly own2: string
  readonly own3: string
}

interface Mapping {
  readonly categories: readonly string[]
  readonly marked: 'declared' | 'openapi' | 'suggested'
  readonly access: 'public' | 'login' | ''
  readonly declaredSubject: RouteConfig['subject'] | null
}

interface Subject {
  /** 'principal'; 'account': the object (or its part) is an account id; 'owned': an object that somebody owns. */
  readonly subject: 'principal' | 'account' | 'owned'
  /** Part of the object (1-based) that is the account id; 0: all of it. */
  readonly part: number
  /** Query parameter that names the object, '' where the path does. */
  readonly parameter: string
}

const countTraffic = async (scene: Scene): Promise<void> => {
  const told = await saysWho(scene)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${scene.derived.table('route_traffic')} ENGINE = MergeTree ORDER BY (method, route) AS
    SELECT method, route, count() AS requests,
      countIf(success) AS ok, countIf(success AND session != 0) AS known, countIf(success AND session = 0 AND ${told}) AS anonymous,
      countIf(success AND session = 0 AND ${isSigned}) AS signed,
      countIf(success AND object != '') AS named, countIf(success AND query != '' AND object = '') AS queried
    FROM (SELECT *, ${succeeded} AS success FROM ${events(scene)} WHERE kind = 'http')
    GROUP BY method, route`)
}

/**
 * Who reads the routes that return personal data, and whether the object is the reader's own. Only an object that a
 * request names can be that: the rest of the traffic, most of it, is not asked for its accounts.
 */
const withReaders = async (scene: Scene, rows: readonly TrafficRow[]): Promise<readonly RouteRow[]> => {
  const naming = rows.filter(({ named }) => named !== '0')
  const own = (part: number): Sql =>
    sql`uniqExactIf(principal, principal != '' AND position(object, principal) > 0 AND splitByChar('/', object)[${part}] = principal)`
  const found =
    naming.length === 0
      ? []
      : await scene.engine.rows<Omit<RouteRow, 'named' | 'queried'>>(sql`
          SELECT method, route, uniqExactIf(principal, principal != '') AS readers, max(countSubstrings(object, '/') + 1) AS parts,
            ${own(1)} AS own1, ${own(2)} AS own2, ${own(3)} AS own3
          FROM ${events(scene)} PREWHERE kind = 'http' AND route IN ${routesOf(naming)} WHERE ${succeeded} AND object != ''
          GROUP BY method, route`)
  const byKey = new Map(found.map((row) => [keyOf(row), row]))
  const nobody = { readers: '0', parts: '0', own1: '0', own2: '0', own3: '0' }
  return rows.map((row) => ({ ...nobody, ...byKey.get(keyOf(row)), ...row }))
}

const toldOf = (scene: Scene) => [
  ...(scene.config.routes ?? []).map((route) => ({ route, marked: 'declared' as const })),
  ...scene.openApi.map((route) => ({ route, marked: 'openapi' as const })),
]

const mappingOf = (scene: Scene, row: TrafficRow): Mapping | null => {
  for (const { route, marked } of toldOf(scene)) {
    if (matchRoute(parseRoutePattern(route.route), row.method, row.route) === undefined) continue
    if (route.returns.length === 0) return null
    const { returns, access = '', subject = null } = route
    return { categories: [...returns].sort(), marked, access, declaredSubject: subject }
  }
  if (!['GET', 'POST', 'HEAD'].includes(row.method) || row.method === 'HEAD') return null
  const categories = suggestedCategories(row.route)
  return categories.length === 0 ? null : { categories, marked: 'suggested', access: '', declaredSubject: null }
}

/** A part of the object is taken for the account id when it is the reader's own for most of the accounts that read. */
const OWN_SHARE = 0.5

const subjectOf = (row: RouteRow, mapping: Mapping | null, names: ReadonlyMap<string, QueryObject>): Subject => {
  const learned = names.get(`${row.method} ${row.route}`)
  const parameter = row.named === '0' ? (learned?.name ?? '') : ''
  const declared = mapping?.declaredSubject
  if (declared === 'principal') return { subject: 'principal', part: 0, parameter: '' }
  if (declared?.startsWith('query:') === true)
    return { subject: 'account', part: 0, parameter: declared.slice('query:'.length) }
  const readers = Number(row.readers)
  const own = [row.own1, row.own2, row.own3].map(Number)
  const part = 1 + own.indexOf(Math.max(...own))
  const best = own[part - 1] ?? 0
  const isAccount = readers > 0 && best / readers >= OWN_SHARE
  if (row.named !== '0') {
    if (isAccount) return { subject: 'account', part: Number(row.parts) > 1 ? part : 0, parameter: '' }
    return { subject: declared === 'object' ? 'account' : 'owned', part: 0, parameter: '' }
  }
  if (parameter === '') return { subject: 'principal', part: 0, parameter: '' }
  const isOfAccount =
    learned?.own === true || declared === 'object' || (learned?.known === '0' && namesAccount(parameter))
  return { subject: isOfAccount ? 'account' : 'owned', part: 0, parameter }
}

/** Where no request says whose it is, a parameter that is called as an account's id is taken for one: `memberNo`, `user_id`. */
const namesAccount = (parameter: string): boolean => {
  const words = parameter.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()
  return KNOWN.find(({ field }) => field === 'principal')?.names.some((name) => name.test(words)) === true
}

interface QueryObject {
  readonly name: string
  readonly own: boolean
  /** Different accounts that name one. */
  readonly known: string
}

/**
 * Query parameters that name an object on routes without an id in the path: the parameter with the most distinct
 * values, when it has many of them (a page number or sort order has few). It is an account's where most of the accounts that name one
 * name their own: one account that reads thousands of others is one.
 */
const learnQueryObjects = async (
  scene: Scene,
  rows: readonly RouteRow[],
): Promise<ReadonlyMap<string, QueryObject>> => {
  const queried = rows.filter((row) => row.named === '0' && Number(row.queried) > 0)
  if (queried.length === 0) return new Map()
  const keys = queried.map(keyOf)
  const found = await scene.engine.rows<{ key: string; name: string; own: boolean; known: string }>(sql`
    SELECT key, argMax(p.name, (p.values, p.name)) AS name, argMax(p.own * 2 > p.known AND p.known > 0, (p.values, p.name)) AS own, argMax(p.known, (p.values, p.name)) AS known
    FROM (
      SELECT key, name, uniqExact(value) AS values, uniqExactIf(principal, principal != '' AND value = principal) AS own, uniqExactIf(principal, principal != '') AS known
      FROM (
        SELECT concat(toString(method), ' ', toString(route)) AS key, principal,
          arrayJoin(splitByChar('&', query)) AS pair, splitByChar('=', pair)[1] AS name, substring(pair, length(name) + 2) AS value
        FROM ${events(scene)} PREWHERE kind = 'http' AND route IN ${routesOf(queried)}
        WHERE ${succeeded} AND query != '' AND object = '' AND key IN ${bind('Array(String)', keys)}
      ) GROUP BY key, name
      HAVING (values >= 10 AND values * 20 >= count()) OR own * 2 > known
    ) AS p GROUP BY key ORDER BY key`)
  return new Map(found.map(({ key, name, own, known }) => [key, { name, own: Boolean(own), known }]))
}

type RouteEntry = RouteRow & Partial<Mapping> & Subject

const writeRoutes = async (scene: Scene, table: readonly RouteEntry[]): Promise<void> => {
  const strings = (pick: (entry: RouteEntry) => string) => bind('Array(String)', table.map(pick))
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${scene.derived.table('route')} (
      method String, route String, categories Array(String), marked String, access String, subject String,
      part UInt8, parameter String
    ) ENGINE = MergeTree ORDER BY (method, route)`)
  if (table.length === 0) return
  await scene.engine.run(sql`
    INSERT INTO ${scene.derived.table('route')}
    SELECT r.1, r.2, splitByChar(',', r.3), r.4, r.5, r.6, toUInt8(r.7), r.8
    FROM (SELECT arrayJoin(arrayZip(
      ${strings((e) => e.method)}, ${strings((e) => e.route)}, ${strings((e) => (e.categories ?? []).join(','))},
      ${strings((e) => e.marked ?? 'suggested')}, ${strings((e) => e.access ?? '')}, ${strings((e) => e.subject)},
      ${strings((e) => String(e.part))}, ${strings((e) => e.parameter)})) AS r)`)
}
