import { Fields } from '../document/fields.ts'
import type { Problems } from '../problem.ts'
import { readYaml } from '../yaml/read-yaml.ts'
import type { MapNode, Node } from '../yaml/tree.ts'
import type { Conditions, Pipeline, Step, StepTest } from './model.ts'
import { keysOf, readChange, type Variables } from './read-change.ts'

/** A pipeline file, or null when it cannot be read. A step of an unknown type is an error: it would change matches. */
export const readPipeline = (text: string, file: string, problems: Problems): Pipeline | null => {
  const [document] = readYaml(text, file, problems)
  if (document === undefined || document.kind !== 'map') {
    if (document !== undefined) problems.add('sigma/not-a-map', document.place)
    return null
  }
  const before = problems.errors
  const fields = new Fields(document, problems)
  const variables = readVariables(fields.map('vars'), problems)
  const steps = (fields.list('transformations')?.items ?? []).flatMap(
    (node) => readStep(node, variables, problems) ?? [],
  )
  if (problems.errors > before) return null
  const priority = Number(fields.text('priority')?.text ?? 0)
  return { name: fields.text('name')?.text ?? file, priority: Number.isFinite(priority) ? priority : 0, steps }
}

/** Placeholder values: name → one value or a list. The same shape serves as a file of placeholders of its own. */
export const readVariables = (map: MapNode | null, problems: Problems): Variables => {
  if (map === null) return new Map()
  const fields = new Fields(map, problems)
  return new Map(
    map.entries.map(({ key, value }) => [
      key,
      value.kind === 'scalar' ? [value.text] : fields.texts(key).map(({ text }) => text),
    ]),
  )
}

/** A file of placeholders: a map from name to values. */
export const readPlaceholders = (text: string, file: string, problems: Problems): Variables => {
  const [document] = readYaml(text, file, problems)
  if (document?.kind === 'map') return readVariables(document, problems)
  if (document !== undefined) problems.add('sigma/not-a-map', document.place)
  return new Map()
}

const readStep = (node: Node, variables: Variables, problems: Problems): Step | null => {
  if (node.kind !== 'map') {
    problems.add('sigma/not-a-map', node.place)
    return null
  }
  const fields = new Fields(node, problems)
  const change = readChange(fields, node, variables, problems)
  if (change === null) return null
  return {
    id: fields.text('id')?.text ?? '',
    change,
    rules: readConditions(fields, 'rule', problems),
    fields: readConditions(fields, 'field_name', problems),
    place: node.place,
  }
}

const readConditions = (fields: Fields, about: 'rule' | 'field_name', problems: Problems): Conditions => ({
  tests: (fields.list(`${about}_conditions`)?.items ?? []).flatMap((node) => readTest(node, problems) ?? []),
  any: fields.text(`${about}_cond_op`)?.text === 'or',
  negated: (fields.text(`${about}_cond_not`) ?? fields.text(`${about}_cond_negation`))?.text === 'true',
})

const readTest = (node: Node, problems: Problems): StepTest | null => {
  if (node.kind !== 'map') {
    problems.add('sigma/not-a-map', node.place)
    return null
  }
  const fields = new Fields(node, problems)
  const type = fields.required('type')?.text ?? ''
  const names = (key: string): readonly string[] => fields.texts(key).map(({ text }) => text)
  if (type === 'logsource') return { kind: 'logsource', keys: keysOf(fields) }
  if (type === 'include_fields' || type === 'exclude_fields')
    return { kind: 'field', names: names('fields'), wanted: type === 'include_fields' }
  if (type === 'rule') return { kind: 'rule', names: names('rules') }
  problems.add('sigma/pipeline-condition-unknown', node.place, { type })
  return null
}
