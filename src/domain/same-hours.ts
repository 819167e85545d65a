/** When one group of addresses was at work: stretches without a pause, Unix seconds, ascending. */
export interface WorkingTimes {
  readonly name: string
  /** Sessions begun, and requests without one. */
  readonly events: number
  /** Programs it uses that hardly anybody but suspects has. */
  readonly tools: readonly string[]
  readonly stretches: readonly (readonly [from: number, to: number])[]
}

/** Unix seconds between which the logs could have shown anything. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Two strangers who keep the same part of the day choose from this share of the time. */
export const AWAKE = 1 / 3
/** Two strangers who bring programs that nobody else has bring the same one this often. */
const SAME_TOOL = 0.1
/** What one hand does with one address it does with the other at the same time this often; else they take turns. */
const TOGETHER = 0.5
/** So much likelier as one hand's than as two strangers' must times and tools be. */
const CONVINCING = Math.log(1000)
/** A stretch that begins or ends so near the edge of the logs (s) began or ended there for want of logs. */
const EDGE = 3600

/**
 * Pairs of groups that begin and stop work together, moment by moment, as the addresses of one hand do that are switched on
 * and off at once: for each beginning and end of the one, how much likelier the nearest of the other's is so near for one
 * hand (exponential, by the pace of both) than for strangers (any time of the day both keep); a tool in common adds to that. Answers whether two of them do.
 */
export const atWorkTogether = (groups: readonly WorkingTimes[], span: Span): ((a: string, b: string) => boolean) => {
  const known = new Map(groups.map((group) => [group.name, group]))
  const answers = new Map<string, boolean>()
  return (a, b) => {
    const key = [a, b].sort().join('\n')
    const answer = answers.get(key) ?? lnOneHand(known.get(a), known.get(b), span) >= CONVINCING
    answers.set(key, answer)
    return answer
  }
}

const lnOneHand = (a: WorkingTimes | undefined, b: WorkingTimes | undefined, span: Span): number => {
  if (a === undefined || b === undefined) return 0
  const [few, many] = a.stretches.length <= b.stretches.length ? [a, b] : [b, a]
  const pace = paceOf(few) + paceOf(many)
  if (pace === 0) return 0
  const edges = (side: 0 | 1): number =>
    few.stretches.reduce((sum, stretch) => {
      const at = stretch[side]
      return at - span.from < EDGE || span.to - at < EDGE ? sum : sum + lnNear(at, side, many, pace, span)
    }, 0)
  const sameTool = a.tools.some((tool) => b.tools.includes(tool))
  return edges(0) + edges(1) - (sameTool ? Math.log(SAME_TOOL) : 0)
}

const lnNear = (at: number, side: 0 | 1, other: WorkingTimes, pace: number, span: Span): number => {
  const distance = Math.min(...other.stretches.map((stretch) => Math.abs(stretch[side] - at)))
  const rate = (2 * other.stretches.length) / (AWAKE * (span.to - span.from))
  const stranger = rate * Math.exp(-rate * distance)
  const own = Math.exp(-distance / pace) / pace
  return Math.log((TOGETHER * own) / stranger + 1 - TOGETHER)
}

/** Seconds between two requests while at work. */
export const paceOf = ({ events, stretches }: WorkingTimes): number =>
  stretches.reduce((sum, [from, to]) => sum + to - from, 0) / Math.max(1, events - stretches.length)
