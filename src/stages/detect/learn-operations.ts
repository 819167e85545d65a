import { type Scene, withinWindow } from '../../detections/scene.ts'
import { bind, type Sql, sql } from '../../engine/sql.ts'

/** A route that answers many questions, and the parameter of its query that says which. */
export interface Operations {
  readonly route: string
  readonly parameter: string
}

/** GraphQL over HTTP, section 5.1: `operationName` and `variables` in the query of a GET. */
const GRAPHQL = 'operationName'

/** Nearly all requests of such a route name an operation, and enough of the log's requests are its own. */
const NAMED = 0.8
const LEAST_REQUESTS = 200
const LEAST_SHARE = 0.01
const LEAST_OPERATIONS = 3
const MOST_OPERATIONS = 1000
/** What one operation is told with, nearly always, and the others hardly ever: a parameter of its own. Two of them have one. */
const OWN = 0.9
const OTHERS = 0.1
const WITH_OWN = 2
const LEAST_USES = 10

/** Operations are called by words: `account/order/info`, `order.view`, `dispMemberInfo`. */
const asWord = (value: Sql): Sql =>
  sql`if(length(${value}) <= 96 AND match(${value}, '^[A-Za-z_](?:[A-Za-z_./:-]|%2[Ff])*$'), replaceAll(replaceAll(${value}, '%2F', '/'), '%2f', '/'), '')`

/**
 * Where one script or route answers everything (`/index.php?route=account/order&order_id=7`), the operation is told by the
 * parameter whose words decide which other parameters stand beside it; a language, an order of sorting or a word that is
 * searched for decides nothing.
 */
export const learnOperations = async (scene: Scene): Promise<readonly Operations[]> => {
  const http = sql`kind = 'http' AND ${withinWindow(scene)}`
  const routes = await scene.engine.rows<{ route: string; graphql: boolean }>(sql`
    SELECT name AS route, graphql > 0 AS graphql FROM (
      SELECT toString(route) AS name, count() AS requests, countIf(query != '') AS queried, countIf(position(query, ${`${GRAPHQL}=`}) > 0) AS graphql,
        sum(requests) OVER () AS everything
      FROM evidence.event WHERE ${http} GROUP BY name)
    WHERE graphql > 0 OR (position(name, '{id}') = 0 AND queried >= ${NAMED} * requests AND requests >= ${LEAST_REQUESTS} AND requests >= ${LEAST_SHARE} * everything)
    ORDER BY route`)
  const graphql = routes.filter((row) => row.graphql).map(({ route }) => ({ route, parameter: GRAPHQL }))
  const scripts = routes.filter((row) => !row.graphql).map(({ route }) => route)
  return scripts.length === 0 ? graphql : [...graphql, ...(await parametersOf(scene, http, scripts))]
}

const parametersOf = (scene: Scene, http: Sql, routes: readonly string[]): Promise<readonly Operations[]> => {
  const value = sql`substring(pair, position(pair, '=') + 1)`
  const asked = sql`(
    SELECT route, pairs, count() AS n FROM (
      SELECT toString(route) AS route, arraySort(arrayMap(pair -> (splitByChar('=', pair)[1], ${asWord(value)}), splitByChar('&', query))) AS pairs
      FROM evidence.event WHERE ${http} AND route IN ${bind('Array(String)', routes)})
    GROUP BY route, pairs)`
  const told = sql`(SELECT route, pairs, n, pair.1 AS name, pair.2 AS word FROM asked ARRAY JOIN pairs AS pair WHERE pair.2 != '')`
  return scene.engine.rows<Operations>(sql`
    WITH asked AS ${asked}, told AS ${told},
      whole AS (SELECT route, sum(n) AS requests FROM asked GROUP BY route),
      word AS (SELECT route, name, word, sum(n) AS uses FROM told GROUP BY route, name, word),
      candidate AS (
        SELECT route, name, any(requests) AS requests, sum(uses) AS named FROM word INNER JOIN whole USING (route)
        GROUP BY route, name HAVING count() BETWEEN ${LEAST_OPERATIONS} AND ${MOST_OPERATIONS} AND named >= ${NAMED} * requests),
      beside AS (
        SELECT route, name, word, other, sum(n) AS together FROM (
          SELECT route, name, word, n, arrayJoin(arrayDistinct(arrayMap(pair -> pair.1, pairs))) AS other FROM told WHERE (route, name) IN (SELECT route, name FROM candidate))
        WHERE other != name GROUP BY route, name, word, other),
      own AS (
        SELECT route, name, word, other, together, sum(together) OVER (PARTITION BY route, name, other) AS anywhere FROM beside)
    SELECT route, argMax(name, (decided, named, name)) AS parameter FROM (
      SELECT o.route AS route, o.name AS name, any(c.named) AS named,
        uniqExactIf(o.word, w.uses >= ${LEAST_USES} AND o.together >= ${OWN} * w.uses AND o.anywhere - o.together <= ${OTHERS} * (c.named - w.uses)) AS decided
      FROM own AS o INNER JOIN word AS w ON w.route = o.route AND w.name = o.name AND w.word = o.word INNER JOIN candidate AS c ON c.route = o.route AND c.name = o.name
      GROUP BY route, name HAVING decided >= ${WITH_OWN})
    GROUP BY route ORDER BY route`)
}

/** The operation belongs to the route; what the variables of GraphQL name is the object. */
export const byOperation = (written: Sql, operations: readonly Operations[]): Sql => {
  if (operations.length === 0) return written
  const routes = bind(
    'Array(String)',
    operations.map(({ route }) => route),
  )
  const parameters = bind(
    'Array(String)',
    operations.map(({ parameter }) => parameter),
  )
  const named = sql`substring(arrayFirst(pair -> startsWith(pair, concat(parameter, '=')), splitByChar('&', query)), length(parameter) + 2)`
  const values = sql`extractAll(decodeURLComponent(extractURLParameter(concat('?', query), 'variables')), ':\\s*"?([^",{}\\[\\]]+)')`
  const ids = sql`arrayFilter(x -> length(x) > 24 OR position(x, '@') > 0 OR countMatches(x, '[0-9]') >= 3, ${values})`
  return sql`(
    SELECT * EXCEPT (route, object, parameter, operation), if(operation = '', toString(route), concat(toString(route), '?', parameter, '=', operation)) AS route,
      if(operation != '' AND parameter = ${GRAPHQL} AND position(query, 'variables=') > 0, arrayStringConcat(${ids}, '/'), object) AS object
    FROM (
      SELECT *, transform(toString(route), ${routes}, ${parameters}, '') AS parameter,
        if(parameter = '', '', if(parameter = ${GRAPHQL}, ${named}, ${asWord(named)})) AS operation
      FROM ${written}))`
}
