/** What a group of addresses did and when, for telling one actor from two. */
export interface Profile {
  readonly name: string
  readonly kind: string
  readonly events: number
  /** Hours (any numbering) in which it was active. */
  readonly hours: readonly number[]
  readonly routes: readonly { readonly route: string; readonly events: number }[]
}

/** A group joins a larger one when at least this share of its hours are the larger one's hours… */
const SAME_HOURS = 0.5
/** …and at least this share of its requests go to routes that the larger one uses… */
const SAME_ROUTES = 0.8
/** …where the larger one uses a route when it sends it this share of its own requests. */
const USED_ROUTE = 0.02

interface Cluster {
  readonly name: string
  readonly kind: string
  events: number
  readonly hours: Set<number>
  readonly routes: Map<string, number>
}

/**
 * Infrastructure that works the same hours on the same routes by the same way in is one actor's, though its addresses
 * and agents never mix. Largest first; answers the cluster's name for every profile.
 */
export const mergeProfiles = (profiles: readonly Profile[]): ReadonlyMap<string, string> => {
  const clusters: Cluster[] = []
  const merged = new Map<string, string>()
  const ordered = [...profiles].sort((a, b) => b.events - a.events || (a.name < b.name ? -1 : 1))
  for (const profile of ordered) {
    const home = clusters.find((cluster) => belongs(profile, cluster))
    if (home === undefined) clusters.push(clusterOf(profile))
    else absorb(home, profile)
    merged.set(profile.name, home?.name ?? profile.name)
  }
  return merged
}

const belongs = (profile: Profile, cluster: Cluster): boolean => {
  if (profile.kind !== cluster.kind) return false
  const shared = profile.hours.filter((hour) => cluster.hours.has(hour)).length
  if (shared < SAME_HOURS * profile.hours.length) return false
  const familiar = profile.routes
    .filter(({ route }) => (cluster.routes.get(route) ?? 0) >= USED_ROUTE * cluster.events)
    .reduce((sum, { events }) => sum + events, 0)
  return familiar >= SAME_ROUTES * profile.events
}

const clusterOf = (profile: Profile): Cluster => ({
  name: profile.name,
  kind: profile.kind,
  events: profile.events,
  hours: new Set(profile.hours),
  routes: new Map(profile.routes.map(({ route, events }) => [route, events])),
})

const absorb = (cluster: Cluster, profile: Profile): void => {
  cluster.events += profile.events
  for (const hour of profile.hours) cluster.hours.add(hour)
  for (const { route, events } of profile.routes) cluster.routes.set(route, (cluster.routes.get(route) ?? 0) + events)
}
