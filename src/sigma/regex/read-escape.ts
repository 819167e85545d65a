import { RegexProblem } from './regex-problem.ts'
import { DIGITS, invertRanges, type Ranges, SPACE, WORD } from './regex.ts'

/** `\d \w \s` and their opposites; ASCII, whatever the flags. */
export const classOfEscape = (letter: string): Ranges | null => {
  const ranges = { d: DIGITS, w: WORD, s: SPACE }[letter.toLowerCase()]
  if (ranges === undefined) return null
  return letter === letter.toLowerCase() ? ranges : invertRanges(ranges)
}

const CONTROL: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11, a: 7 }

export interface Escaped {
  readonly codePoint: number
  readonly next: number
}

/** A backslash and what follows it, as one character. `source` holds characters, `at` is the backslash. */
export const readEscape = (source: readonly string[], at: number): Escaped => {
  const letter = source[at + 1]
  if (letter === undefined) throw new RegexProblem('sigma/regex-syntax', at, '\\')
  const control = CONTROL[letter]
  if (control !== undefined) return { codePoint: control, next: at + 2 }
  if (letter === 'x') return hexadecimal(source, at)
  if (/[1-9]/.test(letter) || letter === 'k' || letter === 'g')
    throw new RegexProblem('sigma/regex-backreference', at, `\\${letter}`)
  if (letter === '0') return { codePoint: 0, next: at + 2 }
  if (/[A-Za-z]/.test(letter)) throw new RegexProblem('sigma/regex-unsupported', at, `\\${letter}`)
  return { codePoint: letter.codePointAt(0) ?? 0, next: at + 2 }
}

/** `\xHH` or `\x{H…}`. */
const hexadecimal = (source: readonly string[], at: number): Escaped => {
  const match = /^\\x(?:([0-9a-fA-F]{2})|\{([0-9a-fA-F]{1,6})\})/.exec(source.slice(at, at + 10).join(''))
  const codePoint = Number.parseInt(match?.[1] ?? match?.[2] ?? '', 16)
  if (match === null || codePoint > 0x10ffff) throw new RegexProblem('sigma/regex-syntax', at, '\\x')
  return { codePoint, next: at + match[0].length }
}
