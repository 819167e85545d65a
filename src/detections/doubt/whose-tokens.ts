import type { MixturePrior } from '../../domain/mixture.ts'
import type { Message } from '../../domain/report-model.ts'
import { join, type Sql, sql } from '../../engine/sql.ts'
import type { Look } from '../detection.ts'
import { LEVELS, levelOf } from '../hits.ts'
import { LINEAGE_TESTS } from '../lineage/tests.ts'
import type { Scene } from '../scene.ts'
import { scoreDoubt } from './score.ts'

/** Whether a log-in came before says something where it does of this share of proven tokens, and is not itself the proof. */
const LOG_IN = { least: 0.1, most: 0.9999 }
/** The tests of lineage that say who uses a token; those of when say nothing of how it is signed. */
const ASKED = ['origin', 'agent', 'account', 'use']
/** Of the tokens whose issuance is proven, at least this share has to show what is asked of it. */
const SHOWN = 0.5

/** What is missing where no proof of issue exists, or where the proven tokens do not show `column` of `session`. */
export const lacksProofOf = async (scene: Scene, column: Sql, hidden: string): Promise<readonly Message[]> => {
  const t = scene.derived.table
  const { there } = await scene.engine.row<{ there: string }>(
    sql`SELECT count() AS there FROM system.tables WHERE concat(database, '.', name) = ${t('lineage').text}`,
  )
  if (there === '0') return [{ code: 'detection/no-proof-of-issue', values: {} }]
  const row = await scene.engine.row<{ proven: string; shown: string }>(sql`
    SELECT count() AS proven, countIf(${column} != '') AS shown FROM ${t('session')} WHERE session IN (SELECT session FROM ${t('lineage')} WHERE proven)`)
  return Number(row.shown) === 0 || Number(row.shown) < SHOWN * Number(row.proven) ? [{ code: hidden, values: {} }] : []
}

export interface Tokens {
  readonly detection: string
  /** Tokens that should not have been accepted: session, who, named, and the outcomes `t_…` of lineage. */
  readonly doubted: Sql
  readonly proven: Sql
  readonly prior: MixturePrior
}

/**
 * Weighs who uses tokens that should not have been accepted, against those who use proven ones. A token that another
 * detection hit as forged is taken over, with the higher posterior: this claim says more.
 */
export const weighTokens = async (scene: Scene, tokens: Tokens): Promise<Look['tests']> => {
  const row = await scene.engine.row<{ n: string; after: string }>(
    sql`SELECT count() AS n, countIf(t_log_in = 0) AS after FROM ${tokens.proven} AS p`,
  )
  const afterLogIn = Number(row.after) / Math.max(1, Number(row.n))
  const names = afterLogIn >= LOG_IN.least && afterLogIn <= LOG_IN.most ? [...ASKED, 'log-in'] : ASKED
  const tests = LINEAGE_TESTS.filter(({ name }) => names.includes(name))
  const column = (name: string): Sql => ({ text: `t_${name.replace('-', '_')}`, params: {} })
  return scoreDoubt(scene, {
    table: tokens.doubted,
    codes: sql`[${join(
      tests.map(({ name }) => sql`toInt32(${column(name)})`),
      ',',
    )}]`,
    tests,
    ordinary: tests.map(
      ({ name }) =>
        sql`SELECT toUInt8(${column(name)}) AS outcome, count() AS n FROM ${tokens.proven} AS p GROUP BY outcome ORDER BY outcome`,
    ),
    prior: tokens.prior,
    write: (posterior) => takeOver(scene, tokens, posterior),
  })
}

/** Writes hits on what is doubted; a session that another detection hit is this one's, with the higher of both posteriors. */
export const takeOver = async (
  scene: Scene,
  { detection, doubted }: Pick<Tokens, 'detection' | 'doubted'>,
  posterior: Sql,
): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    INSERT INTO ${t('hit')}
    SELECT ${detection}, 'session', u.session, '', if(u.named, u.who, ''), '', '', greatest(${posterior}, h.posterior) AS p, ${levelOf(sql`p`)}
    FROM ${doubted} AS u
    LEFT JOIN (SELECT session, max(posterior) AS posterior FROM ${t('hit')} WHERE unit = 'session' GROUP BY session) AS h ON u.session = h.session
    WHERE p >= ${LEVELS.possible}`)
  await scene.engine.run(sql`
    ALTER TABLE ${t('hit')} DELETE WHERE unit = 'session' AND detection != ${detection} AND session IN (
      SELECT session FROM ${t('hit')} WHERE detection = ${detection}) SETTINGS mutations_sync = 2`)
}
