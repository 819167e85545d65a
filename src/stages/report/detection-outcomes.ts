import type { Unit } from '../../detections/detection.ts'
import type { Scene } from '../../detections/scene.ts'
import type { Count, DetectionOutcome, Message } from '../../domain/report-model.ts'
import { sql } from '../../engine/sql.ts'
import type { Certifier } from '../certifier.ts'
import type { Looked } from '../detect.ts'

/** found / nothing found / could not look, for every detection. Hits count only where they became part of an actor. */
export const detectionOutcomes = async (
  scene: Scene,
  certifier: Certifier,
  looked: readonly Looked[],
): Promise<readonly DetectionOutcome[]> => {
  const outcomes: DetectionOutcome[] = []
  const doubts = await doubtsOf(scene)
  for (const { detection, result } of looked) {
    if ('missing' in result) {
      outcomes.push({
        id: detection.id,
        outcome: 'could-not-look',
        reasons: result.missing,
        looked: null,
        hits: null,
        tests: [],
      })
      continue
    }
    const hits = await hitsOf(scene, certifier, detection.id)
    const found = hits.possible.value > 0n
    outcomes.push({
      id: detection.id,
      outcome: found ? 'found' : 'nothing-found',
      reasons: [
        { code: 'detection/looked-at', values: { what: detection.id, n: result.look.looked } },
        ...(found ? [] : [doubts.get(detection.id) ?? { code: 'detection/nothing-unlike-background', values: {} }]),
        ...result.look.notes,
      ],
      looked: null,
      hits,
      tests: result.look.tests,
    })
  }
  return outcomes
}

/**
 * Per detection, what looked more like it than not and became part of no actor, since a possible hit alone accuses nobody: it
 * is counted and not named; `hit`, which a query reads, holds which. Sessions are left out: fewer than make an actor are told of among what was cleared.
 */
const doubtsOf = async (scene: Scene): Promise<ReadonlyMap<string, Message>> => {
  const rows = await scene.engine.rows<{ detection: string; n: string; percent: number }>(sql`
    SELECT detection, uniqExact(principal, ip) AS n, toUInt8(floor(100 * max(posterior))) AS percent FROM ${scene.derived.table('hit')}
    WHERE level = 'possible' AND unit IN ${UNITS} GROUP BY detection ORDER BY detection`)
  return new Map(
    rows.map(({ detection, n, percent }) => [
      detection,
      { code: 'detection/doubtful', values: { n: Number(n), percent: Number(percent) } },
    ]),
  )
}

const UNITS: readonly Unit[] = ['principal', 'principal-request', 'anonymous', 'request']

const hitsOf = async (
  scene: Scene,
  certifier: Certifier,
  detection: string,
): Promise<{ readonly confirmed: Count; readonly likely: Count; readonly possible: Count }> => {
  const id = `hits/${detection}`
  const who = sql`if(session != 0, toString(session), concat(principal, ip))`
  const row = await certifier.counts(
    id,
    { code: 'count/hits', values: { detection } },
    sql`
    SELECT uniqExactIf(${who}, level = 'confirmed') AS confirmed, uniqExactIf(${who}, level IN ('confirmed', 'likely')) AS likely, uniqExact(${who}) AS possible
    FROM ${scene.derived.table('actor_event')} WHERE how = 'hit' AND detection = ${detection}`,
  )
  const count = (name: string): Count => ({ value: row[name] ?? 0n, certificate: id })
  return { confirmed: count('confirmed'), likely: count('likely'), possible: count('possible') }
}
