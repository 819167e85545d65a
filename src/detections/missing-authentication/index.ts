import { fitMixture, type MixtureTest } from '../../domain/mixture.ts'
import { decodeRadix } from '../../domain/radix.ts'
import type { TestRate } from '../../domain/report-model.ts'
import { bind, sql } from '../../engine/sql.ts'
import type { Detection, Look } from '../detection.ts'
import { LEVELS, levelOf } from '../hits.ts'
import { isPrivate } from '../address-block.ts'
import { onPersonalRoute } from '../personal-routes.ts'
import { UNKNOWN } from '../doubt/score.ts'
import { events, lacksIdentity, type Scene, succeeded } from '../scene.ts'
import { saysWho } from '../untold.ts'

interface ReaderTest extends Omit<MixtureTest, 'legitimate'> {
  /** Ordinary readers by declaration, beside those that the case has: it may have but one account, an application's. */
  readonly ordinary: readonly number[]
}

const TESTS: readonly ReaderTest[] = [
  {
    name: 'reach',
    outcomes: ['one-object', '2-4', '5-19', '20-or-more'],
    expected: [0.25, 0.15, 0.25, 0.35],
    weight: 10,
    ordinary: [17, 1.5, 1, 0.5],
  },
  {
    name: 'company',
    outcomes: ['also-public-pages', 'only-personal-data'],
    expected: [0.1, 0.9],
    weight: 10,
    ordinary: [15, 5],
  },
  {
    name: 'route',
    outcomes: ['others-read-one', 'others-read-many'],
    expected: [0.2, 0.8],
    weight: 10,
    ordinary: [18, 2],
  },
  {
    name: 'guard',
    outcomes: ['none-seen', 'always-there', 'opened', 'opened-of-many'],
    expected: [0.7, 0.05, 0.05, 0.2],
    weight: 10,
    ordinary: [9480, 500, 19, 1],
  },
]
/** No account is weighed by it: what gets past a guard is declared, since an account shows nothing of it. */
const GUARD = 3

/** One more than the outcomes of a test: the case has nothing to say. */
const SIZES = TESTS.map((test) => test.outcomes.length + 1)
const outcomesOf = (pattern: number): readonly number[] =>
  decodeRadix(pattern, SIZES).map((outcome, i) => (outcome === TESTS[i]?.outcomes.length ? UNKNOWN : outcome))

/** A route is guarded when so many answers went to those who named themselves, and hardly one in a hundred to passers-by. */
const GUARDED = { answers: 100, of: 100, many: 1000 }
const PRIOR = { attack: 1, background: 1000 }

/** A route that this many addresses of ordinary visitors read without credentials is public by practice. */
const ORDINARY_READERS = 0.5

export const missingAuthentication: Detection = {
  id: 'missing-authentication',
  vector: 'missing-authentication',
  unit: 'anonymous',
  attack: ['T1190'],
  cwe: ['CWE-306'],
  needs: async (scene) => {
    const nameless = lacksIdentity(scene)
    if (nameless.length > 0) return nameless
    const row = await scene.engine.row<{ routes: string }>(
      sql`SELECT count() AS routes FROM ${scene.derived.table('route')}`,
    )
    return row.routes === '0' ? [{ code: 'detection/no-personal-routes', values: {} }] : []
  },
  look: async (scene) => {
    await writeReaders(scene)
    return fitReaders(scene)
  },
}

/**
 * `visitor`: how many requests everybody made, but for what was tried in vain at personal data, which is no other page that one
 * looked at. Of sessions whose requests all name one account, or none, the lineage has counted them. `reader`: the readers
 * of personal-data objects: addresses without credential (`anonymous`), one row each, and, as control, accounts: of these those
 * alike are one row of `n`. Routes that ordinary visitors read without credential are left out as public, and so is a
 * reader of one object that comes again and again (a health check).
 */
