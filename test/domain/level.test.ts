import { expect, it } from 'vitest'
import { isAtLeast, surestHit } from '../../src/domain/level.ts'
import type { DetectionOutcome, Level } from '../../src/domain/report-model.ts'

const LEVELS = ['confirmed', 'likely', 'possible'] as const satisfies readonly Level[]

it('asks for a level and takes it and all surer ones', () => {
  const taken = LEVELS.map((asked) => LEVELS.filter((level) => isAtLeast(level, asked)))
  expect(taken).toEqual([['confirmed'], ['confirmed', 'likely'], ['confirmed', 'likely', 'possible']])
})

it('tells the surest hit of all detections, and none where none has any or none looked', () => {
  const counts = (confirmed: bigint, likely: bigint, possible: bigint): DetectionOutcome['hits'] => {
    const count = (value: bigint) => ({ value, certificate: 'hits' })
    return { confirmed: count(confirmed), likely: count(likely), possible: count(possible) }
  }
  const surest = (...hits: readonly DetectionOutcome['hits'][]): Level | null =>
    surestHit(hits.map((each) => ({ hits: each }) as DetectionOutcome))
  expect(surest(counts(0n, 0n, 2n), counts(0n, 1n, 1n))).toBe('likely')
  expect(surest(counts(0n, 0n, 2n), null)).toBe('possible')
  expect(surest(counts(1n, 1n, 1n))).toBe('confirmed')
  expect(surest(counts(0n, 0n, 0n), null)).toBeNull()
})
