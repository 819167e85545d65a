import type { Problems } from '../problem.ts'
import { type Entry, entryOf, type MapNode, type Node } from '../yaml/tree.ts'

/**
 * The actions of collections, older than filters and correlations: `global` is laid under every document after it,
 * `reset` ends that, `repeat` is the last document with changes. Maps are merged key by key; anything else replaces.
 */
export const applyActions = (documents: readonly Node[], problems: Problems): readonly MapNode[] => {
  let under: MapNode | null = null
  let last: MapNode | null = null
  const rules: MapNode[] = []
  for (const document of documents) {
    if (document.kind !== 'map') {
      problems.add('sigma/not-a-map', document.place)
      continue
    }
    const action = actionOf(document, problems)
    const own = without(document, 'action')
    if (action === 'global') under = under === null ? own : merge(under, own)
    else if (action === 'reset') under = null
    else if (action === 'repeat' && last === null) problems.add('sigma/repeat-without-document', document.place)
    else if (action !== 'unknown') {
      const base: MapNode | null = action === 'repeat' ? last : under
      last = base === null ? own : merge(base, own)
      rules.push(last)
    }
  }
  return rules
}

const ACTIONS = ['global', 'reset', 'repeat'] as const

const actionOf = (document: MapNode, problems: Problems): (typeof ACTIONS)[number] | 'none' | 'unknown' => {
  const entry = entryOf(document, 'action')
  if (entry === undefined) return 'none'
  const text = entry.value.kind === 'scalar' ? entry.value.text : entry.value.kind
  const action = ACTIONS.find((known) => known === text)
  if (action === undefined) problems.add('sigma/action-unknown', entry.value.place, { found: text })
  return action ?? 'unknown'
}

const without = (map: MapNode, key: string): MapNode => ({
  ...map,
  entries: map.entries.filter((entry) => entry.key !== key),
})

const merge = (under: MapNode, over: MapNode): MapNode => {
  const merged = under.entries.map((entry): Entry => {
    const own = entryOf(over, entry.key)
    if (own === undefined) return entry
    if (entry.value.kind !== 'map' || own.value.kind !== 'map') return own
    return { ...own, value: merge(entry.value, own.value) }
  })
  const added = over.entries.filter(({ key }) => entryOf(under, key) === undefined)
  return { kind: 'map', entries: [...merged, ...added], place: over.place }
}
