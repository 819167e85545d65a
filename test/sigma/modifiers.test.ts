import { describe, expect, it } from 'vitest'
import { evaluate } from '../../src/sigma/interpret/evaluate.ts'
import { eventOf } from '../../src/sigma/interpret/event.ts'
import { NO_PLACEHOLDERS } from '../../src/sigma/detection/placeholders.ts'
import { BUILD, buildRule, errorsOf, matches } from './rule-of.ts'

const refused = (selection: string): readonly string[] =>
  errorsOf(buildRule(`  selection:\n    ${selection}\n  condition: selection\n`).problems)

describe('contains, startswith, endswith', () => {
  it('anchor as their names say, without regard to case', () => {
    expect(matches('f|contains: bC', { f: 'aBcd' })).toBe(true)
    expect(matches('f|startswith: AB', { f: 'abcd' })).toBe(true)
    expect(matches('f|startswith: b', { f: 'abcd' })).toBe(false)
    expect(matches('f|endswith: CD', { f: 'abcd' })).toBe(true)
    expect(matches('f|endswith: c', { f: 'abcd' })).toBe(false)
  })
  it('keep escapes and wildcards of the value', () => {
    expect(matches(`f|contains: 'a\\*b'`, { f: 'xa*by' })).toBe(true)
    expect(matches(`f|contains: 'a\\*b'`, { f: 'xaXby' })).toBe(false)
    expect(matches(`f|contains: 'a*b'`, { f: 'xa123by' })).toBe(true)
    expect(matches(`f|endswith: '\\cmd.exe'`, { f: 'C:\\Windows\\cmd.exe' })).toBe(true)
    expect(matches(`f|startswith: '\\\\host'`, { f: '\\host\\share' })).toBe(true)
  })
  it('take numbers as text', () => {
    expect(matches('f|contains: 44', { f: '3444' })).toBe(true)
  })
})

describe('lists', () => {
  it('are an OR, with `all` an AND', () => {
    expect(matches('f|contains: [a, b]', { f: 'xb' })).toBe(true)
    expect(matches('f|contains|all: [a, b]', { f: 'xb' })).toBe(false)
    expect(matches('f|contains|all: [a, b]', { f: 'axb' })).toBe(true)
    expect(matches('f|all|contains: [a, b]', { f: 'axb' })).toBe(true)
  })
  it('need two values for `all`, and no null', () => {
    expect(refused('f|contains|all: a')).toEqual(['sigma/modifier-all-single'])
    expect(refused('f|contains|all: [a]')).toEqual(['sigma/modifier-all-single'])
    expect(refused('f: [a, null]')).toEqual(['sigma/null-in-list'])
    expect(refused('f: []')).toEqual(['sigma/search-empty'])
  })
})

describe('keywords', () => {
  const keywords = (yaml: string, event: Record<string, unknown>): boolean => {
    const { expr, problems } = buildRule(`  keywords:\n${yaml}\n  condition: keywords\n`)
    if (expr === null) throw new Error(JSON.stringify(problems))
    return evaluate(expr, eventOf(event))
  }
  it('stand anywhere in the event', () => {
    expect(keywords('    - BETA\n    - nothing', { f: 'alpha beta gamma' })).toBe(true)
    expect(keywords('    - nothing', { f: 'alpha' })).toBe(false)
    expect(keywords('    - 4625', { id: 4625 })).toBe(true)
  })
  it("are an AND under `'|all'`", () => {
    expect(keywords("    '|all':\n      - alpha\n      - beta", { f: 'alpha', g: 'beta' })).toBe(true)
    expect(keywords("    '|all':\n      - alpha\n      - gamma", { f: 'alpha', g: 'beta' })).toBe(false)
  })
  it('may be regular expressions, and mix with maps in a list', () => {
    expect(keywords("    '|re': 'al.ha'", { f: 'alpha' })).toBe(true)
    expect(keywords('    - alpha\n    - g: beta', { g: 'beta' })).toBe(true)
  })
  it('cannot be compared as fields are', () => {
    expect(errorsOf(buildRule("  k:\n    '|cidr': 192.0.2.0/24\n  condition: k\n").problems)).toEqual([
      'sigma/modifier-without-field',
    ])
  })
})

describe('null, empty and exists', () => {
  it('are three different things', () => {
    expect([{}, { f: null }, { f: '' }, { f: 'x' }].map((event) => matches('f: null', event))).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect([{}, { f: null }, { f: '' }, { f: 'x' }].map((event) => matches(`f: ''`, event))).toEqual([
      false,
      false,
      true,
      false,
    ])
    expect([{}, { f: null }, { f: '' }, { f: 'x' }].map((event) => matches('f|exists: true', event))).toEqual([
      false,
      true,
      true,
      true,
    ])
    expect([{}, { f: null }, { f: '' }, { f: 'x' }].map((event) => matches('f|exists: false', event))).toEqual([
      true,
      false,
      false,
      false,
    ])
    expect([{}, { f: null }, { f: '' }, { f: 'x' }].map((event) => matches(`f: '*'`, event))).toEqual([
      false,
      false,
      true,
      true,
    ])
  })
  it('`exists` takes a boolean and stands alone', () => {
    expect(refused('f|exists: maybe')).toEqual(['sigma/modifier-type'])
    expect(refused('f|exists|contains: true')).toContain('sigma/modifier-exists-alone')
  })
})

