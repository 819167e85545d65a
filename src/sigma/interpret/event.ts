/** One event as bytes: a missing key is a missing field, null a null field. */
export interface SigmaEvent {
  readonly fields: ReadonlyMap<string, Uint8Array | null>
  /** Fields whose log does not tell an empty value from none: where they have no value, both `''` and null fit. */
  readonly blank?: ReadonlySet<string>
  /** The whole event, in which keywords are sought. */
  readonly event: Uint8Array
}

/**
 * A JSON object as an event: nested objects are reached by dotted names, lists by their elements' text joined by line
 * feeds, numbers and booleans by their text. The whole event is all values, a line each.
 */
export const eventOf = (value: Readonly<Record<string, unknown>>): SigmaEvent => {
  const fields = new Map<string, Uint8Array | null>()
  flatten(value, '', fields)
  const event = Buffer.concat([...fields.values()].flatMap((bytes) => (bytes === null ? [] : [bytes, LINE_FEED])))
  return { fields, event }
}

const LINE_FEED = Buffer.from('\n')

const flatten = (value: unknown, name: string, fields: Map<string, Uint8Array | null>): void => {
  if (Array.isArray(value)) {
    const texts = value.map((item) => (typeof item === 'object' ? JSON.stringify(item) : String(item)))
    fields.set(name, Buffer.from(texts.join('\n')))
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) flatten(inner, name === '' ? key : `${name}.${key}`, fields)
  } else fields.set(name, value === null || value === undefined ? null : Buffer.from(String(value as string | number)))
}
