import { describe, expect, it } from 'vitest'
import { matches } from './rule-of.ts'

const field = (value: string, event: string): boolean => matches(`f: '${value}'`, { f: event })

describe('escapes of strings', () => {
  it.each([
    ['a\\b', 'a\\b', true],
    ['a\\\\b', 'a\\b', true],
    ['a\\\\b', 'a\\\\b', false],
    ['a*c', 'abbc', true],
    ['a*c', 'ac', true],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a\\*c', 'a*c', true],
    ['a\\*c', 'abc', false],
    ['a\\?c', 'a?c', true],
    ['a\\?c', 'abc', false],
    ['a\\\\*c', 'a\\xyzc', true],
    ['a\\\\*c', 'a*c', false],
    ['a\\\\\\*c', 'a\\*c', true],
    ['a\\\\\\*c', 'a\\bc', false],
    ['a\\\\\\c', 'a\\\\c', true],
    ['a\\\\\\\\c', 'a\\\\c', true],
    ['a\\\\\\\\c', 'a\\\\\\c', false],
    ['C:\\Windows\\*', 'C:\\Windows*', true],
    ['C:\\Windows\\\\*', 'C:\\Windows\\x.exe', true],
  ])('%s and %s: %s', (value, event, expected) => {
    expect(field(value, event)).toBe(expected)
  })
})

describe('case', () => {
  it.each([
    ['ABC', 'abc', true],
    ['s', 'ſ', true],
    ['k', '\u212a', true],
    ['ſ', 'S', true],
    ['É', 'é', true],
    ['i', 'İ', false],
    ['i', 'ı', false],
    ['straße', 'STRASSE', false],
    ['ß', 'ẞ', true],
    ['ς', 'Σ', true],
    ['한글', '한글', true],
  ])('%s and %s: %s', (value, event, expected) => {
    expect(field(value, event)).toBe(expected)
  })
  it('counts with `cased`', () => {
    expect(matches(`f|cased: 'Abc'`, { f: 'Abc' })).toBe(true)
    expect(matches(`f|cased: 'Abc'`, { f: 'abc' })).toBe(false)
    expect(matches(`f|contains|cased: 'bC'`, { f: 'abCd' })).toBe(true)
    expect(matches(`f|startswith|cased: 'aB'`, { f: 'abc' })).toBe(false)
  })
})

describe('a whole value', () => {
  it('is what a pattern must fit', () => {
    expect(field('bc', 'abcd')).toBe(false)
    expect(field('*bc*', 'abcd')).toBe(true)
    expect(field('a*a', 'a')).toBe(false)
    expect(field('ab*ba', 'aba')).toBe(false)
    expect(field('*a*a*', 'a')).toBe(false)
    expect(field('*ab*bc*', 'abc')).toBe(false)
  })
  it('may hold line feeds, which `*` and `?` pass', () => {
    expect(field('a*b', 'a\n\nb')).toBe(true)
    expect(field('a?b', 'a\nb')).toBe(true)
  })
  it('counts characters, not bytes, for `?`', () => {
    expect(field('a?b', 'aéb')).toBe(true)
    expect(field('a??b', 'aéb')).toBe(false)
    expect(field('?', '\u{1f600}')).toBe(true)
  })
})
