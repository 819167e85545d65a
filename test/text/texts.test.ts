import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from '../../src/text/en.ts'
import { placesOf } from '../../src/text/fill-template.ts'
import { ko } from '../../src/text/ko.ts'
import { hasText } from '../../src/text/say.ts'

const SRC = join(import.meta.dirname, '../../src')
const codes = Object.keys(en) as (keyof typeof en)[]

/** Every `{ code: 'area/name' }` that the program writes somewhere, outside the texts themselves. */
const codesInUse = (): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const name of readdirSync(SRC, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.startsWith('text')) continue
    const source = readFileSync(join(SRC, name), 'utf8')
    for (const [, code = ''] of source.matchAll(/\bcode:\s*'([a-z-]+\/[a-z0-9-]+)'/g)) found.set(code, name)
  }
  return found
}

describe('texts', () => {
  it('exist in both languages for the same codes', () => {
    expect(Object.keys(ko)).toEqual(codes)
  })

  it.each(codes)('%s asks for the same values in both languages', (code) => {
    const common = (text: string): readonly string[] => placesOf(text)
    const missing = common(en[code]).filter((name) => !common(ko[code]).includes(name))
    const extra = common(ko[code]).filter((name) => !common(en[code]).includes(name))
    expect({ missing, extra }).toEqual({ missing: [], extra: [] })
  })

  it('exist for every code that the program writes', () => {
    const without = [...codesInUse()].filter(([code]) => !hasText(code)).map(([code, file]) => `${code} in ${file}`)
    expect(without).toEqual([])
  })

  it('use the words of level only where the level is meant, and never mix likelihood with confidence', () => {
    const mixed = codes.filter(
      (code) => /\bconfiden(?:t|ce)\b/i.test(en[code]) && /\b(?:likely|probab)/i.test(en[code]),
    )
    expect(mixed).toEqual([])
    expect(codes.filter((code) => /\b(?:probably|perhaps|maybe|certainly|doubtless)\b/i.test(en[code]))).toEqual([])
  })

  it('hold no machine path and no web address', () => {
    expect(codes.filter((code) => /https?:|\/(?:work|tmp|home)\//.test(en[code] + ko[code]))).toEqual([])
  })
})
