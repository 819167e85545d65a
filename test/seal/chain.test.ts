import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../src/domain/json.ts'
import { canonicalJson } from '../../src/seal/canonical-json.ts'
import { type ChainEntry, GENESIS, chainFaults, entryHash } from '../../src/seal/chain.ts'

const chainOf = (bodies: readonly Json[]): ChainEntry[] => {
  const entries: ChainEntry[] = []
  for (const [i, body] of bodies.entries()) {
    const entry = {
      seq: i + 1,
      at: '2024-01-01T00:00:00.000Z',
      kind: 'file',
      key: String(i),
      body: canonicalJson(body),
      prev: entries.at(-1)?.hash ?? GENESIS,
    }
    entries.push({ ...entry, hash: entryHash(entry) })
  }
  return entries
}

const json = fc.jsonValue({ noUnicodeString: false }) as fc.Arbitrary<Json>
const bodies = fc.array(json, { minLength: 2, maxLength: 8 })

describe('the chain', () => {
  it('hashes the canonical JSON of the entry', () => {
    const entry = { seq: 1, at: 'a', kind: 'k', key: '"', body: '{"b":1}', prev: GENESIS }
    const text = canonicalJson([1, 'a', 'k', '"', { b: 1 }, GENESIS])
    expect(entryHash(entry)).toBe(createHash('sha256').update(text).digest('hex'))
  })

  it('has no fault as written', () => {
    fc.assert(fc.property(bodies, (values) => [...chainFaults(chainOf(values))].length === 0))
  })

  it('shows an edited entry at that entry', () => {
    fc.assert(
      fc.property(bodies, fc.nat(), (values, n) => {
        const entries = chainOf(values)
        const at = n % entries.length
        const edited = entries.map((entry, i) => (i === at ? { ...entry, body: `${entry.body} ` } : entry))
        expect([...chainFaults(edited)]).toEqual([{ seq: at + 1, fault: 'hash' }])
      }),
    )
  })

  it('shows a deleted entry at the next, unless it was the last', () => {
    fc.assert(
      fc.property(bodies, fc.nat(), (values, n) => {
        const entries = chainOf(values)
        const at = n % (entries.length - 1)
        expect([...chainFaults(entries.filter((_, i) => i !== at))]).toContainEqual({ seq: at + 2, fault: 'sequence' })
      }),
    )
  })

  it('shows an entry that was rewritten together with its hash', () => {
    const entries = chainOf([1, 2, 3])
    const forged = { ...entries[1], body: '9' } as ChainEntry
    entries[1] = { ...forged, hash: entryHash(forged) }
    expect([...chainFaults(entries)]).toEqual([{ seq: 3, fault: 'prev' }])
  })
})

describe('canonical JSON', () => {
  it('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: true })).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}')
  })

  it('reads back as the same value, and is its own canonical form', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value)
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('refuses what JSON cannot say', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow()
  })
})
