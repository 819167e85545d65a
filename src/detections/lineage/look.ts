import type { Message, TestRate } from '../../domain/report-model.ts'
import { type Sql, sql } from '../../engine/sql.ts'
import type { Look } from '../detection.ts'
import { byPattern, LEVELS, levelOf } from '../hits.ts'
import type { Scene } from '../scene.ts'
import { fitLineage, type LineageFit } from './fit.ts'
import { type Proof, writeFeatures } from './write-features.ts'

/** Evidence for an attack class as a whole: below this gain (2 × nats) the doubtful sessions are background. */
const MIN_GAIN = 20

/**
 * Runs the lineage tests under one kind of proof and writes the hits of `detection`. Closed worlds are judged by a fit to all
 * sessions, and everybody else by one to those of everybody else.
 */
export const lookAtLineage = async (scene: Scene, detection: string, proof: Proof): Promise<Look> => {
  await writeFeatures(scene, proof)
  const open = await fitLineage(scene, proof.logInVisible, sql`NOT closed`)
  if (open.mixture.gain >= MIN_GAIN) await writeHits(scene, detection, open, sql`NOT closed`)
  const { n } = await scene.engine.row<{ n: string }>(
    sql`SELECT countIf(closed) AS n FROM ${scene.derived.table('lineage')}`,
  )
  const all = n === '0' ? null : await fitLineage(scene, proof.logInVisible, sql`true`)
  if (all !== null && all.mixture.gain >= MIN_GAIN) await writeHits(scene, detection, all, sql`closed`)
  return { looked: open.proven + open.doubtful + Number(n), tests: ratesOf(open), notes: notesOf([open, all]) }
}

const notesOf = (fits: readonly (LineageFit | null)[]): readonly Message[] =>
  fits.some((fit) => fit !== null && fit.unexpected !== null)
    ? [{ code: 'detection/learned-likeness', values: {} }]
    : []

const ratesOf = ({ tests, mixture, unexpected }: LineageFit): readonly TestRate[] => {
  const { rates } = unexpected ?? mixture
  return tests.flatMap((test, t) =>
    test.outcomes.map((outcome, o) => ({
      test: test.name,
      outcome,
      background: rounded(rates[t]?.background[o] ?? 0),
      attack: rounded(rates[t]?.attack[o] ?? 0),
    })),
  )
}

/** Six significant digits: enough to recompute, and stable across machines' last bits. */
const rounded = (value: number): number => Number(value.toPrecision(6))

interface Scored {
  readonly pattern: number
  readonly posterior: number
}

const writeHits = async (scene: Scene, detection: string, fit: LineageFit, sessions: Sql): Promise<void> => {
  const t = scene.derived.table
  const rows = await scene.engine.rows<{ number: string; blind: number }>(sql`
    SELECT toString(toUInt32(pattern)) AS number, blind FROM ${t('lineage')} WHERE NOT proven AND ${sessions} GROUP BY pattern, blind ORDER BY pattern, blind`)
  /** A sample of n legitimate sessions cannot carry more certainty than one in n. */
  const certainty = 1 - 1 / (fit.proven + 2)
  const scored = (posterior: (pattern: number, blind: boolean) => number, least: number): readonly Scored[] =>
    rows
      .map(({ number, blind }) => ({
        pattern: 2 * Number(number) + Number(blind),
        posterior: rounded(Math.min(posterior(Number(number), Boolean(blind)), certainty)),
      }))
      .filter((row) => row.posterior >= least)
  await insert(
    scene,
    sessions,
    scored(fit.posterior, LEVELS.possible),
    (p) => sql`
    INSERT INTO ${t('hit')} SELECT ${detection}, 'session', session, '', if(named, who, ''), '', '', ${p} AS p, ${levelOf(sql`p`)}`,
  )
  for (const tie of ['address', 'agent'] as const)
    await insert(
      scene,
      sessions,
      scored((pattern) => fit.posteriorOnInfrastructure(pattern, tie), LEVELS.likely),
      (p) => sql`
      INSERT INTO ${t('second_look')} SELECT session, ${tie}, ip, agent, ${p}`,
    )
}

const insert = async (
  scene: Scene,
  sessions: Sql,
  scored: readonly Scored[],
  into: (posterior: Sql) => Sql,
): Promise<void> => {
  if (scored.length === 0) return
  const { posterior, isScored } = byPattern(sql`2 * pattern + blind`, scored)
  await scene.engine.run(sql`
    ${into(posterior)}
    FROM ${scene.derived.table('lineage')} WHERE NOT proven AND ${sessions} AND ${isScored}`)
}
