import { classOfEscape, readEscape } from './read-escape.ts'
import { RegexProblem } from './regex-problem.ts'
import { DIGITS, invertRanges, type Ranges, WORD } from './regex.ts'

export interface CharacterClass {
  readonly ranges: { readonly positive: Ranges; readonly negated: boolean }
  readonly next: number
}

const UPPER: Ranges = [[0x41, 0x5a]]
const LOWER: Ranges = [[0x61, 0x7a]]

const POSIX: Readonly<Record<string, Ranges>> = {
  alnum: [...DIGITS, ...UPPER, ...LOWER],
  alpha: [...UPPER, ...LOWER],
  ascii: [[0, 0x7f]],
  blank: [
    [9, 9],
    [32, 32],
  ],
  cntrl: [
    [0, 31],
    [127, 127],
  ],
  digit: DIGITS,
  graph: [[33, 126]],
  lower: LOWER,
  print: [[32, 126]],
  punct: [
    [33, 47],
    [58, 64],
    [91, 96],
    [123, 126],
  ],
  space: [
    [9, 13],
    [32, 32],
  ],
  upper: UPPER,
  word: WORD,
  xdigit: [...DIGITS, [0x41, 0x46], [0x61, 0x66]],
}

/** `[…]` from `at`: ranges, escapes, POSIX names; a `]` first is a plain one. */
export const readClass = (source: readonly string[], at: number): CharacterClass => {
  const negated = source[at + 1] === '^'
  const ranges: [number, number][] = []
  const first = at + (negated ? 2 : 1)
  let i = first
  while (source[i] !== ']' || i === first) {
    if (i >= source.length) throw new RegexProblem('sigma/regex-syntax', at, '[')
    const shared = namedClass(source, i)
    if (shared !== null) {
      ranges.push(...shared.ranges.map(([from, to]): [number, number] => [from, to]))
      i = shared.next
      continue
    }
    const low = readOne(source, i)
    i = low.next
    if (source[i] === '-' && source[i + 1] !== ']' && namedClass(source, i + 1) === null) {
      const high = readOne(source, i + 1)
      if (high.codePoint < low.codePoint) throw new RegexProblem('sigma/regex-syntax', i, '[z-a]')
      ranges.push([low.codePoint, high.codePoint])
      i = high.next
    } else ranges.push([low.codePoint, low.codePoint])
  }
  return { ranges: { positive: ranges, negated }, next: i + 1 }
}

const readOne = (source: readonly string[], at: number): { readonly codePoint: number; readonly next: number } => {
  const character = source[at]
  if (character === undefined) throw new RegexProblem('sigma/regex-syntax', at, '[')
  if (character !== '\\') return { codePoint: character.codePointAt(0) ?? 0, next: at + 1 }
  if (source[at + 1] === 'b') return { codePoint: 8, next: at + 2 }
  return readEscape(source, at)
}

const namedClass = (
  source: readonly string[],
  at: number,
): { readonly ranges: Ranges; readonly next: number } | null => {
  if (source[at] === '\\') {
    const ranges = classOfEscape(source[at + 1] ?? '')
    return ranges === null ? null : { ranges, next: at + 2 }
  }
  const posix = /^\[:(\^?)([a-z]{1,8}):\]/.exec(source.slice(at, at + 14).join(''))
  if (posix === null) return null
  const ranges = POSIX[posix[2] ?? '']
  if (ranges === undefined) throw new RegexProblem('sigma/regex-syntax', at, posix[0])
  return { ranges: posix[1] === '^' ? invertRanges(ranges) : ranges, next: at + posix[0].length }
}
