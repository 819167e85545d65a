import { frameOf } from '../correlation/frame.ts'
import { type Decimal, parseDecimal } from '../detection/decimal.ts'
import type { Problems } from '../problem.ts'
import type { MapNode } from '../yaml/tree.ts'
import { Fields } from './fields.ts'
import type { CorrelationDocument, CorrelationType, Operator, Thresholds } from './model.ts'
import { readMetadata } from './read-metadata.ts'

const TYPES: readonly CorrelationType[] = [
  'event_count',
  'value_count',
  'temporal',
  'temporal_ordered',
  'value_sum',
  'value_avg',
  'value_percentile',
]

const OPERATORS: readonly Operator[] = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq']

export const readCorrelation = (map: MapNode, problems: Problems): CorrelationDocument | null => {
  const meta = readMetadata(map, problems)
  const node = new Fields(map, problems).map('correlation')
  if (node === null) return null
  const fields = new Fields(node, problems)
  for (const key of ['type', 'rules', 'timespan'])
    if (fields.node(key) === null) problems.add('sigma/correlation-field-missing', node.place, { field: key })
  const type = fields.oneOf('type', TYPES)
  const timespan = readTimespan(fields, problems)
  if (type === null || timespan === null) return null
  const condition = fields.map('condition')
  const counted = condition === null ? [] : readFields(new Fields(condition, problems))
  return {
    kind: 'correlation',
    meta,
    type,
    rules: fields.texts('rules').map(({ text, place }) => ({ reference: text, place })),
    groupBy: fields.texts('group-by').map(({ text }) => text),
    aliases: readAliases(fields.map('aliases'), problems),
    timespan,
    thresholds: condition === null ? [] : readThresholds(condition, problems),
    fields: counted,
    percentile: condition === null ? null : readPercentile(condition, problems),
    generate: readGenerate(map, node, problems),
    place: map.place,
  }
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }

/** `15m`, and not longer than a window of the engine can be. */
const readTimespan = (fields: Fields, problems: Problems): number | null => {
  const written = fields.text('timespan')
  if (written === null) return null
  const match = /^(\d{1,9})([smhd])$/.exec(written.text)
  const seconds = Number(match?.[1]) * (SECONDS[match?.[2] ?? ''] ?? 0)
  if (seconds > 0 && frameOf(seconds) !== null) return seconds
  problems.add('sigma/correlation-timespan', written.place, { found: written.text })
  return null
}

/** `field` may stand as one name or a list. */
const readFields = (condition: Fields): readonly string[] => {
  const node = condition.node('field')
  if (node === null) return []
  if (node.kind !== 'scalar') return condition.texts('field').map(({ text }) => text)
  const text = condition.text('field')?.text
  return text === undefined ? [] : [text]
}

const readThresholds = (condition: MapNode, problems: Problems): Thresholds =>
  condition.entries.flatMap(({ key, keyPlace, value }) => {
    if (key === 'field' || key === 'percentile') return []
    const operator = OPERATORS.find((known) => known === key)
    if (operator === undefined) {
      problems.add('sigma/correlation-operator', keyPlace, { found: key, known: OPERATORS.join(', ') })
      return []
    }
    const number = value.kind === 'scalar' && value.type !== 'null' ? parseDecimal(value.text) : null
    if (number === null) {
      problems.add('sigma/correlation-threshold', value.place, { operator })
      return []
    }
    return [{ operator, value: number }]
  })

const HUNDRED = parseDecimal('100') ?? 0n

const readPercentile = (condition: MapNode, problems: Problems): Decimal | null => {
  const scalar = new Fields(condition, problems).scalar('percentile')
  if (scalar === null) return null
  const percentile = parseDecimal(scalar.text)
  if (percentile !== null && percentile >= 0n && percentile <= HUNDRED) return percentile
  problems.add('sigma/correlation-percentile', scalar.place)
  return null
}

/** The specification shows it inside `correlation`; rules in the field also have it beside. */
const readGenerate = (map: MapNode, node: MapNode, problems: Problems): boolean => {
  const scalar = new Fields(node, problems).scalar('generate') ?? new Fields(map, problems).scalar('generate')
  if (scalar === null) return false
  if (scalar.type !== 'boolean')
    problems.add('sigma/field-type', scalar.place, { field: 'generate', expected: 'boolean', found: scalar.type })
  return scalar.text.toLowerCase() === 'true'
}

const readAliases = (map: MapNode | null, problems: Problems): CorrelationDocument['aliases'] => {
  const aliases = new Map<string, ReadonlyMap<string, string>>()
  for (const { key, value } of map?.entries ?? []) {
    if (value.kind !== 'map') {
      problems.add('sigma/field-type', value.place, { field: `aliases.${key}`, expected: 'map', found: value.kind })
      continue
    }
    const fields = new Fields(value, problems)
    const pairs = value.entries.flatMap((entry): readonly [string, string][] => {
      const field = fields.text(entry.key)?.text
      return field === undefined ? [] : [[entry.key, field]]
    })
    aliases.set(key, new Map(pairs))
  }
  return aliases
}
