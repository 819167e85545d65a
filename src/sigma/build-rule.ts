import { type BuildOptions, buildItem } from './detection/build-item.ts'
import { and, type Expr, or } from './detection/expr.ts'
import { resolveCondition } from './detection/resolve-condition.ts'
import type { Search } from './detection/search.ts'
import type { Detection } from './document/model.ts'
import type { Place, Problems } from './problem.ts'

/** The expression of a detection: its conditions joined by OR. null when anything in it is an error. */
export const buildDetection = (
  detection: Detection,
  place: Place,
  options: BuildOptions,
  problems: Problems,
): Expr | null => {
  const before = problems.errors
  const identifiers = new Map<string, Expr>()
  for (const [name, search] of detection.searches) {
    // One that is an error keeps its name: the conditions are checked all the same, and all mistakes told at once.
    identifiers.set(name, buildSearch(search, options, problems) ?? { kind: 'constant', value: false })
  }
  const conditions = detection.conditions.map(({ condition, place: at }) =>
    resolveCondition(condition, identifiers, at, problems),
  )
  const built = conditions.flatMap((condition) => condition ?? [])
  if (built.length === 0 && problems.errors === before) problems.add('sigma/condition-missing', place)
  return problems.errors > before ? null : or(built)
}

const buildSearch = (search: Search, options: BuildOptions, problems: Problems): Expr | null => {
  if (search.kind === 'item') return buildItem(search.item, options, problems)
  const parts = search.parts.map((part) => buildSearch(part, options, problems))
  const built = parts.flatMap((part) => part ?? [])
  if (built.length < parts.length) return null
  return search.kind === 'all' ? and(built) : or(built)
}
