import { type Element, hasWildcard, type Pattern } from './pattern.ts'
import { ModifierProblem, type Value } from './value.ts'

type Text = Extract<Value, { kind: 'text' }>

const bytesOf = (element: Element): Uint8Array => {
  if (element.kind === 'text') return Buffer.from(element.text, 'utf8')
  if (element.kind === 'bytes') return element.bytes
  throw new ModifierProblem('sigma/modifier-wildcard-encoded')
}

export const literalBytes = (pattern: Pattern): Uint8Array => {
  if (hasWildcard(pattern)) throw new ModifierProblem('sigma/modifier-wildcard-encoded')
  return Buffer.concat(pattern.map((element) => bytesOf(element)))
}

const encodedText = (value: Text, text: string): Text => ({
  ...value,
  raw: text,
  pattern: text === '' ? [] : [{ kind: 'text', text }],
  cased: true,
})

/** `base64`: case matters in what it gives, so the result is compared as it is. */
export const base64 = (value: Text): Value =>
  encodedText(value, Buffer.from(literalBytes(value.pattern)).toString('base64'))

/**
 * `base64offset`: the text at each of the three offsets within a group of three bytes, without the characters at its
 * edges that depend on the neighbours.
 */
export const base64Offset = (value: Text): Value => {
  const bytes = literalBytes(value.pattern)
  const START = [0, 2, 3]
  const values = START.map((start, offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
    const unstable = [0, 3, 2][(bytes.length + offset) % 3] ?? 0
    return encodedText(value, text.slice(start, text.length - unstable))
  })
  return { kind: 'several', values }
}

export type Utf16 = 'little' | 'big' | 'marked'

/** `utf16le` (`wide`), `utf16be`, `utf16` (little-endian behind the mark FF FE). Wildcards stay; case then matters. */
export const utf16 = (value: Text, form: Utf16): Value => {
  if (value.pattern.some(({ kind }) => kind === 'one' || kind === 'dash'))
    throw new ModifierProblem('sigma/modifier-wildcard-encoded')
  const pattern = value.pattern.map((element): Element => {
    if (element.kind !== 'text') return element
    const little = Buffer.from(element.text, 'utf16le')
    return { kind: 'bytes', bytes: form === 'big' ? little.swap16() : little }
  })
  const mark: Element = { kind: 'bytes', bytes: Uint8Array.from([0xff, 0xfe]) }
  return { ...value, pattern: form === 'marked' ? [mark, ...pattern] : pattern, cased: true }
}
