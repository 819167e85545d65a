import { ConditionProblem, parseCondition } from '../detection/condition.ts'
import { readSearch } from '../detection/read-search.ts'
import type { Search } from '../detection/search.ts'
import type { Problems } from '../problem.ts'
import { entryOf, type MapNode, type Node, toPlain } from '../yaml/tree.ts'
import { Fields } from './fields.ts'
import type { Detection, Logsource, WrittenCondition } from './model.ts'

/** Search identifiers and conditions of a rule's `detection` or of a `filter` (whose `rules` is not one). */
export const readDetection = (map: MapNode, notIdentifiers: readonly string[], problems: Problems): Detection => {
  const searches = new Map<string, Search>()
  for (const { key, keyPlace, value } of map.entries) {
    if (key === 'condition' || notIdentifiers.includes(key)) continue
    if (key === 'timeframe') {
      problems.add('sigma/timeframe', keyPlace)
      continue
    }
    const search = readSearch(key, value, problems)
    if (search !== null) searches.set(key, search)
  }
  return { searches, conditions: readConditions(map, problems) }
}

const readConditions = (map: MapNode, problems: Problems): readonly WrittenCondition[] => {
  const entry = entryOf(map, 'condition')
  if (entry === undefined) {
    problems.add('sigma/condition-missing', map.place)
    return []
  }
  const nodes = entry.value.kind === 'list' ? entry.value.items : [entry.value]
  if (nodes.length === 0) problems.add('sigma/condition-empty', entry.value.place)
  return nodes.flatMap((node) => readCondition(node, problems) ?? [])
}

const readCondition = (node: Node, problems: Problems): WrittenCondition | null => {
  if (node.kind !== 'scalar') {
    problems.add('sigma/field-type', node.place, { field: 'condition', expected: 'text', found: node.kind })
    return null
  }
  if (node.text.trim() === '') {
    problems.add('sigma/condition-empty', node.place)
    return null
  }
  try {
    return { text: node.text, condition: parseCondition(node.text), place: node.place }
  } catch (error) {
    if (!(error instanceof ConditionProblem)) throw error
    const values = { condition: node.text, position: error.at + 1, found: error.found === '' ? '–' : error.found }
    problems.add(error.code, node.place, values)
    return null
  }
}

const LOGSOURCE = new Set(['category', 'product', 'service', 'definition'])

export const readLogsource = (map: MapNode, problems: Problems): Logsource | null => {
  const fields = new Fields(map, problems)
  if (fields.node('logsource') === null) fields.missing('logsource')
  const source = fields.map('logsource')
  if (source === null) return null
  const inner = new Fields(source, problems)
  const text = (key: string): string => (inner.node(key) === null ? '' : (inner.text(key)?.text ?? ''))
  const custom = source.entries.filter(({ key }) => !LOGSOURCE.has(key)).map(({ key, value }) => [key, toPlain(value)])
  const logsource = {
    category: text('category'),
    product: text('product'),
    service: text('service'),
    definition: text('definition'),
    custom: Object.fromEntries(custom) as Logsource['custom'],
  }
  if (logsource.category + logsource.product + logsource.service === '' && custom.length === 0)
    problems.add('sigma/logsource-empty', source.place)
  return logsource
}
