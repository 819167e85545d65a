import type { Message } from '../../domain/report-model.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { deduceZones, type DeducedZone, shiftText, type ZoneShift } from '../../domain/zones.ts'
import { bind, type Sql, sql } from '../../engine/sql.ts'
import type { Case } from '../../store/case.ts'
import { recordProblems, withdrawProblems } from '../problems.ts'

/** Zones differ by quarters of an hour, at most by 26 hours. */
const QUARTER = 900
const WIDEST = 26 * 4 * QUARTER
/** Fewer moments that two sources tell, or a smaller share of them at one distance, say nothing. */
const LEAST_PAIRS = 30
const LEAST_SHARE = 0.8
/** The same request, logged by two programs one behind the other, was logged so close together. */
const SAME_SECONDS = 120
/** A visit that lasts no longer lies within one quarter of an hour, whatever in it was the log-in. */
const VISIT = 300
/** What tokens say themselves of when they were issued (`iat`, RFC 7519), as a source whose zone is known. */
const TOKENS = 'iat'
/** Of so many requests, one in so many is looked at to find those that two sources log. */
const LOOKED_AT = 2_000_000

/**
 * Zones that no log and nobody tells, from what two sources know of the same moment: a credential is first used soon after
 * it was issued, a request or a log-in that two programs log is one, and who logs in is there; or from the time of issue that tokens carry. What is deduced is recorded (`zone`), and the source is
 * to be read anew by it; where two sources contradict each other that both name their zone, that is a problem.
 */
export const settleZones = async (theCase: Case, isPaired: boolean): Promise<void> => {
  const plans = theCase.store.list('plan').map(({ body }) => body as unknown as SourcePlan)
  const named = (is: (plan: SourcePlan) => boolean): readonly string[] => plans.filter(is).map(({ name }) => name)
  const assumed = named(({ zoneFrom, zone }) => zoneFrom === 'assumed' && zone === 'UTC')
  const known = named(({ zoneFrom }) => zoneFrom !== 'assumed')
  const uses = isPaired ? await shiftsOfUses(theCase) : []
  const shifts =
    assumed.length === 0
      ? uses
      : [
          ...uses,
          ...(await shiftsOfRequests(theCase, assumed)),
          ...(isPaired ? await shiftsOfVisits(theCase, assumed) : []),
          ...(isPaired ? await shiftsOfLogIns(theCase, assumed) : []),
          ...(await shiftsOfTokens(theCase, assumed)),
        ]
  const deduced = deduceZones(shifts, [...known, TOKENS], assumed)
  for (const [source, zone] of deduced) theCase.store.put('zone', source, { ...zone })
  tell(theCase, 'ingest/zone-shift', uses.filter((shift) => shift.quarters !== 0 && !solves(deduced, shift)).map(doubt))
  tell(
    theCase,
    'ingest/zone-assumed',
    assumed
      .filter((source) => !deduced.has(source))
      .map((source) => ({ code: 'ingest/zone-assumed', values: { source } })),
  )
  const read = named(({ zoneFrom }) => zoneFrom === 'deduced')
  const deductions = theCase.store
    .list('zone')
    .flatMap(({ key, body }) => (read.includes(key) ? [deduction(key, body as unknown as DeducedZone)] : []))
  for (const code of ['ingest/zone-deduced', 'ingest/zone-of-tokens'])
    tell(
      theCase,
      code,
      deductions.filter((message) => message.code === code),
    )
}

const solves = (deduced: ReadonlyMap<string, DeducedZone>, { source, reference }: ZoneShift): boolean =>
  deduced.has(source) || deduced.has(reference)

const tell = (theCase: Case, code: string, found: readonly Message[]): void => {
  const sources = new Set(found.map(({ values }) => values['source']))
  withdrawProblems(theCase, (problem) => problem.code === code && !sources.has(problem.values['source']))
  recordProblems(theCase, found)
}

const doubt = ({ source, reference, quarters, pairs, of }: ZoneShift): Message => ({
  code: 'ingest/zone-shift',
  values: { source, issuer: reference, shift: shiftText(quarters), pairs, of },
})

const deduction = (source: string, { zone, reference, pairs, of }: DeducedZone): Message =>
  reference === TOKENS
    ? { code: 'ingest/zone-of-tokens', values: { source, zone, pairs, of } }
    : { code: 'ingest/zone-deduced', values: { source, zone, reference, pairs, of } }

const shiftsOfUses = (theCase: Case): Promise<readonly ZoneShift[]> =>
  shiftsIn(
    theCase,
    sql`SELECT source, issuer AS reference, dateDiff('second', issued, used) AS seconds FROM evidence.first_use WHERE issuer != source`,
  )

/**
 * Requests that a source whose zone is assumed and another one log, each once: the same client, method, path and answer. Of
 * many requests a part that their own text picks is looked at.
 */
const shiftsOfRequests = async (theCase: Case, assumed: readonly string[]): Promise<readonly ZoneShift[]> => {
  const { sources } = await theCase.engine.row<{ sources: string }>(
    sql`SELECT uniqExact(source) AS sources FROM evidence.log_line WHERE kind = 'http'`,
  )
  if (Number(sources) < 2) return []
  const parts = await partsOf(theCase)
  const once = sql`(
    SELECT toString(source) AS source, cityHash64(src_ip, toString(method), path, query, status) AS request, any(time) AS at
    FROM evidence.event WHERE kind = 'http' AND src_ip != '' AND cityHash64(src_ip, path) % ${parts} = 0
    GROUP BY source, request HAVING count() = 1)`
  return shiftsIn(theCase, toldTwice(once, sql`request`, assumed), SAME_SECONDS)
}

