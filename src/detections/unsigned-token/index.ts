import { bind, sql } from '../../engine/sql.ts'
import type { Detection } from '../detection.ts'
import { lacksProofOf, takeOver, weighTokens } from '../doubt/whose-tokens.ts'
import { lacksIdentity, type Scene } from '../scene.ts'
import { DAMAGED, FAILED, MADE } from './verdicts.ts'

/** An algorithm is the service's own when at least this share of its proven tokens is signed with its kind. */
const OWN = 0.001
/** Proven tokens before it can be said what the service signs with. */
const ENOUGH = 100
/** A token that the service would not make is stranger than a lost record: one attack among so many such tokens. */
const PRIOR = { attack: 1, background: 10 }
/** Of the tokens that a source shows, at least so many verify where a bad signature in it cannot be the log's own doing. */
const SOUND = 0.9
/** A line is damaged once, and where its owner is (`t_account`): a token in so many answered requests was sent so. */
const SENT_SO = 2

export const unsignedToken: Detection = {
  id: 'unsigned-token',
  vector: 'unsigned-token',
  unit: 'session',
  attack: ['T1606', 'T1190'],
  cwe: ['CWE-347', 'CWE-327'],
  needs: async (scene) => {
    const nameless = lacksIdentity(scene)
    return nameless.length > 0 ? nameless : lacksProofOf(scene, sql`alg`, 'detection/no-token-headers')
  },
  look: async (scene) => {
    const t = scene.derived.table
    await writeForeignAlgorithms(scene)
    await clearDamaged(scene)
    const tests = await weighTokens(scene, {
      detection: 'unsigned-token',
      doubted: sql`(SELECT * FROM ${t('alg_use')} WHERE NOT made)`,
      proven: sql`(SELECT * FROM ${t('alg_session')} WHERE proven)`,
      prior: PRIOR,
    })
    await writeProven(scene)
    const { n } = await scene.engine.row<{ n: string }>(sql`SELECT count() AS n FROM ${t('alg_session')}`)
    return { looked: Number(n), tests, notes: [] }
  },
}

/**
 * A token that stands in one request, made where its account is at home, and whose signature fails, is one of the
 * account's own that a line damaged: it has no record of issue, and nobody forged it.
 */
const clearDamaged = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const damaged = sql`SELECT session FROM ${t('alg_session')}
    WHERE verdict IN ${[...DAMAGED]} AND ok_uses < ${SENT_SO} AND t_account = 0`
  const { n } = await scene.engine.row<{ n: string }>(sql`SELECT count() AS n FROM (${damaged})`)
  if (n === '0') return
  await scene.engine.run(
    sql`ALTER TABLE ${t('hit')} DELETE WHERE unit = 'session' AND session IN (${damaged}) SETTINGS mutations_sync = 2`,
  )
}

/** Hits that need no weighing of who: the posterior is what so many tokens of the service that verify can carry. */
const writeProven = (scene: Scene): Promise<void> => {
  const doubted = sql`(SELECT * FROM ${scene.derived.table('alg_use')} WHERE made)`
  return takeOver(scene, { detection: 'unsigned-token', doubted }, sql`round(1 - 1 / (u.verified + 2), 6)`)
}

/**
 * `alg_session`: sessions whose token names an algorithm, with what its signature is worth where keys were handed over;
 * `alg_use`: unproven tokens of a kind of algorithm by which no proven ones are signed, or whose signature fails as that
 * of no proven one does, that were answered with personal data, or answered and hit as forged. A token that verifies is none of them,
 * nor is one that was refused each time: to try whether it is accepted is no way in.
 * `made`: nothing but somebody who made it so explains it.
 */
const writeForeignAlgorithms = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const failed = bind('Array(String)', [...FAILED])
  const made = bind('Array(String)', [...MADE])
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('alg_session')} ENGINE = MergeTree ORDER BY session AS
    SELECT s.session AS session, s.alg AS alg, if(lower(s.alg) = 'none', 'none', upper(substring(s.alg, 1, 2))) AS kind, s.personal_uses AS personal_uses,
      toString(c.verdict) AS verdict, s.ok_uses AS ok_uses, s.origin.4 AS source,
      l.proven AS proven, l.who AS who, l.named AS named, l.t_origin AS t_origin, l.t_agent AS t_agent, l.t_account AS t_account, l.t_use AS t_use,
      l.t_log_in AS t_log_in
    FROM ${t('session')} AS s INNER JOIN ${t('lineage')} AS l ON s.session = l.session
    LEFT JOIN evidence.token_check AS c ON s.session = c.credential WHERE s.alg != ''`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('alg_use')} ENGINE = MergeTree ORDER BY session AS
    WITH (SELECT countIf(proven) FROM ${t('alg_session')}) AS all_proven,
      (SELECT countIf(proven AND verdict = 'valid') FROM ${t('alg_session')}) AS all_verified,
      (SELECT groupArray(kind) FROM (SELECT kind FROM ${t('alg_session')} WHERE proven GROUP BY kind HAVING count() > ${OWN} * all_proven)) AS own,
      (SELECT groupArray(verdict) FROM (SELECT verdict FROM ${t('alg_session')} WHERE proven GROUP BY verdict HAVING count() > ${OWN} * all_proven)) AS own_verdicts,
      (SELECT groupArray(source) FROM (
        SELECT source FROM ${t('alg_session')} WHERE verdict != '' GROUP BY source HAVING countIf(verdict = 'valid') >= ${ENOUGH} AND countIf(verdict = 'valid') >= ${SOUND} * count())) AS sound
    SELECT * EXCEPT (proven, personal_uses, ok_uses, source), toUInt64(all_verified) AS verified,
      has(${failed}, verdict) AND NOT has(own_verdicts, verdict) AND (has(${made}, verdict) OR ok_uses >= ${SENT_SO} OR t_account != 0) AS fails,
      fails AND all_verified >= ${ENOUGH} AND (has(${made}, verdict) OR (verdict = 'bad-signature' AND ok_uses >= ${SENT_SO} AND has(sound, source))) AS made
    FROM ${t('alg_session')}
    WHERE NOT proven AND (personal_uses > 0 OR session IN (SELECT session FROM ${t('hit')} WHERE unit = 'session')) AND ok_uses > 0 AND all_proven >= ${ENOUGH}
      AND verdict != 'valid' AND (fails OR NOT has(own, kind))`)
}
