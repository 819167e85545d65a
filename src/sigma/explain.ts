import type { Expr, Match, Test } from './detection/expr.ts'
import { showDecimal } from './detection/decimal.ts'
import { showPattern } from './detection/pattern.ts'
import { evaluate, evaluateMatch } from './interpret/evaluate.ts'
import type { SigmaEvent } from './interpret/event.ts'
import { toRe2 } from './regex/to-re2.ts'
import type { Place } from './problem.ts'

/** Why an event matches an expression, or does not: every part with its own answer and what it saw. */
export interface Explanation {
  readonly kind: Expr['kind']
  readonly matched: boolean
  /** Name of the search identifier or filter; else ''. */
  readonly name: string
  /** What a test asks, as text, and what it saw; null for an absent or null value and for everything but a test. */
  readonly asked: string
  readonly seen: string | null
  readonly place: Place | null
  readonly parts: readonly Explanation[]
}

export const explain = (expr: Expr, event: SigmaEvent, zone = 'UTC'): Explanation => {
  const base = { kind: expr.kind, matched: evaluate(expr, event, zone), name: '', asked: '', seen: null, place: null }
  if (expr.kind === 'match') return { ...base, ...explainMatch(expr.match, event, zone), parts: [] }
  if (expr.kind === 'constant') return { ...base, parts: [] }
  const parts = expr.kind === 'and' || expr.kind === 'or' ? expr.parts : [expr.part]
  return {
    ...base,
    name: expr.kind === 'named' ? expr.name : '',
    parts: parts.map((part) => explain(part, event, zone)),
  }
}

const explainMatch = (
  match: Match,
  event: SigmaEvent,
  zone: string,
): Pick<Explanation, 'matched' | 'asked' | 'seen' | 'place'> => {
  const value = match.field === null ? event.event : (event.fields.get(match.field) ?? null)
  return {
    matched: evaluateMatch(match, event, zone),
    asked: `${match.field ?? '*'} ${showTest(match.test)}`,
    seen: value === null ? null : Buffer.from(value).toString('utf8'),
    place: match.place,
  }
}

/**
 * The parts that decided: of an AND that holds all, of one that fails those that fail; of an OR the other way round. What
 * a person has to look at, no more.
 */
export const decisive = (explanation: Explanation): Explanation => {
  const { kind, matched, parts } = explanation
  const wanted = kind === 'and' || kind === 'or' ? parts.filter((part) => part.matched === matched) : parts
  return { ...explanation, parts: wanted.map((part) => decisive(part)) }
}

const SIGNS = { eq: '=', lt: '<', lte: '≤', gt: '>', gte: '≥' } as const

export const showTest = (test: Test): string => {
  switch (test.kind) {
    case 'pattern':
      return `${test.cased ? 'is (cased)' : 'is'} "${showPattern(test.pattern)}"`
    case 'number':
      return `${SIGNS[test.comparison]} ${showDecimal(test.number)}`
    case 'regex':
      return `matches /${toRe2(test.regex)}/`
    case 'cidr':
      return `in ${test.network.text}`
    case 'field':
      return `${test.comparison} field ${test.other}${test.cased ? ' (cased)' : ''}`
    case 'time':
      return `${test.part} ${SIGNS[test.comparison]} ${showDecimal(test.number)}`
    case 'null':
      return 'is null'
    case 'exists':
      return test.wanted ? 'exists' : 'does not exist'
  }
}
