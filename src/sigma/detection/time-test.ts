import { isWhole, wholeOf } from './decimal.ts'
import type { Test, TimePart } from './expr.ts'
import { ModifierProblem, type Value } from './value.ts'

/** What a part of a date can be. The week is that of ISO 8601. */
const RANGES: Readonly<Record<TimePart, readonly [number, number]>> = {
  minute: [0, 59],
  hour: [0, 23],
  day: [1, 31],
  week: [1, 53],
  month: [1, 12],
  year: [1, 9999],
}

export const isTimePart = (modifier: string): modifier is TimePart => Object.hasOwn(RANGES, modifier)

export const timeTest = (part: TimePart, value: Value): Test => {
  if (value.kind !== 'number') throw new ModifierProblem('sigma/modifier-type', { modifier: part, type: value.kind })
  const [min, max] = RANGES[part]
  const whole = Number(wholeOf(value.number))
  if (!isWhole(value.number) || whole < min || whole > max)
    throw new ModifierProblem('sigma/time-part-range', { part, min, max })
  return { kind: 'time', part, comparison: value.comparison, number: value.number }
}
