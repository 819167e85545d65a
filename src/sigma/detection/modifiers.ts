import { parseRegex } from '../regex/parse-regex.ts'
import { RegexProblem } from '../regex/regex-problem.ts'
import { base64, base64Offset, utf16 } from './encode.ts'
import type { Comparison } from './expr.ts'
import { parseNetwork } from './network.ts'
import { ANY, type Element, type Pattern, tidy } from './pattern.ts'
import { ModifierProblem, type Value } from './value.ts'

/** One value to one; modifiers that concern the item as a whole (`all`, `neq`, `exists`, time parts) stand elsewhere. */
export type ValueModifier = (value: Value, name: string) => Value

const refuse = (value: Value, name: string): never => {
  if (value.kind === 'regex') throw new ModifierProblem('sigma/modifier-on-regex', { modifier: name })
  throw new ModifierProblem('sigma/modifier-type', { modifier: name, type: value.kind })
}

type Text = Extract<Value, { kind: 'text' }>

const onText =
  (change: (text: Text, name: string) => Value): ValueModifier =>
  (value, name) =>
    value.kind === 'text' ? change(value, name) : refuse(value, name)

const place =
  (comparison: 'startswith' | 'endswith' | 'contains'): ValueModifier =>
  (value, name) => {
    if (value.kind === 'field') return { ...value, comparison }
    if (value.kind !== 'text') return refuse(value, name)
    const pattern = [
      ...(comparison === 'startswith' ? [] : [ANY]),
      ...value.pattern,
      ...(comparison === 'endswith' ? [] : [ANY]),
    ]
    return { ...value, pattern: tidy(pattern) }
  }

const compare =
  (comparison: Comparison): ValueModifier =>
  (value, name) =>
    value.kind === 'number' ? { ...value, comparison } : refuse(value, name)

/** pySigma's places for a flag's dash: no word character before it, one after it. */
const FLAG_DASH = /(?<![A-Za-z0-9_])[-/](?=[A-Za-z0-9_])/g

/** All permutations at once: each dash of an option stands for any of the five. */
const windash = onText((value) => ({
  ...value,
  pattern: tidy(value.pattern.flatMap((element) => (element.kind === 'text' ? splitDashes(element.text) : [element]))),
}))

const splitDashes = (text: string): Pattern => {
  const elements: Element[] = []
  let end = 0
  for (const { index } of text.matchAll(FLAG_DASH)) {
    elements.push({ kind: 'text', text: text.slice(end, index) }, { kind: 'dash' })
    end = index + 1
  }
  return [...elements, { kind: 'text', text: text.slice(end) }]
}

const compileRegex = (source: string, flags: string): Value => {
  try {
    const regex = parseRegex(source, {
      ignoreCase: flags.includes('i'),
      multiline: flags.includes('m'),
      dotAll: flags.includes('s'),
    })
    return { kind: 'regex', source, flags, regex }
  } catch (error) {
    if (!(error instanceof RegexProblem)) throw error
    throw new ModifierProblem(error.code, { regex: source, offset: error.offset + 1, detail: error.detail })
  }
}

const flag =
  (letter: string): ValueModifier =>
  (value, name) => {
    if (value.kind !== 'regex') throw new ModifierProblem('sigma/modifier-regex-flag', { modifier: name })
    return compileRegex(value.source, value.flags + letter)
  }

const cidr = onText((value) => {
  const parsed = parseNetwork(value.raw)
  if (parsed === null) throw new ModifierProblem('sigma/cidr-invalid', { network: value.raw })
  return { kind: 'cidr', network: parsed.network }
})

const cased: ValueModifier = (value, name) =>
  value.kind === 'text' || value.kind === 'field' ? { ...value, cased: true } : refuse(value, name)

export const VALUE_MODIFIERS: Readonly<Record<string, ValueModifier>> = {
  startswith: place('startswith'),
  endswith: place('endswith'),
  contains: place('contains'),
  cased,
  windash,
  re: onText(({ raw }) => compileRegex(raw, '')),
  i: flag('i'),
  m: flag('m'),
  s: flag('s'),
  ignorecase: flag('i'),
  multiline: flag('m'),
  dotall: flag('s'),
  base64: onText((value) => base64(value)),
  base64offset: onText((value) => base64Offset(value)),
  wide: onText((value) => utf16(value, 'little')),
  utf16le: onText((value) => utf16(value, 'little')),
  utf16be: onText((value) => utf16(value, 'big')),
  utf16: onText((value) => utf16(value, 'marked')),
  lt: compare('lt'),
  lte: compare('lte'),
  gt: compare('gt'),
  gte: compare('gte'),
  cidr,
  fieldref: onText(({ raw, cased: isCased }) => ({ kind: 'field', other: raw, comparison: 'equals', cased: isCased })),
}

/** Applies a modifier to a value or to each of the several it became. */
export const applyModifier = (modifier: ValueModifier, name: string, value: Value): Value =>
  value.kind === 'several'
    ? { kind: 'several', values: value.values.map((one) => applyModifier(modifier, name, one)) }
    : modifier(value, name)
