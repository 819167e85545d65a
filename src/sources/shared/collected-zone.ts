import { shiftText } from '../../domain/zones.ts'
import type { ByteString, Recognition, SourceKind } from '../source-kind.ts'

const QUARTER = 900
/** What a server writes is collected within this time, in seconds, or the distance says nothing. */
const COLLECTED = 120
/** Of fewer lines, or where a smaller share lies at one distance, nothing is concluded: a queue that was full has any. */
const FEWEST = 20
const LEAST_SHARE = 0.8
/** The offsets of the zones that there are: whole hours from UTC-12:00 to UTC+14:00, and these, in quarters of an hour. */
const [WEST, EAST] = [-48, 56]
const BROKEN = new Set([-38, -14, -10, 14, 18, 22, 23, 26, 35, 38, 42, 51])

/** One line: what is inside, and the moment that whoever collected it wrote beside it, in microseconds. */
export interface Collected {
  readonly message: string
  readonly at: bigint | null
}

/**
 * As recognised; where the times inside name no zone, in the one that they lie apart from those of the collector by, which
 * names its own: a server that writes 18:00 while its collector has 09:00 UTC is at UTC+09:00.
 */
export const inCollectedZone = (
  kind: SourceKind,
  recognition: Recognition,
  lines: readonly Collected[],
): Recognition => {
  if (recognition.zoneFrom !== 'assumed') return recognition
  const plan = { name: '', kind: kind.id, host: '', ...recognition, zone: 'UTC' }
  const distances = lines.flatMap(({ message, at }): readonly number[] => {
    const told = at === null ? undefined : kind.read(bytesOf(message), plan).event
    return told === undefined || at === null ? [] : [Number(told.time - at) / 1_000_000]
  })
  const quarters = mostQuarters(distances)
  return quarters === null
    ? recognition
    : { ...recognition, zone: quarters === 0 ? 'UTC' : shiftText(quarters), zoneFrom: 'in the log' }
}

const bytesOf = (text: string): ByteString => Buffer.from(text).toString('latin1')

/** The one offset at which most distances lie. */
const mostQuarters = (seconds: readonly number[]): number | null => {
  const counts = new Map<number, number>()
  for (const distance of seconds) {
    const quarters = Math.round(distance / QUARTER)
    if (Math.abs(distance - quarters * QUARTER) <= COLLECTED) counts.set(quarters, (counts.get(quarters) ?? 0) + 1)
  }
  const [[quarters, count] = [0, 0]] = [...counts].sort((a, b) => b[1] - a[1])
  const isZone = quarters % 4 === 0 ? quarters >= WEST && quarters <= EAST : BROKEN.has(quarters)
  return isZone && count >= FEWEST && count >= LEAST_SHARE * seconds.length ? quarters : null
}