describe('neq', () => {
  it('is true where the field is missing, unless strict', () => {
    expect([{}, { f: 'a' }, { f: 'b' }].map((event) => matches('f|neq: a', event))).toEqual([true, false, true])
    const strict = { ...BUILD, strictNeq: true }
    expect([{}, { f: null }, { f: 'a' }, { f: 'b' }].map((event) => matches('f|neq: a', event, strict))).toEqual([
      false,
      false,
      false,
      true,
    ])
  })
  it('means none of a list, and goes with fieldref and numbers', () => {
    expect(matches('f|neq: [a, b]', { f: 'b' })).toBe(false)
    expect(matches('f|neq: [a, b]', { f: 'c' })).toBe(true)
    expect(matches('f|neq: 1.0', { f: '1' })).toBe(false)
    expect(matches('f|fieldref|neq: g', { f: 'a', g: 'b' })).toBe(true)
    expect(matches('f|fieldref|neq: g', { f: 'a', g: 'A' })).toBe(false)
  })
})

describe('numbers', () => {
  it.each([
    ['f: 5', '5', true],
    ['f: 5', '5.0', true],
    ['f: 5', '05', true],
    ['f: 5', '5abc', false],
    ['f: 0.5', '.5', false],
    ['f|lt: 5', '4.9', true],
    ['f|lte: 5', '5', true],
    ['f|gt: 5', '5', false],
    ['f|gte: -1', '-1', true],
    ['f|gt: 5', '12abc', false],
    ['f|lt: 5', '', false],
    ['f|gt: 9007199254740992', '9007199254740993', true],
    ['f: 9007199254740993', '9007199254740992', false],
    ['f: 123456789012345678901234567890', '123456789012345678901234567890', true],
    ["f|gt: '5'", '6', true],
  ])('%s and %s: %s', (selection, value, expected) => {
    expect(matches(selection, { f: value })).toBe(expected)
  })
  it('are compared with numbers only', () => {
    expect(refused('f|lt: many')).toEqual(['sigma/modifier-type'])
    expect(refused(`f: ${'1'.repeat(39)}`)).toEqual(['sigma/number-too-large'])
  })
})

describe('YAML scalars', () => {
  it.each([
    ['f: 0x40810000', '0x40810000', true],
    ['f: 010', '010', true],
    ['f: 010', '8', false],
    ['f: no', 'No', true],
    ['f: on', 'ON', true],
    ['f: 1e3', '1e3', true],
    ['f: 2024-01-01', '2024-01-01', true],
    ['f: true', 'True', true],
    ["f: 'null'", 'null', true],
  ])('%s matches %s: %s', (selection, value, expected) => {
    expect(matches(selection, { f: value })).toBe(expected)
  })
})

describe('re', () => {
  it.each([
    ['f|re: b.d', 'abcd', true],
    ['f|re: B.D', 'abcd', false],
    ['f|re|i: B.D', 'abcd', true],
    ['f|re|ignorecase: B.D', 'abcd', true],
    ['f|re: a.b', 'a\nb', false],
    ['f|re|s: a.b', 'a\nb', true],
    ['f|re: ^b$', 'a\nb', false],
    ['f|re|m: ^b$', 'a\nb', true],
    ['f|re|m|i: ^B$', 'a\nb', true],
    ["f|re: '[^x]+'", 'xx', false],
    ["f|re: '^(a|b){2,3}$'", 'abab', false],
    ["f|re: 'a{,2}'", 'a{,2}', true],
    ["f|re: '\\\\\\\\[a-z]+\\.exe$'", 'C:\\\\cmd.exe', true],
    ["f|re: '(?i)ABC'", 'abc', true],
    ["f|re: '(?i:AB)C'", 'abc', false],
    ["f|re: '^$'", '', true],
  ])('%s on %j: %s', (selection, value, expected) => {
    expect(matches(selection, { f: value })).toBe(expected)
  })
  it.each([
    ["f|re: '(?=a)'", 'sigma/regex-look-around'],
    ["f|re: '(?<!a)b'", 'sigma/regex-look-around'],
    ["f|re: '(a)\\1'", 'sigma/regex-backreference'],
    ["f|re: 'a++'", 'sigma/regex-unsupported'],
    ["f|re: '(?>a)'", 'sigma/regex-unsupported'],
    ["f|re: '\\p{L}'", 'sigma/regex-unsupported'],
    ["f|re: '(a'", 'sigma/regex-syntax'],
    ["f|re: '[a'", 'sigma/regex-syntax'],
    ["f|re: 'a)'", 'sigma/regex-syntax'],
    ["f|re: '*a'", 'sigma/regex-syntax'],
    ["f|re: 'a{1001}'", 'sigma/regex-too-large'],
    ["f|re: '((a{100}){100})'", 'sigma/regex-too-large'],
    [`f|re: '${'('.repeat(300)}${')'.repeat(300)}'`, 'sigma/regex-too-large'],
    ['f|re|contains: a', 'sigma/modifier-on-regex'],
    ['f|contains|i: a', 'sigma/modifier-regex-flag'],
  ])('%s is refused', (selection, code) => {
    expect(refused(selection)).toEqual([code])
  })
  it('stays linear where a backtracking matcher would hang', () => {
    expect(matches("f|re: '^(a+)+$'", { f: `${'a'.repeat(5000)}b` })).toBe(false)
  })
})

