import { NAMED } from '../detections/scene.ts'
import { dayStartOf } from '../domain/day-start.ts'
import { type Bulk, bulkOf } from '../domain/far-times.ts'
import type { Message } from '../domain/report-model.ts'
import { type Gap, holesIn, SLOT } from '../domain/rhythm.ts'
import type { SourcePlan } from '../domain/source-plan.ts'
import { bind, join, type Sql, sql } from '../engine/sql.ts'
import type { Case } from '../store/case.ts'
import { recordProblems, withdrawProblems } from './problems.ts'

/** The longest gaps of a source are enough: where there are more, a shorter one is never the only hole. */
const GAPS = 10_000

const DAY_DOCUMENT = 'day'
const UNSHOWN_DOCUMENT = 'unshown'

/**
 * Per source: first to last event, and holes against its own rhythm. Recorded as `coverage`; when a day of all of them
 * begins, as `day` of the case, and which logs of requests show no account, and which no credential, as `unshown`. Events dated far from all
 * others are counted, and said to be far, but cover nothing.
 */
export const measureCoverage = async (theCase: Case): Promise<void> => {
  await countSlots(theCase)
  const sources = await sourcesIn(theCase)
  const gaps = await gapsIn(theCase, sources)
  const unshown = await unshownAmong(theCase)
  await theCase.engine.run(sql`DROP TABLE evidence.slot`)
  theCase.store.transaction(() => {
    const start = dayStartOf(sources.flatMap(({ bulk, slots }) => slots.filter(isWithin(bulk))))
    theCase.store.put('case', DAY_DOCUMENT, { start })
    theCase.store.put('case', UNSHOWN_DOCUMENT, { ...unshown })
    for (const { plan, bulk, slots } of sources) {
      const inBulk = slots.filter(isWithin(bulk))
      theCase.store.put('coverage', plan.name, {
        source: plan.name,
        log: plan.log,
        events: String(slots.reduce((sum, { events }) => sum + events, 0)),
        ...spanOf(inBulk),
        holes: holesIn(gaps.get(plan.name) ?? [], inBulk).map((hole) => ({ ...hole })),
      })
    }
    const far = sources.flatMap(farTimes)
    const told = new Set(far.map(({ values }) => values['source']))
    withdrawProblems(theCase, ({ code, values }) => code === 'ingest/far-times' && !told.has(values['source']))
    recordProblems(theCase, far)
  })
}

/** When a day of the case begins, seconds after midnight UTC, as its events say; midnight before there are any. */
export const dayStartIn = ({ store }: Case): number =>
  (store.get('case', DAY_DOCUMENT) as { readonly start: number } | undefined)?.start ?? 0

/** Sources whose requests show no account (fewer than `NAMED`), and those that show no credential, whatever places they have for these. */
export interface Unshown {
  readonly principal: readonly string[]
  readonly credential: readonly string[]
}

/** As the events of the case say; none before there are any. */
export const unshownIn = ({ store }: Case): Unshown =>
  (store.get('case', UNSHOWN_DOCUMENT) as Unshown | undefined) ?? { principal: [], credential: [] }

const unshownAmong = async (theCase: Case): Promise<Unshown> => {
  const { principal, credential } = await theCase.engine.row<Unshown>(sql`
    SELECT arraySort(groupArrayIf(name, named = 0 OR named < ${NAMED} * known)) AS principal, arraySort(groupArrayIf(name, known = 0)) AS credential
    FROM (SELECT toString(source) AS name, sum(named) AS named, sum(known) AS known FROM evidence.slot GROUP BY name HAVING sum(requests) > 0)`)
  return { principal, credential }
}

/** Every event is read once. What is asked of them is asked of their slots, each of which holds the seconds of its events. */
const countSlots = (theCase: Case): Promise<void> =>
  theCase.engine.run(sql`
    CREATE OR REPLACE TABLE evidence.slot ENGINE = MergeTree ORDER BY (source, at) AS
    SELECT source, intDiv(toUnixTimestamp64Micro(time), ${SLOT * 1_000_000}) * ${SLOT} AS at, count() AS n, min(time) AS earliest, max(time) AS latest,
      countIf(kind = 'http') AS requests, countIf(kind = 'http' AND principal != '') AS named, countIf(kind = 'http' AND credential != 0) AS known,
      arraySort(groupUniqArray(toUInt16(intDiv(toUnixTimestamp64Micro(time), 1000000) - at))) AS seconds
    FROM evidence.event GROUP BY source, at`)

interface Slot {
  /** Unix seconds of its start. */
  readonly at: number
  readonly events: number
  /** Microseconds since the epoch. */
  readonly earliest: bigint
  readonly latest: bigint
}

