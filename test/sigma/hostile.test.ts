import { describe, expect, it } from 'vitest'
import { Random } from '../../bench/sigma/random.ts'
import { sql } from '../../src/engine/sql.ts'
import { correlationSql } from '../../src/sigma/correlation/correlation-sql.ts'
import { buildRuleSet } from '../../src/sigma/rule-set.ts'
import { predicate } from '../../src/sigma/sql/predicate.ts'
import { mapSource } from '../../src/sigma/sql/source.ts'

const SEED = `title: A rule
id: 5013ef5b-4d84-4c44-8a0b-6a3f3c7f0a01
name: one
logsource: {category: test}
detection:
  a:
    f|contains|all: [x, 'y*?\\\\']
    g|re|i: '(a|b)+[^c]{2,}'
    h|cidr: 192.0.2.0/24
  b:
    - keyword
    - n|gte: 12
  condition: (a or not 1 of b*) and all of them
tags: [attack.t1190]
---
title: Many
correlation:
  type: value_count
  rules: [one]
  group-by: [u]
  timespan: 5m
  aliases: {u: {one: user}}
  condition: {gte: 5, field: [f, g]}
---
title: Without
logsource: {category: test}
filter:
  rules: any
  s: {user|neq: [admin, null]}
  condition: not s
`

const PIECES = [
  '\n',
  '\n  ',
  '- ',
  '---\n',
  '? ',
  '\t',
  '\0',
  '\ud800',
  'action: repeat\n',
  'action: global\n',
  '<<: *a',
].concat(
  `[ ] { } : | > &a *a ' " # ... !!int % null ~ true 12 0x1f \\ 한 \u{1f600} |re |all |expand not of ( condition detection:
  correlation: filter: * ? (?= {9999} 1e999`.split(/\s+/),
)

/** Cuts, doubles, swaps and inserts at random places. */
const mutated = (random: Random): string => {
  let text = SEED
  for (let n = 1 + random.below(6); n > 0; n--) {
    const at = random.below(text.length + 1)
    const to = Math.min(text.length, at + random.below(40))
    const middle = random.pick([
      '',
      text.slice(at, to).repeat(2),
      random.pick(PIECES),
      random.pick(PIECES) + text.slice(at, to),
    ])
    text = text.slice(0, at) + middle + text.slice(to)
  }
  return text
}

describe('files that went wrong', () => {
  it('are read to the end, and what is left of them compiles', () => {
    const random = new Random(3)
    let rules = 0
    let rejected = 0
    for (let n = 0; n < 1500; n++) {
      const set = buildRuleSet([{ path: 'r.yml', text: mutated(random) }])
      const source = mapSource(sql`events`)
      for (const rule of set.rules) expect(predicate(rule.expr, source).text).not.toBe('')
      for (const correlation of set.correlations) expect(correlationSql(correlation, () => source).text).not.toBe('')
      expect(set.rejected.length === 0 || set.problems.some(({ severity }) => severity === 'error')).toBe(true)
      expect(set.problems.every(({ place }) => place.line >= 1 && place.column >= 1)).toBe(true)
      rules += set.rules.length
      rejected += set.rejected.length
    }
    expect(rules).toBeGreaterThan(300)
    expect(rejected).toBeGreaterThan(300)
  }, 60_000)

  it.each([
    ['nothing', ''],
    ['blanks', ' \n\t\n'],
    ['a byte order mark', `\ufeff${SEED}`],
    ['line ends of Windows', SEED.replaceAll('\n', '\r\n')],
    ['one long line', `title: ${'x'.repeat(100_000)}`],
    ['no YAML', '\0\x01\x02'],
    ['a number', '42'],
    ['only separators', '---\n'.repeat(1000)],
  ])('%s', (_, text) => {
    expect(() => buildRuleSet([{ path: 'r.yml', text }])).not.toThrow()
  })

  it('with Windows line ends or a byte order mark are read as the same rules', () => {
    for (const text of [SEED.replaceAll('\n', '\r\n'), `\ufeff${SEED}`])
      expect(buildRuleSet([{ path: 'r.yml', text }]).rules).toHaveLength(1)
  })
})
