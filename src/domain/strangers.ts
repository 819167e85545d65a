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

type Other = Omit<Meeting, 'a' | 'b'> & { readonly name: string }

/** Whether two groups are known to be no strangers, however their targets meet. */
export type Acquainted = (a: string, b: string) => boolean

export const nobodyKnown: Acquainted = () => false

/**
 * Tells the clusters whose targets one group meets as strangers do who help themselves from one stock: neither shared
 * out nor taken from one list. One hand that draws from the stock at random, by addresses in turn, meets itself just so:
 * who is acquainted with a group of the cluster is no stranger to it. `homes`: the cluster of every group that has one.
 */
export const strangersAmong = (
  meetings: readonly Meeting[],
  acquainted: Acquainted,
): (<Cluster>(group: string, homes: ReadonlyMap<string, Cluster>) => ReadonlySet<Cluster>) => {
  const others = othersOf(meetings)
  return (group, homes) => {
    const met = others.get(group) ?? []
    const friends = new Set(met.filter(({ name }) => acquainted(group, name)).map(({ name }) => homes.get(name)))
    return new Set([...strangers(met, homes)].filter((cluster) => !friends.has(cluster)))
  }
}

const strangers = <Cluster>(others: readonly Other[], homes: ReadonlyMap<string, Cluster>): ReadonlySet<Cluster> => {
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
