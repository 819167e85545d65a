import type { Expr, Match } from '../detection/expr.ts'
import { isAscii } from '../detection/fold.ts'
import { requiredTexts } from '../regex/required-text.ts'

/** A text of ASCII that must stand in a field, or for null anywhere in the event. */
export interface Needle {
  readonly field: string | null
  readonly cased: boolean
  readonly text: string
  /** It is all of the value, which few values ever are (`GET`). */
  readonly whole: boolean
}

/** Shorter ones are everywhere and cost more than they save. */
const SHORTEST = 3

/** Texts of which one must be there for the expression to hold, or null where nothing can be said. */
export const coverOf = (expr: Expr): readonly Needle[] | null => {
  switch (expr.kind) {
    case 'match':
      return needlesOf(expr.match)
    case 'named':
      return coverOf(expr.part)
    case 'constant':
      return expr.value ? null : []
    case 'not':
      return null
    case 'or': {
      const covers = expr.parts.map((part) => coverOf(part))
      return covers.includes(null) ? null : covers.flatMap((cover) => cover ?? [])
    }
    case 'and':
      return best(expr.parts.flatMap((part) => [coverOf(part) ?? []]).filter((cover) => cover.length > 0))
  }
}

/** Of the parts of an AND any will do: the one whose shortest text is longest, then a part of a value, then the fewest. */
const best = (covers: readonly (readonly Needle[])[]): readonly Needle[] | null => {
  const length = (cover: readonly Needle[]): number => Math.min(12, ...cover.map(({ text }) => text.length))
  const whole = (cover: readonly Needle[]): number => Number(cover.some((needle) => needle.whole))
  return covers.reduce<readonly Needle[] | null>((kept, cover) => {
    if (kept === null) return cover
    const gain = length(cover) - length(kept) || whole(kept) - whole(cover) || kept.length - cover.length
    return gain > 0 ? cover : kept
  }, null)
}

const needlesOf = ({ field, test }: Match): readonly Needle[] | null => {
  if (test.kind === 'regex') {
    const texts = requiredTexts(test.regex)
    if (texts === null || texts.some((text) => text.length < SHORTEST)) return null
    return texts.map((text) => ({ field, cased: false, text, whole: false }))
  }
  if (test.kind !== 'pattern') return null
  const texts = test.pattern.flatMap((element) =>
    element.kind === 'text' && isAscii(element.text) ? [element.text] : [],
  )
  const longest = texts.reduce((kept, text) => (text.length > kept.length ? text : kept), '')
  if (longest.length < SHORTEST) return null
  return [
    { field, cased: test.cased, text: test.cased ? longest : longest.toLowerCase(), whole: test.pattern.length === 1 },
  ]
}
