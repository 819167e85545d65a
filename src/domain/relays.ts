import { AWAKE, paceOf, type Span, type WorkingTimes } from './same-hours.ts'

/** Who takes one address after another takes the next at his own pace this often; else he rests between. */
const AT_ONCE = 0.5
/** So much likelier as one hand's than as strangers' must all the changes of a relay be. */
const CONVINCING = Math.log(1000)
/** Which of the changes belong to a relay is chosen after they were seen: each may be in it or not. */
const CHOSEN = Math.log(2)

interface Change {
  readonly a: string
  readonly b: string
  readonly weight: number
}

/**
 * Pairs of groups of one way in that one hand uses one after another: the next begins, at the pace of the work, when the
 * one before has ended for good. For each change, how much likelier so short a gap is for one hand (exponential, by the
 * pace of both) than for strangers, who begin at any time of the day that all keep. A relay is all groups that such
 * changes join; it is one hand's when its changes together say so.
 */
export const relaysAmong = (
  groups: readonly WorkingTimes[],
  span: Span,
): readonly (readonly [a: string, b: string])[] => {
  const atWork = groups.filter((group) => group.stretches.length > 0 && paceOf(group) > 0)
  const rate = atWork.length / (AWAKE * (span.to - span.from))
  const inOrder = [...atWork].sort((x, y) => beginOf(x) - beginOf(y) || (x.name < y.name ? -1 : 1))
  const changes = inOrder.flatMap((next): readonly Change[] => {
    const before = endedLast(atWork, beginOf(next))
    if (before === undefined) return []
    const weight = lnRelayed(beginOf(next) - endOf(before), paceOf(before) + paceOf(next), rate) - CHOSEN
    return weight > 0 ? [{ a: before.name, b: next.name, weight }] : []
  })
  return relaysOf(changes).flatMap((relay) =>
    relay.reduce((sum, { weight }) => sum + weight, 0) >= CONVINCING ? relay.map(({ a, b }) => [a, b] as const) : [],
  )
}

const beginOf = ({ stretches }: WorkingTimes): number => stretches[0]?.[0] ?? 0
const endOf = ({ stretches }: WorkingTimes): number => stretches.at(-1)?.[1] ?? 0

/** Of the groups that had ended by then the last one. */
const endedLast = (groups: readonly WorkingTimes[], by: number): WorkingTimes | undefined =>
  groups.reduce<WorkingTimes | undefined>((last, group) => {
    if (endOf(group) > by || beginOf(group) >= by) return last
    return last === undefined || endOf(group) > endOf(last) ? group : last
  }, undefined)

const lnRelayed = (gap: number, pace: number, rate: number): number => {
  const stranger = rate * Math.exp(-rate * gap)
  const own = Math.exp(-gap / pace) / pace
  return Math.log((AT_ONCE * own) / stranger + 1 - AT_ONCE)
}

/** Changes that hang together, each relay apart. They come in the order of time, so what goes on has its relay already. */
const relaysOf = (changes: readonly Change[]): readonly (readonly Change[])[] => {
  const ofGroup = new Map<string, Change[]>()
  const relays: Change[][] = []
  for (const change of changes) {
    let relay = ofGroup.get(change.a)
    if (relay === undefined) relays.push((relay = []))
    relay.push(change)
    ofGroup.set(change.a, relay)
    ofGroup.set(change.b, relay)
  }
  return relays
}
