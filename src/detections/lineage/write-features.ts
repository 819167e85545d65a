import { bind, type Sql, sql } from '../../engine/sql.ts'
import { blockOf } from '../address-block.ts'
import { logsField, type Scene } from '../scene.ts'
import { closedWorlds } from './closed-world.ts'
import { writeRelays } from './inner-relay.ts'
import { writeOpened } from './opened-for-another.ts'
import { writeHabits, writeOutside } from './other-door.ts'
import { writeIssuers } from './other-issuer.ts'
import { writeOuterRelays } from './outer-relay.ts'
import { AGE_STEPS, LINEAGE_TESTS } from './tests.ts'

export interface Proof {
  /** Condition on `session`: this session's issuance is proven. */
  readonly proven: Sql
  /** Start of what could prove it (first issuance record, or first request), a scalar. */
  readonly since: Sql
  /** Condition on `first`: nothing could be proven then (a hole in the issuance log). */
  readonly blind: Sql
  readonly logInVisible: boolean
  /** The proof is of the address too: whoever comes from another one than logged in is not proven. */
  readonly byAddress: boolean
}

/**
 * One row a session with its outcome of every test, as codes. Shares of an address or an agent leave the session's own
 * account out, so that nobody is evidence against himself. Accounts that enter by another door are left out, and so are
 * sources that others than those who log in use, sessions of another issuer, those that another account opened, and those that a relay speaks for. Writes `lineage`.
 */
export const writeFeatures = async (scene: Scene, proof: Proof): Promise<void> => {
  const t = scene.derived.table
  await writeOutside(scene, proof.proven)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('lineage_base')} ENGINE = MergeTree ORDER BY session AS
    WITH ${proof.since} AS since,
      (SELECT min(first) + intDiv(dateDiff('second', min(first), max(last)), 2) FROM ${t('span')}) AS cut
    SELECT session, if(principal = '', toString(session), principal) AS who, principal != '' AS named,
      multiIf(claimed > 0 AND claimed < toUnixTimestamp(since), '', kid != '' AND shows_kid, kid, splitByChar('/', origin.2)[1]) AS door, origin.1 AS ip, origin.2 AS agent, if(origin.3 != '', origin.3, origin.2) AS device, origin.4 AS source, origin.5 AS host,
      first, last, uses, uses - toUInt64(l.log_ins) AS plain_uses, ok_uses, personal_uses, personal_uses + in_vain AS personal_asked, after_cut, (late.1 - least(late.1, toUInt64(l.late_log_ins)), late.2, late.2 - late.3) AS late, claimed, life, since AS opened, toFloat64(greatest(1, dateDiff('second', since, (SELECT last FROM ${t('span')})))) AS window,
      ${proof.proven} AS proven, ${proof.blind} AS blind, cut, proven AND first < cut AND after_cut >= cut AS outlives,
      session IN (SELECT session FROM ${t('log_in_seen')}) AS log_in,
      session IN (SELECT session FROM ${t('log_in_by_chance')}) AS log_in_by_chance,
      greatest(0, dateDiff('second', since, ${beginning(scene)})) AS age
    FROM ${t('session')} AS s
    LEFT JOIN (SELECT session, count() AS log_ins, countIf(at >= cut) AS late_log_ins FROM ${t('log_in_request')} WHERE session != 0 GROUP BY session) AS l ON l.session = s.session
    WHERE s.origin.4 NOT IN (SELECT source FROM ${t('lineage_outside')})`)
  await writeHabits(scene)
  await writeOpened(scene)
  await writeIssuers(scene)
  await writeRelays(scene)
  if (proof.byAddress) await writeOuterRelays(scene)
  await writeShares(scene)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('lineage')} ENGINE = MergeTree ORDER BY session AS
    WITH (SELECT groupArray(life) FROM (SELECT life FROM ${t('lineage_base')} WHERE proven AND life > 0 GROUP BY life
      HAVING count() * 200 >= (SELECT countIf(proven AND life > 0) FROM ${t('lineage_base')}))) AS usual_lives
    SELECT b.session AS session, b.who AS who, b.named AS named, b.ip AS ip, b.agent AS agent, b.first AS first, b.last AS last, b.uses AS uses,
      b.personal_uses AS personal_uses, b.proven AS proven, b.outlives AS outlives, b.blind AS blind, b.log_in AS log_in, b.log_in_by_chance AS log_in_by_chance,
      b.age AS age, NOT b.proven AND b.ip IN ${closedWorlds(scene)} AS closed,
      ${originTest} AS t_origin, ${agentTest} AS t_agent, ${accountTest} AS t_account, ${siblingsTest} AS t_siblings, if(b.log_in, 0, 1) AS t_log_in, ${useTest} AS t_use,
      ${ageTest} AS t_age, ${claimTest} AS t_claim, ${lifeTest} AS t_life,
      ${patternNumber} AS pattern
    FROM ${t('lineage_base')} AS b
    LEFT JOIN ${t('lineage_address')} AS a ON b.ip = a.ip
    LEFT JOIN ${t('lineage_agent')} AS g ON b.agent = g.agent
    LEFT JOIN ${t('lineage_account')} AS w ON b.who = w.who
    LEFT JOIN ${t('lineage_account_address')} AS wi ON b.who = wi.who AND b.ip = wi.ip
    LEFT JOIN ${t('lineage_account_agent')} AS wa ON b.who = wa.who AND b.device = wa.device
    WHERE ${judged(scene)}`)
}

