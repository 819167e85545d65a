import { type Bulk, bulkOf } from '../domain/far-times.ts'
import type { Message } from '../domain/report-model.ts'
import { type Gap, holesIn, SLOT } from '../domain/rhythm.ts'
import type { SourcePlan } from '../domain/source-plan.ts'
import { bind, type Sql, sql } from '../engine/sql.ts'
import type { Case } from '../store/case.ts'
import { iso } from './assess-impact.ts'
import { recordProblems, withdrawProblems } from './problems.ts'

/** The longest gaps are enough: where there are more, a shorter one is never the only hole. */
const GAPS = 10_000

/**
 * Per source: first to last event, and holes against its own rhythm. Recorded as `coverage`. Events dated far from all
 * others are counted, and said to be far, but cover nothing.
 */
export const measureCoverage = async (theCase: Case): Promise<void> => {
  const plans = theCase.store.list('plan').map(({ body }) => body as unknown as SourcePlan)
  await countSeconds(theCase)
  const far: Message[] = []
  for (const plan of plans) far.push(...(await measureSource(theCase, plan)))
  await theCase.engine.run(sql`DROP TABLE evidence.second`)
  const told = new Set(far.map(({ values }) => values['source']))
  withdrawProblems(theCase, ({ code, values }) => code === 'ingest/far-times' && !told.has(values['source']))
  recordProblems(theCase, far)
}

/** Every event is read once; what is asked of them is asked of their seconds. */
const countSeconds = (theCase: Case): Promise<void> =>
  theCase.engine.run(sql`
    CREATE OR REPLACE TABLE evidence.second ENGINE = MergeTree ORDER BY (source, second) AS
    SELECT source, intDiv(toUnixTimestamp64Micro(time), 1000000) AS second, count() AS n, min(time) AS earliest, max(time) AS latest
    FROM evidence.event GROUP BY source, second`)

const measureSource = async (theCase: Case, plan: SourcePlan): Promise<readonly Message[]> => {
  const ofSource = sql`FROM evidence.second WHERE source = ${bind('String', plan.name)}`
  const days = await theCase.engine.rows<{ day: number; events: string }>(sql`
    SELECT toInt32(toRelativeDayNum(earliest)) AS day, sum(n) AS events ${ofSource} GROUP BY day ORDER BY day`)
  if (days.length === 0) return []
  const bulk = bulkOf(days.map(({ day, events }) => ({ day: Number(day), events: Number(events) })))
  const inBulk = sql`${ofSource} AND ${within(bulk)}`
  const span = await theCase.engine.row<Span>(spanOf(inBulk))
  const all = days.reduce((sum, { events }) => sum + BigInt(events), 0n)
  theCase.store.put('coverage', plan.name, {
    source: plan.name,
    log: plan.log,
    events: String(all),
    first: span.first,
    last: span.last,
    holes: (await holesOf(theCase, inBulk)).map((hole) => ({ ...hole })),
  })
  if (bulk.far === 0) return []
  const far = await theCase.engine.row<Span>(spanOf(sql`${ofSource} AND NOT ${within(bulk)}`))
  const values = {
    source: plan.name,
    events: bulk.far,
    from: far.first,
    to: far.last,
    first: span.first,
    last: span.last,
  }
  return [{ code: 'ingest/far-times', values }]
}

interface Span {
  readonly first: string
  readonly last: string
}

const spanOf = (from: Sql): Sql => sql`
  SELECT ${iso('first')} AS first, ${iso('last')} AS last FROM (SELECT min(earliest) AS first, max(latest) AS last ${from})`

const within = ({ from, to }: Bulk): Sql =>
  sql`(toRelativeDayNum(earliest) BETWEEN ${bind('Int32', from)} AND ${bind('Int32', to)})`

const holesOf = async (theCase: Case, from: Sql): Promise<ReturnType<typeof holesIn>> => {
  const slots = await theCase.engine.rows<{ at: string; events: string }>(sql`
    SELECT intDiv(second, ${SLOT}) * ${SLOT} AS at, sum(n) AS events
    ${from} GROUP BY at ORDER BY at`)
  const gaps = await theCase.engine.rows<{ from: string; to: string }>(sql`
    SELECT previous AS from, second AS to FROM (
      SELECT second, lagInFrame(second, 1, second) OVER (ORDER BY second ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS previous
      FROM (SELECT second ${from}))
    WHERE second > previous + 1 ORDER BY second - previous DESC, second LIMIT ${GAPS}`)
  return holesIn(
    gaps.map((gap): Gap => ({ from: Number(gap.from), to: Number(gap.to) })).sort((a, b) => a.from - b.from),
    slots.map(({ at, events }) => ({ at: Number(at), events: Number(events) })),
  )
}