interface Source {
  readonly plan: SourcePlan
  readonly slots: readonly Slot[]
  readonly bulk: Bulk
}

/** Those that have events. */
const sourcesIn = async (theCase: Case): Promise<readonly Source[]> => {
  const rows = await theCase.engine.rows<{
    source: string
    at: string
    n: string
    earliest: string
    latest: string
  }>(sql`
    SELECT source, at, n, toUnixTimestamp64Micro(earliest) AS earliest, toUnixTimestamp64Micro(latest) AS latest FROM evidence.slot ORDER BY source, at`)
  const slots = bySource(rows)
  const plans = theCase.store.list('plan').map(({ body }) => body as unknown as SourcePlan)
  return plans.flatMap((plan): readonly Source[] => {
    const own = slots.get(plan.name)?.map(
      ({ at, n, earliest, latest }): Slot => ({
        at: Number(at),
        events: Number(n),
        earliest: BigInt(earliest),
        latest: BigInt(latest),
      }),
    )
    return own === undefined ? [] : [{ plan, slots: own, bulk: bulkOf(daysOf(own)) }]
  })
}

const bySource = <Row extends { readonly source: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> => {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.source)
    if (group === undefined) groups.set(row.source, [row])
    else group.push(row)
  }
  return groups
}

const DAY = 86_400

const dayOf = ({ at }: Pick<Slot, 'at'>): number => Math.floor(at / DAY)

const daysOf = (slots: readonly Slot[]): Parameters<typeof bulkOf>[0] => {
  const days = new Map<number, number>()
  for (const slot of slots) days.set(dayOf(slot), (days.get(dayOf(slot)) ?? 0) + slot.events)
  return [...days].map(([day, events]) => ({ day, events }))
}

const isWithin =
  ({ from, to }: Bulk) =>
  (slot: Slot): boolean =>
    dayOf(slot) >= from && dayOf(slot) <= to

/** First and last event. */
const spanOf = (slots: readonly Slot[]): { readonly first: string; readonly last: string } => {
  const [first, last] = [slots[0], slots.at(-1)]
  return { first: isoOf(first?.earliest ?? 0n), last: isoOf(last?.latest ?? 0n) }
}

/** ISO 8601 in UTC with microseconds, of a time after 1970. */
const isoOf = (micros: bigint): string =>
  `${new Date(Number(micros / 1000n)).toISOString().slice(0, -1)}${String(micros % 1000n).padStart(3, '0')}Z`

const farTimes = ({ plan, slots, bulk }: Source): readonly Message[] => {
  if (bulk.far === 0) return []
  const isNear = isWithin(bulk)
  const far = spanOf(slots.filter((slot) => !isNear(slot)))
  const values = { source: plan.name, events: bulk.far, from: far.first, to: far.last, ...spanOf(slots.filter(isNear)) }
  return [{ code: 'ingest/far-times', values }]
}

/** The longest gaps of each source, in their order: between two seconds of a slot, and between slots. */
const gapsIn = async (theCase: Case, sources: readonly Source[]): Promise<ReadonlyMap<string, readonly Gap[]>> => {
  const bounds = sources.filter(({ bulk }) => bulk.far > 0).map(boundOf)
  const rows = await theCase.engine.rows<{ source: string; gap_from: string; gap_to: string }>(sql`
    SELECT source, gap_from, gap_to FROM (
      SELECT source, at + gap.1 AS gap_from, at + gap.2 AS gap_to FROM (
        SELECT source, at, arrayMap(second -> toInt64(second), seconds) AS own,
          lagInFrame(at + seconds[-1], 1, at + seconds[1]) OVER (PARTITION BY source ORDER BY at ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) - at AS previous
        FROM evidence.slot)
      ARRAY JOIN arrayFilter(pair -> pair.2 > pair.1 + 1, arrayZip(arrayPushFront(arrayPopBack(own), previous), own)) AS gap)
    WHERE ${join([sql`1`, ...bounds], ' AND ')}
    ORDER BY source, gap_to - gap_from DESC, gap_to LIMIT ${GAPS} BY source`)
  const gaps = bySource(rows)
  return new Map(
    [...gaps].map(([source, own]) => [
      source,
      own.map((gap): Gap => ({ from: Number(gap.gap_from), to: Number(gap.gap_to) })).sort((a, b) => a.from - b.from),
    ]),
  )
}

/** What lies far from the bulk, and the way there, is no gap. */
const boundOf = ({ plan, bulk }: Source): Sql =>
  sql`(source != ${bind('String', plan.name)} OR gap_from >= ${bind('Int64', bulk.from * DAY)} AND gap_to < ${bind('Int64', (bulk.to + 1) * DAY)})`
