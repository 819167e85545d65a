import type { Json } from '../../domain/json.ts'
import { canonicalJson } from '../../seal/canonical-json.ts'

export interface Difference {
  /** `impact.accounts.confirmed.value`, `actors[0].id`. */
  readonly path: string
  /** Canonical JSON, or '' where there is nothing. */
  readonly reported: string
  readonly recomputed: string
}

/** Every leaf at which two JSON values differ. */
export const jsonDifferences = (
  reported: Json | undefined,
  recomputed: Json | undefined,
  path = '',
): readonly Difference[] => {
  if (isArray(reported) && isArray(recomputed)) {
    const length = Math.max(reported.length, recomputed.length)
    return Array.from({ length }, (_, i) => jsonDifferences(reported[i], recomputed[i], `${path}[${i}]`)).flat()
  }
  if (isObject(reported) && isObject(recomputed)) {
    const keys = [...new Set([...Object.keys(reported), ...Object.keys(recomputed)])].sort()
    return keys.flatMap((key) => jsonDifferences(reported[key], recomputed[key], path === '' ? key : `${path}.${key}`))
  }
  const [a, b] = [textOf(reported), textOf(recomputed)]
  return a === b ? [] : [{ path, reported: a, recomputed: b }]
}

const textOf = (value: Json | undefined): string => (value === undefined ? '' : canonicalJson(value))
const isArray = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)
const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
