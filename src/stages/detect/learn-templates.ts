import { matchRoute, parseRoutePattern, type RoutePattern } from '../../domain/route-pattern.ts'
import { type Scene, withinWindow } from '../../detections/scene.ts'
import { bind, sql } from '../../engine/sql.ts'

/** So many different names in one place of a path, each asked for hardly ever, are ids and not pages… */
const LEAST_IDS = 20
const FEW_REQUESTS = 5
/** …or so many, or beside names that are ids by themselves, however often their owners come back… */
const MANY_IDS = 200
/** …when one generator made them: of at least this length, and nearly all of one length. */
const LEAST_LENGTH = 6
const LENGTH_SPREAD = 3
/** Letters only, and asked for so many times as often as what stands beside it: a word. */
const WORD = 10
/** Where ids stand already, a name with a digit that is this rare beside them is one too. */
const RARE_BESIDE_IDS = 0.01
/** So many rare names in letters only, as long as those with a digit, are what one generator makes without one now and then. */
const LEAST_LETTERS = 5

/**
 * Ids that do not look like one alone (few digits, letters only) show among their siblings. Writes `route_alias`: route
 * as read from the line → template with `{id}` in every place that is declared or learned to hold one.
 */
export const learnTemplates = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('path_name')} ENGINE = MergeTree ORDER BY (place, prefix, name) AS
    SELECT route, place, arrayStringConcat(arraySlice(names, 1, place - 1), '/') AS prefix, name, requests, ok,
      splitByChar('.', name)[-1] AS last, if(position(name, '.') > 1 AND length(last) BETWEEN 1 AND 5 AND NOT match(last, '[^A-Za-z]'), concat('.', last), '') AS ending,
      substring(name, 1, length(name) - length(ending)) AS stem FROM (
      SELECT toString(route) AS route, splitByChar('/', route) AS names, count() AS requests, countIf(status BETWEEN 200 AND 299) AS ok
      FROM evidence.event WHERE kind = 'http' AND ${withinWindow(scene)} GROUP BY route)
    ARRAY JOIN names AS name, arrayEnumerate(names) AS place`)
  const beside = sql`(SELECT prefix, place, ending, sum(requests) AS ids FROM ${t('path_name')} WHERE stem = '{id}' GROUP BY prefix, place, ending)`
  const sibling = sql`(
    SELECT prefix, place, ending, stem, match(stem, '[0-9]') AS has_digit, sum(requests) AS uses, sum(ok) AS answered FROM ${t('path_name')}
    WHERE position(name, '{id}') = 0 AND position(stem, '.') = 0 GROUP BY prefix, place, ending, stem)`
  const wide = sql`(
    SELECT prefix, place, ending, quantileExact(0.05)(length(stem)) AS shortest, quantileExact(0.95)(length(stem)) AS longest, quantileExact(0.5)(answered) AS usual
    FROM ${sibling} WHERE answered > 0
    GROUP BY prefix, place, ending
    HAVING count() >= ${LEAST_IDS} AND shortest >= ${LEAST_LENGTH} AND longest - shortest <= ${LENGTH_SPREAD}
      AND (usual <= ${FEW_REQUESTS} OR count() >= ${MANY_IDS} OR (prefix, place, ending) IN (SELECT prefix, place, ending FROM ${beside})))`
  const rare = sql`(
    SELECT s.prefix AS prefix, s.place AS place, s.ending AS ending, s.stem AS stem, s.has_digit AS has_digit
    FROM ${sibling} AS s INNER JOIN ${beside} AS b ON b.prefix = s.prefix AND b.place = s.place AND b.ending = s.ending
    WHERE s.uses <= ${RARE_BESIDE_IDS} * b.ids)`
  const lettered = sql`(
    SELECT prefix, place, ending, length(stem) AS width FROM ${rare} GROUP BY prefix, place, ending, width
    HAVING countIf(has_digit) >= ${LEAST_LETTERS} AND countIf(NOT has_digit) >= ${LEAST_LETTERS} AND width >= ${LEAST_LENGTH})`
  const ids = sql`(
    SELECT prefix, place, ending, stem FROM ${rare} WHERE has_digit OR (prefix, place, ending, length(stem)) IN ${lettered}
    UNION DISTINCT
    SELECT s.prefix, s.place, s.ending, s.stem
    FROM ${sibling} AS s INNER JOIN ${wide} AS w ON w.prefix = s.prefix AND w.place = s.place AND w.ending = s.ending
    WHERE length(s.stem) BETWEEN w.shortest AND w.longest AND (s.has_digit OR s.answered <= ${WORD} * w.usual))`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('route_alias')} ENGINE = MergeTree ORDER BY route AS
    SELECT route, arrayStringConcat(arrayMap(x -> x.2, arraySort(x -> x.1, groupArray((place, if(is_id, concat('{id}', ending), name))))), '/') AS template, 0 AS declared
    FROM (SELECT route, place, name, ending, position(name, '{id}') = 0 AND (prefix, place, ending, stem) IN ${ids} AS is_id FROM ${t('path_name')})
    GROUP BY route HAVING max(is_id) = 1`)
  await declaredTemplates(scene)
}

/** Slots of declared routes hold ids, whatever these look like; a name declared without a slot stays a name. */
const declaredTemplates = async (scene: Scene): Promise<void> => {
  const patterns = [...(scene.config.routes ?? []), ...scene.openApi]
    .map(({ route }) => parseRoutePattern(route))
    .sort((a, b) => slotsOf(a) - slotsOf(b))
  if (patterns.length === 0) return
  const t = scene.derived.table
  const lengths = bind('Array(UInt32)', [...new Set(patterns.map(({ segments }) => segments.length))])
  const rows = await scene.engine.rows<{ route: string; learned: number }>(sql`
    SELECT DISTINCT route, route IN (SELECT route FROM ${t('route_alias')}) AS learned
    FROM ${t('path_name')} WHERE length(splitByChar('/', route)) IN ${lengths} ORDER BY route`)
  const aliases = rows.flatMap(({ route, learned }): readonly Alias[] => {
    const slots = patterns
      .map((pattern) => matchRoute(pattern, pattern.method, route))
      .find((found) => found !== undefined)
    const template = slots === undefined ? route : filled(route, slots)
    return slots === undefined || (template === route && learned === 0) ? [] : [{ route, template }]
  })
  for (let from = 0; from < aliases.length; from += CHUNK) await insert(scene, aliases.slice(from, from + CHUNK))
}

interface Alias {
  readonly route: string
  readonly template: string
}

const slotsOf = ({ segments }: RoutePattern): number => segments.filter((segment) => /^[{:]/.test(segment)).length

const filled = (route: string, slots: readonly number[]): string =>
  route
    .split('/')
    .map((name, i) => (slots.includes(i + 1) && !name.startsWith('{id}') ? '{id}' : name))
    .join('/')

/** Rows per insert: parameters travel in the request. */
const CHUNK = 500

const insert = (scene: Scene, aliases: readonly Alias[]): Promise<void> => {
  const routes = bind(
    'Array(String)',
    aliases.map(({ route }) => route),
  )
  const templates = bind(
    'Array(String)',
    aliases.map(({ template }) => template),
  )
  return scene.engine.run(sql`
    INSERT INTO ${scene.derived.table('route_alias')}
    SELECT r.1, r.2, 1 FROM (SELECT arrayJoin(arrayZip(${routes}, ${templates})) AS r)`)
}
