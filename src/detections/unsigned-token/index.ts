import { sql } from '../../engine/sql.ts'
import type { Detection } from '../detection.ts'
import { lacksProofOf, weighTokens } from '../doubt/whose-tokens.ts'
import { lacksIdentity, type Scene } from '../scene.ts'

/** An algorithm is the service's own when at least this share of its proven tokens is signed with its kind. */
const OWN = 0.001
/** Proven tokens before it can be said what the service signs with. */
const ENOUGH = 100
/** A token that the service would not make is stranger than a lost record: one attack among so many such tokens. */
const PRIOR = { attack: 1, background: 10 }

export const unsignedToken: Detection = {
  id: 'unsigned-token',
  vector: 'unsigned-token',
  unit: 'session',
  attack: ['T1606', 'T1190'],
  cwe: ['CWE-347', 'CWE-327'],
  asks: 'Which tokens were answered with personal data that carry no signature, or one of another kind than the service makes?',
  assumes: 'Whole tokens stand in the log of requests, and for most of them an issuance or a log-in is proven.',
  fooledBy:
    'A second issuer with another algorithm, or a change of algorithm, whose log was not handed over; a log that cuts some tokens off before their signature.',
  evadedBy: 'A bad signature under the header of a good one, which no log shows.',
  refutedBy: 'An issuance record for the token, or a specification by which the service makes such tokens.',
  needs: async (scene) => {
    const nameless = lacksIdentity(scene)
    return nameless.length > 0 ? nameless : lacksProofOf(scene, sql`alg`, 'detection/no-token-headers')
  },
  look: async (scene) => {
    const t = scene.derived.table
    await writeForeignAlgorithms(scene)
    const tests = await weighTokens(scene, {
      detection: 'unsigned-token',
      doubted: t('alg_use'),
      proven: sql`(SELECT * FROM ${t('alg_session')} WHERE proven)`,
      prior: PRIOR,
    })
    const { n } = await scene.engine.row<{ n: string }>(sql`SELECT count() AS n FROM ${t('alg_session')}`)
    return { looked: Number(n), tests, notes: [] }
  },
}

/**
 * `alg_use`: unproven tokens of a kind of algorithm by which no proven ones are signed, that were answered with personal
 * data or hit as forged.
 */
const writeForeignAlgorithms = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('alg_session')} ENGINE = MergeTree ORDER BY session AS
    SELECT s.session AS session, s.alg AS alg, if(lower(s.alg) = 'none', 'none', upper(substring(s.alg, 1, 2))) AS kind, s.personal_uses AS personal_uses,
      l.proven AS proven, l.who AS who, l.named AS named, l.t_origin AS t_origin, l.t_agent AS t_agent, l.t_account AS t_account, l.t_use AS t_use,
      l.t_log_in AS t_log_in
    FROM ${t('session')} AS s INNER JOIN ${t('lineage')} AS l ON s.session = l.session WHERE s.alg != ''`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('alg_use')} ENGINE = MergeTree ORDER BY session AS
    WITH (SELECT countIf(proven) FROM ${t('alg_session')}) AS all_proven,
      (SELECT groupArray(kind) FROM (SELECT kind FROM ${t('alg_session')} WHERE proven GROUP BY kind HAVING count() > ${OWN} * all_proven)) AS own
    SELECT * EXCEPT (proven, personal_uses) FROM ${t('alg_session')}
    WHERE NOT proven AND (personal_uses > 0 OR session IN (SELECT session FROM ${t('hit')} WHERE unit = 'session')) AND all_proven >= ${ENOUGH} AND NOT has(own, kind)`)
}
