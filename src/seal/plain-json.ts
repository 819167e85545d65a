import type { Json } from '../domain/json.ts'

/** A value of the model as JSON: 64-bit integers as decimal text, members without a value left out. */
export const plainJson = (value: unknown): Json => {
  if (typeof value === 'bigint') return value.toString()
  if (Array.isArray(value)) return value.map(plainJson)
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined)
    return Object.fromEntries(members.map(([key, member]) => [key, plainJson(member)]))
  }
  return value as Json
}
