import { describe, expect, it } from 'vitest'
import { market } from './companies/market.ts'
import { investigateLogs } from './investigate-logs.ts'

/** The company's record of log-ins names tokens by an id that no request shows, so that only accounts tie the two (decision 0104). */
describe('who or what could explain tokens that no log shows beginning', () => {
  const { truth: _, ...given } = market(true)

  it('is somebody with the key, inside or outside, and what to ask for would tell them apart', async () => {
    const before = (await investigateLogs(given)).report.hypotheses
    expect(before?.standings.slice(0, 2).map(({ hypothesis }) => hypothesis)).toEqual([
      'insider-with-key',
      'outsider-with-stolen-key',
    ])
    expect(before?.standings[0]?.share).toBe(before?.standings[1]?.share)
    expect(before?.standings.at(-1)?.hypothesis).toBe('own-mistake')
    expect(before?.requests.map(({ id }) => id)).toContain('key-store-audit')
    expect(before?.requests.map(({ id }) => id)).not.toContain('partner-register')
    expect(before?.evidence.map(({ diagnosticity }) => diagnosticity)).toEqual(
      before?.evidence.map(({ diagnosticity }) => diagnosticity).toSorted((a, b) => b - a),
    )
  })

  it('is weighed again with what people know, who they are and why', async () => {
    const config = `${given.config ?? ''}
hypotheses:
  evidence:
    - what: No export in the audit log of the key store; a copy lay in a public image.
      by: Examiner
      why: exhibit 7
      reliability: A
      credibility: 1
      rates: { insider-with-key: I, outsider-with-stolen-key: CC }
  ratings:
    - evidence: way-in/never-issued
      by: Examiner
      why: partners hold a copy of the key too
      rates: { partner: C }
    - { evidence: no-such-line, by: Examiner, why: none, rates: { partner: C } }
`
    const after = (await investigateLogs({ ...given, config })).report.hypotheses
    expect(after?.standings[0]).toMatchObject({ hypothesis: 'outsider-with-stolen-key', word: 'roughly-even' })
    expect(after?.evidence.find(({ id }) => id === 'told/1')).toMatchObject({ by: 'Examiner', why: 'exhibit 7' })
    const rated = after?.evidence.find(({ id }) => id === 'way-in/never-issued')
    expect(rated).toMatchObject({ by: 'Examiner', ratings: { partner: 'C', 'insider-with-key': 'C' } })
    expect(after?.notes).toEqual([{ code: 'hypotheses/no-such-evidence', values: { id: 'no-such-line' } }])
  })
})
