import { describe, expect, it } from 'vitest'
import { credibilityOf, HYPOTHESES, standingsOf, wordOf } from '../../src/domain/competing-hypotheses.ts'
import { evidenceItem } from '../../src/stages/weigh-hypotheses/findings-as-evidence.ts'

const WHAT = { code: 'evidence/told', values: { what: 'something' } }
const SURE = { reliability: 'A', credibility: 1 } as const

describe('competing hypotheses', () => {
  it('have equal shares, and none is likely, before there is evidence', () => {
    const standings = standingsOf([])
    expect(standings.map(({ hypothesis }) => hypothesis)).toEqual([...HYPOTHESES])
    expect(standings.map(({ share, word, inconsistency }) => [share, word, inconsistency])).toEqual(
      HYPOTHESES.map(() => [0.143, 'very-unlikely', 0]),
    )
  })

  it('are weighed in decibans: 20 dB against one is a hundredth of the odds of the others', () => {
    const [first, ...others] = standingsOf([evidenceItem('x', WHAT, SURE, { partner: 'II' })])
    expect(first?.share).toBeCloseTo(1 / 6.01, 3)
    expect(others.at(-1)).toEqual({
      hypothesis: 'partner',
      inconsistency: 20,
      share: Number((0.01 / 6.01).toFixed(3)),
      word: 'almost-no-chance',
    })
  })

  it('weigh less what comes from a worse source or is less credible', () => {
    const against = (reliability: 'A' | 'C' | 'E', credibility: 1 | 3 | 5): number =>
      evidenceItem('x', WHAT, { reliability, credibility }, { partner: 'II' }).diagnosticity
    expect(against('A', 1)).toBe(20)
    expect(against('C', 1)).toBe(12)
    expect(against('C', 3)).toBe(7.2)
    expect(against('E', 5)).toBe(0.8)
  })

  it('gain nothing from evidence that fits all of them alike', () => {
    const all = Object.fromEntries(HYPOTHESES.map((hypothesis) => [hypothesis, 'CC'] as const))
    const item = evidenceItem('x', WHAT, SURE, all)
    expect(item.diagnosticity).toBe(0)
    expect(standingsOf([item])).toEqual(standingsOf([]))
  })

  it.each([
    [0.96, 'almost-certain'],
    [0.95, 'very-likely'],
    [0.56, 'likely'],
    [0.5, 'roughly-even'],
    [0.21, 'unlikely'],
    [0.06, 'very-unlikely'],
    [0.05, 'almost-no-chance'],
    [0, 'almost-no-chance'],
  ] as const)('say %s as ICD 203 does: %s', (share, word) => {
    expect(wordOf(share)).toBe(word)
  })

  it('take a finding for confirmed by another source only where two logs show it', () => {
    expect(credibilityOf('confirmed', 2)).toBe(1)
    expect(credibilityOf('confirmed', 1)).toBe(2)
    expect(credibilityOf('likely', 2)).toBe(3)
    expect(credibilityOf('possible', 1)).toBe(4)
  })
})
