import { nounOf } from '../../detections/object-enumeration/learn-spaces.ts'
import { dayOf, events, type Scene, succeeded } from '../../detections/scene.ts'
import { saysWho } from '../../detections/untold.ts'
import { bind, sql } from '../../engine/sql.ts'
import { namedObject } from './named-object.ts'

interface Candidate {
  readonly method: string
  readonly route: string
  /** Different accounts, or sessions where no log names them, that read it with an object named. */
  readonly readers: string
  readonly parts: string
  readonly subject: 'principal' | 'account' | 'owned'
  readonly parameter: string
}

/** So many accounts have to show it, or so many objects that were read again. */
const LEAST = 20
/** Of the objects that are read on several days, so many are read by one account alone: a page of a catalogue is not. */
const ALONE = 0.9
/** Or of the objects that come into being while they are read: so many tell, so many have one reader, and so many are of a later id than the one first read before. */
const MADE = { least: 100, alone: 0.98, later: 0.9 }
/** Readers of more than so many objects, or than so many times the median reader, clerks and strangers, do not make a private object a public one. */
const NARROW = { objects: 20, median: 3 }
/** Who meets so many others at what he reads is no owner of it, if he is one in so many readers: hands that read strangers' things by a few accounts each do not make these public. */
const MEETS = { others: 5, readers: 0.1 }
/** So many readers of an object are looked at for whom its others meet: more would only say the same of it. */
const MET = 4
/** Visitors without an account, for each account that reads: where there are more, it is no private route. */
const STRANGERS = 0.1

/**
 * Writes `named_reading` where it has to. Which of the routes that no word tells of return what is somebody's, in whatever language: those whose id is the
 * reader's own account; those that call their ids by the same noun as one of these; those whose objects are read
 * day after day by one account each, and other versions of these; and those whose objects are made for the one account that reads them, as their ids tell, which go up with the time: lists
 * that one has made and fetches once.
 */
export const privateRoutes = async (
  scene: Scene,
  rows: readonly Candidate[],
  nouns: ReadonlySet<string>,
): Promise<ReadonlySet<string>> => {
  const own = rows.filter((row) => row.subject === 'account' && Number(row.readers) >= LEAST)
  const all = new Set([
    ...nouns,
    ...own.filter(({ parameter, parts }) => parameter === '' && parts === '1').map(nounOf),
  ])
  const akin = rows.filter((row) => row.subject === 'owned' && all.has(nounOf(row)))
  const rest = rows.filter((row) => row.subject === 'owned' && !all.has(nounOf(row)))
  return new Set([...own, ...akin].map(keyOf).concat(await withPrivateObjects(scene, rest)))
}

const keyOf = ({ method, route }: Candidate): string => `${method} ${route}`

