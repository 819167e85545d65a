import type { HourlyPoint } from '../../domain/report-model.ts'
import { millisecondsOf } from '../../text/format-time.ts'
import { HOUR, type TimeAxis } from './time-axis.ts'

export interface Bins {
  /** Hours a bar stands for. */
  readonly hours: number
  readonly actor: readonly bigint[]
  readonly everybody: readonly bigint[]
}

const MOST_BARS = 800

/** Hours, or steps of several where an hour would be too narrow to see; every event stands in exactly one bar. */
export const hourlyBins = (points: readonly HourlyPoint[], axis: TimeAxis): Bins => {
  const span = (axis.to - axis.from) / HOUR
  const hours = [1, 2, 3, 4, 6, 12, 24, 48, 168].find((each) => span / each <= MOST_BARS) ?? Math.ceil(span / MOST_BARS)
  const size = Math.ceil(span / hours)
  const actor = Array.from({ length: size }, () => 0n)
  const everybody = [...actor]
  for (const point of points) {
    const at = millisecondsOf(point.hour)
    const i = at === null ? -1 : Math.floor((at - axis.from) / HOUR / hours)
    actor[i] = (actor[i] ?? 0n) + point.actor
    everybody[i] = (everybody[i] ?? 0n) + point.everybody
  }
  return { hours, actor: actor.slice(0, size), everybody: everybody.slice(0, size) }
}

export const largest = (values: readonly bigint[]): bigint => values.reduce((a, b) => (b > a ? b : a), 0n)
