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

/** Of requests whose method is told and whose target is not, the column that is named for it and leaves out the first slash, as Laravel's `path()` does. */
export const relativePath = (
  fields: Partial<Record<EventField, FieldOrigin>>,
  columns: readonly Column[],
  records: number,
): Column | undefined => {
  if (fields.method === undefined || (fields.url ?? fields.path ?? fields.request) !== undefined) return undefined
  const taken = new Set(Object.values(fields).map(({ from }) => from))
  return columns.find(
    ({ from, words, values }) =>
      !taken.has(from) &&
      KNOWN.some((known) => isTarget(known.field) && rankOf(known, words) >= 0) &&
      values.length >= SHARE * records &&
      most(values, RELATIVE, 1) &&
      values.filter((value) => value.includes('/')).length >= PARTS * values.length,
  )
}