const withPrivateObjects = async (scene: Scene, rows: readonly Candidate[]): Promise<readonly string[]> => {
  if (rows.length === 0) return []
  const keys = bind('Array(String)', rows.map(keyOf))
  const parameters = bind(
    'Array(String)',
    rows.map(({ parameter }) => parameter),
  )
  const reading = scene.derived.table('named_reading')
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${reading} ENGINE = MergeTree ORDER BY (key, named) AS
    SELECT concat(toString(method), ' ', toString(route)) AS key, transform(key, ${keys}, ${parameters}, '') AS parameter,
      ${namedObject(sql`parameter`, sql`query`, sql`e.object`)} AS named,
      session = 0 AS anonymous, multiIf(anonymous, src_ip, principal != '', principal, toString(session)) AS who, groupUniqArray(${dayOf(scene, sql`at`)}) AS days, min(at) AS first
    FROM ${events(scene)} AS e PREWHERE kind = 'http' AND route IN ${bind(
      'Array(String)',
      rows.map(({ route }) => route),
    )}
    WHERE ${succeeded} AND key IN ${keys} AND named != '' AND who != '' AND ${await saysWho(scene)}
    GROUP BY key, parameter, named, anonymous, who`)
  const found = await scene.engine.rows<{ key: string }>(sql`
    WITH
      narrow AS (
        SELECT key, who, named, days, first FROM ${reading} WHERE NOT anonymous AND (key, who) IN (
          SELECT key, who FROM (
            SELECT key, who, count() AS objects, quantileExact(0.5)(objects) OVER (PARTITION BY key) AS median FROM ${reading} WHERE NOT anonymous GROUP BY key, who)
          WHERE objects <= ${NARROW.objects} OR objects <= ${NARROW.median} * median)),
      met AS (
        SELECT key, arrayJoin(some) AS who, uniqArray(arrayFilter(one -> one != who, some)) AS others
        FROM (SELECT key, groupArraySorted(${MET})(who) AS some FROM narrow GROUP BY key, named HAVING count() > 1) GROUP BY key, who),
      strange AS (
        SELECT key, who FROM (
          SELECT n.key AS key, n.who AS who, m.others >= ${MEETS.others} AS is_strange, avg(is_strange) OVER (PARTITION BY n.key) AS share
          FROM (SELECT DISTINCT key, who FROM narrow) AS n LEFT JOIN met AS m ON m.key = n.key AND m.who = n.who)
        WHERE is_strange AND share <= ${MEETS.readers})
    SELECT key FROM (
      SELECT *, lagInFrame((length(named), named)) OVER (PARTITION BY key ORDER BY since, named) AS before
      FROM (
        SELECT key, named, length(arrayDistinct(arrayFlatten(groupArray(days)))) AS seen, count() AS readers, min(first) AS since
        FROM narrow WHERE (key, who) NOT IN strange
        GROUP BY key, named))
    GROUP BY key
    HAVING ((countIf(seen > 1) >= ${LEAST} AND countIf(seen > 1 AND readers = 1) >= ${ALONE} * countIf(seen > 1))
        OR (count() >= ${MADE.least} AND countIf(readers = 1) >= ${MADE.alone} * count() AND countIf((length(named), named) > before) >= ${MADE.later} * count()))
      AND key IN (SELECT key FROM ${reading} GROUP BY key HAVING uniqExactIf(who, NOT anonymous) >= ${LEAST}
        AND uniqExactIf(who, anonymous) <= ${STRANGERS} * uniqExactIf(who, NOT anonymous))
    ORDER BY key`)
  const keysFound = found.map(({ key }) => key)
  return [...keysFound, ...(await withSameObjects(scene, rows, keysFound))]
}

/** So much of what a route names has to be read at a private one, too. */
const SAME = 0.5

/**
 * Another version of a route whose objects are private calls them by the same noun and names the same ones: they are no less private where
 * no account ever asks for them.
 */
const withSameObjects = async (
  scene: Scene,
  rows: readonly Candidate[],
  found: readonly string[],
): Promise<readonly string[]> => {
  const originals = rows.filter((row) => found.includes(keyOf(row)))
  const pairs = rows.flatMap((row) =>
    found.includes(keyOf(row))
      ? []
      : originals.filter((one) => nounOf(one) === nounOf(row)).map((one) => [keyOf(row), keyOf(one)] as const),
  )
  if (pairs.length === 0) return []
  const reading = scene.derived.table('named_reading')
  const others = bind(
    'Array(String)',
    pairs.map(([one]) => one),
  )
  const keys = bind(
    'Array(String)',
    pairs.map(([, one]) => one),
  )
  const same = await scene.engine.rows<{ key: string }>(sql`
    SELECT DISTINCT key FROM (
      SELECT a.key AS key, b.key AS original, count() AS shared, any(a.objects) AS objects, any(a.strangers) AS strangers, any(b.readers) AS readers
      FROM (SELECT DISTINCT key, named, uniqExact(named) OVER (PARTITION BY key) AS objects, uniqExactIf(who, anonymous) OVER (PARTITION BY key) AS strangers FROM ${reading} WHERE key IN ${others}) AS a
      INNER JOIN (SELECT DISTINCT key, named, uniqExactIf(who, NOT anonymous) OVER (PARTITION BY key) AS readers FROM ${reading} WHERE key IN ${keys}) AS b ON b.named = a.named
      WHERE (a.key, b.key) IN arrayZip(${others}, ${keys}) GROUP BY key, original)
    WHERE shared >= ${LEAST} AND shared >= ${SAME} * objects AND strangers <= ${STRANGERS} * readers ORDER BY key`)
  return same.map(({ key }) => key)
}
