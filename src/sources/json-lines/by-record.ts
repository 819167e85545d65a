import type { EventField } from '../../domain/case-config.ts'
import type { FieldOrigin } from '../../domain/source-plan.ts'
import type { Column } from './flatten.ts'

/** Values of a field by number of the record; undefined where no column has it. */
export const byRecord = (
  field: EventField,
  fields: Partial<Record<EventField, FieldOrigin>>,
  columns: readonly Column[],
): ReadonlyMap<number, string> | undefined => {
  const column = columns.find(({ from }) => from === fields[field]?.from)
  return column === undefined ? undefined : new Map(column.records.map((record, i) => [record, column.values[i] ?? '']))
}
