import type { Problems } from '../problem.ts'
import type { ScalarNode } from '../yaml/tree.ts'
import { parseDecimal } from './decimal.ts'
import { and, type Comparison, type Expr, not, or, type Test } from './expr.ts'
import { applyModifier, VALUE_MODIFIERS } from './modifiers.ts'
import { ANY, readPattern, tidy } from './pattern.ts'
import { expand, type Placeholders } from './placeholders.ts'
import type { Item } from './search.ts'
import { isTimePart, timeTest } from './time-test.ts'
import { ModifierProblem, type Value } from './value.ts'

export interface BuildOptions {
  readonly placeholders: Placeholders
  /** `neq` also asks that the field has a value; by default a missing field is "not equal" to anything. */
  readonly strictNeq: boolean
}

/** Modifiers that concern the item as a whole. */
const ITEM_MODIFIERS = new Set(['all', 'neq', 'exists', 'expand'])
const NUMERIC = new Set(['lt', 'lte', 'gt', 'gte'])
const NEEDS_FIELD = new Set([...NUMERIC, 'cidr', 'fieldref', 'exists', 'neq'])

/** The item as an expression, or null when it cannot be used; the problems say why. */
export const buildItem = (item: Item, options: BuildOptions, problems: Problems): Expr | null => {
  if (!modifiersFit(item, problems)) return null
  const groups = item.values.map((scalar) => buildValue(item, scalar, options, problems))
  const built = groups.flatMap((group) => group ?? [])
  if (built.length < groups.length) return null
  const joined = item.modifiers.includes('all') ? and(built) : or(built)
  if (!item.modifiers.includes('neq')) return joined
  return options.strictNeq ? and([not(joined), not(matching(item, { kind: 'null' }))]) : not(joined)
}

const matching = (item: Item, test: Test): Expr => ({
  kind: 'match',
  match: { field: item.field, test, place: item.place },
})

const modifiersFit = (item: Item, problems: Problems): boolean => {
  const before = problems.errors
  const field = item.field ?? ''
  for (const modifier of item.modifiers) {
    if (VALUE_MODIFIERS[modifier] === undefined && !ITEM_MODIFIERS.has(modifier) && !isTimePart(modifier))
      problems.add('sigma/modifier-unknown', item.place, { modifier, field })
    else if (item.field === null && (NEEDS_FIELD.has(modifier) || isTimePart(modifier)))
      problems.add('sigma/modifier-without-field', item.place, { modifier })
  }
  if (item.modifiers.includes('all') && item.values.length < 2)
    problems.add('sigma/modifier-all-single', item.place, { field })
  if (item.modifiers.includes('exists') && item.modifiers.length > 1)
    problems.add('sigma/modifier-exists-alone', item.place, { field })
  return problems.errors === before
}

const buildValue = (item: Item, scalar: ScalarNode, options: BuildOptions, problems: Problems): Expr | null => {
  try {
    if (scalar.type === 'null' && (item.list || item.field === null))
      throw new ModifierProblem('sigma/null-in-list', { field: item.field ?? '' })
    return toExpr(item, transform(item, initialValue(item, scalar), options))
  } catch (error) {
    if (!(error instanceof ModifierProblem)) throw error
    problems.add(error.code, scalar.place, { field: item.field ?? '', ...error.values })
    return null
  }
}

const textValue = (raw: string): Value => ({ kind: 'text', raw, pattern: readPattern(raw), cased: false })

/** A number stays one unless a modifier takes text; a quoted number may be compared. */
const initialValue = (item: Item, scalar: ScalarNode): Value => {
  if (scalar.type === 'null') return { kind: 'null' }
  const wantsNumber = item.modifiers.some((modifier) => NUMERIC.has(modifier) || isTimePart(modifier))
  if (scalar.type === 'boolean') return { kind: 'boolean', value: scalar.text.toLowerCase() === 'true' }
  const isNumber = scalar.type === 'integer' || scalar.type === 'float'
  const plain = item.field !== null && item.modifiers.every((modifier) => ITEM_MODIFIERS.has(modifier))
  if (!wantsNumber && !(isNumber && plain)) return textValue(scalar.text)
  const number = parseDecimal(scalar.text)
  if (number !== null) return { kind: 'number', number, comparison: 'eq' }
  if (isNumber) throw new ModifierProblem('sigma/number-too-large', { number: scalar.text })
  return textValue(scalar.text)
}

const transform = (item: Item, initial: Value, options: BuildOptions): Value => {
  let value = initial
  for (const name of item.modifiers) {
    const modifier = VALUE_MODIFIERS[name]
    if (name === 'expand') value = expanded(value, options.placeholders)
    else if (name === 'exists') value = presence(value)
    else if (modifier !== undefined) value = applyModifier(modifier, name, value)
  }
  return value
}

const expanded = (value: Value, placeholders: Placeholders): Value => {
  if (value.kind !== 'text') return value
  const { value: result, missing } = expand(value, placeholders)
  if (missing.length === 0) return result
  throw new ModifierProblem('sigma/placeholder-not-expanded', { names: missing.map((name) => `%${name}%`).join(', ') })
}

const presence = (value: Value): Value => {
  if (value.kind === 'boolean') return { kind: 'exists', wanted: value.value }
  throw new ModifierProblem('sigma/modifier-type', { modifier: 'exists', type: value.kind })
}

const toExpr = (item: Item, value: Value): Expr => {
  if (value.kind === 'several') return or(value.values.map((one) => toExpr(item, one)))
  const part = item.modifiers.find((modifier) => isTimePart(modifier))
  if (part !== undefined) return matching(item, timeTest(part, value))
  return matching(item, testOf(item, value))
}

const testOf = (item: Item, value: Exclude<Value, { kind: 'several' }>): Test => {
  switch (value.kind) {
    case 'text':
      return { kind: 'pattern', pattern: inEvent(item, value.pattern), cased: value.cased }
    case 'boolean':
      return { kind: 'pattern', pattern: inEvent(item, [{ kind: 'text', text: String(value.value) }]), cased: false }
    case 'number':
      return { kind: 'number', comparison: value.comparison satisfies Comparison, number: value.number }
    case 'regex':
      return { kind: 'regex', regex: value.regex }
    case 'cidr':
      return { kind: 'cidr', network: value.network }
    case 'field':
      return { kind: 'field', other: value.other, comparison: value.comparison, cased: value.cased }
    case 'null':
      return { kind: 'null' }
    case 'exists':
      return { kind: 'exists', wanted: value.wanted }
  }
}

/** A keyword may stand anywhere in the event. */
const inEvent = (item: Item, pattern: ReturnType<typeof readPattern>): ReturnType<typeof readPattern> =>
  item.field === null ? tidy([ANY, ...pattern, ANY]) : pattern
