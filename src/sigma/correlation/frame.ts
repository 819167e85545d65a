import type { Sql } from '../../engine/sql.ts'

/** The engine takes whole offsets below this for a RANGE frame. */
const MAX_OFFSET = 2 ** 31 - 1

export interface Frame {
  /** Float64 by which the window is ordered. */
  readonly order: Sql
  readonly offset: number
}

/**
 * Microseconds do not fit a frame's 32-bit offset beyond 35 minutes. A span of s seconds is s × 2⁶ × 5⁶ microseconds:
 * dividing time by the powers of two in it is exact in Float64 (below 2⁵³ microseconds) and leaves a small whole offset,
 * so the edge stays exact to the microsecond. null for a span too long for that (203 days, for an odd number of days).
 */
export const frameOf = (seconds: number): Frame | null => {
  let rest = seconds
  let divisor = 2 ** 6
  while (rest % 2 === 0 && rest > 0) {
    rest /= 2
    divisor *= 2
  }
  const offset = rest * 5 ** 6
  return offset > MAX_OFFSET ? null : { order: { text: `toFloat64(t) / ${divisor}`, params: {} }, offset }
}
