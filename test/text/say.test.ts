import { describe, expect, it } from 'vitest'
import { say } from '../../src/text/say.ts'

describe('say', () => {
  it('groups numbers and chooses one or many', () => {
    expect(say('en', { code: 'reason/never-issued', values: { n: 1 } })).toBe(
      '1 credential was used for which no log records an issuance.',
    )
    expect(say('en', { code: 'reason/never-issued', values: { n: 1_234_567 } })).toMatch(
      /^1,234,567 credentials were used/,
    )
    expect(say('en', { code: 'reason/never-issued', values: { n: '9007199254740993' } })).toMatch(
      /^9,007,199,254,740,993 credentials/,
    )
  })

  it('does not group what is no count', () => {
    expect(say('en', { code: 'case/held-by-another-process', values: { pid: 31_337, dir: 'case' } })).toContain(
      'Process 31337 ',
    )
    expect(say('en', { code: 'count/actor-events', values: { actor: '12345' } })).toContain('12345')
  })

  it('puts Korean particles after the value as it sounds', () => {
    expect(say('ko', { code: 'case/not-a-case', values: { dir: '사건' } })).toMatch(/^사건은 /)
    expect(say('ko', { code: 'case/not-a-case', values: { dir: '조사' } })).toMatch(/^조사는 /)
  })

  it('looks up words of other codes and keeps what has none', () => {
    const found = { code: 'verdict/found', values: { level: 'confirmed', vector: 'never-issued' } }
    expect(say('en', found)).toBe(
      'Unauthorised access is confirmed. Way in: Log-in tokens that were valid but never issued (stolen signing key).',
    )
    expect(say('en', { ...found, values: { level: 'odd', vector: 'new-one' } })).toContain('Way in: new-one.')
  })

  it('shows times in the zone with its offset', () => {
    const values = { sources: 'web', from: '2025-06-01T00:00:00.5Z', to: '2025-07-01 00:00:00.000000' }
    const text = say('en', { code: 'verdict/no-evidence', values }, 'Asia/Seoul')
    expect(text).toContain('2025-06-01 09:00:00 +09:00 to 2025-07-01 09:00:00 +09:00')
  })

  it('shows an unknown code with its values and never throws', () => {
    expect(say('en', { code: 'no/such', values: { a: 1, b: 'x' } })).toBe('no/such (a=1, b=x)')
    expect(say('ko', { code: 'toString', values: {} })).toBe('toString')
    expect(say('en', { code: 'count/actor-events', values: {} })).toBe('Requests of actor {actor}.')
  })

  it('does not read places in values', () => {
    expect(
      say('en', { code: 'acquire/empty', values: { path: '{path} {level#level}', level: 'confirmed' } }),
    ).toContain('{path} {level#level} is empty')
  })
})
