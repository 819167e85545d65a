import type { Fields } from '../document/fields.ts'
import type { Problems } from '../problem.ts'
import type { MapNode, ScalarNode } from '../yaml/tree.ts'
import type { Change } from './model.ts'

export type Variables = ReadonlyMap<string, readonly string[]>

type Reader = (fields: Fields, variables: Variables) => Change | null

const message = (fields: Fields): string => fields.text('message')?.text ?? ''
const textsOf = (fields: Fields, key: string): readonly string[] => fields.texts(key).map(({ text }) => text)

const chosen = (fields: Fields, variables: Variables): Variables => {
  const include = textsOf(fields, 'include')
  const exclude = textsOf(fields, 'exclude')
  const wanted = (name: string): boolean => (include.length === 0 || include.includes(name)) && !exclude.includes(name)
  return new Map([...variables].filter(([name]) => wanted(name)))
}

const scalarsOf = (map: MapNode | null): ReadonlyMap<string, readonly ScalarNode[]> =>
  new Map(
    (map?.entries ?? []).map(({ key, value }) => [
      key,
      value.kind === 'list'
        ? value.items.filter((item): item is ScalarNode => item.kind === 'scalar')
        : value.kind === 'scalar'
          ? [value]
          : [],
    ]),
  )

/** The keys of a log source that are given. */
export const keysOf = (fields: Fields): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ['category', 'product', 'service'].flatMap((key) => {
      const text = fields.text(key)?.text
      return text === undefined ? [] : [[key, text]]
    }),
  )

const READERS: Readonly<Record<Change['kind'], Reader>> = {
  field_name_mapping: (fields) => ({
    kind: 'field_name_mapping',
    mapping: new Map([...scalarsOf(fields.map('mapping'))].map(([from, to]) => [from, to.map(({ text }) => text)])),
  }),
  field_name_prefix: (fields) => ({ kind: 'field_name_prefix', prefix: fields.required('prefix')?.text ?? '' }),
  field_name_suffix: (fields) => ({ kind: 'field_name_suffix', suffix: fields.required('suffix')?.text ?? '' }),
  drop_detection_item: () => ({ kind: 'drop_detection_item' }),
  add_condition: (fields) => ({
    kind: 'add_condition',
    conditions: scalarsOf(fields.map('conditions')),
    negated: fields.text('negated')?.text === 'true',
  }),
  change_logsource: (fields) => ({ kind: 'change_logsource', keys: keysOf(fields) }),
  value_placeholders: (fields, variables) => ({ kind: 'value_placeholders', values: chosen(fields, variables) }),
  wildcard_placeholders: (fields) => ({ kind: 'wildcard_placeholders', include: textsOf(fields, 'include') }),
  replace_string: (fields) => {
    const regex = expression(fields.required('regex')?.text ?? '')
    return regex === null
      ? null
      : { kind: 'replace_string', regex, replacement: fields.text('replacement')?.text ?? '' }
  },
  set_value: (fields) => {
    const value = fields.scalar('value')
    return value === null ? null : { kind: 'set_value', value }
  },
  rule_failure: (fields) => ({ kind: 'rule_failure', message: message(fields) }),
  detection_item_failure: (fields) => ({ kind: 'detection_item_failure', message: message(fields) }),
}

/** The person who runs the rules wrote this one; it runs over their rules, never over log text. */
const expression = (source: string): RegExp | null => {
  try {
    return new RegExp(source, 'gu')
  } catch {
    return null
  }
}

const isKind = (type: string): type is Change['kind'] => Object.hasOwn(READERS, type)

export const readChange = (fields: Fields, node: MapNode, variables: Variables, problems: Problems): Change | null => {
  const type = fields.required('type')?.text ?? ''
  const change = isKind(type) ? READERS[type](fields, variables) : null
  if (change === null)
    problems.add('sigma/pipeline-step-unknown', node.place, { type, known: Object.keys(READERS).join(', ') })
  return change
}
