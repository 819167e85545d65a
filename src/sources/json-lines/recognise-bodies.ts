import type { EventField } from '../../domain/case-config.ts'
import type { FieldOrigin, SourcePlan } from '../../domain/source-plan.ts'
import { placesInBodies, writtenPlaces } from './body-objects.ts'
import type { Column } from './flatten.ts'

type Fields = Partial<Record<EventField, FieldOrigin>>

/** What requests name in their bodies, and whom they look at where the record says so beside the user; nothing of log-ins. */
export const recogniseBodies = (log: SourcePlan['log'], fields: Fields, columns: readonly Column[]): void => {
  if (log === 'auth') {
    delete fields.body
    return
  }
  const accounts = new Set(columns.find(({ from }) => from === fields.principal?.from)?.values)
  const target = columns.find(({ from }) => from === (fields.url ?? fields.path)?.from)
  const lookedAt = columns.find(({ from }) => from === fields.body?.from)
  delete fields.body
  const places = [
    ...(lookedAt === undefined || target === undefined || isNamedIn(target, lookedAt) ? [] : [lookedAt.from]),
    ...placesInBodies(columns, new Set(Object.values(fields).map(({ from }) => from)), accounts, target)
      .split(PLACES)
      .filter((place) => place !== '' && place !== lookedAt?.from),
  ]
  if (places.length > 0) fields.body = { from: writtenPlaces(places), how: 'recognised' }
}

const PLACES = ' | '

/** Whether requests name in their targets what the column says, in half the records at least. */
const isNamedIn = (target: Column, { records, values }: Column): boolean => {
  const targets = new Map(target.records.map((record, i) => [record, target.values[i]]))
  const named = values.filter((value, i) => targets.get(records[i] ?? -1)?.includes(value) === true)
  return named.length >= 0.5 * values.length
}
