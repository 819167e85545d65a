import { bind, join, type Sql, sql } from '../../engine/sql.ts'
import type { Expr } from '../detection/expr.ts'
import { coverOf, type Needle } from './cover.ts'
import { foldedOf } from './pattern-predicate.ts'
import { eventParts, predicate } from './predicate.ts'
import type { EventSource, FieldSql } from './source.ts'

/** Texts of one search. */
const MOST_NEEDLES = 500

/**
 * A cheap predicate that holds for every row that any of the expressions matches (and for others): the row contains, in
 * the right field, one of the texts without which no rule can match. Expressions that need no such text, and those
 * named `common` because their texts are, stand for themselves.
 */
export const prefilter = (
  exprs: readonly Expr[],
  source: EventSource,
  common: ReadonlySet<number> = new Set(),
): Sql => {
  const needles: Needle[] = []
  const others: Expr[] = []
  for (const [i, expr] of exprs.entries()) {
    const cover = common.has(i) ? null : coverOf(expr)
    if (cover === null) others.push(expr)
    else needles.push(...cover)
  }
  const tests = [...searches(needles, source), ...others.map((expr) => predicate(expr, source))]
  return tests.length === 0 ? sql`0` : sql`(${join(tests, ' OR ')})`
}

/** The part of the event that holds the value, so that fields of one part share a search. */
const widest = ({ eventParts: parts }: EventSource, field: FieldSql | null): FieldSql | null =>
  (field?.part === undefined ? undefined : parts?.[field.part]) ?? field

/** One search for each value that texts are sought in; a text sought in the whole event is sought in each of its parts. */
const searches = (needles: readonly Needle[], source: EventSource): readonly Sql[] => {
  const byValue = new Map<string, { readonly value: Sql; readonly texts: Set<string> }>()
  for (const { field, cased, text } of needles) {
    const known = field === null ? eventParts(source, text) : [widest(source, source.field(field))]
    for (const part of known.filter((candidate): candidate is FieldSql => candidate !== null)) {
      const value = cased ? part.text : foldedOf(part)
      const key = `${value.text} ${JSON.stringify(value.params)}`
      const group = byValue.get(key) ?? { value, texts: new Set<string>() }
      group.texts.add(text)
      byValue.set(key, group)
    }
  }
  return [...byValue.values()].flatMap(({ value, texts }) => searchesIn(value, shortestOnly([...texts])))
}

/**
 * Literals as patterns for the engine's multi-pattern automaton, every byte spelled out: several times faster here than
 * its search for many needles, and blind to encodings.
 */
const searchesIn = (value: Sql, texts: readonly string[]): readonly Sql[] =>
  Array.from({ length: Math.ceil(texts.length / MOST_NEEDLES) }, (_, i) => {
    const some = texts.slice(i * MOST_NEEDLES, (i + 1) * MOST_NEEDLES)
    return sql`multiMatchAny(${value}, ${bind(
      'Array(String)',
      some.map((text) => spelled(text)),
    )})`
  })

const spelled = (text: string): string =>
  Array.from(Buffer.from(text), (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')

/** What contains a longer text contains the shorter one in it. */
const shortestOnly = (texts: readonly string[]): readonly string[] =>
  texts.filter((text) => !texts.some((other) => other !== text && text.includes(other)))
