import { DETECTIONS } from '../detections/index.ts'
import type { Scene } from '../detections/scene.ts'
import { phasesOf } from '../domain/phases.ts'
import { LEVELS } from '../domain/level.ts'
import type { Actor, Count, HourlyPoint, Level, Message, Moment, Ranked, SinceWhen } from '../domain/report-model.ts'
import { bind, type Sql, sql } from '../engine/sql.ts'
import { iso } from './assess-impact.ts'
import type { Certifier } from './certifier.ts'
import { reasonsOf, vectorOf, waysIn } from './reconstruct/ways-in.ts'

/** How many addresses, agents and routes of an actor are named; all of them are counted. */
const NAMED = 10

/** findings → incident: every actor with its infrastructure, phases and reasons. */
export const reconstructActors = async (scene: Scene, certifier: Certifier): Promise<readonly Actor[]> => {
  const t = scene.derived.table
  const rows = await scene.engine.rows<{
    actor: string
    detection: string
    posterior: number
    level: Level
    first: string
    last: string
  }>(sql`
    SELECT actor, any(m.main) AS detection, round(avgIf(e.posterior, how = 'hit' AND e.level != 'possible'), 6) AS posterior,
      multiIf(countIf(e.level = 'confirmed') > 0, 'confirmed', countIf(e.level = 'likely') > 0, 'likely', 'possible') AS level,
      ${iso('min(at)')} AS first, ${iso('max(at)')} AS last
    FROM ${t('actor_event')} AS e INNER JOIN ${mainWays(scene)} AS m ON m.actor = e.actor
    GROUP BY actor ORDER BY length(actor), actor`)
  const actors: Actor[] = []
  for (const row of rows) {
    const vector = vectorOf(row.detection)
    const ways = await waysIn(scene, row.actor, row.detection)
    actors.push({
      id: row.actor,
      level: row.level,
      posterior: row.posterior,
      vector,
      ways,
      first: row.first,
      last: row.last,
      ...(await sizes(scene, certifier, row.actor)),
      topAddresses: await ranked(scene, row.actor, sql`ip`),
      topUserAgents: await ranked(scene, row.actor, sql`agent`),
      routes: await ranked(scene, row.actor, sql`concat(method, ' ', route)`),
      phases: phasesOf(await hoursOf(scene, row.actor)),
      reasons: reasonsOf(ways),
    })
  }
  return actors
}

/**
 * The way in behind most of an actor's requests; what somebody who was in already left behind (a web shell) is none where a
 * surer way began before it, however often it was used.
 */
const mainWays = (scene: Scene): Sql => {
  const left = bind(
    'Array(String)',
    DETECTIONS.filter(({ foothold }) => foothold === true).map(({ id }) => id),
  )
  const began = sql`detection NOT IN ${left} AND sure`
  return sql`(
    SELECT actor, argMax(detection, (NOT late, n, detection)) AS main FROM (
      SELECT actor, detection, n, detection IN ${left} AND countIf(${began}) OVER (PARTITION BY actor) > 0 AND first > minIf(first, ${began}) OVER (PARTITION BY actor) AS late
      FROM (
        SELECT actor, detection, count() AS n, min(at) AS first, countIf(level != 'possible') > 0 AS sure
        FROM ${scene.derived.table('actor_event')} GROUP BY actor, detection))
    GROUP BY actor)`
}

type Sizes = Pick<Actor, 'events' | 'addresses' | 'userAgents' | 'devices' | 'credentials' | 'principals'>

const sizes = async (scene: Scene, certifier: Certifier, actor: string): Promise<Sizes> => {
  const from = sql`FROM ${scene.derived.table('actor_event')} WHERE actor = ${actor}`
  const count = async (what: string, expression: Sql): Promise<Count> => {
    const id = `actor/${actor}/${what}`
    const row = await certifier.counts(
      id,
      { code: `count/actor-${what}`, values: { actor } },
      sql`SELECT ${expression} AS n ${from}`,
    )
    return { value: row['n'] ?? 0n, certificate: id }
  }
  return {
    events: await count('events', sql`count()`),
    addresses: await count('addresses', sql`uniqExact(ip)`),
    userAgents: await count('agents', sql`uniqExact(agent)`),
    devices: await count('devices', sql`uniqExactIf(device, device != '')`),
    credentials: await count('credentials', sql`uniqExactIf(session, session != 0)`),
    principals: await count('principals', sql`uniqExactIf(principal, principal != '')`),
  }
}

