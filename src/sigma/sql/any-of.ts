import { bind, type Sql, sql } from '../../engine/sql.ts'
import { isAscii } from '../detection/fold.ts'
import type { Expr, Test } from '../detection/expr.ts'
import type { Pattern } from '../detection/pattern.ts'
import { foldedOf } from './pattern-predicate.ts'
import type { FieldSql } from './source.ts'

/** Where the one literal of a simple pattern must stand. */
type Place = 'whole' | 'inside' | 'start' | 'end'

interface Simple {
  readonly field: string | null
  readonly cased: boolean
  readonly place: Place
  readonly needle: string
}

/** Tests of one field against many texts at one place, as one call. */
export interface AnyOf {
  readonly field: string | null
  readonly cased: boolean
  readonly place: Place
  readonly needles: readonly string[]
}

/** The engine's limit for one search of many needles is 255. */
const MOST_NEEDLES = 200
/** Prefixes and suffixes have no such search; a lambda pays off only against very long statements. */
const MANY_EDGES = 50

/** Splits the parts of an OR into searches for many texts at once, and the rest. Equal in meaning to the OR of all. */
export const gatherAlternatives = (
  parts: readonly Expr[],
): { readonly gathered: readonly AnyOf[]; readonly rest: readonly Expr[] } => {
  const groups = new Map<string, { of: Simple; parts: Expr[]; needles: string[] }>()
  const rest: Expr[] = []
  for (const part of parts) {
    const of = simple(part)
    if (of === null) {
      rest.push(part)
      continue
    }
    const key = JSON.stringify([of.field, of.cased, of.place])
    const group = groups.get(key) ?? { of, parts: [], needles: [] }
    group.parts.push(part)
    group.needles.push(of.needle)
    groups.set(key, group)
  }
  const gathered: AnyOf[] = []
  for (const { of, parts: own, needles } of groups.values()) {
    const least = of.place === 'start' || of.place === 'end' ? MANY_EDGES : 2
    if (needles.length < least) rest.push(...own)
    else
      for (let i = 0; i < needles.length; i += MOST_NEEDLES)
        gathered.push({ ...of, needles: needles.slice(i, i + MOST_NEEDLES) })
  }
  return { gathered, rest }
}

const simple = (expr: Expr): Simple | null => {
  if (expr.kind !== 'match' || expr.match.test.kind !== 'pattern') return null
  const { field } = expr.match
  const { pattern, cased } = expr.match.test
  const place = placeOf(pattern)
  const literal = pattern.find(({ kind }) => kind === 'text')
  if (place === null || literal?.kind !== 'text' || !(cased || isAscii(literal.text))) return null
  return { field, cased, place, needle: cased ? literal.text : literal.text.toLowerCase() }
}

/** The text of a pattern that asks for it anywhere, else null. */
export const isInside = (test: Test): string | null => {
  if (test.kind !== 'pattern' || placeOf(test.pattern) !== 'inside') return null
  const literal = test.pattern.find(({ kind }) => kind === 'text')
  return literal?.kind === 'text' ? literal.text : null
}

const PLACES: Readonly<Record<string, Place>> = {
  text: 'whole',
  'any text any': 'inside',
  'text any': 'start',
  'any text': 'end',
}

const placeOf = (pattern: Pattern): Place | null => PLACES[pattern.map(({ kind }) => kind).join(' ')] ?? null

export const anyOfPredicate = ({ cased, place, needles }: AnyOf, field: FieldSql): Sql => {
  const text = cased ? field.text : foldedOf(field)
  const list = bind('Array(String)', needles)
  switch (place) {
    case 'whole':
      return sql`${text} IN ${list}`
    case 'inside':
      return sql`multiSearchAny(${text}, ${list})`
    case 'start':
      return sql`arrayExists(x -> startsWith(${text}, x), ${list})`
    case 'end':
      return sql`arrayExists(x -> endsWith(${text}, x), ${list})`
  }
}
