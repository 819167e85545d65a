import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventsSql } from '../../bench/sigma/differential.ts'
import { Random } from '../../bench/sigma/random.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { openEmbedded } from '../../src/engine/embedded.ts'
import { sql } from '../../src/engine/sql.ts'
import { correlationSql } from '../../src/sigma/correlation/correlation-sql.ts'
import { parseDecimal } from '../../src/sigma/detection/decimal.ts'
import { evaluate } from '../../src/sigma/interpret/evaluate.ts'
import { eventOf, type SigmaEvent } from '../../src/sigma/interpret/event.ts'
import { buildRuleSet, type RuleSet } from '../../src/sigma/rule-set.ts'
import { mapSource } from '../../src/sigma/sql/source.ts'
import { bruteForce, type Found, type Hit } from './correlation-oracle.ts'

let dir: string
let engine: Engine
beforeAll(async () => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'mapae-sigma-'))
  engine = await openEmbedded(dir)
})
afterAll(async () => {
  await engine.close()
  rmSync(dir, { recursive: true, force: true })
})

const BASE = ['one', 'two', 'three']
  .map(
    (name) =>
      `title: Rule ${name}\nname: ${name}\nlogsource:\n  category: test\ndetection:\n  s:\n    kind|contains: ${name}\n  condition: s\n---\n`,
  )
  .join('')

const correlation = (body: string, name = 'outer'): string =>
  `title: Correlation ${name}\nname: ${name}\ncorrelation:\n${body.replace(/^/gm, '  ')}\n---\n`

const setOf = (text: string): RuleSet => buildRuleSet([{ path: 'rules.yml', text }])

interface Timed {
  readonly ms: number
  readonly fields: Record<string, unknown>
}

const run = async (set: RuleSet, events: readonly Timed[], name = 'outer'): Promise<readonly Found[]> => {
  const found = set.correlations.find(({ document }) => document.meta.name === name)
  if (found === undefined) throw new Error(JSON.stringify(set.problems.filter(({ severity }) => severity === 'error')))
  const source = mapSource(
    eventsSql(
      events.map(({ fields }) => eventOf(fields)),
      events.map(({ ms }) => BigInt(Math.round(ms * 1000))),
    ),
  )
  const query = correlationSql(found, () => source)
  return engine.rows<Found>(
    sql`SELECT toString(t) AS t, toString(o) AS o, keys, measure FROM (${query}) ORDER BY keys, t, o, measure`,
  )
}

const times = async (text: string, events: readonly Timed[], name?: string): Promise<readonly number[]> =>
  (await run(setOf(BASE + text), events, name)).map(({ t }) => Number(t) / 1000)

describe('against every pair of events', () => {
  const CASES: readonly (readonly [string, string])[] = [
    ['event_count', 'gte: 3'],
    ['event_count', 'gt: 1\n  lt: 4'],
    ['event_count', 'eq: 2'],
    ['event_count', 'neq: 2'],
    ['value_count', 'field: value\n  gte: 2'],
    ['value_count', 'field: [value, kind]\n  gte: 3'],
    ['temporal', 'gte: 2'],
    ['temporal', ''],
    ['temporal_ordered', ''],
    ['temporal_ordered', 'gte: 2'],
    ['temporal_ordered', 'eq: 2'],
    ['value_sum', 'field: value\n  gte: 10.5'],
    ['value_avg', 'field: value\n  gt: 3.25'],
    ['value_avg', 'field: value\n  eq: 4'],
    ['value_percentile', 'field: value\n  percentile: 50\n  gte: 4'],
    ['value_percentile', 'field: value\n  percentile: 99.9\n  lte: 7'],
    ['value_percentile', 'field: value\n  percentile: 0\n  eq: 1'],
  ]
  it.each(CASES)(
    '%s %j',
    async (type, condition) => {
      const random = new Random(CASES.findIndex(([t, c]) => t === type && c === condition) + 100)
      for (let round = 0; round < 2; round++) {
        const grouped = round === 1
        const text = correlation(
          `type: ${type}\nrules: [one, two, three]\ntimespan: 2s\n${grouped ? 'group-by: [user]\n' : ''}${condition === '' ? '' : `condition:\n  ${condition}`}`,
        )
        const set = setOf(BASE + text)
        const events = Array.from({ length: 90 }, () => randomEvent(random))
        const found = await run(set, events)
        expect(shown(type, found)).toEqual(shown(type, expected(set, events, grouped)))
        if (round === 1) expect(found.length).toBeGreaterThan(0)
      }
    },
    30_000,
  )
})

/** An average is shown as floating point, which the oracle does not repeat. */
const shown = (type: string, found: readonly Found[]): readonly string[] =>
  found.map((row) => JSON.stringify([row.keys, row.t, row.o, type === 'value_avg' ? '' : row.measure])).sort()

