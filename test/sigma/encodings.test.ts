import { describe, expect, it } from 'vitest'
import { buildRule, errorsOf, matches } from './rule-of.ts'

const refused = (selection: string): readonly string[] =>
  errorsOf(buildRule(`  selection:\n    ${selection}\n  condition: selection\n`).problems)

describe('encodings', () => {
  const encoded = (text: string): string => Buffer.from(text).toString('base64')
  it('base64', () => {
    expect(matches('f|base64: foobar', { f: encoded('foobar') })).toBe(true)
    expect(matches('f|base64|contains: foobar', { f: `x${encoded('foobar')}y` })).toBe(true)
    expect(matches('f|base64: foobar', { f: encoded('foobar').toLowerCase() })).toBe(false)
    expect(refused('f|base64: foo*')).toEqual(['sigma/modifier-wildcard-encoded'])
  })
  it.each(['', 'x', 'xy', 'xyz'])('base64offset finds the text behind %j', (before) => {
    for (const after of ['', 'q', 'qr', 'qrs'])
      expect(
        matches('f|base64offset|contains: attack at dawn', { f: encoded(`${before}attack at dawn${after}`) }),
      ).toBe(true)
    expect(matches('f|base64offset|contains: attack at dawn', { f: encoded(`${before}attack at dusk`) })).toBe(false)
  })
  it('base64offset gives the triple of the specification', () => {
    for (const triple of ['Zm9vYmFy', 'Zvb2Jhc', 'mb29iYX'])
      expect(matches('f|base64offset|contains: foobar', { f: triple })).toBe(true)
  })
  it('utf16 variants', () => {
    const of = (hex: string): string => Buffer.from(hex, 'hex').toString('base64')
    expect(matches('f|wide|base64: ab', { f: of('61006200') })).toBe(true)
    expect(matches('f|utf16le|base64: ab', { f: of('61006200') })).toBe(true)
    expect(matches('f|utf16be|base64: ab', { f: of('00610062') })).toBe(true)
    expect(matches('f|utf16|base64: ab', { f: of('fffe61006200') })).toBe(true)
    expect(
      matches('f|wide|base64offset|contains: powershell', {
        f: Buffer.from('a powershell b', 'utf16le').toString('base64'),
      }),
    ).toBe(true)
    expect(matches('f|wide|contains: ab', { f: Buffer.from('xaby', 'utf16le').toString('latin1') })).toBe(true)
  })
})

describe('windash', () => {
  it('takes every dash for every other, each place by itself', () => {
    for (const a of ['-', '/', '\u2013', '\u2014', '\u2015'])
      for (const b of ['-', '/', '\u2013', '\u2014', '\u2015'])
        expect(matches(`f|windash|contains: ' -enc -w'`, { f: `x ${a}enc ${b}w` })).toBe(true)
    expect(matches(`f|contains|windash: ' -enc'`, { f: 'x /ENC' })).toBe(true)
  })
  it('leaves dashes inside of words alone', () => {
    expect(matches(`f|windash: 'a-b -c'`, { f: 'a/b -c' })).toBe(false)
    expect(matches(`f|windash: 'a-b -c'`, { f: 'a-b /c' })).toBe(true)
  })
  it('does not grow with the number of dashes', () => {
    const flags = Array.from({ length: 40 }, (_, i) => `-f${i}`).join(' ')
    expect(matches(`f|windash: '${flags}'`, { f: flags.replaceAll('-', '\u2014') })).toBe(true)
  })
})
