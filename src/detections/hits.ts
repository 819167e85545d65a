import { bind, type Sql, sql } from '../engine/sql.ts'
import type { Scene } from './scene.ts'

/**
 * Posterior probabilities from which a hit is called confirmed, likely or possible. Below the last it is no hit.
 * The words of a level are those of the report; they are not probabilities of guilt.
 */
export const LEVELS = { confirmed: 0.99, likely: 0.9, possible: 0.5 } as const

/** The most that is said of what no log of requests decides: it is told of as possible, and accuses nobody. */
export const UNDECIDED = LEVELS.likely - 0.01

export const levelOf = (posterior: Sql): Sql =>
  sql`multiIf(${posterior} >= ${LEVELS.confirmed}, 'confirmed', ${posterior} >= ${LEVELS.likely}, 'likely', 'possible')`

/** What a fit says of each pattern of outcomes, as SQL over the column with its number: the posterior, and whether there is one. */
export const byPattern = (
  number: Sql,
  scored: readonly { readonly pattern: number; readonly posterior: number }[],
): { readonly posterior: Sql; readonly isScored: Sql } => {
  const patterns = bind(
    'Array(UInt32)',
    scored.map(({ pattern }) => pattern),
  )
  const posteriors = bind(
    'Array(Float64)',
    scored.map(({ posterior }) => posterior),
  )
  return {
    posterior: sql`transform(toUInt32(${number}), ${patterns}, ${posteriors}, toFloat64(0))`,
    isScored: sql`(toUInt32(${number}) IN ${patterns})`,
  }
}

/**
 * `hit`, with `unit`: 'session' and 'log-in' (key = session), 'session-use' (session from ip), 'anonymous' (ip on route, without any
 * credential), 'principal' (on a route), 'principal-request' (those of it in `hit_request`), 'request' (from ip on route, those in `hit_request` alone); `hit_session`: of hit
 * accounts, the sessions that count, from when on (all of them where a detection names none);
 * `hit_tie`: what addresses of hits have in common beyond the requests that were hit; `second_look`: sessions
 * that would be hits if their `tie`, the address or the program, were known to be an actor's; and, for the owners of objects, `object_space`, `owned_route`,
 * `far_reader`, `wide_reader` and `hand_reader`, all empty where object-enumeration cannot look; `duty_account`, empty where nobody's duty is known. `lineage` is there only where a
 * detection wrote it.
 */
export const createHits = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('hit')} (
      detection LowCardinality(String), unit LowCardinality(String), session UInt128, ip String, principal String,
      method String, route String, posterior Float64, level LowCardinality(String)
    ) ENGINE = MergeTree ORDER BY (detection, unit, session, ip, principal, method, route)`)
  await scene.engine.run(
    sql`CREATE OR REPLACE TABLE ${t('hit_session')} (
      detection LowCardinality(String), principal String, session UInt128, since DateTime64(6, 'UTC')
    ) ENGINE = MergeTree ORDER BY (detection, principal, session)`,
  )
  await scene.engine.run(
    sql`CREATE OR REPLACE TABLE ${t('hit_request')} (detection String, file UInt32, line UInt64) ENGINE = MergeTree ORDER BY (file, line)`,
  )
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('second_look')} (session UInt128, tie LowCardinality(String), ip String, agent String, posterior Float64) ENGINE = MergeTree ORDER BY session`)
  await scene.engine.run(sql`DROP TABLE IF EXISTS ${t('lineage')}`)
  await scene.engine.run(
    sql`CREATE OR REPLACE TABLE ${t('hit_tie')} (detection String, ip String, tie String) ENGINE = MergeTree ORDER BY (detection, ip, tie)`,
  )
  await scene.engine.run(
    sql`CREATE OR REPLACE TABLE ${t('owned_route')} (method String, route String, space String) ENGINE = MergeTree ORDER BY (method, route)`,
  )
  await scene.engine.run(sql`CREATE OR REPLACE TABLE ${t('object_space')} AS ${t('owned_route')}`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('far_reader')} (who String, objects UInt64, reads UInt64, failures UInt64) ENGINE = MergeTree ORDER BY who`)
  await scene.engine.run(sql`CREATE OR REPLACE TABLE ${t('wide_reader')} AS ${t('far_reader')}`)
  await scene.engine.run(sql`CREATE OR REPLACE TABLE ${t('duty_account')} (who String) ENGINE = MergeTree ORDER BY who`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('hand_reader')} (who String, program String, accounts UInt64, posterior Float64) ENGINE = MergeTree ORDER BY who`)
}
