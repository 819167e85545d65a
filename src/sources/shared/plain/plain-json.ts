import type { Named, Step } from '../../json-lines/json-path.ts'

/** A JSON value as the engine reads it: texts of scalars, the first of members with one name. */
export type PlainJson =
  | { readonly kind: 'scalar'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, PlainJson> }
  | { readonly kind: 'array'; readonly items: readonly PlainJson[] }

/** Null where the text is no JSON, or holds an integer beyond 64 bits, which the engine refuses. */
export const anyJson = (text: string): PlainJson | null => {
  try {
    JSON.parse(text)
    return new Reader(text).value()
  } catch {
    return null
  }
}

/** The same, of an object only. */
export const plainJson = (text: string): PlainJson | null => {
  const value = anyJson(text)
  return value?.kind === 'object' ? value : null
}

/** Text of what stands at a path; '' for nothing; objects and arrays as JSON without spaces. */
export const textAt = (root: PlainJson | null, path: readonly Step[]): string => {
  let value: PlainJson | undefined = root ?? undefined
  for (const step of path) {
    if (value?.kind === 'object' && typeof step === 'string') value = value.members.get(step)
    else if (value?.kind === 'array' && typeof step === 'number') value = value.items[step]
    else if (value?.kind === 'array' && typeof step === 'object')
      value = value.items.find((item) => isNamed(item, step))
    else return ''
  }
  if (value === undefined) return ''
  return value.kind === 'scalar' ? value.text : written(value)
}

/** Small letters of ASCII only, as bytes are compared. */
const isNamed = (item: PlainJson, { member, is }: Named): boolean =>
  textAt(item, [member]).replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) === is

const written = (value: PlainJson): string => {
  if (value.kind === 'scalar')
    return value.quoted ? JSON.stringify(value.text) : value.text === '' ? 'null' : value.text
  if (value.kind === 'array') return `[${value.items.map(written).join(',')}]`
  return `{${[...value.members].map(([name, member]) => `${JSON.stringify(name)}:${written(member)}`).join(',')}}`
}

const SPACE = /[ \t\r\n]*/y
const STRING = /"(?:[^"\\]|\\.)*"/y
const BARE = /[^,\]}\s]+/y

/** Over text that `JSON.parse` has taken; keeps what that loses. */
class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  value(): PlainJson {
    this.#match(SPACE)
    const next = this.#text[this.#at]
    if (next === '{') return this.#object()
    if (next === '[') return this.#array()
    if (next === '"') return { kind: 'scalar', text: this.#string(), quoted: true }
    return { kind: 'scalar', text: bareText(this.#match(BARE)), quoted: false }
  }

  #object(): PlainJson {
    const members = new Map<string, PlainJson>()
    this.#at++
    while (!this.#closes('}')) {
      const name = this.#string()
      this.#match(SPACE)
      this.#at++
      const value = this.value()
      if (!members.has(name)) members.set(name, value)
    }
    return { kind: 'object', members }
  }

  #array(): PlainJson {
    const items: PlainJson[] = []
    this.#at++
    while (!this.#closes(']')) items.push(this.value())
    return { kind: 'array', items }
  }

  /** Steps over commas; whether the bracket was next, which is stepped over too. */
  #closes(bracket: string): boolean {
    this.#match(SPACE)
    if (this.#text[this.#at] === ',') this.#at++
    this.#match(SPACE)
    if (this.#text[this.#at] !== bracket) return false
    this.#at++
    return true
  }

  #string(): string {
    const text = JSON.parse(this.#match(STRING)) as string
    if (/\p{Surrogate}/u.test(text)) throw new Error('half a surrogate pair')
    return text
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const [found = ''] = pattern.exec(this.#text) ?? []
    this.#at += found.length
    return found
  }
}

const bareText = (text: string): string => {
  if (text === 'null') return ''
  if (text === 'true' || text === 'false') return text
  if (!/^-?\d+$/.test(text)) return String(Number(text))
  const whole = BigInt(text)
  if (whole < -(2n ** 63n) || whole >= 2n ** 64n) throw new Error('beyond 64 bits')
  return String(whole)
}
