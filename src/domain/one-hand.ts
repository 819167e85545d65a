import { lnGamma } from './ln-gamma.ts'

/** What a group of addresses did, as counts over things a hand chooses: routes, life times of tokens. */
export interface Hand {
  readonly name: string
  readonly kind: string
  readonly events: number
  /** Independent choices behind the counts: sessions, or requests where there are none. */
  readonly choices: number
  readonly habits: Readonly<Record<string, Counts>>
}

export type Counts = Readonly<Record<string, number>>

/** How often two groups took the same target, and how often two strangers would have. */
export interface Meeting {
  readonly a: string
  readonly b: string
  readonly met: number
  readonly expected: number
}

/** From this many expected meetings on it says something whether they happen… */
const EXPECTED = 8
/** …and who meets another at least this share of them… */
const STRANGERS = 0.5
/** …and at most this many times as often draws from the same stock without knowing of the other. */
const SAME_LIST = 2
/** More choices than this prove no more: what a person decides for them all is decided once. */
const CHOICES = 100
/** Weight of each possible value before anything is seen (Jeffreys' prior). */
const PRIOR = 0.5

interface Cluster {
  readonly name: string
  readonly kind: string
  choices: number
  readonly habits: Map<string, Map<string, number>>
}

/**
 * Whether groups that share neither session nor program are one hand's: for each pair, how much likelier their habits
 * are as draws from one unknown distribution than from two (Bayes factor of Dirichlet-multinomials), unless their
 * targets meet as those of strangers do, who help themselves from one stock. Largest first, each to the cluster that
 * speaks most for it; `values`: how many values each habit could have taken. Answers the cluster's name for every group.
 */
export const joinHands = (
  hands: readonly Hand[],
  meetings: readonly Meeting[],
  values: Readonly<Record<string, number>>,
): ReadonlyMap<string, string> => {
  const clusters: Cluster[] = []
  const homes = new Map<string, Cluster>()
  const others = othersOf(meetings)
  for (const hand of [...hands].sort((a, b) => b.events - a.events || (a.name < b.name ? -1 : 1))) {
    const next = clusterOf(hand)
    const strangers = strangersTo(others.get(hand.name) ?? [], homes)
    let [home, best]: [Cluster | undefined, number] = [undefined, 0]
    for (const cluster of clusters) {
      if (cluster.kind !== next.kind || strangers.has(cluster)) continue
      const weight = lnOneHand(cluster, next, values)
      if (weight > best) [home, best] = [cluster, weight]
    }
    if (home === undefined) clusters.push(next)
    else absorb(home, next)
    homes.set(hand.name, home ?? next)
  }
  return new Map([...homes].map(([name, home]) => [name, home.name]))
}

type Other = Omit<Meeting, 'a' | 'b'> & { readonly name: string }

const othersOf = (meetings: readonly Meeting[]): ReadonlyMap<string, readonly Other[]> => {
  const others = new Map<string, Other[]>()
  const meets = (name: string, other: Other): void => {
    const known = others.get(name)
    if (known === undefined) others.set(name, [other])
    else known.push(other)
  }
  for (const { a, b, ...meeting } of meetings) {
    meets(a, { name: b, ...meeting })
    meets(b, { name: a, ...meeting })
  }
  return others
}

/** The clusters whose targets one group meets as strangers do: neither shared out nor taken from one list. */
const strangersTo = (others: readonly Other[], homes: ReadonlyMap<string, Cluster>): ReadonlySet<Cluster> => {
  const sums = new Map<Cluster, { met: number; expected: number }>()
  for (const { name, met, expected } of others) {
    const home = homes.get(name)
    if (home === undefined) continue
    const sum = sums.get(home) ?? { met: 0, expected: 0 }
    sums.set(home, { met: sum.met + met, expected: sum.expected + expected })
  }
  return new Set([...sums].filter(([, sum]) => areStrangers(sum)).map(([cluster]) => cluster))
}

const areStrangers = ({ met, expected }: { readonly met: number; readonly expected: number }): boolean =>
  expected >= EXPECTED && met >= STRANGERS * expected && met <= SAME_LIST * expected

/** Natural logarithm of P(both | one hand) / P(both | two hands), over all habits. */
const lnOneHand = (a: Cluster, b: Cluster, values: Readonly<Record<string, number>>): number => {
  let weight = 0
  for (const [habit, ofA] of a.habits) {
    const ofB = b.habits.get(habit)
    if (ofB === undefined || ofA.size === 0 || ofB.size === 0) continue
    const possible = Math.max(values[habit] ?? 0, new Set([...ofA.keys(), ...ofB.keys()]).size)
    const [x, y] = [scaled(ofA, a.choices), scaled(ofB, b.choices)]
    weight += lnMarginal(sumOf(x, y), possible) - lnMarginal(x, possible) - lnMarginal(y, possible)
  }
  return weight
}

const scaled = (counts: ReadonlyMap<string, number>, choices: number): Map<string, number> => {
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0)
  const weight = Math.min(CHOICES, choices, all) / all
  return new Map([...counts].map(([value, n]) => [value, n * weight]))
}

/** Probability of counts when all mixes over `possible` values are equally open, as a logarithm. */
const lnMarginal = (counts: ReadonlyMap<string, number>, possible: number): number => {
  let [weight, all] = [0, 0]
  for (const n of counts.values()) {
    weight += lnGamma(PRIOR + n) - lnGamma(PRIOR)
    all += n
  }
  return weight + lnGamma(PRIOR * possible) - lnGamma(PRIOR * possible + all)
}

const sumOf = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): Map<string, number> => {
  const sum = new Map(a)
  for (const [value, n] of b) sum.set(value, (sum.get(value) ?? 0) + n)
  return sum
}

const clusterOf = ({ name, kind, choices, habits }: Hand): Cluster => ({
  name,
  kind,
  choices,
  habits: new Map(Object.entries(habits).map(([habit, counts]) => [habit, new Map(Object.entries(counts))])),
})

const absorb = (home: Cluster, next: Cluster): void => {
  home.choices += next.choices
  for (const [habit, counts] of next.habits) home.habits.set(habit, sumOf(home.habits.get(habit) ?? new Map(), counts))
}
