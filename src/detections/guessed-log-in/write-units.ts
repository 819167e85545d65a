import { type FailureFit, fitFailures, type TrialCount } from '../../domain/beta-binomial.ts'
import { bind, type Sql, sql } from '../../engine/sql.ts'
import { brokenHours } from '../broken-hours.ts'
import { dayOf, type Scene } from '../scene.ts'

/** What can be somebody's infrastructure. */
export type Unit = 'place' | 'block' | 'agent'

export interface Units {
  readonly fits: Readonly<Record<Unit, FailureFit>>
  /** Hours in which log-ins failed for people at home too. */
  readonly brokenHours: number
}

/**
 * `log_in_at_home`: names with a block they succeeded from; `log_in_place`, `log_in_block`, `log_in_agent` (an agent on one
 * day): how many names were tried there, and how many of them failed and live nowhere near (`failed`).
 *
 * Hours in which log-ins fail for people at home as well (an outage, a release that breaks the log-in) count for nothing.
 */
export const writeUnits = async (scene: Scene): Promise<Units> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('log_in_at_home')} ENGINE = MergeTree ORDER BY (who, block) AS
    SELECT DISTINCT who, block FROM ${t('log_in_try')} WHERE ok`)
  const broken = await brokenHours(scene, t('log_in_try'), sql`SELECT who, block FROM ${t('log_in_at_home')}`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('log_in_pair')} ENGINE = MergeTree ORDER BY (place, who) AS
    SELECT place, who, agent, ${dayOf(scene, sql`at`)} AS day, any(block) AS block, max(NOT ok) AND (who, block) NOT IN (SELECT who, block FROM ${t('log_in_at_home')}) AS failed
    FROM ${t('log_in_try')} WHERE toUnixTimestamp(toStartOfHour(at)) NOT IN ${bind('Array(UInt32)', broken)}
    GROUP BY place, who, agent, day`)
  const counts = sql`uniqExact(who) AS names, uniqExactIf(who, failed) AS failed, uniqExact(place) AS places`
  const from = sql`FROM ${t('log_in_pair')}`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('log_in_place')} ENGINE = MergeTree ORDER BY place AS
    SELECT place, any(block) AS block, ${counts} ${from} GROUP BY place`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('log_in_block')} ENGINE = MergeTree ORDER BY block AS
    SELECT block, ${counts} ${from} GROUP BY block`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('log_in_agent')} ENGINE = MergeTree ORDER BY (agent, day) AS
    SELECT agent, day, ${counts} ${from} WHERE agent != '' GROUP BY agent, day`)
  const place = await fitUnit(scene, 'place')
  await writeGuessing(scene, place)
  return {
    fits: {
      place,
      block: await fitUnit(scene, 'block'),
      agent: await fitUnit(scene, 'agent'),
    },
    brokenHours: broken.length,
  }
}

const fitUnit = async (scene: Scene, unit: Unit): Promise<FailureFit> => {
  const rows = await scene.engine.rows<Record<'names' | 'failures' | 'units', string>>(sql`
    SELECT names, failed AS failures, count() AS units FROM ${tableOf(scene, unit)} GROUP BY names, failures ORDER BY names, failures`)
  return fitFailures(
    rows.map((row): TrialCount => ({ of: Number(row.names), failed: Number(row.failures), units: Number(row.units) })),
  )
}

/** From this probability on. */
const SURE = 0.99

const writeGuessing = async (scene: Scene, fit: FailureFit): Promise<void> => {
  const t = scene.derived.table
  const rows = await scene.engine.rows<Record<'names' | 'failures', string>>(sql`
    SELECT names, failed AS failures FROM ${t('log_in_place')} GROUP BY names, failures ORDER BY names, failures`)
  const sure = rows.filter(({ names, failures }) => fit.posterior(Number(names), Number(failures)) >= SURE)
  const pairs = bind(
    'Array(String)',
    sure.map(({ names, failures }) => `${names}/${failures}`),
  )
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('log_in_guessing')} ENGINE = MergeTree ORDER BY place AS
    SELECT place, block, names, failed FROM ${t('log_in_place')} WHERE concat(toString(names), '/', toString(failed)) IN ${pairs}`)
}

const tableOf = (scene: Scene, unit: Unit): Sql => scene.derived.table(`log_in_${unit}`)