const writeReaders = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  const personal = await onPersonalRoute(scene)
  const counted = sql`(NOT mixed AND unnamed IN (0, uses))`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('visitor')} ENGINE = MergeTree ORDER BY tuple() AS
    SELECT anonymous, who, sum(n) AS requests FROM (
      SELECT false AS anonymous, if(unnamed = 0, principal, toString(session)) AS who, uses - in_vain AS n FROM ${t('session')} WHERE ${counted}
      UNION ALL
      SELECT session = 0 AS anonymous, if(session = 0, src_ip, if(principal != '', principal, toString(session))) AS who, ${succeeded} OR NOT ${personal} AS n
      FROM ${events(scene)} PREWHERE session = 0 OR session IN (SELECT session FROM ${t('session')} WHERE NOT ${counted}) WHERE kind = 'http' AND ${await saysWho(scene)})
    GROUP BY anonymous, who`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('reader')} ENGINE = MergeTree ORDER BY tuple() AS
    SELECT true AS anonymous, r.who AS who, r.method AS method, r.route AS route, r.objects AS objects, r.reads AS reads, v.requests AS requests, s.first AS first, s.last AS last,
      toUInt64(1) AS n
    FROM (SELECT * FROM ${t('route_reader')} WHERE anonymous AND reads > 0) AS r
    LEFT JOIN (
      SELECT who, method, route, min(at) AS first, max(at) AS last FROM ${t('personal_access')} WHERE session = 0 AND ok GROUP BY who, method, route) AS s
      ON s.who = r.who AND s.method = r.method AND s.route = r.route
    LEFT JOIN (SELECT who, requests FROM ${t('visitor')} WHERE anonymous) AS v ON v.who = r.who
    UNION ALL
    SELECT false, '', r.method AS method, r.route AS route, r.objects AS objects, r.reads AS reads, v.requests AS requests, toDateTime64(0, 6, 'UTC'), toDateTime64(0, 6, 'UTC'), count()
    FROM (SELECT who, method, route, objects, reads FROM ${t('route_reader')} WHERE NOT anonymous AND reads > 0) AS r
    LEFT JOIN (SELECT who, requests FROM ${t('visitor')} WHERE NOT anonymous) AS v ON v.who = r.who
    GROUP BY method, route, objects, reads, requests`)
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('open_route')} ENGINE = MergeTree ORDER BY (method, route) AS
    SELECT method, route, countIf(anonymous) AS anonymous_readers, countIf(anonymous AND requests >= 2 * reads + 3) AS ordinary, sumIf(n, NOT anonymous) AS known_readers,
      sumIf(reads * n, NOT anonymous) AS known_reads, sumIf(reads, anonymous AND objects < 5) AS passing_reads,
      any(access) AS access, ordinary > ${ORDINARY_READERS} * anonymous_readers AND anonymous_readers >= 5 AND anonymous_readers >= 0.02 * known_readers AS public_by_practice
    FROM ${t('reader')} AS r INNER JOIN (SELECT method, route, access FROM ${t('route')}) AS p USING (method, route)
    GROUP BY method, route`)
}

const fitReaders = async (scene: Scene): Promise<Look> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('reader_test')} ENGINE = MergeTree ORDER BY tuple() AS
    WITH (SELECT (any(first), any(last)) FROM ${t('span')}) AS span
    SELECT r.anonymous AS anonymous, r.who AS who, r.method AS method, r.route AS route, r.objects AS objects, r.n AS n,
      multiIf(objects <= 1, 0, objects < 5, 1, objects < 20, 2, 3) AS t_reach,
      if(r.requests >= 2 * r.reads, 0, 1) AS t_company,
      multiIf(r.anonymous AND s.readers = 1, 2, (s.many - (r.objects >= 5)) * 5 > (s.readers - 1), 1, 0) AS t_route,
      ${guardTest} AS t_guard,
      t_reach + 5 * (t_company + 3 * (t_route + 3 * t_guard)) AS pattern
    FROM ${t('reader')} AS r
    INNER JOIN (SELECT anonymous, method, route, sum(n) AS readers, sumIf(n, objects >= 5) AS many FROM ${t('reader')} GROUP BY anonymous, method, route) AS s
      USING (anonymous, method, route)
    INNER JOIN ${t('open_route')} AS o ON o.method = r.method AND o.route = r.route
    WHERE r.objects > 0 AND (NOT r.anonymous OR (o.access != 'public' AND (o.access = 'login' OR NOT o.public_by_practice) AND NOT (r.objects = 1 AND r.reads >= 10)))`)
  const rows = await scene.engine.rows<{ pattern: number; known: string; strangers: string }>(sql`
    SELECT toUInt32(pattern) AS pattern, sumIf(n, NOT anonymous) AS known, countIf(anonymous) AS strangers
    FROM ${t('reader_test')} GROUP BY pattern ORDER BY pattern`)
  const fit = fitMixture(
    TESTS.map((test, i) => ({ ...test, legitimate: [controlOf(rows, i, test)] })),
    rows
      .filter((row) => row.strangers !== '0')
      .map((row) => ({ outcomes: outcomesOf(Number(row.pattern)), count: Number(row.strangers) })),
    PRIOR,
  )
  const scored = rows
    .filter((row) => row.strangers !== '0')
    .map((row) => ({
      pattern: Number(row.pattern),
      posterior: Number(fit.posterior(outcomesOf(Number(row.pattern))).toPrecision(6)),
    }))
    .filter(({ posterior }) => posterior >= LEVELS.possible)
  if (scored.length > 0) await writeHits(scene, scored)
  const tests = TESTS.flatMap((test, i): readonly TestRate[] =>
    test.outcomes.map((outcome, o) => ({
      test: test.name,
      outcome,
      background: Number((fit.rates[i]?.background[o] ?? 0).toPrecision(6)),
      attack: Number((fit.rates[i]?.attack[o] ?? 0).toPrecision(6)),
    })),
  )
  return { looked: rows.reduce((sum, row) => sum + Number(row.strangers), 0), tests, notes: [] }
}

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
 * What gets past a guard reads several objects of it and nothing else, from outside, and was not there all along, as a service that needs
 * no log-in would be.
 */
const guardTest = sql`multiIf(NOT r.anonymous, 4,
  o.known_reads < ${GUARDED.answers} OR o.passing_reads * ${GUARDED.of} >= o.known_reads OR r.objects < 5 OR t_company = 0, 0,
  ${isPrivate(sql`r.who`)} OR (dateDiff('second', span.1, r.first) * 3 < dateDiff('second', span.1, span.2) AND dateDiff('second', r.last, span.2) * 3 < dateDiff('second', span.1, span.2)), 1,
  o.known_reads < ${GUARDED.many} OR o.passing_reads > 0, 2, 3)`

const writeHits = (scene: Scene, scored: readonly { pattern: number; posterior: number }[]): Promise<void> => {
  const patterns = bind(
    'Array(UInt32)',
    scored.map(({ pattern }) => pattern),
  )
  const posteriors = bind(
    'Array(Float64)',
    scored.map(({ posterior }) => posterior),
  )
  return scene.engine.run(sql`
    INSERT INTO ${scene.derived.table('hit')}
    SELECT 'missing-authentication', 'anonymous', toUInt128(0), who, '', method, route,
      transform(toUInt32(pattern), ${patterns}, ${posteriors}, toFloat64(0)) AS p, ${levelOf(sql`p`)}
    FROM ${scene.derived.table('reader_test')} WHERE anonymous AND toUInt32(pattern) IN ${patterns}`)
}
