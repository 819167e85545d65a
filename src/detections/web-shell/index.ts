import { bind, type Sql, sql } from '../../engine/sql.ts'
import type { Detection, Look } from '../detection.ts'
import { LEVELS, levelOf } from '../hits.ts'
import { logsField, type Scene } from '../scene.ts'
import { DECLARED_SCRIPTS, PRIOR_ODDS, SCRIPT_TESTS } from './tests.ts'
import { writeScripts } from './write-scripts.ts'

const ID = 'web-shell'

export const webShell: Detection = {
  id: ID,
  vector: 'web-shell',
  unit: 'request',
  foothold: true,
  attack: ['T1505.003', 'T1059'],
  cwe: ['CWE-434', 'CWE-94', 'CWE-553'],
  needs: (scene) =>
    Promise.resolve([
      ...(logsField(scene, 'status') ? [] : [{ code: 'detection/no-status-field', values: {} }]),
      ...(logsField(scene, 'bytes') ? [] : [{ code: 'detection/no-size-field', values: {} }]),
    ]),
  look: async (scene) => {
    await writeScripts(scene)
    const rates = await ratesOf(scene)
    await writeHits(scene, rates)
    const { n } = await scene.engine.row<{ n: string }>(sql`SELECT count() AS n FROM ${scene.derived.table('script')}`)
    return { looked: Number(n), tests: tableOf(rates), notes: [] }
  },
}

const CODES: readonly Sql[] = [
  'neighbours',
  'folder',
  'commands',
  'programs',
  'sizes',
  'posted',
  'rhythm',
  'before',
].map((name) => ({
  text: `toUInt8(t_${name})`,
  params: {},
}))

/** Per test, the share of scripts with its second outcome: of those that were there from the beginning, and declared. */
const ratesOf = async (scene: Scene): Promise<readonly number[]> => {
  const rows = await scene.engine.rows<{ counts: readonly (number | string)[]; n: string }>(sql`
    SELECT [${{ text: CODES.map(({ text }) => `toFloat64(sum(${text}))`).join(', '), params: {} }}] AS counts, count() AS n
    FROM ${scene.derived.table('script')} WHERE NOT is_new`)
  const { counts = [], n = '0' } = rows[0] ?? {}
  return SCRIPT_TESTS.map(
    ({ service }, i) =>
      (Number(counts[i] ?? 0) + DECLARED_SCRIPTS * (service[1] ?? 0)) / (Number(n) + DECLARED_SCRIPTS),
  )
}

/** Natural logarithms of the likelihood ratios of a test's two outcomes. */
const natsOf = (rates: readonly number[]): readonly (readonly [number, number])[] =>
  SCRIPT_TESTS.map(({ shell }, i) => {
    const second = rates[i] ?? 0
    return [Math.log((shell[0] ?? 1) / (1 - second)), Math.log((shell[1] ?? 1) / second)]
  })

const writeHits = async (scene: Scene, rates: readonly number[]): Promise<void> => {
  const t = scene.derived.table
  const nats = natsOf(rates)
  const codes: Sql = { text: `[${CODES.map(({ text }) => text).join(', ')}]`, params: {} }
  const no = bind(
    'Array(Float64)',
    nats.map(([first]) => first),
  )
  const yes = bind(
    'Array(Float64)',
    nats.map(([, second]) => second),
  )
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('shell')} ENGINE = MergeTree ORDER BY (host, path) AS
    SELECT *, arraySum((code, no, yes) -> if(code = 1, yes, no), ${codes}, ${no}, ${yes}) AS nats,
      round(1 / (1 + exp(-(nats + log(${PRIOR_ODDS})))), 6) AS posterior
    FROM ${t('script')} WHERE is_new AND posterior >= ${LEVELS.possible}`)
  const request = sql`${t('script_request')} AS r INNER JOIN ${t('shell')} AS s ON s.host = r.host AND s.path = r.path`
  await scene.engine.run(sql`
    INSERT INTO ${t('hit')}
    SELECT ${ID}, 'request', toUInt128(0), r.ip, '', r.method, r.route, max(s.posterior) AS p, ${levelOf(sql`p`)} FROM ${request} GROUP BY r.ip, r.method, r.route`)
  await scene.engine.run(sql`INSERT INTO ${t('hit_request')} SELECT ${ID}, r.file, r.line FROM ${request}`)
}

const tableOf = (rates: readonly number[]): Look['tests'] =>
  SCRIPT_TESTS.flatMap(({ name, outcomes, shell }, i) =>
    outcomes.map((outcome, o) => ({
      test: name,
      outcome,
      background: Number((o === 1 ? (rates[i] ?? 0) : 1 - (rates[i] ?? 0)).toPrecision(6)),
      attack: shell[o] ?? 0,
    })),
  )
