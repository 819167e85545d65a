import { describe, expect, it } from 'vitest'
import { fitAttackClass } from '../../src/detections/lineage/attack-class.ts'
import { holdsStrangers } from '../../src/detections/lineage/drifted-class.ts'
import type { MixtureTest, Pattern } from '../../src/domain/mixture.ts'

/**
 * Legitimate sessions come from shared addresses and read a bit of everything. An attack was expected on addresses of doubtful
 * sessions; this one has an address for each session.
 */
const TESTS: readonly MixtureTest[] = [
  {
    name: 'origin',
    outcomes: ['alone', 'doubtful'],
    legitimate: [[900, 100]],
    expected: [0.1, 0.9],
    weight: 20,
  },
  {
    name: 'account',
    outcomes: ['same-address', 'same-agent', 'elsewhere', 'unknown', 'not-named'],
    legitimate: [[300, 200, 60, 430, 10]],
    expected: [0.005, 0.045, 0.5, 0.4, 0.05],
    weight: 40,
  },
  { name: 'use', outcomes: ['mixed', 'only-personal'], legitimate: [[900, 100]], expected: [0.1, 0.9], weight: 40 },
  { name: 'log-in', outcomes: ['seen', 'not-seen'], legitimate: [[900, 100]], expected: [0.02, 0.98], weight: 100 },
]

/** Counts of sessions that are `n` in all, each test with the rates given, independent of the others. */
const population = (n: number, rates: readonly (readonly number[])[]): readonly Pattern[] =>
  rates
    .reduce<readonly { readonly outcomes: readonly number[]; readonly p: number }[]>(
      (all, test) =>
        all.flatMap(({ outcomes, p }) => test.map((rate, o) => ({ outcomes: [...outcomes, o], p: p * rate }))),
      [{ outcomes: [], p: 1 }],
    )
    .map(({ outcomes, p }) => ({ outcomes, count: Math.round(n * p) }))
    .filter(({ count }) => count > 0)

const LEGITIMATE = [
  [0.9, 0.1],
  [0.3, 0.2, 0.06, 0.43, 0.01],
  [0.9, 0.1],
  [0.9, 0.1],
]
/** Alone on its address, nothing but personal data, no log-in; where the account is at home as given. */
const classOf = (home: readonly number[]): readonly (readonly number[])[] => [[0.97, 0.03], home, [0, 1], [0, 1]]
const STRANGERS = [0, 0.02, 0.2, 0.78, 0]
const AT_HOME = [0.3, 0.2, 0.06, 0.43, 0.01]
/** A few that look just as expected. */
const EXPECTED = population(6, [
  [0, 1],
  [0, 0, 1, 0, 0],
  [0, 1],
  [0, 1],
])

const judged = (home: readonly number[], most = Number.POSITIVE_INFINITY): boolean => {
  const patterns = [...population(2000, LEGITIMATE), ...population(600, classOf(home)), ...EXPECTED]
  const { fit, drifted } = fitAttackClass(TESTS, patterns)
  expect(drifted, 'the class does not look as expected').not.toBeNull()
  const sure = patterns
    .filter(({ outcomes }) => fit.posterior(outcomes) >= 0.99)
    .map(({ outcomes, count }) => ({ outcomes, count: Math.min(count, most) }))
    .slice(0, most)
  return drifted !== null && holdsStrangers(TESTS, patterns, drifted, sure)
}

describe('an attack class that does not look as was expected', () => {
  it('is one where its sessions are nobody at home', () => expect(judged(STRANGERS)).toBe(true))

  it('is a legitimate kind of session where they are at home as others are', () => expect(judged(AT_HOME)).toBe(false))

  it('is none where the declared expectation is sure of one only', () => expect(judged(STRANGERS, 1)).toBe(false))

  it('is none where it is another class than that of the sure ones', () => {
    const elsewhere = population(60, [
      [0, 1],
      [0, 0, 1, 0, 0],
      [0, 1],
      [1, 0],
    ])
    const { drifted } = fitAttackClass(TESTS, [...population(2000, LEGITIMATE), ...population(600, classOf(STRANGERS))])
    expect(drifted).not.toBeNull()
    if (drifted !== null) expect(holdsStrangers(TESTS, [], drifted, elsewhere)).toBe(false)
  })

  it('is none where no log says whose sessions they are', () => {
    const tests = TESTS.filter(({ name }) => name !== 'account')
    const unnamed = (patterns: readonly Pattern[]): readonly Pattern[] =>
      patterns.map(({ outcomes, count }) => ({ outcomes: outcomes.filter((_, t) => t !== 1), count }))
    const patterns = unnamed([...population(2000, LEGITIMATE), ...population(600, classOf(STRANGERS)), ...EXPECTED])
    const { drifted, fit } = fitAttackClass(tests, patterns)
    expect(holdsStrangers(tests, patterns, drifted ?? fit, patterns)).toBe(false)
  })
})
