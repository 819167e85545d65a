/**
 * Simple case folding of Unicode (CaseFolding.txt, status C and S): two characters are equal without regard to case
 * when they have the same class. `ß` is not `ss`, `İ` and `ı` stand alone; `ſ` is an `s`, the Kelvin sign a `k`.
 */
export const foldClass = (codePoint: number): readonly number[] => {
  if (codePoint < 0x80) return ASCII[codePoint] ?? [codePoint]
  classes ??= buildClasses()
  return classes.get(codePoint) ?? [codePoint]
}

const asciiClass = (codePoint: number): readonly number[] => {
  const letter = String.fromCodePoint(codePoint)
  if (!/[a-z]/i.test(letter)) return [codePoint]
  const pair = [letter.toUpperCase().charCodeAt(0), letter.toLowerCase().charCodeAt(0)]
  if (/s/i.test(letter)) return [...pair, 0x17f]
  return /k/i.test(letter) ? [...pair, 0x212a] : pair
}

const ASCII: readonly (readonly number[])[] = Array.from({ length: 0x80 }, (_, codePoint) => asciiClass(codePoint))

let classes: ReadonlyMap<number, readonly number[]> | undefined

/** The last block with case pairs ends at U+1E943 (Adlam). */
const LAST_CASED = 0x1e943

/** One character that another maps to, when simple folding agrees; the engine of `u` and `i` implements just that. */
const partner = (codePoint: number, mapped: string): number | null => {
  const other = mapped.codePointAt(0)
  if (other === undefined || other === codePoint || String.fromCodePoint(other) !== mapped) return null
  return new RegExp(`^\\u{${codePoint.toString(16)}}$`, 'iu').test(mapped) ? other : null
}

const buildClasses = (): ReadonlyMap<number, readonly number[]> => {
  const members = new Map<number, Set<number>>()
  for (let codePoint = 0x41; codePoint <= LAST_CASED; codePoint++) {
    if (codePoint === 0xd800) codePoint = 0xe000
    const text = String.fromCodePoint(codePoint)
    for (const mapped of [text.toLowerCase(), text.toUpperCase()]) {
      const other = mapped === text ? null : partner(codePoint, mapped)
      if (other !== null) unite(members, codePoint, other)
    }
  }
  return new Map([...members].map(([codePoint, set]) => [codePoint, [...set].sort((a, b) => a - b)]))
}

const unite = (members: Map<number, Set<number>>, a: number, b: number): void => {
  const united = new Set([...(members.get(a) ?? [a]), ...(members.get(b) ?? [b])])
  for (const member of united) members.set(member, united)
}

/** All ASCII letters small; the haystack is folded to match by `foldAsciiBytes` or its SQL twin. */
export const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text)
