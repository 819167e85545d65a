import type { Problems } from '../problem.ts'
import type { Entry, ListNode, Node, ScalarNode } from '../yaml/tree.ts'
import type { Search } from './search.ts'

/**
 * A search identifier's value: a map is an AND of its items, a list an OR of maps or keywords. null when it cannot be
 * read; the problems say why.
 */
export const readSearch = (name: string, node: Node, problems: Problems): Search | null => {
  if (node.kind === 'scalar') return readKeyword(name, node, problems)
  if (node.kind === 'map') {
    if (node.entries.length === 0) return empty(name, node, problems)
    return combine(
      'all',
      node.entries.map((entry) => readItem(name, entry, problems)),
    )
  }
  if (node.items.length === 0) return empty(name, node, problems)
  return readList(name, node, problems)
}

const empty = (name: string, node: Node, problems: Problems): null => {
  problems.add('sigma/search-empty', node.place, { name })
  return null
}

/** A lone scalar is taken for a list of one keyword, as pySigma does. */
const readKeyword = (name: string, node: ScalarNode, problems: Problems): Search | null => {
  if (node.type === 'null') return empty(name, node, problems)
  return { kind: 'item', item: { field: null, modifiers: [], values: [node], list: true, place: node.place } }
}

const combine = (kind: 'all' | 'any', parts: readonly (Search | null)[]): Search | null => {
  const read = parts.flatMap((part) => part ?? [])
  if (read.length < parts.length) return null
  return read.length === 1 && read[0] ? read[0] : { kind, parts: read }
}

const readList = (name: string, node: ListNode, problems: Problems): Search | null => {
  const keywords = node.items.filter((item): item is ScalarNode => item.kind === 'scalar')
  const others = node.items.filter((item) => item.kind !== 'scalar')
  const parts = others.map((item) => readSearch(name, item, problems))
  if (keywords.length > 0) {
    const nothing = keywords.find(({ type }) => type === 'null')
    if (nothing !== undefined) problems.add('sigma/null-in-list', nothing.place, { field: name })
    parts.unshift({
      kind: 'item',
      item: { field: null, modifiers: [], values: keywords, list: true, place: node.place },
    })
  }
  return combine('any', parts)
}

const readItem = (name: string, { key, keyPlace, value }: Entry, problems: Problems): Search | null => {
  const [field = '', ...modifiers] = key.split('|')
  if (field !== field.trim()) problems.add('sigma/field-name-blank', keyPlace, { field })
  const values = value.kind === 'list' ? value.items : [value]
  const scalars = values.filter((item): item is ScalarNode => item.kind === 'scalar')
  if (scalars.length < values.length) {
    const odd = values.find(({ kind }) => kind !== 'scalar') ?? value
    problems.add('sigma/search-type', odd.place, { name, field: key })
    return null
  }
  if (scalars.length === 0) return empty(`${name}.${key}`, value, problems)
  const item = {
    field: field === '' ? null : field,
    modifiers,
    values: scalars,
    list: value.kind === 'list',
    place: keyPlace,
  }
  return { kind: 'item', item }
}