/**
 * Where logs name accounts and no credentials, a session is account × address × program, and a telephone that is out all day has one at
 * each of its carrier's addresses: it began when the account was first seen with that program, wherever that was.
 */
const beginning = (scene: Scene): Sql =>
  logsField(scene, 'credential') ? sql`first` : sql`min(first) OVER (PARTITION BY who, agent)`

/** What came in by another door is left out. */
const judged = ({ derived: { table: t } }: Scene): Sql =>
  sql`who NOT IN (SELECT who FROM ${t('lineage_habit')}) AND (proven OR (session NOT IN (SELECT session FROM ${t('lineage_opened')}) AND door NOT IN (SELECT door FROM ${t('lineage_issuer')}) AND ${blockOf(sql`ip`)} NOT IN (SELECT block FROM ${t('lineage_relay')})))`

/**
 * Unproven sessions count against an address only when they are not old ones; those of hours in which nothing could be
 * proven count neither for nor against it.
 */
const writeShares = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const doubtful = sql`(NOT proven AND NOT blind AND age > ${AGE_STEPS[1] ?? 0} * window)`
  const base = sql`(SELECT * FROM ${t('lineage_base')} WHERE ${judged(scene)})`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('lineage_address')} ENGINE = MergeTree ORDER BY ip AS
    SELECT ip, uniqExactIf(who, proven OR NOT blind) AS people, uniqExactIf(who, ${doubtful}) AS doubtful FROM ${base} GROUP BY ip`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('lineage_agent')} ENGINE = MergeTree ORDER BY agent AS
    SELECT agent, uniqExactIf(who, proven OR NOT blind) AS people, uniqExactIf(who, ${doubtful}) AS doubtful FROM ${base} GROUP BY agent`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('lineage_account')} ENGINE = MergeTree ORDER BY who AS
    SELECT who, countIf(proven) AS proven_sessions, countIf(NOT proven AND NOT blind) AS unproven_sessions, max(${doubtful}) AS self_doubtful FROM ${base} GROUP BY who`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('lineage_account_address')} ENGINE = MergeTree ORDER BY (who, ip) AS
    SELECT who, ip, countIf(proven) AS proven_sessions, max(${doubtful}) AS self_doubtful FROM ${base} GROUP BY who, ip`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('lineage_account_agent')} ENGINE = MergeTree ORDER BY (who, device) AS
    SELECT who, device, countIf(proven) AS proven_sessions FROM ${base} GROUP BY who, device`)
}

const originTest = ((
  others,
  doubtful,
) => sql`multiIf(${others} <= 0, 0, ${doubtful} < 0.2 * ${others}, 1, ${doubtful} < 0.8 * ${others}, 2,
  ${others} < 3, 3, ${others} < 20, 4, 5)`)(
  sql`(toInt64(a.people) - (b.proven OR NOT b.blind))`,
  sql`(toInt64(a.doubtful) - toInt64(wi.self_doubtful))`,
)

const agentTest = ((others, doubtful) =>
  sql`multiIf(${others} <= 0, 0, ${doubtful} < 0.2 * ${others}, 1, ${doubtful} < 0.8 * ${others}, 2, ${others} < 20, 3, 4)`)(
  sql`(toInt64(g.people) - (b.proven OR NOT b.blind))`,
  sql`(toInt64(g.doubtful) - toInt64(w.self_doubtful))`,
)

const accountTest = sql`multiIf(NOT b.named, 4,
  toInt64(wi.proven_sessions) - b.proven > 0, 0, toInt64(wa.proven_sessions) - b.proven > 0, 1,
  toInt64(w.proven_sessions) - b.proven > 0, 2, 3)`

/** Other sessions of the account without a record. */
const siblingsTest = sql`least(2, greatest(0, toInt64(w.unproven_sessions) - (NOT b.proven AND NOT b.blind)))`

/**
 * What a session asked for, whatever the server made of it: an error of its own is nobody's habit. What the log-in itself
 * asked for is left out: only sessions with one have it.
 */
export const useOf = (uses: Sql, asked: Sql, got: Sql): Sql =>
  sql`multiIf(${got} = 0, 0, ${asked} < ${uses}, 1, ${uses} <= 3, 2, 3)`
const useTest = useOf(sql`b.plain_uses`, sql`b.personal_asked`, sql`b.personal_uses`)

const ageTest = sql`arrayCount(step -> b.age > step * b.window, ${bind('Array(Float64)', AGE_STEPS)})`

/** What the token says of its own issuance: whoever forges it chooses that. */
const claimTest = sql`multiIf(b.claimed = 0, 2, b.claimed < toUnixTimestamp(b.opened), 0, 1)`

/** A life time that fewer than one in 200 proven tokens have is unusual. */
const lifeTest = sql`multiIf(b.life = 0, 2, has(usual_lives, b.life), 0, 1)`

/** Mixed radix over the codes, first test lowest. */
const patternNumber = LINEAGE_TESTS.reduceRight(
  (rest, test) => sql`(${codeColumn(test.name)} + ${test.outcomes.length} * ${rest})`,
  sql`0`,
)

function codeColumn(name: string): Sql {
  return { text: `t_${name.replace('-', '_')}`, params: {} }
}
