import { type Element, type Pattern, readPattern, tidy } from './pattern.ts'
import { ModifierProblem, type Value } from './value.ts'

/** What stands for `%name%` where a rule says `expand`: values, or `*` for "anything", the last resort. */
export interface Placeholders {
  readonly values: ReadonlyMap<string, readonly string[]>
  readonly wildcards: ReadonlySet<string>
}

export const NO_PLACEHOLDERS: Placeholders = { values: new Map(), wildcards: new Set() }

/** `%name%`, neither per cent sign behind a backslash. Bounded repeats, no overlap: linear. */
const PLACEHOLDER = /(?<!\\)%([A-Za-z0-9_.-]{1,256})(?<!\\)%/

export const placeholderNames = (raw: string): readonly string[] => {
  const match = PLACEHOLDER.exec(raw)
  return match === null ? [] : [match[1] ?? '', ...placeholderNames(raw.slice(match.index + match[0].length))]
}

/** Several placeholders in one value multiply. */
const MAX_VARIANTS = 10_000

type Text = Extract<Value, { kind: 'text' }>

/** The value with every placeholder replaced; names that nobody gave a value for are `missing`. */
export const expand = (
  value: Text,
  placeholders: Placeholders,
): { readonly value: Value; readonly missing: readonly string[] } => {
  const missing = placeholderNames(value.raw).filter(
    (name) => !placeholders.wildcards.has(name) && (placeholders.values.get(name) ?? []).length === 0,
  )
  if (missing.length > 0) return { value, missing }
  const count = placeholderNames(value.raw).reduce((n, name) => n * (placeholders.values.get(name)?.length ?? 1), 1)
  if (count > MAX_VARIANTS) throw new ModifierProblem('sigma/placeholder-too-many', { count, limit: MAX_VARIANTS })
  const values = expandElements(value.pattern, placeholders).map(
    (pattern): Value => ({ ...value, pattern: tidy(unescape(pattern)) }),
  )
  const [only] = values
  return { value: values.length === 1 && only ? only : { kind: 'several', values }, missing }
}

const expandElements = (pattern: Pattern, placeholders: Placeholders): readonly Pattern[] => {
  let patterns: readonly Pattern[] = [[]]
  for (const element of pattern) {
    const choices = element.kind === 'text' ? expandText(element.text, placeholders) : [[element]]
    patterns = patterns.flatMap((before) => choices.map((choice) => [...before, ...choice]))
  }
  return patterns
}

/** Values of a placeholder are strings of a rule: their own wildcards and escapes count. */
const expandText = (text: string, placeholders: Placeholders): readonly Pattern[] => {
  const match = PLACEHOLDER.exec(text)
  if (match === null) return [[{ kind: 'text', text }]]
  const name = match[1] ?? ''
  const before: Element = { kind: 'text', text: text.slice(0, match.index) }
  const stands: readonly Pattern[] = placeholders.values.get(name)?.map((value) => readPattern(value)) ?? [
    [{ kind: 'any' }],
  ]
  const rest = expandText(text.slice(match.index + match[0].length), placeholders)
  return stands.flatMap((stand) => rest.map((after) => [before, ...stand, ...after]))
}

/** `\%` is a plain per cent sign. */
const unescape = (pattern: Pattern): Pattern =>
  pattern.map((element) =>
    element.kind === 'text' ? { kind: 'text', text: element.text.replaceAll('\\%', '%') } : element,
  )
