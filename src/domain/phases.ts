import type { Phase } from './report-model.ts'

/** Events of one hour; hours ascending, no hour twice. */
export interface HourCount {
  /** ISO 8601 UTC, full hour. */
  readonly hour: string
  readonly events: bigint
}

const HOUR = 3_600_000
/** Silence from which on two stretches are two. */
const PAUSE_HOURS = 6
/** Stretches before the bulk that together stay below this share are its probes. */
const PROBE_SHARE = 0.05

interface Stretch {
  readonly from: number
  to: number
  events: bigint
}

/** Probe, bursts and pauses of one actor's hours. `to` is exclusive. */
export const phasesOf = (hours: readonly HourCount[]): readonly Phase[] => {
  const stretches = stretchesOf(hours)
  const total = stretches.reduce((sum, stretch) => sum + stretch.events, 0n)
  let before = 0n
  return stretches.flatMap((stretch, i): readonly Phase[] => {
    before += stretch.events
    const probe = Number(before) < PROBE_SHARE * Number(total)
    const here: Phase = {
      kind: probe ? 'probe' : 'burst',
      from: iso(stretch.from),
      to: iso(stretch.to),
      events: stretch.events,
    }
    const next = stretches[i + 1]
    return next === undefined
      ? [here]
      : [here, { kind: 'pause', from: iso(stretch.to), to: iso(next.from), events: 0n }]
  })
}

const stretchesOf = (hours: readonly HourCount[]): readonly Stretch[] => {
  const stretches: Stretch[] = []
  for (const { hour, events } of hours) {
    const at = Date.parse(hour)
    const last = stretches.at(-1)
    if (last !== undefined && at - last.to < PAUSE_HOURS * HOUR) {
      last.to = at + HOUR
      last.events += events
    } else stretches.push({ from: at, to: at + HOUR, events })
  }
  return stretches
}

const iso = (time: number): string => new Date(time).toISOString()
