import { failureAtEnd } from '../shared/success-value.ts'
import { actionByWords } from './auth-actions.ts'

/** Letters at the end of a word of what happened: how it ended, well and not. */
const PAIRS = [
  ['S', 'F'],
  ['Y', 'N'],
  ['O', 'X'],
] as const
/** Of these the first is enough: failures may be too few for a sample. */
const TELLING = 'S'
const LETTER = /^(.*?)([_\-. :/]?)([A-Za-z0-9])$/su

interface Word {
  readonly stem: string
  readonly mark: string
  readonly letter: string
}

/**
 * What is said behind the place of what happened, where log-ins that failed differ from the others by a letter at their
 * end alone: `LOGIN_S` and `LOGIN_F`. A letter that has company is of something else: `LOGIN_K`, `LOGIN_N` and `LOGIN_F`
 * are log-ins through other services. Null where nothing is to be said.
 */
export const endOfFailures = (values: readonly string[]): string | null => {
  const words = [...new Set(values)].flatMap(wordOf)
  for (const { stem, mark } of words) {
    const letters = words.flatMap((other) => (other.stem === stem && other.mark === mark ? [other.letter] : []))
    const bad = failureAmong(letters)
    if (bad === null || (mark === '' && letters.length < 2)) continue
    return failureAtEnd(mark === '' ? `${stem}${bad}` : `${mark}${bad}`)
  }
  return null
}

/** A log-in before its last letter. */
const wordOf = (value: string): readonly Word[] => {
  const [, stem = '', mark = '', letter = ''] = value.length > 40 ? [] : (LETTER.exec(value) ?? [])
  return actionByWords(stem, true) === 'logon' && !/[()]/.test(value) ? [{ stem, mark, letter }] : []
}

const failureAmong = (letters: readonly string[]): string | null => {
  for (const [good, bad] of PAIRS.flatMap(([a, b]) => [
    [a, b],
    [a.toLowerCase(), b.toLowerCase()],
  ])) {
    if (good === undefined || bad === undefined || !letters.includes(good)) continue
    const isWhole = letters.every((letter) => letter === good || letter === bad)
    if (isWhole && (letters.includes(bad) || good.toUpperCase() === TELLING)) return bad
  }
  return null
}
