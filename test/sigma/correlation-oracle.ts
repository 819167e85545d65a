import { meets } from '../../src/sigma/correlation/check-correlation.ts'
import { fromWhole, parseDecimal, showDecimal } from '../../src/sigma/detection/decimal.ts'
import type { Thresholds } from '../../src/sigma/document/model.ts'

export interface Hit {
  readonly rule: number
  /** Microseconds. */
  readonly t: bigint
  readonly o: number
  readonly keys: readonly string[]
  readonly vals: readonly string[]
}

export interface Asked {
  readonly type: string
  readonly span: bigint
  readonly rules: number
  readonly thresholds: Thresholds
  readonly percentile: bigint
}

export interface Found {
  readonly t: string
  readonly o: string
  readonly keys: readonly string[]
  readonly measure: string
}

/** Every pair of events, straight from the definition: the window of a hit is all of its group from `t - span` to `t`. */
export const bruteForce = (hits: readonly Hit[], asked: Asked): readonly Found[] =>
  hits.flatMap((hit) => {
    const window = hits.filter(
      (other) =>
        other.t <= hit.t && other.t >= hit.t - asked.span && JSON.stringify(other.keys) === JSON.stringify(hit.keys),
    )
    const measured = measure(window, hit, asked)
    if (measured === null || !meets(measured.compared, scaled(asked.thresholds, measured.scale))) return []
    return [{ t: hit.t.toString(), o: String(hit.o), keys: hit.keys, measure: measured.shown }]
  })

/** An average is compared as sum against threshold × count. */
const scaled = (thresholds: Thresholds, scale: bigint): Thresholds =>
  thresholds.map(({ operator, value }) => ({ operator, value: value * scale }))

interface Measured {
  readonly compared: bigint
  readonly scale: bigint
  readonly shown: string
}

const count = (n: number): Measured => ({ compared: fromWhole(BigInt(n)), scale: 1n, shown: String(n) })

const measure = (window: readonly Hit[], hit: Hit, asked: Asked): Measured | null => {
  const valued = window.filter(({ vals }) => vals.length > 0)
  if (asked.type === 'event_count') return count(window.length)
  if (asked.type === 'value_count') return count(new Set(valued.map(({ vals }) => JSON.stringify(vals))).size)
  if (asked.type === 'temporal') return count(new Set(window.map(({ rule }) => rule)).size)
  if (asked.type === 'temporal_ordered') return count(longestChain(window, hit))
  const numbers = valued
    .flatMap(({ vals }) => parseDecimal(vals[0] ?? '') ?? [])
    .sort((a, b) => (a < b ? -1 : Number(a > b)))
  if (numbers.length === 0) return null
  const sum = numbers.reduce((a, b) => a + b, 0n)
  if (asked.type === 'value_sum') return { compared: sum, scale: 1n, shown: showDecimal(sum) }
  if (asked.type === 'value_avg') return { compared: sum, scale: BigInt(numbers.length), shown: '' }
  return nearestRank(numbers, asked.percentile)
}

/** The smallest number that at least `percentile` per cent of all do not exceed. */
const nearestRank = (sorted: readonly bigint[], percentile: bigint): Measured | null => {
  for (const number of sorted) {
    const covered = BigInt(sorted.filter((other) => other <= number).length)
    if (covered * fromWhole(100n) >= percentile * BigInt(sorted.length))
      return { compared: number, scale: 1n, shown: showDecimal(number) }
  }
  return null
}

/** The most rules, in ascending order and at times that never fall, that a chain ending at `hit` can have. */
const longestChain = (window: readonly Hit[], hit: Hit): number => {
  const before = window.filter(({ rule, t }) => rule < hit.rule && t <= hit.t)
  return 1 + Math.max(0, ...before.map((other) => longestChain(window, other)))
}
