import type { EventField } from '../../domain/case-config.ts'
import type { FieldOrigin, SourcePlan } from '../../domain/source-plan.ts'
import { actionByWords, hasSucceeded, plainlyFailed } from './auth-actions.ts'
import { CAME, END } from './auth-words.ts'
import { isTarget } from './choose-column.ts'
import type { Column } from './flatten.ts'
import { ACTION_NAMES, KNOWN, rankOf } from './vocabulary.ts'

type Fields = Partial<Record<EventField, FieldOrigin>>

/** An authentication log says at least so often what happened. */
const AUTH_SHARE = 0.2

const valuesAt = (columns: readonly Column[], of: FieldOrigin | undefined): readonly string[] =>
  columns.find(({ from }) => from === of?.from)?.values ?? []

/** Whether records say how they ended. */
const tellsEnd = (columns: readonly Column[]): boolean =>
  columns.some(
    ({ words, values }) =>
      OUTCOME !== undefined &&
      rankOf(OUTCOME, words) >= 0 &&
      values.length > 0 &&
      [...new Set(values)].every((value) => hasSucceeded(value) || plainlyFailed(value)),
  )
const OUTCOME = KNOWN.find(({ field }) => field === 'outcome')

/** The field with most values that are authentication events by their words. */
export const actionColumn = (columns: readonly Column[]): Column | undefined => {
  const isEnded = tellsEnd(columns)
  return columns
    .map((column) => ({ column, rank: ACTION_NAMES.findIndex((name) => name.test(column.words)) }))
    .filter(({ column, rank }) => rank >= 0 && new Set(column.values).size <= 500)
    .map(({ column, rank }) => ({ column, rank, hits: authEvents(column.values, isEnded) }))
    .filter(({ column }) => !areArrivals(column.values) || !tellsTargets(columns))
    .filter(({ hits }) => hits > 0)
    .sort((a, b) => b.hits - a.hits || a.rank - b.rank || (a.column.from < b.column.from ? -1 : 1))[0]?.column
}

/** Whether what happened is at most that somebody came, which beside targets of requests is said of every page. */
const areArrivals = (values: readonly string[]): boolean =>
  values.every((value) => actionByWords(value, true) === '' || CAME.includes(`${END}${value}${END}`))

const TARGETS = KNOWN.filter(({ field }) => isTarget(field))
const tellsTargets = (columns: readonly Column[]): boolean =>
  columns.some(({ words, values }) => TARGETS.some((known) => rankOf(known, words) >= 0 && known.fits(values)))

/** How many values are authentication events by their words; each different one is read once. */
const authEvents = (values: readonly string[], isEnded: boolean): number => {
  const read = new Map<string, boolean>()
  for (const value of new Set(values)) read.set(value, value.length <= 200 && actionByWords(value, isEnded) !== '')
  return values.filter((value) => read.get(value)).length
}

/** What the records tell of. */
export const logOf = (
  fields: Fields,
  action: Column | undefined,
  columns: readonly Column[],
  records: number,
): SourcePlan['log'] => {
  const target = fields.url ?? fields.path ?? fields.request
  const requests =
    (fields.method ?? fields.status ?? fields.request) === undefined ? 0 : valuesAt(columns, target).length
  const auth = action === undefined ? 0 : authEvents(action.values, tellsEnd(columns))
  if (action !== undefined && tellsBetween(action, columns, target, records)) return 'mixed'
  if (requests === 0) return auth >= AUTH_SHARE * (action?.values.length ?? 0) && auth > 0 ? 'auth' : 'access'
  return auth >= AUTH_SHARE * records || (auth + requests >= 0.9 * records && auth > 0 && requests < 0.95 * records)
    ? 'mixed'
    : 'access'
}

/** Whether the records that are no requests are an authentication log by themselves, however few they are among requests. */
const tellsBetween = (
  action: Column,
  columns: readonly Column[],
  target: FieldOrigin | undefined,
  records: number,
): boolean => {
  const asking = new Set(columns.find(({ from }) => from === target?.from)?.records)
  const between = action.values.filter((_, i) => !asking.has(action.records[i] ?? 0))
  const auth = authEvents(between, tellsEnd(columns))
  return asking.size > 0 && auth >= FEWEST_BETWEEN && auth >= AUTH_SHARE * (records - asking.size)
}

/** Fewer authentication events in a sample are as well something else. */
const FEWEST_BETWEEN = 3
