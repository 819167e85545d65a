import { LineCounter, type Document, isCollection, isNode, parseDocument } from 'yaml'
import { z } from 'zod'
import type { CaseConfig } from '../domain/case-config.ts'
import type { Message } from '../domain/report-model.ts'
import { CaseProblem } from './case-problem.ts'
import { caseConfigSchema } from './case-config-schema.ts'
import { nearest } from './nearest.ts'

type Path = readonly PropertyKey[]

/**
 * Reads a `case.yaml`. Everything that is wrong with it is said at once, each with line, column, what was expected
 * and what stands there.
 */
export const parseCaseConfig = (text: string, file: string): CaseConfig => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const syntax = document.errors.map((error) => {
    const { line, col } = lines.linePos(error.pos[0])
    return invalid(file, line, col, '', 'YAML', error.message)
  })
  if (syntax.length > 0) throw problemOf(syntax)
  const value: unknown = document.toJS() ?? {}
  const checked = caseConfigSchema.safeParse(value)
  if (checked.success) return checked.data
  throw problemOf(onePerPlace(checked.error.issues.flatMap((issue) => messagesOf(issue, document, lines, file, value))))
}

/** A value of the wrong type fails other checks too; the first says it. */
const onePerPlace = (messages: readonly Message[]): readonly Message[] => {
  const places = new Map(
    messages.map((message) => [`${message.values['line']}:${message.values['column']}`, message]).reverse() as [
      string,
      Message,
    ][],
  )
  return [...places.values()].sort((a, b) => Number(a.values['line']) - Number(b.values['line']))
}

const problemOf = (messages: readonly Message[]): CaseProblem => {
  const [first = invalid('', 1, 1, '', '', ''), ...others] = messages
  return new CaseProblem(first, others)
}

const invalid = (
  file: string,
  line: number,
  column: number,
  field: string,
  expected: string,
  found: string,
): Message => ({
  code: found === '' && field !== '' ? 'config/missing' : 'config/invalid',
  values: { file, line, column, field, expected, found },
})

const messagesOf = (
  issue: z.core.$ZodIssue,
  document: Document,
  lines: LineCounter,
  file: string,
  value: unknown,
): readonly Message[] => {
  const at = (path: Path, expected: string, found: string): Message => {
    const { line, col } = lines.linePos(offsetOf(document, path))
    return invalid(file, line, col, path.map(String).join('.'), expected, found)
  }
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(issue.path)
    return issue.keys.map((key) => at([...issue.path, key], nearest(key, known) ?? known.join(', '), key))
  }
  return [at(issue.path, expectedBy(issue), shown(valueAt(value, issue.path)))]
}

const expectedBy = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'invalid_type') return issue.expected
  if (issue.code === 'invalid_value') return issue.values.map(String).join(' | ')
  return issue.message
}

const shown = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value).slice(0, 80))

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  )

/** Where the path stands in the text: the key itself where there is one, else its nearest ancestor. */
const offsetOf = (document: Document, path: Path): number => {
  if (path.length === 0) return startOf(document.contents)
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  const last = path.at(-1)
  if (isCollection(parent)) {
    for (const item of parent.items) {
      if (isNode(item)) continue
      const key: unknown = (item as { readonly key?: unknown }).key
      if (isNode(key) && String(key) === String(last)) return startOf(key)
    }
  }
  const node: unknown = document.getIn(path, true)
  return isNode(node) ? startOf(node) : offsetOf(document, path.slice(0, -1))
}

const startOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0)

/** The keys that the schema allows at a path. */
const knownKeys = (path: Path): readonly string[] => {
  let schema: z.core.$ZodType = caseConfigSchema
  for (const step of path) schema = child(bare(schema), step) ?? schema
  const object = bare(schema)
  return object instanceof z.ZodObject ? Object.keys(object.shape) : []
}

const bare = (schema: z.core.$ZodType): z.core.$ZodType =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional ? bare(schema.unwrap()) : schema

const child = (schema: z.core.$ZodType, step: PropertyKey): z.core.$ZodType | undefined => {
  if (schema instanceof z.ZodArray) return schema.element
  return schema instanceof z.ZodObject ? (schema.shape as Record<PropertyKey, z.core.$ZodType>)[step] : undefined
}
