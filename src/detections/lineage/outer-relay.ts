import { sql } from '../../engine/sql.ts'
import { blockOf, isPrivate } from '../address-block.ts'
import { provenByAddress } from './moved-on.ts'
import type { Scene } from '../scene.ts'
import { PROVEN } from './other-issuer.ts'

/** So many accounts show what a network does… */
const LEAST_ACCOUNTS = 20
/** …and so large a share of its sessions, for accounts whose programs are known. */
const KNOWN = 0.5
/** Of what a machine passes on, nearly all shows a program of its account's own… */
const ITS_OWN = 0.9
/** …which tells where no more than half of all accounts use the programs that are named there. */
const BY_CHANCE = 0.5

/**
 * More of `lineage_relay`: networks of a provider that pass the requests of people on, as those of a content delivery
 * network or of a carrier do, while the log-ins of these people are logged with other addresses. Next to no session from there
 * has a log-in at its address; but the program that it names is its very account's own, in nine of ten sessions of
 * twenty accounts at least, where programs tell accounts apart. An account's own are those by which it logs in by the
 * record, or which it uses in networks where log-ins are seen. Who makes sessions for accounts does not know them.
 *
 * `outer_session`: the sessions of public addresses, with their network, and whether that is one of few log-ins (`unproven`);
 * `own_program`: the programs of each account. Reads `lineage_base`, `moved_on` and `issued_account`.
 */
export const writeOuterRelays = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('outer_session')} ENGINE = MergeTree ORDER BY block AS
    SELECT who, named, agent, ip, proven, block, countIf(proven) OVER (PARTITION BY block) < ${PROVEN} * count() OVER (PARTITION BY block) AS unproven
    FROM (SELECT *, ${blockOf(sql`ip`)} AS block FROM ${provenByAddress(scene)} WHERE NOT blind AND NOT ${isPrivate(sql`ip`)})`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('own_program')} ENGINE = MergeTree ORDER BY (who, agent) AS
    SELECT principal AS who, agent FROM ${t('issued_account')} WHERE agent != ''
    UNION DISTINCT
    SELECT who, agent FROM ${t('outer_session')} WHERE named AND agent != '' AND NOT unproven`)
  const known = sql`s.who IN (SELECT who FROM ${t('own_program')})`
  await scene.engine.run(sql`
    INSERT INTO ${t('lineage_relay')}
    WITH (SELECT uniqExact(who) FROM ${t('own_program')}) AS all
    SELECT s.block AS block, uniqExactIf(s.who, NOT s.proven) AS accounts, countIf(NOT s.proven) AS sessions, uniqExact(s.ip) AS addresses, false AS is_own
    FROM ${t('outer_session')} AS s LEFT JOIN (SELECT agent, count() AS n FROM ${t('own_program')} GROUP BY agent) AS p ON p.agent = s.agent
    WHERE s.unproven
    GROUP BY block
    HAVING uniqExactIf(s.who, NOT s.proven AND ${known}) >= ${LEAST_ACCOUNTS}
      AND countIf(NOT s.proven AND ${known}) >= ${KNOWN} * sessions
      AND avgIf(p.n, NOT s.proven) <= ${BY_CHANCE} * all
      AND countIf(NOT s.proven AND (s.who, s.agent) IN (SELECT who, agent FROM ${t('own_program')})) >= ${ITS_OWN} * countIf(NOT s.proven AND ${known})
    ORDER BY block`)
}
