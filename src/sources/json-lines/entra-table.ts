import type { EventField } from '../../domain/case-config.ts'
import type { FieldOrigin } from '../../domain/source-plan.ts'
import type { Column } from './flatten.ts'

type Fields = Partial<Record<EventField, FieldOrigin>>

/** A table of sign-ins to Entra ID as Log Analytics and Sentinel give them out: its number of the result, 0 for success, is what happened; null where it is another. */
export const entraSignIns = (
  fields: Fields,
  columns: readonly Column[],
  nameOf: (column: Column) => string,
): Fields | null => {
  if ((fields.url ?? fields.path ?? fields.request ?? fields.method) !== undefined) return null
  const account = columns.find(({ words }) => words === 'user_principal_name')
  const result = columns.find(({ words }) => words === 'result_type')
  if (account === undefined || result === undefined || !result.values.every((value) => /^\d{1,8}$|^$/.test(value))) return null // biome-ignore format: one condition
  const { outcome: _outcome, status: _status, bytes: _bytes, ...others } = fields
  return {
    ...others,
    principal: { from: nameOf(account), how: 'recognised' },
    action: { from: `${nameOf(result)} (0 is a log-in)`, how: 'recognised' },
  }
}