const LOG_INS = sql`kind = 'auth' AND action IN ('issue', 'logon', 'logon-failed') AND src_ip != ''`

/**
 * Who logs in asks for pages, from the same address and in the same minutes: addresses with one log-in, and with requests
 * of a few minutes alone, were there once. It takes no credential, and no account in the requests.
 */
const shiftsOfVisits = async (theCase: Case, assumed: readonly string[]): Promise<readonly ZoneShift[]> => {
  const parts = await partsOf(theCase)
  const of = sql`cityHash64(src_ip) % ${parts} = 0`
  return shiftsIn(
    theCase,
    sql`
      SELECT a.source AS source, b.source AS reference, dateDiff('second', b.at, a.at) AS seconds
      FROM (SELECT toString(source) AS source, src_ip, any(time) AS at FROM evidence.event WHERE ${LOG_INS} AND ${of}
          GROUP BY source, src_ip HAVING count() = 1) AS a
        INNER JOIN (SELECT toString(source) AS source, src_ip, min(time) AS at FROM evidence.event WHERE kind = 'http' AND src_ip != '' AND ${of}
          GROUP BY source, src_ip HAVING dateDiff('second', min(time), max(time)) <= ${VISIT}) AS b ON a.src_ip = b.src_ip
      WHERE a.source != b.source AND (${among(sql`a.source`, assumed)} OR ${among(sql`b.source`, assumed)})`,
    VISIT,
  )
}

/** Log-ins that two sources log, each once: of the same account, from the same address, with the same end. */
const shiftsOfLogIns = (theCase: Case, assumed: readonly string[]): Promise<readonly ZoneShift[]> => {
  const once = sql`(
    SELECT toString(source) AS source, cityHash64(principal, src_ip, action = 'logon-failed') AS log_in, any(time) AS at
    FROM evidence.event WHERE ${LOG_INS} AND principal != '' GROUP BY source, log_in HAVING count() = 1)`
  return shiftsIn(theCase, toldTwice(once, sql`log_in`, assumed), SAME_SECONDS)
}

const among = (source: Sql, names: readonly string[]): Sql => sql`${source} IN ${bind('Array(String)', names)}`

/** Moments of `once` (source, what, at) that a source whose zone is assumed and another one tell. */
const toldTwice = (once: Sql, what: Sql, assumed: readonly string[]): Sql => sql`
  SELECT a.source AS source, b.source AS reference, dateDiff('second', b.at, a.at) AS seconds
  FROM ${once} AS a INNER JOIN ${once} AS b ON a.${what} = b.${what}
  WHERE ${among(sql`a.source`, assumed)} AND a.source != b.source AND (NOT ${among(sql`b.source`, assumed)} OR a.source < b.source)`

const partsOf = async (theCase: Case): Promise<ReturnType<typeof bind>> => {
  const { requests } = await theCase.engine.row<{ requests: string }>(
    sql`SELECT count() AS requests FROM evidence.log_line WHERE kind = 'http'`,
  )
  return bind('UInt64', Math.max(1, Math.ceil(Number(requests) / LOOKED_AT)))
}

/** Tokens are issued, or first used, about when they say that they were issued. */
const shiftsOfTokens = (theCase: Case, assumed: readonly string[]): Promise<readonly ZoneShift[]> =>
  shiftsIn(
    theCase,
    sql`
      SELECT source, ${TOKENS} AS reference, dateDiff('second', issued, at) AS seconds FROM (
        SELECT toString(source) AS source, min(time) AS at, any(token_issued) AS issued FROM evidence.event
        WHERE source IN ${bind('Array(String)', assumed)} AND credential != 0 AND token_issued > toDateTime(0, 'UTC') AND (kind = 'http' OR action IN ('issue', 'logon'))
        GROUP BY source, credential)`,
  )

/** Of every two sources the distance at which most of `moments` (source, reference, seconds) lie, where most do. */
const shiftsIn = async (theCase: Case, moments: Sql, within = QUARTER): Promise<readonly ZoneShift[]> => {
  const rows = await theCase.engine.rows<Record<'source' | 'reference' | 'quarters' | 'pairs' | 'of', string>>(sql`
    SELECT source, reference, argMax(quarter, (n, -abs(quarter))) AS quarters, max(n) AS pairs, sum(all) AS of FROM (
      SELECT source, reference, toInt32(round(seconds / ${QUARTER})) AS quarter,
        countIf(abs(seconds - quarter * ${QUARTER}) <= ${within}) AS n, count() AS all
      FROM (${moments}) WHERE abs(seconds) <= ${WIDEST}
      GROUP BY source, reference, quarter)
    GROUP BY source, reference ORDER BY source, reference`)
  return rows
    .map(({ source, reference, quarters, pairs, of }) => ({
      source,
      reference,
      quarters: Number(quarters),
      pairs: Number(pairs),
      of: Number(of),
    }))
    .filter(({ pairs, of }) => pairs >= LEAST_PAIRS && pairs >= LEAST_SHARE * of)
}
