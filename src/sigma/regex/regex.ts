/** A regular expression after parsing: character classes are sets of code points, case folding is already applied. */
export type Regex =
  | { readonly kind: 'set'; readonly ranges: Ranges }
  | { readonly kind: 'sequence'; readonly parts: readonly Regex[] }
  | { readonly kind: 'choice'; readonly parts: readonly Regex[] }
  | {
      readonly kind: 'repeat'
      readonly part: Regex
      readonly min: number
      readonly max: number
      readonly lazy: boolean
    }
  | { readonly kind: 'at'; readonly where: 'start' | 'end' | 'line-start' | 'line-end' | 'boundary' | 'inside' }

/** Inclusive ranges of code points, sorted, apart from each other. */
export type Ranges = readonly (readonly [number, number])[]

export const LAST_CODE_POINT = 0x10ffff

export const uniteRanges = (ranges: Ranges): Ranges => {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0])
  const united: [number, number][] = []
  for (const [from, to] of sorted) {
    const last = united.at(-1)
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to)
    else united.push([from, to])
  }
  return united
}

export const invertRanges = (ranges: Ranges): Ranges => {
  const inverted: [number, number][] = []
  let next = 0
  for (const [from, to] of uniteRanges(ranges)) {
    if (from > next) inverted.push([next, from - 1])
    next = to + 1
  }
  if (next <= LAST_CODE_POINT) inverted.push([next, LAST_CODE_POINT])
  return inverted
}

export const inRanges = (ranges: Ranges, codePoint: number): boolean => {
  let low = 0
  let high = ranges.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const range = ranges[middle]
    if (range === undefined || codePoint < range[0]) high = middle - 1
    else if (codePoint > range[1]) low = middle + 1
    else return true
  }
  return false
}

export const DIGITS: Ranges = [[0x30, 0x39]]
export const WORD: Ranges = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
]
/** Tab, line feed, form feed, carriage return, space: as in RE2, without the vertical tab. */
export const SPACE: Ranges = [
  [0x09, 0x0a],
  [0x0c, 0x0d],
  [0x20, 0x20],
]
