import { type Acquainted, type Meeting, nobodyKnown, strangersAmong } from './strangers.ts'

/** What a group of addresses did, when and with which programs, for telling one actor from two. */
export interface Profile {
  readonly name: string
  readonly kind: string
  readonly events: number
  /** Hours (any numbering) in which it was active. */
  readonly hours: readonly number[]
  readonly routes: readonly Use[]
  readonly agents: readonly Use[]
  /** Those of its programs that hardly anybody else uses. */
  readonly ownAgents: readonly string[]
}

export interface Use {
  readonly name: string
  readonly events: number
}

/** Requests from which on the mix of routes and of programs is a hand's own and not chance. */
const MANY = 50
/** Cosine of two mixes of routes from which on they are one hand's… */
const SAME_ROUTES = 0.9
/** …and of two mixes of programs, which change from address to address more. */
const SAME_AGENTS = 0.3
/** A small group belongs to a larger one whose routes and programs cover this share of its requests, or one program of their own. */
const COVERED = 0.8
/** One uses a route or program when it sends it this share of its requests. */
const USED = 0.02
/** Groups without a program in common still belong together when this share of the smaller one's hours is shared. */
const SAME_HOURS = 0.5

/** Clusters are joined by their hours where these coincide so seldom by chance, given how many hours the larger one takes up. */
const BY_CHANCE = 0.01

interface Cluster {
  readonly name: string
  readonly members: string[]
  readonly kind: string
  events: number
  readonly hours: Set<number>
  readonly routes: Map<string, number>
  readonly agents: Map<string, number>
  readonly ownAgents: ReadonlySet<string>
}

/**
 * Infrastructure that comes in by the same way, for the same routes in the same mix, with the same programs or in the
 * same hours, is one actor's, though its addresses never mix; not where their targets meet as
 * strangers' do, and nothing else says that they are none. Largest first, each to the cluster it resembles most; then
 * clusters that came about so and were at work in the same hours, which single addresses are too briefly to tell.
 * Answers the cluster's name for every profile.
 */
export const mergeProfiles = (
  profiles: readonly Profile[],
  meetings: readonly Meeting[] = [],
  acquainted: Acquainted = nobodyKnown,
): ReadonlyMap<string, string> => {
  const clusters: Cluster[] = []
  const homes = new Map<string, Cluster>()
  const strangersTo = strangersAmong(meetings, acquainted)
  const ordered = profiles.map(clusterOf).sort((a, b) => b.events - a.events || (a.name < b.name ? -1 : 1))
  for (const part of ordered) {
    const strangers = strangersTo(part.name, homes)
    const home = mostAlike(
      part,
      clusters.filter((cluster) => !strangers.has(cluster) && belongs(part, cluster)),
    )
    if (home === undefined) clusters.push(part)
    else absorb(home, part)
    homes.set(part.name, home ?? part)
  }
  joinAtWork(
    clusters,
    spanOf(profiles),
    homes,
    (members) => new Set(members.flatMap((name) => [...strangersTo(name, homes)])),
  )
  return new Map([...homes].map(([name, home]) => [name, home.name]))
}

/** From the first hour of any to the last, in hours. */
const spanOf = (profiles: readonly Profile[]): number => {
  const hours = profiles.flatMap((profile) => profile.hours)
  return (
    hours.reduce((most, hour) => Math.max(most, hour), 0) -
    hours.reduce((least, hour) => Math.min(least, hour), Infinity) +
    1
  )
}

const joinAtWork = (
  clusters: readonly Cluster[],
  span: number,
  homes: Map<string, Cluster>,
  strangersTo: (members: readonly string[]) => ReadonlySet<Cluster>,
): void => {
  const kept: Cluster[] = []
  for (const next of [...clusters].sort((a, b) => b.events - a.events || (a.name < b.name ? -1 : 1))) {
    const strangers = strangersTo(next.members)
    const home = mostAlike(
      next,
      kept.filter((cluster) => !strangers.has(cluster) && isAtWorkWith(next, cluster, span)),
    )
    if (home === undefined) kept.push(next)
    else {
      absorb(home, next)
      for (const name of next.members) homes.set(name, home)
    }
  }
}

