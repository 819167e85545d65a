import { sql } from '../../engine/sql.ts'
import { blockOf, isPrivate } from '../address-block.ts'
import type { Scene } from '../scene.ts'
import { PROVEN } from './other-issuer.ts'

/** So many accounts show what a network does. */
const LEAST_ACCOUNTS = 20
/** Of what a machine passes on, nearly all shows the program by which its account logs in… */
const ITS_OWN = 0.9
/** …which tells where no more than half of all accounts log in by the programs that are named there. */
const BY_CHANCE = 0.5

/**
 * More of `lineage_relay`: networks of a provider that pass the requests of people on, as those of a content delivery
 * network do, where the log of requests has its address and the log of log-ins the client's. Next to no session from there
 * has a log-in at its address; but the program that it names is one by which its very account logs in, in nine of ten sessions of
 * twenty accounts at least, where programs tell accounts apart. Who makes sessions for accounts does not know by what these come.
 *
 * Reads `lineage_base` and `issued_account`.
 */
export const writeOuterRelays = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const session = sql`(SELECT *, ${blockOf(sql`ip`)} AS block FROM ${t('lineage_base')} WHERE NOT blind AND NOT ${isPrivate(sql`ip`)})`
  return scene.engine.run(sql`
    INSERT INTO ${t('lineage_relay')}
    WITH
      log_in AS (SELECT DISTINCT principal AS who, agent FROM ${t('issued_account')} WHERE agent != ''),
      (SELECT uniqExact(who) FROM log_in) AS all
    SELECT s.block AS block, uniqExactIf(s.who, NOT s.proven) AS accounts, countIf(NOT s.proven) AS sessions, uniqExact(s.ip) AS addresses, false AS is_own
    FROM ${session} AS s LEFT JOIN (SELECT agent, count() AS n FROM log_in GROUP BY agent) AS p ON p.agent = s.agent
    GROUP BY block
    HAVING accounts >= ${LEAST_ACCOUNTS} AND countIf(s.proven) < ${PROVEN} * count() AND avgIf(p.n, NOT s.proven) <= ${BY_CHANCE} * all
      AND countIf(NOT s.proven AND s.named AND (s.who, s.agent) IN (SELECT who, agent FROM log_in)) >= ${ITS_OWN} * sessions
    ORDER BY block`)
}
