import { bind, type Sql, sql } from '../../engine/sql.ts'
import type { Scene } from '../scene.ts'
import { AGE_STEPS } from './tests.ts'

export interface Proof {
  /** Condition on `session`: this session's issuance is proven. */
  readonly proven: Sql
  /** Start of what could prove it (first issuance record, or first request), a scalar. */
  readonly since: Sql
  /** Condition on `first`: nothing could be proven then (a hole in the issuance log). */
  readonly blind: Sql
  readonly logInVisible: boolean
}

/**
 * One row a session with its outcome of every test, as codes. Shares of an address or an agent leave the session's own
 * account out, so that nobody is evidence against himself. Writes `lineage`.
 */
export const writeFeatures = async (scene: Scene, proof: Proof): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('lineage_base')} ENGINE = MergeTree ORDER BY session AS
    WITH ${proof.since} AS since
    SELECT session, if(principal = '', toString(session), principal) AS who, principal != '' AS named,
      origin.1 AS ip, if(origin.3 != '', origin.3, origin.2) AS agent, origin.4 AS source, origin.5 AS host,
      first, last, uses, ok_uses, personal_uses, after_cut,
      ${proof.proven} AS proven, ${proof.blind} AS blind,
      session IN (SELECT session FROM ${t('log_in_seen')}) AS log_in,
      greatest(0, dateDiff('second', since, first)) AS age
    FROM ${t('session')}`)
  await writeShares(scene)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('lineage')} ENGINE = MergeTree ORDER BY session AS
    SELECT b.session AS session, b.who AS who, b.named AS named, b.ip AS ip, b.agent AS agent, b.first AS first, b.last AS last, b.uses AS uses,
      b.personal_uses AS personal_uses, b.proven AS proven, b.blind AS blind, b.log_in AS log_in, b.age AS age,
      ${originTest} AS t_origin, ${accountTest} AS t_account, ${logInTest(proof)} AS t_log_in, ${useTest} AS t_use, ${ageTest} AS t_age,
      t_origin + 5 * (t_account + 5 * (t_log_in + 3 * (t_use + 4 * t_age))) AS pattern
    FROM ${t('lineage_base')} AS b
    LEFT JOIN ${t('lineage_address')} AS a ON b.ip = a.ip
    LEFT JOIN ${t('lineage_account')} AS w ON b.who = w.who
    LEFT JOIN ${t('lineage_account_address')} AS wi ON b.who = wi.who AND b.ip = wi.ip
    LEFT JOIN ${t('lineage_account_agent')} AS wa ON b.who = wa.who AND b.agent = wa.agent`)
}

/** Unproven sessions count against an address only when something could have proven them and they are not old ones. */
const writeShares = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const doubtful = sql`(NOT proven AND NOT blind AND age > ${AGE_STEPS[1] ?? 0})`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('lineage_address')} ENGINE = MergeTree ORDER BY ip AS
    SELECT ip, uniqExact(who) AS people, uniqExactIf(who, ${doubtful}) AS doubtful
    FROM ${t('lineage_base')} GROUP BY ip`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('lineage_account')} ENGINE = MergeTree ORDER BY who AS
    SELECT who, countIf(proven) AS proven_sessions FROM ${t('lineage_base')} GROUP BY who`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('lineage_account_address')} ENGINE = MergeTree ORDER BY (who, ip) AS
    SELECT who, ip, countIf(proven) AS proven_sessions, max(${doubtful}) AS self_doubtful FROM ${t('lineage_base')} GROUP BY who, ip`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('lineage_account_agent')} ENGINE = MergeTree ORDER BY (who, agent) AS
    SELECT who, agent, countIf(proven) AS proven_sessions FROM ${t('lineage_base')} GROUP BY who, agent`)
}

const others = sql`(toInt64(a.people) - 1)`
const doubtfulOthers = sql`(toInt64(a.doubtful) - toInt64(wi.self_doubtful))`

const originTest = sql`multiIf(${others} <= 0, 0, ${doubtfulOthers} < 0.2 * ${others}, 1, ${doubtfulOthers} < 0.8 * ${others}, 2, ${others} < 3, 3, 4)`

const accountTest = sql`multiIf(NOT b.named, 4,
  toInt64(wi.proven_sessions) - b.proven > 0, 0, toInt64(wa.proven_sessions) - b.proven > 0, 1,
  toInt64(w.proven_sessions) - b.proven > 0, 2, 3)`

const logInTest = (proof: Proof): Sql => (proof.logInVisible ? sql`if(b.log_in, 0, 1)` : sql`2`)

const useTest = sql`multiIf(b.personal_uses = 0, 0, b.personal_uses < b.uses, 1, b.uses <= 3, 2, 3)`

const ageTest = sql`arrayCount(step -> b.age > step, ${bind('Array(UInt32)', AGE_STEPS)})`
