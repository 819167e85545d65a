import { type Gap, holesIn, SLOT } from '../domain/rhythm.ts'
import type { SourcePlan } from '../domain/source-plan.ts'
import { bind, sql } from '../engine/sql.ts'
import type { Case } from '../store/case.ts'
import { iso } from './assess-impact.ts'

/** The longest gaps are enough: a shorter one at the same time of day is never the only hole. */
const GAPS = 2000

/** Per source: first to last event, and holes against its own rhythm. Recorded as `coverage`. */
export const measureCoverage = async (theCase: Case): Promise<void> => {
  const plans = theCase.store.list('plan').map(({ body }) => body as unknown as SourcePlan)
  for (const plan of plans) await measureSource(theCase, plan)
}

const measureSource = async (theCase: Case, plan: SourcePlan): Promise<void> => {
  const name = bind('String', plan.name)
  const span = await theCase.engine.row<{ first: string; last: string; events: string }>(sql`
    SELECT ${iso('first')} AS first, ${iso('last')} AS last, events FROM (
      SELECT min(time) AS first, max(time) AS last, count() AS events FROM evidence.event WHERE source = ${name})`)
  if (span.events === '0') return
  const slots = await theCase.engine.rows<{ at: number; events: string }>(sql`
    SELECT toUInt32(intDiv(toUnixTimestamp64Micro(time), 1000000 * ${SLOT}) * ${SLOT}) AS at, count() AS events
    FROM evidence.event WHERE source = ${name} GROUP BY at ORDER BY at`)
  const gaps = await theCase.engine.rows<{ from: number; to: number }>(sql`
    SELECT previous AS from, second AS to FROM (
      SELECT second, lagInFrame(second, 1, second) OVER (ORDER BY second ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS previous
      FROM (SELECT DISTINCT toUInt32(intDiv(toUnixTimestamp64Micro(time), 1000000)) AS second FROM evidence.event WHERE source = ${name}))
    WHERE second > previous + 1 ORDER BY second - previous DESC, second LIMIT ${GAPS}`)
  const holes = holesIn(
    gaps.map((gap): Gap => ({ from: Number(gap.from), to: Number(gap.to) })).sort((a, b) => a.from - b.from),
    slots.map(({ at, events }) => ({ at: Number(at), events: Number(events) })),
  )
  theCase.store.put('coverage', plan.name, {
    source: plan.name,
    log: plan.log,
    events: span.events,
    first: span.first,
    last: span.last,
    holes: holes.map((hole) => ({ ...hole })),
  })
}
