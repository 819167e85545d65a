import type { Placeholders } from '../detection/placeholders.ts'
import { type Item, mapItems, type Search } from '../detection/search.ts'
import type { FilterDocument, Logsource, RuleDocument } from '../document/model.ts'
import type { Problems } from '../problem.ts'
import type { ScalarNode } from '../yaml/tree.ts'
import type { Change, Conditions, Pipeline, Step, StepTest } from './model.ts'

type Searching = RuleDocument | FilterDocument

export interface Processed<Document extends Searching> {
  readonly document: Document
  readonly placeholders: Placeholders
}

/** Runs every step of every pipeline, lowest priority first, over one rule or filter. */
export const applyPipelines = <Document extends Searching>(
  document: Document,
  pipelines: readonly Pipeline[],
  placeholders: Placeholders,
  problems: Problems,
): Processed<Document> => {
  let processed: Processed<Document> = { document, placeholders }
  for (const pipeline of [...pipelines].sort((a, b) => a.priority - b.priority))
    for (const step of pipeline.steps)
      if (holds(step.rules, (test) => ruleTest(test, processed.document)))
        processed = applyStep(step, processed, problems)
  return processed
}

const holds = ({ tests, any, negated }: Conditions, test: (test: StepTest) => boolean): boolean => {
  if (tests.length === 0) return true
  return (any ? tests.some((one) => test(one)) : tests.every((one) => test(one))) !== negated
}

const ruleTest = (test: StepTest, { meta, logsource }: Searching): boolean => {
  if (test.kind === 'logsource')
    return Object.entries(test.keys).every(
      ([key, value]) => logsource[key as 'category' | 'product' | 'service'] === value,
    )
  return test.kind === 'rule' && (test.names.includes(meta.id) || test.names.includes(meta.name))
}

const fieldTest = (test: StepTest, item: Item): boolean =>
  test.kind === 'field' && test.names.includes(item.field ?? '') === test.wanted

const applyStep = <Document extends Searching>(
  step: Step,
  processed: Processed<Document>,
  problems: Problems,
): Processed<Document> => {
  const { document, placeholders } = processed
  const { change } = step
  switch (change.kind) {
    case 'change_logsource':
      return { ...processed, document: { ...document, logsource: changedLogsource(document.logsource, change.keys) } }
    case 'value_placeholders':
      return {
        document,
        placeholders: { ...placeholders, values: new Map([...placeholders.values, ...change.values]) },
      }
    case 'wildcard_placeholders':
      return {
        document,
        placeholders: { ...placeholders, wildcards: new Set([...placeholders.wildcards, ...change.include]) },
      }
    case 'rule_failure':
      problems.add('sigma/pipeline-failure', document.place, { message: change.message })
      return processed
    case 'add_condition':
      return { ...processed, document: withCondition(document, step, change) }
    case 'field_name_mapping':
    case 'field_name_prefix':
    case 'field_name_suffix':
    case 'drop_detection_item':
    case 'replace_string':
    case 'set_value':
    case 'detection_item_failure':
      return { ...processed, document: withItems(document, step, problems) }
  }
}

const withItems = <Document extends Searching>(document: Document, step: Step, problems: Problems): Document => {
  const searches = new Map<string, Search>()
  for (const [name, search] of document.detection.searches) {
    const changed = mapItems(search, (item) => changeItem(step, step.change, item, problems))
    searches.set(name, changed ?? NOTHING_LEFT)
  }
  return { ...document, detection: { ...document.detection, searches } }
}

/** A search all of whose items were dropped asks nothing, and so is true. */
const NOTHING_LEFT: Search = { kind: 'all', parts: [] }

const changedLogsource = (logsource: Logsource, keys: Readonly<Record<string, string>>): Logsource => ({
  ...logsource,
  category: keys['category'] ?? '',
  product: keys['product'] ?? '',
  service: keys['service'] ?? '',
})

const changeItem = (step: Step, change: Change, item: Item, problems: Problems): Search | null => {
  if (!holds(step.fields, (test) => fieldTest(test, item))) return { kind: 'item', item }
  if (change.kind === 'drop_detection_item') return null
  if (change.kind === 'detection_item_failure')
    problems.add('sigma/pipeline-failure', item.place, { message: change.message })
  if (change.kind === 'field_name_mapping') return renamed(item, change.mapping)
  return { kind: 'item', item: changedItem(change, item) }
}

/** One field may stand for several: any of them may match. */
const renamed = (item: Item, mapping: ReadonlyMap<string, readonly string[]>): Search => {
  const to = mapping.get(item.field ?? '') ?? []
  const [first] = to
  if (first === undefined) return { kind: 'item', item }
  if (to.length === 1) return { kind: 'item', item: { ...item, field: first } }
  return { kind: 'any', parts: to.map((field) => ({ kind: 'item', item: { ...item, field } })) }
}

const changedItem = (change: Change, item: Item): Item => {
  if (change.kind === 'field_name_prefix' && item.field !== null) return { ...item, field: change.prefix + item.field }
  if (change.kind === 'field_name_suffix' && item.field !== null) return { ...item, field: item.field + change.suffix }
  if (change.kind === 'set_value') return { ...item, values: [change.value], list: false }
  if (change.kind === 'replace_string') return { ...item, values: item.values.map((value) => replaced(value, change)) }
  return item
}

const replaced = (value: ScalarNode, change: Extract<Change, { kind: 'replace_string' }>): ScalarNode =>
  value.type === 'string' ? { ...value, text: value.text.replace(change.regex, change.replacement) } : value

const withCondition = <Document extends Searching>(
  document: Document,
  step: Step,
  change: Extract<Change, { kind: 'add_condition' }>,
): Document => {
  const { searches, conditions } = document.detection
  const name = `_pipeline_${step.id === '' ? searches.size : step.id}`
  const parts = [...change.conditions].map(
    ([field, values]): Search => ({
      kind: 'item',
      item: { field, modifiers: [], values, list: values.length > 1, place: step.place },
    }),
  )
  const identifier = { kind: 'identifier', name, at: 0 } as const
  const added = change.negated ? ({ kind: 'not', part: identifier } as const) : identifier
  return {
    ...document,
    detection: {
      searches: new Map([...searches, [name, { kind: 'all', parts } as const]]),
      conditions: conditions.map((written) => ({
        ...written,
        condition: { kind: 'and', parts: [added, written.condition] } as const,
      })),
    },
  }
}
