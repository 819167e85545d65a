/**
 * Instants are UTC inside and shown in the case's zone. Accepts ISO 8601 and the engine's `2025-11-01 00:00:00.123456`
 * (UTC); anything else is shown as it came.
 */
export const formatTime = (instant: string, zone: string): string => {
  const at = millisecondsOf(instant)
  return at === null
    ? instant
    : wallClock(at + offsetMinutes(zone, at) * 60_000)
        .slice(0, 19)
        .replace('T', ' ')
}

/** With the offset of that moment: `2025-11-01 09:00:00 +09:00`. */
export const formatTimeWithOffset = (instant: string, zone: string): string => {
  const at = millisecondsOf(instant)
  return at === null ? instant : `${formatTime(instant, zone)} ${offsetText(offsetMinutes(zone, at))}`
}

export const millisecondsOf = (instant: string): number | null => {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:\d\d)?$/.exec(instant)
  if (match === null) return null
  const at = Date.parse(`${match[1]}T${match[2]}${match[3] ?? 'Z'}`)
  return Number.isNaN(at) ? null : at
}

/** Offset of an IANA zone or `±hh:mm` at that moment; an unknown zone counts as UTC. */
export const offsetMinutes = (zone: string, at: number): number => {
  const fixed = /^([+-])(\d\d):?(\d\d)$/.exec(zone)
  if (fixed !== null) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3]))
  const name =
    offsetFormat(zone)
      ?.formatToParts(at)
      .find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  const parts = /GMT([+-])(\d\d):(\d\d)/.exec(name)
  return parts === null ? 0 : (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3]))
}

export const offsetText = (minutes: number): string => {
  const abs = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(abs / 60))}:${two(abs % 60)}`
}

const formats = new Map<string, Intl.DateTimeFormat | null>()

const offsetFormat = (zone: string): Intl.DateTimeFormat | null => {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const made = makeFormat(zone)
  formats.set(zone, made)
  return made
}

const makeFormat = (zone: string): Intl.DateTimeFormat | null => {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  } catch {
    return null
  }
}

const wallClock = (milliseconds: number): string => new Date(milliseconds).toISOString()
const two = (value: number): string => String(value).padStart(2, '0')