const ranked = async (scene: Scene, actor: string, what: Sql): Promise<readonly Ranked[]> => {
  const rows = await scene.engine.rows<{ name: string; events: string }>(sql`
    SELECT ${what} AS name, count() AS events FROM ${scene.derived.table('actor_event')} WHERE actor = ${actor}
    GROUP BY name ORDER BY count() DESC, name LIMIT ${NAMED}`)
  return rows.map(({ name, events }) => ({ name, events: BigInt(events) }))
}

const hoursOf = async (
  scene: Scene,
  actor: string,
): Promise<readonly { readonly hour: string; readonly events: bigint }[]> => {
  const rows = await scene.engine.rows<{ hour: string; events: string }>(sql`
    SELECT ${iso('hour')} AS hour, count() AS events
    FROM (SELECT toStartOfHour(at) AS hour FROM ${scene.derived.table('actor_event')} WHERE actor = ${actor})
    GROUP BY hour ORDER BY hour`)
  return rows.map(({ hour, events }) => ({ hour, events: BigInt(events) }))
}

/** Hourly requests of actors against everybody's. */
export const hourlyPicture = async (scene: Scene): Promise<readonly HourlyPoint[]> => {
  const t = scene.derived.table
  const rows = await scene.engine.rows<{ hour: string; actor: string; everybody: string }>(sql`
    SELECT ${iso('hour')} AS hour, sum(actor) AS actor, sum(everybody) AS everybody FROM (
      SELECT toStartOfHour(time) AS hour, toUInt64(0) AS actor, count() AS everybody FROM evidence.event WHERE kind = 'http' GROUP BY hour
      UNION ALL
      SELECT toStartOfHour(at) AS hour, count() AS actor, toUInt64(0) AS everybody FROM ${t('actor_event')} GROUP BY hour)
    GROUP BY hour ORDER BY hour`)
  return rows.map(({ hour, actor, everybody }) => ({ hour, actor: BigInt(actor), everybody: BigInt(everybody) }))
}

/**
 * 'Since when' as an interval: first confirmed, first likely, where it is earlier also first possible, and the earliest the
 * logs could have shown.
 */
export const sinceWhen = async (
  scene: Scene,
  certifier: Certifier,
  paths: ReadonlyMap<number, string>,
): Promise<SinceWhen | null> => {
  const t = scene.derived.table
  const reached = sql`(SELECT level, at, file, line FROM ${t('actor_event')} UNION ALL SELECT 'possible', at, file, line FROM ${t('apart_event')})`
  const span = await scene.engine.row<{
    first: string
    last: string
    dwell: string
    events: string
    before: string
  }>(sql`
    SELECT (SELECT ${iso('first')} FROM ${t('span')}) AS first, ${iso('max(at)')} AS last,
      toString(dateDiff('second', min(at), max(at))) AS dwell, count() AS events,
      (SELECT countIf(level = 'possible' AND at < (SELECT minIf(at, level != 'possible') FROM ${reached})) FROM ${reached}) AS before FROM ${t('actor_event')}`)
  if (span.events === '0') return null
  const moment = async (level: Level): Promise<Moment | null> => {
    const levels = LEVELS.slice(0, LEVELS.indexOf(level) + 1)
    const definition: Message = { code: 'count/first-event', values: { level } }
    const row = await certifier.texts(
      `first/${level}`,
      definition,
      sql`
      SELECT ${iso('at')} AS time, toString(file) AS file, toString(line) AS line FROM ${reached}
      WHERE level IN ${levels} ORDER BY at, file, line LIMIT 1`,
    )
    if (row === null) return null
    return {
      time: row['time'] ?? '',
      file: paths.get(Number(row['file'])) ?? '',
      line: BigInt(row['line'] ?? 0),
      certificate: `first/${level}`,
    }
  }
  return {
    firstConfirmed: await moment('confirmed'),
    firstLikely: await moment('likely'),
    firstPossible: span.before === '0' ? null : await moment('possible'),
    earliestVisible: span.first,
    last: span.last,
    dwellSeconds: BigInt(span.dwell),
  }
}
