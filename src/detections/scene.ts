import type { CaseConfig, RouteConfig } from '../domain/case-config.ts'
import type { Message } from '../domain/report-model.ts'
import type { ClockSkew, SourceCoverage, SourcePlan } from '../domain/source-plan.ts'
import type { Engine } from '../engine/engine.ts'
import type { Derived } from '../engine/lake.ts'
import { bind, join, type Sql, sql } from '../engine/sql.ts'

/** Everything a detection may look at: the events of the window, what people told us, and the derived tables so far. */
export interface Scene {
  readonly engine: Engine
  readonly derived: Derived
  readonly config: CaseConfig
  /** Routes of the OpenAPI document, where people gave one. */
  readonly openApi: readonly RouteConfig[]
  /** Keys that people declared retired, and when (epoch, s). */
  readonly retired: readonly { readonly kid: string; readonly at: number }[]
  readonly plans: readonly SourcePlan[]
  readonly coverage: readonly SourceCoverage[]
  readonly clocks: readonly ClockSkew[]
  /** When a day begins, seconds after midnight UTC (`domain/day-start.ts`). */
  readonly dayStart: number
  /** Investigated period, ISO 8601 UTC; null where unbounded. */
  readonly from: string | null
  readonly to: string | null
}

/** A row's time with its source's clock corrected. */
export const correctedTime = (scene: Scene): Sql => {
  const skewed = scene.clocks.filter((clock) => clock.correction !== 0)
  if (skewed.length === 0) return sql`time`
  const names = bind(
    'Array(String)',
    skewed.map((clock) => clock.source),
  )
  const shifts = bind(
    'Array(Int64)',
    skewed.map((clock) => Math.round(clock.correction * 1e6)),
  )
  return sql`addMicroseconds(time, transform(toString(source), ${names}, ${shifts}, toInt64(0)))`
}

/** The day of a time, as the people of the case live it: two times of one shift or one night are of one day. */
export const dayOf = ({ dayStart }: Scene, at: Sql): Sql =>
  dayStart === 0 ? sql`toDate(${at})` : sql`toDate(subtractSeconds(${at}, ${bind('Int64', dayStart)}))`

/** How many days the window has, the first and the last for whole ones: a scalar subquery over `span`. */
export const windowDays = (scene: Scene): Sql =>
  sql`(SELECT dateDiff('day', ${dayOf(scene, sql`any(first)`)}, ${dayOf(scene, sql`any(last)`)}) + 1 FROM ${scene.derived.table('span')})`

/** A log names the accounts behind its cookies when it does so for at least this share; less is a few administrators. */
export const NAMED = 0.01

/**
 * What an investigator calls a session: the credential of an authenticated request, or, where the log names the account
 * and not the credential, account × address × user agent. 0 for requests by nobody: without either, or, in a source that
 * logs both, with a visitor's cookie that no account stands behind yet. Nor does a name alone make a session where the server
 * did not accept it: with 401 it is what was typed (Apache's manual calls `%u` bogus there), and so it is with any refusal in a source that
 * logs credentials and shows none. Agents are hashed once each, for the column holds every name once.
 */
const sessionKey = (scene: Scene): Sql => {
  const both = scene.plans.filter(
    (plan) => plan.fields.credential !== undefined && plan.fields.principal !== undefined && plan.log !== 'auth',
  )
  const names = bind(
    'Array(String)',
    both.map((plan) => plan.name),
  )
  const unnamed =
    both.length === 0
      ? sql`0`
      : sql`kind = 'http' AND source IN (
          SELECT source FROM evidence.event WHERE kind = 'http' AND credential != 0 AND toString(source) IN ${names} GROUP BY source HAVING countIf(principal != '') >= ${NAMED} * count())`
  const refused =
    both.length === 0
      ? sql`status = 401`
      : sql`(status = 401 OR status BETWEEN 400 AND 499 AND toString(source) IN ${names})`
  return sql`multiIf(
    credential != 0 AND (principal != '' OR NOT (${unnamed})), credential,
    principal != '' AND NOT (kind = 'http' AND ${refused}), reinterpretAsUInt128(sipHash128(concat(sipHash128(user_agent), toString(length(principal)), ' ', principal, src_ip))),
    toUInt128(0))`
}

/** Condition on `time` for the investigated period (on the corrected clock). */
export const withinWindow = (scene: Scene): Sql => {
  const parts: Sql[] = []
  if (scene.from !== null)
    parts.push(sql`${correctedTime(scene)} >= parseDateTime64BestEffort(${scene.from}, 6, 'UTC')`)
  if (scene.to !== null) parts.push(sql`${correctedTime(scene)} < parseDateTime64BestEffort(${scene.to}, 6, 'UTC')`)
  return parts.length === 0 ? sql`1` : join(parts, ' AND ')
}

/** The events of the window as a subquery over the evidence, with `at` (corrected time) and `session`. */
export const eventsWithSession = (scene: Scene): Sql =>
  sql`(SELECT *, ${correctedTime(scene)} AS at, ${sessionKey(scene)} AS session FROM evidence.event WHERE ${withinWindow(scene)})`

/** The same as written once at the start of an investigation (`stages/detect/write-events.ts`). */
export const events = (scene: Scene): Sql => scene.derived.table('event')

export const succeeded = sql`(status BETWEEN 200 AND 299)`

/** Whether any source of the case that logs requests also logs this field. */
export const logsField = (
  scene: Scene,
  field: 'credential' | 'principal' | 'status' | 'bytes' | 'device' | 'user_agent',
): boolean => scene.plans.some((plan) => plan.log !== 'auth' && plan.fields[field] !== undefined)

/** Whether some log of requests names their credentials only, and some other log says whose these are. */
export const isNamedByIssuance = ({ plans }: Scene): boolean =>
  plans.some(
    ({ log, fields }) => log !== 'auth' && fields.credential !== undefined && fields.principal === undefined,
  ) &&
  plans.some(({ log, fields }) => log !== 'access' && fields.credential !== undefined && fields.principal !== undefined)

/** What is missing where no log of requests says by whom they were made: neither by which credential nor for which account. */
export const lacksIdentity = (scene: Scene): readonly Message[] =>
  logsField(scene, 'credential') || logsField(scene, 'principal')
    ? []
    : [
        { code: 'detection/no-credential-field', values: {} },
        { code: 'detection/no-principal-field', values: {} },
      ]

/** Whether there is anything in one of the derived tables. */
export const hasRows = async (scene: Scene, table: string): Promise<boolean> => {
  const rows = await scene.engine.rows<{ one: number }>(sql`SELECT 1 AS one FROM ${scene.derived.table(table)} LIMIT 1`)
  return rows.length > 0
}
