import { bind, type Sql, sql } from '../../engine/sql.ts'
import type { Detection, Look } from '../detection.ts'
import { LEVELS, levelOf } from '../hits.ts'
import { logsField, type Scene } from '../scene.ts'
import { DECLARED_FILES, FILE_TESTS, PRIOR_ODDS } from './tests.ts'
import { writeFiles } from './write-files.ts'

const ID = 'guessed-file'

export const guessedFile: Detection = {
  id: ID,
  vector: ID,
  unit: 'request',
  attack: ['T1595.003', 'T1213'],
  cwe: ['CWE-530', 'CWE-538', 'CWE-425'],
  needs: (scene) =>
    Promise.resolve([
      ...(logsField(scene, 'status') ? [] : [{ code: 'detection/no-status-field', values: {} }]),
      ...(logsField(scene, 'bytes') ? [] : [{ code: 'detection/no-size-field', values: {} }]),
    ]),
  look: async (scene) => {
    await writeFiles(scene)
    const rates = await ratesOf(scene)
    await writeHits(scene, rates)
    const { n } = await scene.engine.row<{ n: string }>(
      sql`SELECT uniqExact(host, path) AS n FROM ${scene.derived.table('data_file_request')}`,
    )
    return { looked: Number(n), tests: tableOf(rates), notes: [] }
  },
}

/** Per test, the share of offered files with its second outcome: of the case's own, and declared. */
const ratesOf = async (scene: Scene): Promise<readonly number[]> => {
  const row = await scene.engine.row<{ counts: readonly (number | string)[]; n: string }>(sql`
    SELECT [toFloat64(sum(t_fetched)), toFloat64(sum(t_beside)), toFloat64(sum(t_ending))] AS counts, count() AS n
    FROM ${scene.derived.table('data_file')} WHERE is_offered`)
  return FILE_TESTS.map(
    ({ offered }, i) =>
      (Number(row.counts[i] ?? 0) + DECLARED_FILES * (offered[1] ?? 0)) / (Number(row.n) + DECLARED_FILES),
  )
}

/** Natural logarithms of the likelihood ratios, a test each. */
const natsOf = (rates: readonly number[], outcome: 0 | 1): readonly number[] =>
  FILE_TESTS.map(({ left }, i) =>
    Math.log((left[outcome] ?? 1) / (outcome === 1 ? (rates[i] ?? 1) : 1 - (rates[i] ?? 0))),
  )

const writeHits = async (scene: Scene, rates: readonly number[]): Promise<void> => {
  const t = scene.derived.table
  const nats = (outcome: 0 | 1): Sql => sql`${bind('Array(Float64)', natsOf(rates, outcome))}`
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('file_found')} ENGINE = MergeTree ORDER BY (host, path) AS
    SELECT host, path, route, size, arraySum((code, no, yes) -> if(code = 1, yes, no), [toUInt8(t_fetched), toUInt8(t_beside), toUInt8(t_ending)], ${nats(0)}, ${nats(1)}) AS nats,
      round(1 / (1 + exp(-(nats + log(${PRIOR_ODDS})))), 6) AS posterior
    FROM ${t('data_file')} WHERE guessed AND posterior >= ${LEVELS.possible}`)
  // Who found one file by its name is the same hand at the next.
  const request = sql`(
    SELECT r.file AS file, r.line AS line, r.ip AS ip, r.method AS method, r.route AS route, max(f.posterior) OVER (PARTITION BY r.ip) AS posterior
    FROM ${t('data_file_request')} AS r INNER JOIN ${t('file_found')} AS f ON f.host = r.host AND f.path = r.path WHERE r.ok)`
  await scene.engine.run(sql`
    INSERT INTO ${t('hit')}
    SELECT ${ID}, 'request', toUInt128(0), ip, '', method, route, max(posterior) AS p, ${levelOf(sql`p`)} FROM ${request} GROUP BY ip, method, route`)
  await scene.engine.run(sql`INSERT INTO ${t('hit_request')} SELECT ${ID}, file, line FROM ${request}`)
}

const tableOf = (rates: readonly number[]): Look['tests'] =>
  FILE_TESTS.flatMap(({ name, outcomes, left }, i) =>
    outcomes.map((outcome, o) => ({
      test: name,
      outcome,
      background: Number((o === 1 ? (rates[i] ?? 0) : 1 - (rates[i] ?? 0)).toPrecision(6)),
      attack: left[o] ?? 0,
    })),
  )