/** Whether the same hours on the same routes are more than chance (Chernoff's bound on a binomial tail). */
const isAtWorkWith = (next: Cluster, home: Cluster, span: number): boolean => {
  if (next.kind !== home.kind || coverage(next.routes, home) < COVERED) return false
  const n = next.hours.size
  const share = [...next.hours].filter((hour) => home.hours.has(hour)).length / Math.max(1, n)
  const chance = home.hours.size / span
  if (share < SAME_HOURS || share <= chance) return false
  const apart = (a: number, b: number): number => (a === 0 ? 0 : a * Math.log(a / b))
  return n * (apart(share, chance) + apart(1 - share, 1 - chance)) >= -Math.log(BY_CHANCE)
}

const mostAlike = (next: Cluster, homes: readonly Cluster[]): Cluster | undefined =>
  homes.reduce<Cluster | undefined>(
    (best, home) => (best === undefined || likeness(next, home) > likeness(next, best) ? home : best),
    undefined,
  )

const likeness = (a: Cluster, b: Cluster): number => cosine(a.routes, b.routes) + cosine(a.agents, b.agents)

const belongs = (next: Cluster, home: Cluster): boolean => {
  if (next.kind !== home.kind) return false
  if (next.events < MANY && sharesOwnAgent(next, home)) return true
  const together = [...next.hours].filter((hour) => home.hours.has(hour)).length / Math.max(1, next.hours.size)
  if (together >= SAME_HOURS && coverage(next.routes, home) >= COVERED) return true
  if (next.events < MANY) return coverage(next.routes, home) >= COVERED && coverage(next.agents, home) >= COVERED
  return cosine(next.routes, home.routes) >= SAME_ROUTES && cosine(next.agents, home.agents) >= SAME_AGENTS
}

/** A few requests are no mix of routes: what nobody else sends them with says more. */
const sharesOwnAgent = (next: Cluster, home: Cluster): boolean => {
  const own = [...next.agents].filter(([name]) => next.ownAgents.has(name))
  return (
    own.reduce((sum, [, events]) => sum + events, 0) >= COVERED * next.events && coverage(new Map(own), home) >= COVERED
  )
}

/** Share of the requests that go to what the other uses too. */
const coverage = (mix: ReadonlyMap<string, number>, home: Cluster): number => {
  let [familiar, all] = [0, 0]
  for (const [name, events] of mix) {
    all += events
    const used = (home.routes.get(name) ?? 0) + (home.agents.get(name) ?? 0)
    if (used >= USED * home.events) familiar += events
  }
  return all === 0 ? 1 : familiar / all
}

const cosine = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number => {
  const norm = (mix: ReadonlyMap<string, number>): number =>
    Math.sqrt([...mix.values()].reduce((sum, n) => sum + n * n, 0))
  const product = [...a].reduce((sum, [name, n]) => sum + n * (b.get(name) ?? 0), 0)
  return product === 0 ? 0 : product / (norm(a) * norm(b))
}

const mixOf = (uses: readonly Use[]): Map<string, number> => new Map(uses.map(({ name, events }) => [name, events]))

const clusterOf = (profile: Profile): Cluster => ({
  name: profile.name,
  members: [profile.name],
  kind: profile.kind,
  events: profile.events,
  hours: new Set(profile.hours),
  routes: mixOf(profile.routes),
  agents: mixOf(profile.agents),
  ownAgents: new Set(profile.ownAgents),
})

const absorb = (home: Cluster, next: Cluster): void => {
  home.events += next.events
  home.members.push(...next.members)
  for (const hour of next.hours) home.hours.add(hour)
  for (const [name, events] of next.routes) home.routes.set(name, (home.routes.get(name) ?? 0) + events)
  for (const [name, events] of next.agents) home.agents.set(name, (home.agents.get(name) ?? 0) + events)
}
