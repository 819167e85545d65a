import type { Place } from '../problem.ts'
import type { ScalarNode } from '../yaml/tree.ts'

/** A search identifier as the rule writes it, before modifiers; what processing pipelines change. */
export type Search =
  | { readonly kind: 'all'; readonly parts: readonly Search[] }
  | { readonly kind: 'any'; readonly parts: readonly Search[] }
  | { readonly kind: 'item'; readonly item: Item }

export interface Item {
  /** null: keywords, sought in the whole event. */
  readonly field: string | null
  readonly modifiers: readonly string[]
  readonly values: readonly ScalarNode[]
  /** The rule gave a list, not a scalar. */
  readonly list: boolean
  readonly place: Place
}

export const itemsIn = (search: Search): readonly Item[] =>
  search.kind === 'item' ? [search.item] : search.parts.flatMap((part) => itemsIn(part))

/** The same search with every item changed, or taken out where `change` gives null; null when nothing is left. */
export const mapItems = (search: Search, change: (item: Item) => Search | null): Search | null => {
  if (search.kind === 'item') return change(search.item)
  const parts = search.parts.flatMap((part) => mapItems(part, change) ?? [])
  return parts.length === 0 ? null : { kind: search.kind, parts }
}
