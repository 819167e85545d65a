import { componentsOf } from '../../domain/union-find.ts'
import { bind, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'

/** Ids in common by which two routes are seen to name the same things. */
const LEAST_SHARED = 3
/** An id that so many people read says nothing about two routes. */
const FEW_READERS = 8

interface OwnedRoute {
  readonly method: string
  readonly route: string
  readonly parameter: string
}

interface Shared {
  readonly a: string
  readonly b: string
  readonly shared: string
  readonly unmistakable: string
  readonly agreed: string
}

/**
 * `object_space`: which routes name the same things. An order may be read at `/v2/orders/{id}`, by its receipt, and by an
 * old version that nobody asks any more: its owner is its owner everywhere. Routes belong together that call the thing by
 * the same noun, that share ids which do not come about twice (not bare numbers), or bare numbers with the same reader.
 */
export const learnSpaces = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const routes = await scene.engine.rows<OwnedRoute>(
    sql`SELECT method, route, parameter FROM ${t('route')} WHERE subject = 'owned' ORDER BY method, route`,
  )
  const shared = routes.length < 2 ? [] : await sharedIds(scene)
  const same = shared.filter((pair) => Number(pair.unmistakable) >= LEAST_SHARED || isAgreed(pair))
  const links = [
    ...routes.flatMap((one) => [keyOf(one), `noun ${nounOf(one)}`].map((key) => ({ item: keyOf(one), key }))),
    ...same.flatMap(({ a, b }) => [a, b].map((item) => ({ item, key: `shared ${a} ${b}` }))),
  ]
  const spaces = componentsOf(links)
  const strings = (pick: (one: OwnedRoute) => string) => bind('Array(String)', routes.map(pick))
  if (routes.length === 0) return
  await scene.engine.run(sql`
    INSERT INTO ${t('object_space')} SELECT r.1, r.2, r.3 FROM (SELECT arrayJoin(arrayZip(
      ${strings((one) => one.method)}, ${strings((one) => one.route)}, ${strings((one) => spaces.get(keyOf(one)) ?? keyOf(one))})) AS r)`)
}

const keyOf = ({ method, route }: Pick<OwnedRoute, 'method' | 'route'>): string => `${method} ${route}`

const isAgreed = ({ shared, agreed }: Shared): boolean =>
  Number(agreed) >= LEAST_SHARED && Number(agreed) * 2 >= Number(shared)

/** What a route calls its things: `orders/{id}` and `?order_no=` both say order. */
export const nounOf = ({ route, parameter }: Pick<OwnedRoute, 'route' | 'parameter'>): string => {
  const said = parameter.toLowerCase().replace(/[_-]?(?:id|no|nr|num|number|key|code|uuid|seq)$/, '')
  const places = route.split('/').filter((place) => place !== '')
  const slot = places.findIndex((place) => place.startsWith('{id}'))
  const word = said !== '' ? said : (places[(slot === -1 ? places.length : slot) - 1] ?? route).toLowerCase()
  const slots = places.filter((place) => place.startsWith('{id}')).length
  return `${word.replace(/(?<=[^s])s$/, '')} ${slots}`
}

/** Per pair of routes: ids read at both, those of them that no other thing has by chance, and those with one reader at both. */
const sharedIds = (scene: Scene): Promise<readonly Shared[]> => {
  const t = scene.derived.table
  const known = sql`${t('route_reader')} WHERE NOT anonymous AND subject = 'owned'`
  return scene.engine.rows<Shared>(sql`
    SELECT pair.1.1 AS a, pair.2.1 AS b, count() AS shared, countIf(match(object, '[^0-9]') AND length(object) >= 6) AS unmistakable,
      countIf(hasAny(pair.1.2, pair.2.2)) AS agreed
    FROM (
      SELECT object, arraySort(groupArray((place, readers))) AS places FROM (
        SELECT concat(toString(method), ' ', toString(route)) AS place, object, groupUniqArray(who) AS readers
        FROM (
          SELECT method, route, who, arrayJoin(arrayFilter(thing -> cityHash64(thing) IN (
            SELECT cityHash64(arrayJoin(things)) AS hash FROM ${known} GROUP BY hash HAVING min(cityHash64(method, route)) != max(cityHash64(method, route))), things)) AS object
          FROM ${known} AND who NOT IN (SELECT who FROM ${t('broad_reader')}))
        GROUP BY place, object HAVING length(readers) <= ${FEW_READERS})
      GROUP BY object HAVING length(places) > 1)
    ARRAY JOIN arrayFlatten(arrayMap((one, i) -> arrayMap(other -> (one, other), arraySlice(places, i + 1)), places, arrayEnumerate(places))) AS pair
    GROUP BY a, b ORDER BY a, b`)
}
