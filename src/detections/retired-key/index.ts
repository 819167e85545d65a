import type { Message } from '../../domain/report-model.ts'
import { join, type Sql, sql } from '../../engine/sql.ts'
import type { Detection, Look } from '../detection.ts'
import { scoreDoubt } from '../doubt/score.ts'
import { LEVELS, levelOf } from '../hits.ts'
import { LINEAGE_TESTS } from '../lineage/tests.ts'
import { lacksIdentity, type Scene } from '../scene.ts'
import { writeKeys } from './write-keys.ts'

/** Of the tokens whose issuance is proven, at least this share has to show its key. */
const SHOWN = 0.5
/** A key that should not sign any more is stranger than a lost record: one attack among so many such tokens. */
const PRIOR = { attack: 1, background: 50 }
/** Whether a log-in came before says something where it does of this share of proven tokens, and is not itself the proof. */
const LOG_IN = { least: 0.1, most: 0.9999 }
/** The tests of lineage that say who uses a token; those of when say nothing of its key. */
const ASKED = ['origin', 'agent', 'account', 'use']

export const retiredKey: Detection = {
  id: 'retired-key',
  vector: 'retired-key',
  unit: 'session',
  attack: ['T1606', 'T1552.004'],
  cwe: ['CWE-324', 'CWE-347'],
  asks: 'Which tokens were accepted that are signed with a key by which the service did not sign any more, or never did?',
  assumes: 'Tokens show the id of their key, and for most of them an issuance or a log-in is proven.',
  fooledBy:
    'A server that still signs with the old key and whose log was not handed over; another issuer; a key that was taken back into use.',
  evadedBy: 'Tokens that name no key; a time of issue before the key was retired, and a life to match.',
  refutedBy: 'An issuance record for the token, or a key register by which the key was in use.',
  needs: async (scene) => {
    const nameless = lacksIdentity(scene)
    return nameless.length > 0 ? nameless : missing(scene)
  },
  look: async (scene) => {
    await writeKeys(scene)
    return score(scene)
  },
}

const missing = async (scene: Scene): Promise<readonly Message[]> => {
  const t = scene.derived.table
  const { there } = await scene.engine.row<{ there: number }>(
    sql`SELECT count() AS there FROM system.tables WHERE concat(database, '.', name) = ${t('lineage').text}`,
  )
  if (Number(there) === 0) return [{ code: 'detection/no-proof-of-issue', values: {} }]
  const row = await scene.engine.row<{ proven: string; shown: string }>(sql`
    SELECT count() AS proven, countIf(kid != '') AS shown FROM ${t('session')} WHERE session IN (SELECT session FROM ${t('lineage')} WHERE proven)`)
  return Number(row.shown) === 0 || Number(row.shown) < SHOWN * Number(row.proven)
    ? [{ code: 'detection/no-key-ids', values: {} }]
    : []
}

const score = async (scene: Scene): Promise<Look> => {
  const t = scene.derived.table
  const row = await scene.engine.row<{ n: string; proven: string; after: string }>(
    sql`SELECT count() AS n, countIf(k.proven) AS proven, countIf(k.proven AND k.log_in) AS after FROM ${t('keyed_session')} AS k`,
  )
  const afterLogIn = Number(row.after) / Math.max(1, Number(row.proven))
  const names = afterLogIn >= LOG_IN.least && afterLogIn <= LOG_IN.most ? [...ASKED, 'log-in'] : ASKED
  const tests = LINEAGE_TESTS.filter(({ name }) => names.includes(name))
  const column = (name: string): Sql => ({ text: `t_${name.replace('-', '_')}`, params: {} })
  const rates = await scoreDoubt(scene, {
    table: t('key_use'),
    codes: sql`[${join(
      tests.map(({ name }) => sql`toInt32(${column(name)})`),
      ',',
    )}]`,
    tests,
    ordinary: tests.map(({ name }) => provenOutcomes(scene, name, column(name))),
    prior: PRIOR,
    write: (posterior) => writeHits(scene, posterior),
  })
  return { looked: Number(row.n), tests: rates, notes: [] }
}

const provenOutcomes = (scene: Scene, name: string, column: Sql): Sql =>
  sql`SELECT toUInt8(${name === 'log-in' ? sql`NOT log_in` : column}) AS outcome, count() AS n
    FROM ${scene.derived.table('keyed_session')} WHERE proven GROUP BY outcome ORDER BY outcome`

/** A token that was hit as never issued is taken over, with the higher posterior: whoever signed it had the old key. */
const writeHits = async (scene: Scene, posterior: Sql): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    INSERT INTO ${t('hit')}
    SELECT 'retired-key', 'session', u.session, '', if(u.named, u.who, ''), '', '',
      greatest(${posterior}, h.posterior) AS p, ${levelOf(sql`p`)}
    FROM ${t('key_use')} AS u
    LEFT JOIN (SELECT session, max(posterior) AS posterior FROM ${t('hit')} WHERE unit = 'session' GROUP BY session) AS h ON u.session = h.session
    WHERE p >= ${LEVELS.possible}`)
  await scene.engine.run(sql`
    ALTER TABLE ${t('hit')} DELETE WHERE unit = 'session' AND detection != 'retired-key' AND session IN (
      SELECT session FROM ${t('hit')} WHERE detection = 'retired-key') SETTINGS mutations_sync = 2`)
}
