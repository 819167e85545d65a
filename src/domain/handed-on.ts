/** How often, of a kind of hits, the next target was another group's, and how many targets in their order lie between the two. */
export interface Crossing {
  readonly a: string
  readonly b: string
  /** Ranks between both targets among the `targets` that anybody of this kind took. */
  readonly distance: number
  readonly targets: number
  readonly times: number
}

/** Who walks through ids with several addresses goes on with the next address where the last one stopped this often… */
const GOES_ON = 0.5
/** …a step or two further, as one jumps: each rank more is half as likely. */
const STEP = 0.5
/** So much likelier as one hand's walk than as strangers' targets must all the crossings of a group be. */
const CONVINCING = Math.log(100)

/**
 * Pairs of groups of which one goes on, in time, where the other stopped in the order of the ids: a walk that is handed on
 * from address to address. For each crossing, how much likelier its distance is for one walk than for strangers, whose next
 * target may lie anywhere; a group walks on when all its crossings together say so, and with whom the crossings to him do.
 */
export const handedOn = (crossings: readonly Crossing[]): readonly (readonly [a: string, b: string])[] => {
  const [ofGroup, ofPair] = [new Map<string, number>(), new Map<string, readonly [string, string, number]>()]
  for (const crossing of crossings) {
    const weight = crossing.times * lnOneWalk(crossing)
    const [a, b] = crossing.a < crossing.b ? [crossing.a, crossing.b] : [crossing.b, crossing.a]
    for (const group of [a, b]) ofGroup.set(group, (ofGroup.get(group) ?? 0) + weight)
    const key = `${a}\n${b}`
    ofPair.set(key, [a, b, (ofPair.get(key)?.[2] ?? 0) + weight])
  }
  const walks = (group: string): boolean => (ofGroup.get(group) ?? 0) >= CONVINCING
  return [...ofPair.values()].flatMap(([a, b, weight]) => (weight > 0 && walks(a) && walks(b) ? [[a, b]] : []))
}

const lnOneWalk = ({ distance, targets }: Crossing): number => {
  const step = ((1 - STEP) / 2) * STEP ** (distance - 1)
  const stranger = 1 / Math.max(1, targets)
  return Math.log((GOES_ON * step) / stranger + 1 - GOES_ON)
}
