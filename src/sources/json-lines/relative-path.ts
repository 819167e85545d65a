import type { EventField } from '../../domain/case-config.ts'
import type { FieldOrigin } from '../../domain/source-plan.ts'
import type { Column } from './flatten.ts'
import { isTarget } from './choose-column.ts'
import { KNOWN, most, rankOf } from './vocabulary.ts'

/** A path without the slash before it, `api/orders/77001`, or the root alone. */
const RELATIVE = /^(?:\/|[\w.~%@-]+(?:\/[\w.~%@:+,;=&!$'()*-]*)*)(?:\?\S*)?$/
/** In nearly all records of requests, and of several parts in half of them. */
const SHARE = 0.9
const PARTS = 0.5

/** A host with a top-level domain that is no ending of a file, or with a port, and a path. */
const HOSTED =
  /^(?:(?:[a-z0-9-]{1,63}\.){1,8}(?!(?:php|jsp|do|asp|aspx|html?|cgi|action|json|xml)\d?\/)[a-z]{2,24}(?::\d{1,5})?\/|[a-z0-9.-]{1,253}:\d{1,5}\/)/i
const MOST_HOSTS = 0.2

/** Of requests whose method is told and whose target is not, the column that is named for it and leaves out the first slash, as Laravel's `path()` does. */
export const relativePath = (
  fields: Partial<Record<EventField, FieldOrigin>>,
  columns: readonly Column[],
  records: number,
): Column | undefined =>
  targetsAt(fields, columns, records).find(
    ({ values }) =>
      most(values, RELATIVE, 1) && values.filter((value) => value.includes('/')).length >= PARTS * values.length,
  )

/** The same of whole URLs without their scheme, `shop.example/orders?page=1`: all begin with one of few hosts. */
export const hostedUrl = (
  fields: Partial<Record<EventField, FieldOrigin>>,
  columns: readonly Column[],
  records: number,
): Column | undefined =>
  targetsAt(fields, columns, records).find(
    ({ values }) =>
      most(values, HOSTED, 1) &&
      new Set(values.map((value) => value.split('/', 1)[0])).size <= Math.max(1, MOST_HOSTS * values.length),
  )

/** Columns that are named for a target and stand in nearly all records, where none is found that looks like one. */
const targetsAt = (
  fields: Partial<Record<EventField, FieldOrigin>>,
  columns: readonly Column[],
  records: number,
): readonly Column[] => {
  if (fields.method === undefined || (fields.url ?? fields.path ?? fields.request) !== undefined) return []
  const taken = new Set(Object.values(fields).map(({ from }) => from))
  return columns.filter(
    ({ from, words, values }) =>
      !taken.has(from) &&
      KNOWN.some((known) => isTarget(known.field) && rankOf(known, words) >= 0) &&
      values.length >= SHARE * records,
  )
}
