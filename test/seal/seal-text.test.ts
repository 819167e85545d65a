import { describe, expect, it } from 'vitest'
import { parseSeal, sealRoot, sealText } from '../../src/seal/seal-text.ts'

const files = [
  { path: 'lake/b', sha256: 'b'.repeat(64), bytes: 2n, modified: 5n },
  { path: 'a "quoted"\nname', sha256: 'a'.repeat(64), bytes: 1n, modified: 4n },
]

describe('the seal', () => {
  it('reads back as written, sorted by path', () => {
    const sorted = [...files].reverse()
    expect(parseSeal(sealText(files))).toEqual({ root: sealRoot(sorted), files: sorted })
  })

  it('is refused with any one character changed', () => {
    const text = sealText(files)
    for (let i = 0; i < text.length; i++) {
      const changed = text.slice(0, i) + (text[i] === '7' ? '8' : '7') + text.slice(i + 1)
      expect(parseSeal(changed)).toBeUndefined()
    }
  })

  it('has a root that does not depend on times', () => {
    expect(sealRoot(files.map((file) => ({ ...file, modified: 0n })))).toBe(sealRoot(files))
  })
})
