import { detectionsOf } from '../../detections/index.ts'
import type { Scene } from '../../detections/scene.ts'
import { logsField } from '../../detections/scene.ts'
import { windowFacts } from '../../detections/window-facts.ts'
import { coveredIn, spanOf } from '../../domain/covered-period.ts'
import type { Actor, DetectionOutcome, Level, Message, Verdict } from '../../domain/report-model.ts'
import { wayName } from '../../domain/way-name.ts'
import { sql } from '../../engine/sql.ts'

/** Whether any log says whose requests these are, by a field, by log-ins, or by the subject in a token's clear part; or whose data they read, by the account in an address. */
const namesAccounts = async (scene: Scene): Promise<boolean> => {
  if (logsField(scene, 'principal')) return true
  if (scene.plans.some((plan) => plan.log !== 'access' && plan.fields.principal !== undefined)) return true
  const { n } = await scene.engine.row<{ n: number }>(
    sql`SELECT (SELECT count() FROM ${scene.derived.table('session')} WHERE principal != '') + (SELECT count() FROM ${scene.derived.table('route')} WHERE subject = 'account') > 0 AS n`,
  )
  return Boolean(n)
}

/**
 * The answer to 'was there unauthorised access', never without what it rests on. `accounts`: how many the logs show as
 * possibly affected; where somebody was in and there are none, whose data it was cannot be told.
 */
export const verdictOf = async (
  scene: Scene,
  detections: readonly DetectionOutcome[],
  actors: readonly Actor[],
  accounts: bigint,
): Promise<Verdict> => {
  const named = await namesAccounts(scene)
  const { requests } = await windowFacts(scene)
  // What looks at single requests alone sees neither sessions nor accounts: by itself it cannot say that nothing was there,
  // but of logs that hold no requests it asks what they can answer, which is who logged in.
  const looking = detections.filter(
    ({ id, outcome }) => outcome !== 'could-not-look' && (requests === 0n || !detectionsOf('request').includes(id)),
  )
  const accountsDeterminable = named && looking.length > 0 && requests > 0n
  const [first] = actors
  if (first !== undefined) {
    const level: Level = actors.some((actor) => actor.level === 'confirmed') ? 'confirmed' : first.level
    return {
      answer: 'found',
      level,
      accountsDeterminable: accountsDeterminable && accounts > 0n,
      reasons: actors
        .flatMap(({ ways }) => ways)
        .map(
          (way): Message => ({
            code: 'verdict/found',
            values: { level: way.level, vector: wayName(way.vector, way.reasons) },
          }),
        ),
    }
  }
  const lacking: Message[] = [
    ...(requests === 0n ? [{ code: 'verdict/no-requests', values: {} }] : []),
    ...(named ? [] : [{ code: 'verdict/no-principal', values: {} }]),
    ...(requests === 0n || logsField(scene, 'credential') ? [] : [{ code: 'verdict/no-credential', values: {} }]),
  ]
  if (looking.length === 0)
    return {
      answer: 'cannot-determine',
      level: null,
      accountsDeterminable: false,
      reasons: [{ code: 'verdict/cannot-determine', values: {} }, ...lacking],
    }
  return { answer: 'no-evidence', level: null, accountsDeterminable, reasons: [...coverageOf(scene), ...lacking] }
}

const coverageOf = (scene: Scene): readonly Message[] => {
  const covered = coveredIn(scene.coverage, scene)
  const holes = covered.reduce((sum, source) => sum + source.holes.length, 0)
  return [
    {
      code: 'verdict/no-evidence',
      values: { sources: covered.map((source) => source.source).join(', '), ...spanOf(covered) },
    },
    ...(holes > 0 ? [{ code: 'verdict/no-evidence-partial', values: { holes } }] : []),
  ]
}
