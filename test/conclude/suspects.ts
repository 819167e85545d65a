import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Scene } from '../../src/detections/scene.ts'
import { openEmbedded } from '../../src/engine/embedded.ts'
import { derivedIn } from '../../src/engine/lake.ts'
import { bind, sql } from '../../src/engine/sql.ts'

/** One request that a detection hit, as `suspect_event` has it; the rest of its columns are the same for all. */
export interface Suspect {
  readonly detection: string
  readonly ip: string
  readonly agent: string
  /** Number of the session; 0 for none. */
  readonly session: number
  readonly account: string
  readonly route: string
  readonly hour: number
  /** 'confirmed' where not said; a likely one was answered with no personal data. */
  readonly level?: 'likely'
  /** 0.999 where not said. */
  readonly posterior?: number
  /** The account reads what belongs to others, as its job. */
  readonly atWork?: true
}

/** Somebody whose ordinary session, with its record, begins at this address. */
export interface Member {
  readonly account: string
  readonly ip: string
  /** 'Browser' where not said. */
  readonly agent?: string
}

/** A scene that holds suspects, and members who were not hit. */
export const withSuspects = async (
  suspects: readonly Suspect[],
  members: readonly Member[],
  look: (scene: Scene) => Promise<void>,
): Promise<void> => {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'mapae-suspects-'))
  const engine = await openEmbedded(dir)
  try {
    const scene: Scene = {
      engine,
      derived: derivedIn('derived'),
      config: {},
      openApi: [],
      retired: [],
      plans: [],
      coverage: [],
      clocks: [],
      dayStart: 0,
      from: null,
      to: null,
    }
    await writeScene(scene, suspects, members)
    await look(scene)
  } finally {
    await engine.close()
    await rm(dir, { recursive: true, force: true })
  }
}

const writeScene = async (scene: Scene, suspects: readonly Suspect[], members: readonly Member[]): Promise<void> => {
  const { engine, derived } = scene
  const t = derived.table
  const array = (of: (suspect: Suspect) => string): ReturnType<typeof bind> => bind('Array(String)', suspects.map(of))
  const [accounts, homes] = [members.map(({ account }) => account), members.map(({ ip }) => ip)]
  const agents = members.map(({ agent = 'Browser' }) => agent)
  await engine.run(sql`CREATE DATABASE IF NOT EXISTS ${derived.database}`)
  await engine.run(sql`
    CREATE OR REPLACE TABLE ${t('suspect_event')} ENGINE = MergeTree ORDER BY (at, file, line) AS
    SELECT toDateTime64('2025-03-01 00:00:00', 6, 'UTC') + INTERVAL toUInt32(r.7) HOUR + INTERVAL number SECOND AS at, toUInt32(1) AS file, number AS line,
      toUInt128(r.4) AS session, r.5 AS principal, r.2 AS ip, r.3 AS agent, '' AS device, 'GET' AS method, r.6 AS route, toUInt16(200) AS status,
      r.1 AS detection, toFloat64(r.9) AS posterior, r.8 AS level
    FROM (
      SELECT arrayJoin(arrayEnumerate(${array((s) => s.detection)})) AS number,
        (${array((s) => s.detection)}[number], ${array((s) => s.ip)}[number], ${array((s) => s.agent)}[number], ${array((s) => String(s.session))}[number],
         ${array((s) => s.account)}[number], ${array((s) => s.route)}[number], ${array((s) => String(s.hour))}[number], ${array((s) => s.level ?? 'confirmed')}[number],
         ${array((s) => String(s.posterior ?? 0.999))}[number]) AS r)`)
  await engine.run(sql`
    CREATE OR REPLACE TABLE ${t('session')} ENGINE = MergeTree ORDER BY session AS
    SELECT toUInt128(1000000 + number) AS session, name AS principal, 60 AS life, (home, agent, '', 'web', '') AS origin, 1 AS personal_uses
    FROM (SELECT arrayJoin(arrayEnumerate(${accounts})) AS number, ${accounts}[number] AS name, ${homes}[number] AS home, ${agents}[number] AS agent)
    UNION ALL
    SELECT session, any(principal), 60, (any(ip), any(agent), '', 'web', ''), any(level) = 'confirmed' FROM ${t('suspect_event')} WHERE session != 0 GROUP BY session`)
  await engine.run(sql`
    CREATE OR REPLACE TABLE ${t('hit')} ENGINE = MergeTree ORDER BY (detection, session) AS
    SELECT DISTINCT detection, if(session != 0, 'session', 'anonymous') AS unit, session, if(session = 0, ip, '') AS ip, '' AS principal,
      if(session = 0, method, '') AS method, if(session = 0, route, '') AS route FROM ${t('suspect_event')}`)
  const clerks = suspects.filter(({ atWork }) => atWork === true).map(({ account }) => account)
  await engine.run(
    sql`CREATE OR REPLACE TABLE ${t('duty_account')} ENGINE = MergeTree ORDER BY who AS SELECT DISTINCT arrayJoin(${bind('Array(String)', clerks)}) AS who`,
  )
  await engine.run(sql`
    CREATE OR REPLACE TABLE ${t('lineage_base')} ENGINE = MergeTree ORDER BY session AS
    SELECT session, principal AS who, origin.1 AS ip, session NOT IN (SELECT session FROM ${t('hit')}) AS proven FROM ${t('session')}`)
  await engine.run(sql`
    CREATE OR REPLACE TABLE ${t('personal_access')} ENGINE = MergeTree ORDER BY at AS
    SELECT method, route, session, principal, ip, if(session = 0, ip, principal) AS who, at, file, line, status, true AS ok, principal AS object, principal AS account
    FROM ${t('suspect_event')}`)
  await engine.run(sql`
    CREATE OR REPLACE TABLE ${t('event')} ENGINE = MergeTree ORDER BY tuple() AS
    SELECT 'http' AS kind, origin.1 AS src_ip, origin.2 AS user_agent FROM ${t('session')}
    UNION ALL SELECT 'http', ip, agent FROM ${t('suspect_event')}`)
  await engine.run(sql`
    CREATE OR REPLACE TABLE ${t('span')} ENGINE = MergeTree ORDER BY tuple() AS
    SELECT toDateTime64('2025-03-01 00:00:00', 6, 'UTC') AS first, toDateTime64('2025-03-15 00:00:00', 6, 'UTC') AS last`)
  await engine.run(
    sql`CREATE OR REPLACE TABLE ${t('hit_tie')} (detection String, ip String, tie String) ENGINE = MergeTree ORDER BY (detection, ip)`,
  )
  await engine.run(
    sql`CREATE OR REPLACE TABLE ${t('route')} ENGINE = MergeTree ORDER BY route AS SELECT DISTINCT method, route FROM ${t('suspect_event')}`,
  )
}
