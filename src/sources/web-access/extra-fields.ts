import type { EventField } from '../../domain/case-config.ts'
import type { FieldOrigin } from '../../domain/source-plan.ts'
import { cutLine } from './cut-line.ts'
import { type Format, NAMED_FORMATS, parseFormat } from './format.ts'

/** What follows a known format on most lines, as a format string: `"$extra1" $extra2 …`. */
export const formatWithExtras = (name: string, lines: readonly string[]): string => {
  const known = NAMED_FORMATS[name] ?? name
  const open = parseFormat(`${known} %{rest}n`)
  const rests = lines.map((line) => cutLine(line, open)?.at(-1)).filter((rest) => rest !== undefined)
  if (rests.length < 0.9 * lines.length) return name
  const shapes = new Map<string, number>()
  for (const rest of rests) {
    const shape = shapeOf(rest)
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1)
  }
  const [best] = [...shapes].sort((a, b) => b[1] - a[1])
  if (best === undefined || best[0] === '' || best[1] < 0.9 * rests.length) return name
  return `${known} ${best[0]}`
}

const FIELD = /"(?:[^"\\]|\\.)*"|\S+/g

const shapeOf = (rest: string): string =>
  [...rest.matchAll(FIELD)]
    .map(([field], i) => (field.startsWith('"') ? `"%{extra${i + 1}}n"` : `%{extra${i + 1}}n`))
    .join(' ')

interface Column {
  readonly variable: string
  readonly values: readonly string[]
}

const present = (value: string | undefined): value is string => value !== undefined && value !== '' && value !== '-'

/**
 * What unnamed fields may be, from their values: a credential is long, without spaces and differs from session to
 * session; a principal is short and the same for all requests of a credential.
 */
export const extraFields = (
  format: Format,
  rows: readonly (readonly string[])[],
): Partial<Record<EventField, FieldOrigin>> => {
  const columns = format.parts.flatMap(({ variable }, i): readonly Column[] =>
    variable.startsWith('n_extra') ? [{ variable, values: rows.map((row) => row[i] ?? '') }] : [],
  )
  const credential = columns
    .filter(({ values }) => looksLikeCredentials(values))
    .sort((a, b) => longest(b.values) - longest(a.values))[0]
  const principal = columns.filter(
    (column) => column !== credential && looksLikePrincipals(column.values, credential?.values),
  )[0]
  return {
    ...(credential === undefined ? {} : { credential: guess(credential) }),
    ...(principal === undefined ? {} : { principal: guess(principal) }),
  }
}

const guess = (column: Column): FieldOrigin => ({ from: `$${column.variable}`, how: 'guessed' })

const longest = (values: readonly string[]): number => Math.max(0, ...values.map((value) => value.length))

const looksLikeCredentials = (values: readonly string[]): boolean => {
  const some = values.filter(present)
  const token = some.filter(
    (value) => /^(?:bearer )?[A-Za-z0-9._~+/=-]{16,}$/i.test(value) && /[0-9]/.test(value) && /[A-Za-z]/.test(value),
  )
  return some.length > 0 && token.length >= 0.95 * some.length && new Set(token).size >= Math.min(5, token.length)
}

const looksLikePrincipals = (values: readonly string[], credentials: readonly string[] | undefined): boolean => {
  const some = values.filter(present)
  if (
    some.length === 0 ||
    new Set(some).size < 3 ||
    some.some((value) => /^\d+\.\d+$|\s|^\d+(?:\.\d+){3}(?::\d+)?$/.test(value) || value.length > 64)
  )
    return false
  if (credentials === undefined) return some.length < 0.98 * values.length && some.length > 0.02 * values.length
  return dependsOn(values, credentials)
}

/** Whether nine in ten credentials with two requests or more have one value only, and somebody has another. */
const dependsOn = (values: readonly string[], credentials: readonly string[]): boolean => {
  const seen = new Map<string, { values: Set<string>; uses: number }>()
  credentials.forEach((credential, i) => {
    const value = values[i]
    if (!present(credential) || !present(value)) return
    const entry = seen.get(credential) ?? { values: new Set<string>(), uses: 0 }
    entry.values.add(value)
    entry.uses++
    seen.set(credential, entry)
  })
  const repeated = [...seen.values()].filter(({ uses }) => uses >= 2)
  return repeated.length >= 3 && repeated.filter((entry) => entry.values.size === 1).length >= 0.9 * repeated.length
}
