import { sql } from '../../engine/sql.ts'
import type { Message } from '../../domain/report-model.ts'
import type { Detection, Look } from '../detection.ts'
import { LEVELS, levelOf } from '../hits.ts'
import { logsField, type Scene } from '../scene.ts'
import { writeInjected } from './write-injected.ts'

/** Of addresses that try at a route, so many succeed, before the answers are looked at. */
const PRIOR = 0.01
/**
 * Who reads a database bit by bit leaves a series of probes whose answers take two sizes by turns so often; whoever sends
 * such a series in vain, which a tool does only after it believes that it works, so often; and then the route itself has
 * to come in two sizes, as often as it does for ordinary requests.
 */
const SERIES = { attack: 0.5, inVain: 0.05 }

export const injection: Detection = {
  id: 'injection',
  vector: 'injection',
  unit: 'request',
  attack: ['T1190', 'T1213'],
  cwe: ['CWE-89', 'CWE-78', 'CWE-22', 'CWE-94'],
  needs: (scene) =>
    Promise.resolve([
      ...(logsField(scene, 'status') ? [] : [{ code: 'detection/no-status-field', values: {} }]),
      ...(logsField(scene, 'bytes') ? [] : [{ code: 'detection/no-size-field', values: {} }]),
    ]),
  look: async (scene) => {
    await writeInjected(scene)
    await writeHits(scene)
    return outcome(scene)
  },
}

/**
 * One hit an address and route, whichever of the hosts that serve it answered. k of m answers larger than any ordinary one: Bayes' factor of a share that is anything
 * (uniform prior) against the share that ordinary answers leave, and never below `LEAST_CHANCE`.
 */
const writeHits = async (scene: Scene): Promise<void> => {
  const t = scene.derived.table
  await scene.engine.run(sql`
    CREATE OR REPLACE TABLE ${t('injection_test')} ENGINE = MergeTree ORDER BY (ip, method, route) AS
    SELECT ip, method, route, count() AS judged, countIf(larger) AS larger_answers, countIf(series) AS series_requests,
      max(chance) AS by_chance,
      lgamma(larger_answers + 1) + lgamma(judged - larger_answers + 1) - lgamma(judged + 2)
        - larger_answers * log(by_chance) - (judged - larger_answers) * log(1 - by_chance) AS by_size,
      if(series_requests > 0, log(${SERIES.attack} / (${SERIES.inVain} * max(varying))), 0) AS by_series,
      1 / (1 + exp(-(log(${PRIOR} / (1 - ${PRIOR})) + if(larger_answers > 0, by_size, 0) + by_series))) AS posterior
    FROM ${t('injected')} WHERE ordinary > 0 AND ok
    GROUP BY ip, method, route`)
  await scene.engine.run(sql`
    INSERT INTO ${t('hit')}
    SELECT 'injection', 'request', toUInt128(0), ip, '', method, route, round(posterior, 6) AS p, ${levelOf(sql`p`)}
    FROM ${t('injection_test')} WHERE posterior >= ${LEVELS.possible}`)
  await scene.engine.run(sql`
    INSERT INTO ${t('hit_request')}
    SELECT 'injection', file, line FROM ${t('injected')} AS i
    INNER JOIN (SELECT ip, method, route FROM ${t('injection_test')} WHERE posterior >= ${LEVELS.possible}) AS h
      ON i.ip = h.ip AND i.method = h.method AND i.route = h.route
    WHERE i.larger OR i.series`)
}

const outcome = async (scene: Scene): Promise<Look> => {
  const row = await scene.engine.row<Record<'tried' | 'addresses' | 'unjudged', string>>(sql`
    SELECT count() AS tried, uniqExact(ip) AS addresses, countIf(ok AND ordinary = 0) AS unjudged FROM ${scene.derived.table('injected')}`)
  const n = Number(row.tried)
  const notes: readonly Message[] = [
    ...(n === 0 ? [] : [{ code: 'detection/injection-tried', values: { n, addresses: Number(row.addresses) } }]),
    ...(row.unjudged === '0' ? [] : [{ code: 'detection/injection-unjudged', values: { n: Number(row.unjudged) } }]),
  ]
  return {
    looked: n,
    tests: [{ test: 'series', outcome: 'two-sizes-by-turns', background: SERIES.inVain, attack: SERIES.attack }],
    notes,
  }
}
