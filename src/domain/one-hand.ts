import { lnGamma } from './ln-gamma.ts'
import { type Acquainted, type Meeting, nobodyKnown, strangersAmong } from './strangers.ts'

/** What a group of addresses did, as counts of independent choices: which route, which life time of a token. */
export interface Hand {
  readonly name: string
  readonly kind: string
  readonly events: number
  readonly habits: Readonly<Record<string, Counts>>
  /** How many values each habit could have taken. */
  readonly values: Readonly<Record<string, number>>
}

export type Counts = Readonly<Record<string, number>>

/** More choices than this prove no more: what a person decides for them all is decided once. */
const CHOICES = 100
/** Weight of each possible value before anything is seen (Jeffreys' prior). */
const PRIOR = 0.5

interface Cluster {
  readonly name: string
  readonly kind: string
  readonly habits: Map<string, Map<string, number>>
}

/**
 * Whether groups that share neither session nor program are one hand's: for each pair, how much likelier their habits
 * are as draws from one unknown distribution than from two (Bayes factor of Dirichlet-multinomials), unless their
 * targets meet as those of strangers do, who help themselves from one stock, and who are not known to be none. Largest first, each to the cluster that
 * speaks most for it. Answers the cluster's name for every group.
 */
export const joinHands = (
  hands: readonly Hand[],
  meetings: readonly Meeting[],
  acquainted: Acquainted = nobodyKnown,
): ReadonlyMap<string, string> => {
  const clusters: Cluster[] = []
  const homes = new Map<string, Cluster>()
  const strangersTo = strangersAmong(meetings, acquainted)
  for (const hand of [...hands].sort((a, b) => b.events - a.events || (a.name < b.name ? -1 : 1))) {
    const next = clusterOf(hand)
    const strangers = strangersTo(hand.name, homes)
    let [home, best]: [Cluster | undefined, number] = [undefined, 0]
    for (const cluster of clusters) {
      if (cluster.kind !== next.kind || strangers.has(cluster)) continue
      const weight = lnOneHand(cluster, next, hand.values)
      if (weight > best) [home, best] = [cluster, weight]
    }
    if (home === undefined) clusters.push(next)
    else absorb(home, next)
    homes.set(hand.name, home ?? next)
  }
  return new Map([...homes].map(([name, home]) => [name, home.name]))
}

/** Natural logarithm of P(both | one hand) / P(both | two hands), over all habits. */
const lnOneHand = (a: Cluster, b: Cluster, values: Readonly<Record<string, number>>): number => {
  let weight = 0
  for (const [habit, ofA] of a.habits) {
    const ofB = b.habits.get(habit)
    if (ofB === undefined || ofA.size === 0 || ofB.size === 0) continue
    const possible = Math.max(values[habit] ?? 0, new Set([...ofA.keys(), ...ofB.keys()]).size)
    const [x, y] = [scaled(ofA), scaled(ofB)]
    weight += lnMarginal(sumOf(x, y), possible) - lnMarginal(x, possible) - lnMarginal(y, possible)
  }
  return weight
}

const scaled = (counts: ReadonlyMap<string, number>): Map<string, number> => {
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0)
  const weight = Math.min(CHOICES, all) / all
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

const clusterOf = ({ name, kind, habits }: Hand): Cluster => ({
  name,
  kind,
  habits: new Map(Object.entries(habits).map(([habit, counts]) => [habit, new Map(Object.entries(counts))])),
})

const absorb = (home: Cluster, next: Cluster): void => {
  for (const [habit, counts] of next.habits) home.habits.set(habit, sumOf(home.habits.get(habit) ?? new Map(), counts))
}
