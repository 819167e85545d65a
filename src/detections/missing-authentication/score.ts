import { fitMixture } from '../../domain/mixture.ts'
import type { TestRate } from '../../domain/report-model.ts'
import { type Sql, sql } from '../../engine/sql.ts'
import type { Look } from '../detection.ts'
import { UNKNOWN } from '../doubt/score.ts'
import { byPattern, LEVELS, levelOf, UNDECIDED } from '../hits.ts'
import type { Scene } from '../scene.ts'
import { GUARD, outcomesOf, PEOPLE_LOOKED_UP, READER_TESTS, type ReaderTest } from './tests.ts'

/** Before anything is looked at, one reader in a thousand without a credential walks. */
const PRIOR = { attack: 1, background: 1000 }

/** Fits the mixture to the tests of readers without credentials, and writes the hits. */
export const scoreReaders = async (scene: Scene): Promise<Look> => {
  const t = scene.derived.table
  const rows = await scene.engine.rows<{ pattern: number; known: string; strangers: string }>(sql`
    SELECT toUInt32(pattern) AS pattern, sumIf(n, NOT anonymous) AS known, countIf(anonymous) AS strangers
    FROM ${t('reader_test')} GROUP BY pattern ORDER BY pattern`)
  const fit = fitMixture(
    READER_TESTS.map((test, i) => ({ ...test, legitimate: [controlOf(rows, i, test)] })),
    rows
      .filter((row) => row.strangers !== '0')
      .map((row) => ({ outcomes: outcomesOf(Number(row.pattern)), count: Number(row.strangers) })),
    PRIOR,
  )
  const scored = rows
    .filter((row) => row.strangers !== '0')
    .map((row) => ({
      pattern: Number(row.pattern),
      posterior: Number(
        Math.min(
          fit.posterior(outcomesOf(Number(row.pattern))),
          certaintyOf(outcomesOf(Number(row.pattern))),
        ).toPrecision(6),
      ),
    }))
    .filter(({ posterior }) => posterior >= LEVELS.possible)
  if (scored.length > 0) {
    await writeHits(scene, scored)
    await writeOthersThere(scene)
  }
  const tests = READER_TESTS.flatMap((test, i): readonly TestRate[] =>
    test.outcomes.map((outcome, o) => ({
      test: test.name,
      outcome,
      background: Number((fit.rates[i]?.background[o] ?? 0).toPrecision(6)),
      attack: Number((fit.rates[i]?.attack[o] ?? 0).toPrecision(6)),
    })),
  )
  return { looked: rows.reduce((sum, row) => sum + Number(row.strangers), 0), tests, notes: [] }
}

/** That no guard was met leaves open that a key was shown which no log holds: where people are looked up, nobody is surer than this. */
const certaintyOf = (outcomes: readonly number[]): number =>
  outcomes[GUARD] === PEOPLE_LOOKED_UP ? (LEVELS.likely + LEVELS.confirmed) / 2 : 1

const controlOf = (
  rows: readonly { pattern: number; known: string }[],
  test: number,
  { ordinary }: ReaderTest,
): readonly number[] => {
  const counts = [...ordinary]
  if (test === GUARD) return counts
  for (const row of rows) {
    const outcome = outcomesOf(Number(row.pattern))[test] ?? UNKNOWN
    if (outcome !== UNKNOWN) counts[outcome] = (counts[outcome] ?? 0) + Number(row.known)
  }
  return counts
}

/**
 * A desk of the house may use a tool that has no log-in of its own, and be let in by its network, from before the logs on; no log of requests
 * tells that from somebody who took his time and began before them: whoever is steady where no account reads is possible at most. So is a crawler
 * that announced itself: what it reads is open to the public web, by intent or not, and it is no sign of somebody who takes it.
 */
const writeHits = (scene: Scene, scored: readonly { pattern: number; posterior: number }[]): Promise<void> => {
  const { posterior, isScored } = byPattern(sql`pattern`, scored)
  return scene.engine.run(sql`
    INSERT INTO ${scene.derived.table('hit')}
    SELECT 'missing-authentication', 'anonymous', toUInt128(0), who, '', method, route,
      if(is_steady OR is_robot, least(${UNDECIDED}, ${posterior}), ${posterior}) AS p, ${levelOf(sql`p`)}
    FROM ${scene.derived.table('reader_test')} WHERE anonymous AND ${isScored}`)
}

/** Where so many readers are likely hits, and these are such a share of all others, a route is theirs who go round its guard. */
const THEIRS = { readers: 10, share: 0.9 }

/**
 * Behind the address of a carrier, what one reads is counted for all who come from there, and what he does is lost among what they do. Where
 * nearly all readers of a route are hits, the rest are possible ones, as sure as the share of hits among the others.
 */
const writeOthersThere = (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const hits = (least: Sql): Sql =>
    sql`(who, method, route) IN (SELECT ip, method, route FROM ${t('hit')} WHERE detection = 'missing-authentication' AND ${least})`
  return scene.engine.run(sql`
    INSERT INTO ${t('hit')}
    SELECT 'missing-authentication', 'anonymous', toUInt128(0), who, '', method, route, least(${UNDECIDED}, sure / others) AS p, ${levelOf(sql`p`)}
    FROM (
      SELECT who, method, route, countIf(${hits(sql`level IN ('confirmed', 'likely')`)}) OVER (PARTITION BY method, route) AS sure,
        count() OVER (PARTITION BY method, route) - 1 AS others
      FROM ${t('reader_test')} WHERE anonymous)
    WHERE sure >= ${THEIRS.readers} AND sure >= ${THEIRS.share} * others AND NOT ${hits(sql`1`)}`)
}