describe('cidr', () => {
  it.each([
    ['192.0.2.0/24', '192.0.2.255', true],
    ['192.0.2.0/24', '192.0.3.0', false],
    ['192.0.2.0/24', '::ffff:192.0.2.1', true],
    ['192.0.2.0/24', 'unknown', false],
    ['192.0.2.0/24', '192.0.2.1:443', false],
    ['192.0.2.7/32', '192.0.2.7', true],
    ['0.0.0.0/0', '203.0.113.1', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['2001:db8::/32', '2001:DB8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::', false],
    ['::/0', '192.0.2.1', false],
    ['::/0', '2001:db8::1', true],
    ['::1/128', '0:0:0:0:0:0:0:1', true],
  ])('%s holds %s: %s', (network, value, expected) => {
    expect(matches(`f|cidr: '${network}'`, { f: value })).toBe(expected)
  })
  it.each(['192.0.2.0', '192.0.2.0/33', 'x/8', '192.0.2/24', '2001:db8::/129'])('%s is no network', (network) => {
    expect(refused(`f|cidr: '${network}'`)).toEqual(['sigma/cidr-invalid'])
  })
})

describe('fieldref', () => {
  it('compares two fields of one event', () => {
    expect(matches('f|fieldref: g', { f: 'Alice', g: 'alice' })).toBe(true)
    expect(matches('f|fieldref|cased: g', { f: 'Alice', g: 'alice' })).toBe(false)
    expect(matches('f|fieldref|startswith: g', { f: 'alice2', g: 'Alice' })).toBe(true)
    expect(matches('f|fieldref|endswith: g', { f: 'xalice', g: 'Alice' })).toBe(true)
    expect(matches('f|fieldref|contains: g', { f: 'xalicex', g: 'Alice' })).toBe(true)
  })
  it('is false where either has no value', () => {
    expect(matches('f|fieldref: g', {})).toBe(false)
    expect(matches('f|fieldref: g', { f: null, g: null })).toBe(false)
  })
})

describe('expand', () => {
  const values = new Map([
    ['servers', ['web*', 'db1']],
    ['n', ['1', '2']],
  ])
  const options = { ...BUILD, placeholders: { ...NO_PLACEHOLDERS, values } }
  it('puts values in, their wildcards too, and multiplies', () => {
    expect(matches(`f|expand: '%servers%'`, { f: 'web7' }, options)).toBe(true)
    expect(matches(`f|expand: 'x-%servers%-%n%'`, { f: 'x-db1-2' }, options)).toBe(true)
    expect(matches(`f|expand: 'x-%servers%-%n%'`, { f: 'x-db1-3' }, options)).toBe(false)
    expect(matches(`f|contains|expand: '%servers%'`, { f: 'xxdb1xx' }, options)).toBe(true)
  })
  it('lets `\\%` be a per cent sign, and touches nothing without the modifier', () => {
    expect(matches(`f|expand: '100\\% %n%'`, { f: '100% 1' }, options)).toBe(true)
    expect(matches(`f|expand: '\\%n\\%'`, { f: '%n%' }, options)).toBe(true)
    expect(matches(`f: '%servers%'`, { f: '%SERVERS%' }, options)).toBe(true)
  })
  it('rejects the rule when nobody gave values', () => {
    expect(refused(`f|expand: '%servers%'`)).toEqual(['sigma/placeholder-not-expanded'])
  })
  it('may stand for anything, as a last resort', () => {
    const wild = { ...BUILD, placeholders: { ...NO_PLACEHOLDERS, wildcards: new Set(['servers']) } }
    expect(matches(`f|expand: 'x%servers%'`, { f: 'xyz' }, wild)).toBe(true)
  })
  it('does not explode', () => {
    const many = {
      ...BUILD,
      placeholders: { ...NO_PLACEHOLDERS, values: new Map([['m', Array.from({ length: 200 }, String)]]) },
    }
    expect(errorsOf(buildRule(`  s:\n    f|expand: '%m%%m%%m%'\n  condition: s\n`, many).problems)).toEqual([
      'sigma/placeholder-too-many',
    ])
  })
})

it('unknown modifiers are refused', () => {
  expect(refused('f|contain: a')).toEqual(['sigma/modifier-unknown'])
})

it('a mistake in a search does not hide one in the condition', () => {
  expect(errorsOf(buildRule('  s:\n    f|contain: a\n  condition: s and t\n').problems)).toEqual([
    'sigma/modifier-unknown',
    'sigma/condition-unknown-identifier',
  ])
})
