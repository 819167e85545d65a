import type { Place, Problems } from '../problem.ts'
import type { Condition } from './condition.ts'
import { and, type Expr, not, or } from './expr.ts'

/**
 * Looks identifiers up. `them` and patterns leave out identifiers that start with `_`, unless the pattern does too.
 * null when one is unknown; the problems say which.
 */
export const resolveCondition = (
  condition: Condition,
  identifiers: ReadonlyMap<string, Expr>,
  place: Place,
  problems: Problems,
): Expr | null => {
  switch (condition.kind) {
    case 'identifier':
      return lookUp(condition.name, identifiers, place, problems)
    case 'of':
      return resolveOf(condition, identifiers, place, problems)
    case 'not': {
      const part = resolveCondition(condition.part, identifiers, place, problems)
      return part === null ? null : not(part)
    }
    case 'and':
    case 'or': {
      const parts = condition.parts.map((part) => resolveCondition(part, identifiers, place, problems))
      const known = parts.flatMap((part) => part ?? [])
      if (known.length < parts.length) return null
      return condition.kind === 'and' ? and(known) : or(known)
    }
  }
}

const lookUp = (
  name: string,
  identifiers: ReadonlyMap<string, Expr>,
  place: Place,
  problems: Problems,
): Expr | null => {
  const part = identifiers.get(name)
  if (part !== undefined) return { kind: 'named', name, part }
  const known = [...identifiers.keys()].join(', ')
  problems.add('sigma/condition-unknown-identifier', place, { name, known })
  return null
}

const resolveOf = (
  condition: Extract<Condition, { kind: 'of' }>,
  identifiers: ReadonlyMap<string, Expr>,
  place: Place,
  problems: Problems,
): Expr | null => {
  const names = namesFor(condition.pattern, [...identifiers.keys()])
  if (names.length === 0) {
    problems.add('sigma/condition-nothing-matches-pattern', place, { pattern: condition.pattern })
    return null
  }
  const parts = names.flatMap((name): readonly Expr[] => {
    const part = identifiers.get(name)
    return part === undefined ? [] : [{ kind: 'named', name, part }]
  })
  return condition.quantity === 'all' ? and(parts) : or(parts)
}

/** Identifiers that `them` or a pattern with `*` stands for; `*` anywhere, the whole name must fit. */
export const namesFor = (pattern: string, names: readonly string[]): readonly string[] => {
  const open = names.filter((name) => pattern.startsWith('_') || !name.startsWith('_'))
  if (pattern.toLowerCase() === 'them') return open
  return open.filter((name) => fits(pattern.split('*'), name))
}

const fits = (pieces: readonly string[], name: string): boolean => {
  const [first = '', ...rest] = pieces
  if (rest.length === 0) return name === first
  if (!name.startsWith(first)) return false
  const last = rest.pop() ?? ''
  let at = first.length
  for (const piece of rest) {
    const found = name.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return name.length - last.length >= at && name.endsWith(last)
}

/** Every identifier that a condition can name. */
export const namesIn = (condition: Condition, names: readonly string[]): readonly string[] => {
  if (condition.kind === 'identifier') return [condition.name]
  if (condition.kind === 'of') return namesFor(condition.pattern, names)
  if (condition.kind === 'not') return namesIn(condition.part, names)
  return condition.parts.flatMap((part) => namesIn(part, names))
}
