import { describe, expect, it } from 'vitest'
import { evaluate } from '../../src/sigma/interpret/evaluate.ts'
import { eventOf } from '../../src/sigma/interpret/event.ts'
import { namesFor } from '../../src/sigma/detection/resolve-condition.ts'
import { buildRule, errorsOf } from './rule-of.ts'

const IDENTIFIERS = ['a', 'b', 'c', 'sel_1', 'sel_2', '_hidden']
const SELECTIONS = IDENTIFIERS.map((name) => `  ${name}:\n    ${name}: 1\n`).join('')

/** Which of the events {a: 1}, {b: 1}, {a: 1, b: 1}, … match; named by the fields that are 1. */
const holds = (condition: string, ...fields: readonly string[]): boolean => {
  const { expr, problems } = buildRule(`${SELECTIONS}  condition: ${condition}\n`)
  if (expr === null) throw new Error(JSON.stringify(problems))
  return evaluate(expr, eventOf(Object.fromEntries(fields.map((name) => [name, 1]))))
}

const refused = (condition: string): readonly string[] =>
  errorsOf(buildRule(`${SELECTIONS}  condition: ${condition}\n`).problems)

describe('precedence', () => {
  it('binds `and` before `or`', () => {
    expect(holds('a or b and c', 'a')).toBe(true)
    expect(holds('a and b or c', 'c')).toBe(true)
    expect(holds('(a or b) and c', 'a')).toBe(false)
  })
  it('binds `not` before `and`', () => {
    expect(holds('not a and b', 'b')).toBe(true)
    expect(holds('not a and b', 'a', 'b')).toBe(false)
    expect(holds('not (a and b)', 'a')).toBe(true)
    expect(holds('not not a', 'a')).toBe(true)
    expect(holds('not a or b', 'c')).toBe(true)
  })
  it('binds `x of` before `not`', () => {
    expect(holds('a and not 1 of sel_*', 'a')).toBe(true)
    expect(holds('a and not 1 of sel_*', 'a', 'sel_2')).toBe(false)
  })
})

describe('`x of`', () => {
  it('takes one or all of a pattern', () => {
    expect(holds('1 of sel_*', 'sel_2')).toBe(true)
    expect(holds('any of sel_*', 'sel_2')).toBe(true)
    expect(holds('all of sel_*', 'sel_2')).toBe(false)
    expect(holds('all of sel_*', 'sel_1', 'sel_2')).toBe(true)
  })
  it('leaves identifiers with an underscore out of `them` and of patterns', () => {
    expect(holds('1 of them', '_hidden')).toBe(false)
    expect(holds('all of them', 'a', 'b', 'c', 'sel_1', 'sel_2')).toBe(true)
    expect(namesFor('*', IDENTIFIERS)).not.toContain('_hidden')
    expect(namesFor('_*', IDENTIFIERS)).toEqual(['_hidden'])
  })
  it('matches the whole name, with `*` anywhere and nothing else special', () => {
    expect(namesFor('s*_1', IDENTIFIERS)).toEqual(['sel_1'])
    expect(namesFor('*el_*', IDENTIFIERS)).toEqual(['sel_1', 'sel_2'])
    expect(namesFor('sel', IDENTIFIERS)).toEqual([])
    expect(namesFor('.', IDENTIFIERS)).toEqual([])
    expect(namesFor('a*a', ['a', 'aa'])).toEqual(['aa'])
  })
})

describe('a list of conditions', () => {
  it('is their OR', () => {
    expect(holds('\n    - a and b\n    - c', 'c')).toBe(true)
    expect(holds('\n    - a and b\n    - c', 'a')).toBe(false)
  })
})

describe('conditions that are refused', () => {
  it.each([
    ['a and nobody', 'sigma/condition-unknown-identifier'],
    ['1 of nobody*', 'sigma/condition-nothing-matches-pattern'],
    ['a | count() by b > 5', 'sigma/condition-aggregation'],
    ['a | near b', 'sigma/condition-near'],
    ['near a', 'sigma/condition-near'],
    ['a and', 'sigma/condition-syntax'],
    ['(a', 'sigma/condition-syntax'],
    ['a b', 'sigma/condition-syntax'],
    ['2 of them', 'sigma/condition-syntax'],
    ['and', 'sigma/condition-syntax'],
    [`${'('.repeat(5000)}a`, 'sigma/condition-too-deep'],
    [`${'not '.repeat(5000)}a`, 'sigma/condition-too-deep'],
    ["''", 'sigma/condition-empty'],
  ])('%s', (condition, code) => {
    expect(refused(condition)).toEqual([code])
  })
  it('needs one at all', () => {
    expect(errorsOf(buildRule('  a:\n    a: 1\n').problems)).toEqual(['sigma/condition-missing'])
  })
})

it('an identifier that no condition names is a warning', () => {
  const { problems } = buildRule(`${SELECTIONS}  condition: a or b or c or 1 of sel_*\n`)
  expect(problems.filter(({ code }) => code === 'sigma/identifier-unused').map(({ values }) => values['name'])).toEqual(
    ['_hidden'],
  )
})