/** Times crowd at the same instants, and at exactly the timespan and one millisecond more. */
const randomEvent = (random: Random): Timed => ({
  ms: random.pick([0, 1, 500, 1000, 1999, 2000, 2001, 2500, 3000, 4000, 4001, 4002, 6000]) + 7000 * random.below(2),
  fields: {
    kind: random.pick(['one', 'two', 'three', 'one two', 'none', 'two three', 'three']),
    ...(random.chance(85) ? { user: random.pick(['a', 'A', 'b']) } : {}),
    ...(random.chance(85) ? { value: random.pick(['1', '2', '4', '4.0', '7', '7.25', 'many', '', null]) } : {}),
  },
})

const expected = (set: RuleSet, events: readonly Timed[], grouped: boolean): readonly Found[] => {
  const [outer] = set.correlations
  if (outer === undefined) throw new Error('no correlation')
  const { document, inputs, thresholds } = outer
  const hits = inputs.flatMap(({ from, values }, rule) =>
    events.flatMap(({ ms, fields }, i): readonly Hit[] => {
      const event = eventOf(fields)
      const expr = from.kind === 'rule' ? from.rule.expr : null
      if (expr === null || !evaluate(expr, event)) return []
      const keys = grouped ? [textOf(event, 'user')] : []
      if (keys.includes(null)) return []
      const vals = values.map((name) => textOf(event, name))
      return [
        {
          rule,
          t: BigInt(ms) * 1000n,
          o: i + 1,
          keys: keys.flatMap((key) => key ?? []),
          vals: vals.includes(null) ? [] : vals.flatMap((value) => value ?? []),
        },
      ]
    }),
  )
  const span = BigInt(document.timespan) * 1_000_000n
  return bruteForce(hits, {
    type: document.type,
    span,
    rules: inputs.length,
    thresholds,
    percentile: document.percentile ?? 0n,
  })
}

const textOf = (event: SigmaEvent, name: string): string | null => {
  const bytes = event.fields.get(name) ?? null
  return bytes === null ? null : Buffer.from(bytes).toString()
}

const at = (ms: number, kind: string, fields: Record<string, unknown> = {}): Timed => ({
  ms,
  fields: { kind, ...fields },
})

describe('the edges of a window', () => {
  const three = correlation('type: event_count\nrules: [one]\ntimespan: 10s\ncondition:\n  gte: 2')
  it('holds events exactly the timespan apart, and not one millisecond more', async () => {
    expect(await times(three, [at(0, 'one'), at(10_000, 'one')])).toEqual([10_000])
    expect(await times(three, [at(0, 'one'), at(10_001, 'one')])).toEqual([])
  })
  it('slides: a burst across the hour is one burst', async () => {
    const hourly = correlation('type: event_count\nrules: [one]\ntimespan: 1h\ncondition:\n  gte: 4')
    const minutes = [50, 55, 62, 65].map((minute) => at(minute * 60_000, 'one'))
    expect(await times(hourly, minutes)).toEqual([65 * 60_000])
  })
  it.each(['90s', '7m', '59m', '25h', '3d', '99d'])('is exact to the microsecond, in %s too', async (timespan) => {
    const seconds = { s: 1, m: 60, h: 3600, d: 86_400 }[timespan.slice(-1)] ?? 0
    const ms = Number.parseInt(timespan, 10) * seconds * 1000
    const start = Date.UTC(2025, 4, 12) + 0.123
    const twice = correlation(`type: event_count\nrules: [one]\ntimespan: ${timespan}\ncondition:\n  gte: 2`)
    expect(await times(twice, [at(start, 'one'), at(start + ms, 'one')])).toHaveLength(1)
    expect(await times(twice, [at(start, 'one'), at(start + ms + 0.001, 'one')])).toHaveLength(0)
  })
  it('counts events of one instant together, all of them', async () => {
    expect(await times(three, [at(5, 'one'), at(5, 'one')])).toEqual([5, 5])
  })
  it('lets events of one instant follow each other in order', async () => {
    const ordered = correlation('type: temporal_ordered\nrules: [one, two]\ntimespan: 10s')
    expect(await times(ordered, [at(5, 'two'), at(5, 'one')])).toEqual([5])
    expect(await times(ordered, [at(5, 'two'), at(6, 'one')])).toEqual([])
    expect(await times(ordered, [at(0, 'one'), at(10_000, 'two')])).toEqual([10_000])
    expect(await times(ordered, [at(0, 'one'), at(10_001, 'two')])).toEqual([])
  })
})

describe('aliases', () => {
  const aliased = correlation(
    'type: temporal\nrules: [one, two]\ntimespan: 1m\naliases:\n  ip:\n    one: src\n    two: dst\ngroup-by: [ip]',
  )
  it('group by a field of another name in each rule', async () => {
    expect(await times(aliased, [at(1, 'one', { src: 'x' }), at(2, 'two', { dst: 'x' })])).toEqual([2])
    expect(await times(aliased, [at(1, 'one', { src: 'x' }), at(2, 'two', { dst: 'y' })])).toEqual([])
    expect(await times(aliased, [at(1, 'one', { ip: 'x' }), at(2, 'two', { ip: 'x' })])).toEqual([])
  })
})

