import { foldClass } from '../detection/fold.ts'
import { DASHES, type Element, type Pattern } from '../detection/pattern.ts'
import { isValidUtf8, sequenceLength } from './utf8.ts'

/** One step through the value: any bytes, one character, or one of these byte sequences. */
type Step = 'any' | 'one' | readonly Uint8Array[]

/**
 * Whether the pattern fits the whole value. Keeps the set of places it can have come to: no backtracking, and letters
 * whose cases differ in length (`s`, `ſ`) need no special care.
 */
export const matchPattern = (pattern: Pattern, cased: boolean, value: Uint8Array): boolean => {
  const characters = isValidUtf8(value)
  let places: readonly number[] = [0]
  for (const step of pattern.flatMap((element) => stepsOf(element, cased))) {
    if (places.length === 0) return false
    places = advance(step, places, value, characters)
  }
  return places.includes(value.length)
}

const advance = (step: Step, places: readonly number[], value: Uint8Array, characters: boolean): readonly number[] => {
  if (step === 'any') {
    const first = Math.min(...places)
    return Array.from({ length: value.length - first + 1 }, (_, i) => first + i)
  }
  const next = new Set<number>()
  for (const place of places) {
    if (step === 'one') {
      // After `*` a place may lie inside a character, from where none can be read.
      const length = place < value.length ? (characters ? sequenceLength(value, place) : 1) : 0
      if (length > 0) next.add(place + length)
    } else for (const bytes of step) if (startsAt(value, bytes, place)) next.add(place + bytes.length)
  }
  return [...next]
}

const startsAt = (value: Uint8Array, bytes: Uint8Array, place: number): boolean =>
  place + bytes.length <= value.length && bytes.every((byte, i) => value[place + i] === byte)

const encode = (codePoint: number): Uint8Array => Buffer.from(String.fromCodePoint(codePoint))

const stepsOf = (element: Element, cased: boolean): readonly Step[] => {
  switch (element.kind) {
    case 'any':
    case 'one':
      return [element.kind]
    case 'dash':
      return [DASHES.map((dash) => Buffer.from(dash))]
    case 'bytes':
      return [...element.bytes].map((byte) => [Uint8Array.of(byte)])
    case 'text':
      return Array.from(element.text).map((character) => {
        const codePoint = character.codePointAt(0) ?? 0
        return (cased ? [codePoint] : foldClass(codePoint)).map((member) => encode(member))
      })
  }
}