describe('chains', () => {
  const burst = correlation(
    'type: event_count\nrules: [one]\ngroup-by: [user]\ntimespan: 10s\ncondition:\n  gte: 3',
    'burst',
  )
  const then = correlation('type: temporal_ordered\nrules: [burst, two]\ngroup-by: [user]\ntimespan: 1m')
  it('take the result of one correlation as an event of the next', async () => {
    const guesses = [0, 1, 2].map((i) => at(i * 1000, 'one', { user: 'a' }))
    expect(await times(burst + then, [...guesses, at(30_000, 'two', { user: 'a' })])).toEqual([30_000])
    expect(await times(burst + then, [...guesses, at(30_000, 'two', { user: 'b' })])).toEqual([])
    expect(await times(burst + then, [...guesses.slice(1), at(30_000, 'two', { user: 'a' })])).toEqual([])
    expect(await times(then + burst, [...guesses, at(62_001, 'two', { user: 'a' })])).toEqual([])
  })
  it('that run in a circle are refused, and named', () => {
    const circle =
      correlation('type: temporal\nrules: [b, one]\ntimespan: 1m', 'a') +
      correlation('type: temporal\nrules: [a, one]\ntimespan: 1m', 'b')
    const set = setOf(BASE + circle)
    expect(set.correlations).toEqual([])
    const [cycle] = set.problems.filter(({ code }) => code === 'sigma/correlation-cycle')
    expect(cycle?.values['chain']).toBe('Correlation a → Correlation b → Correlation a')
    expect(set.rejected.map(({ name }) => name).sort()).toEqual(['a', 'b'])
  })
  it('may group only by what the inner one was grouped by', () => {
    const set = setOf(BASE + burst + correlation('type: temporal\nrules: [burst, two]\ngroup-by: [host]\ntimespan: 1m'))
    expect(set.problems.map(({ code }) => code)).toContain('sigma/correlation-group-unknown')
  })
})

describe('correlations that are refused', () => {
  it.each([
    ['type: event_count\nrules: [one]\ntimespan: 1m', 'sigma/correlation-condition-missing'],
    ['type: event_count\nrules: [nobody]\ntimespan: 1m\ncondition:\n  gte: 1', 'sigma/correlation-rule-unknown'],
    ['type: event_count\nrules: [one]\ntimespan: 1w\ncondition:\n  gte: 1', 'sigma/correlation-timespan'],
    ['type: event_count\nrules: [one]\ntimespan: 0s\ncondition:\n  gte: 1', 'sigma/correlation-timespan'],
    ['type: event_count\nrules: [one]\ntimespan: 1m\ncondition:\n  above: 1', 'sigma/correlation-operator'],
    ['type: event_count\nrules: [one]\ntimespan: 1m\ncondition:\n  gte: many', 'sigma/correlation-threshold'],
    ['type: event_count\nrules: [one]\ntimespan: 1m\ncondition:\n  gte: 5\n  lt: 3', 'sigma/correlation-never'],
    ['type: temporal\nrules: [one, two]\ntimespan: 1m\ncondition:\n  gte: 3', 'sigma/correlation-never'],
    ['type: value_count\nrules: [one]\ntimespan: 1m\ncondition:\n  gte: 1', 'sigma/correlation-field-missing'],
    [
      'type: value_sum\nrules: [one]\ntimespan: 1m\ncondition:\n  gte: 1\n  field: [a, b]',
      'sigma/correlation-one-field',
    ],
    [
      'type: value_percentile\nrules: [one]\ntimespan: 1m\ncondition:\n  gte: 1\n  field: a',
      'sigma/correlation-percentile',
    ],
    ['type: value_median\nrules: [one]\ntimespan: 1m\ncondition:\n  gte: 1\n  field: a', 'sigma/value-unknown'],
    ['rules: [one]\ntimespan: 1m', 'sigma/correlation-field-missing'],
  ])('%j', (body, code) => {
    const set = setOf(BASE + correlation(body))
    expect(set.correlations).toEqual([])
    expect(set.problems.filter(({ severity }) => severity === 'error').map((problem) => problem.code)).toContain(code)
    expect(set.rules).toHaveLength(3)
  })
  it('also refuse a threshold that is a percentile beyond 100', () => {
    expect(parseDecimal('100')).not.toBeNull()
    const set = setOf(
      BASE +
        correlation(
          'type: value_percentile\nrules: [one]\ntimespan: 1m\ncondition:\n  gte: 1\n  field: a\n  percentile: 101',
        ),
    )
    expect(set.problems.map(({ code }) => code)).toContain('sigma/correlation-percentile')
  })
})
