import type { Column } from './flatten.ts'

const ZONES: Readonly<Record<string, string>> = { utc: 'UTC', gmt: 'UTC', kst: 'Asia/Seoul', jst: 'Asia/Tokyo' }

/** The zone that a column says its times are in (`TimeGenerated [UTC]`, `Date (UTC)`, `time_utc`, `접속일시(KST)`); null where it says none. */
export const zoneNamed = (name: string): string | null => {
  const said = /(?:^|[^\p{L}\p{N}])(utc|gmt|kst|jst)(?:$|[^\p{L}\p{N}])/iu.exec(name.replaceAll('_', ' '))?.[1]
  return said === undefined ? null : (ZONES[said.toLowerCase()] ?? null)
}

/** A column of the zone that times are in. One deeper inside tells of a place or a browser. */
const OF_ZONES = /^(?:log_)?(?:tz|time_?zone|(?:tz|utc|gmt|time_?zone)_?offset|tz_?info|시간대|표준시|zeitzone)$/

/** The zone that a column beside the time names in every sampled record; null where there is none, or more than one. */
export const zoneBeside = (time: string, columns: readonly Column[]): string | null => {
  const column = columns.find(({ words, path, from }) => path.length === 1 && OF_ZONES.test(words) && from !== time)
  const [zone = '', ...others] = new Set(column?.values)
  const records = Math.max(0, ...columns.map(({ values }) => values.length))
  return others.length > 0 || (column?.values.length ?? 0) < records ? null : zoneWritten(zone)
}

/** `+0900`, `+9`, `UTC+9`, `(GMT+9:00)Seoul`, `KST`, `Asia/Seoul`. */
const zoneWritten = (text: string): string | null => {
  const [, sign, hours, minutes = '00'] = /^\(?(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d\d))?(?:$|\))/.exec(text) ?? []
  if (sign !== undefined && hours !== undefined) return `${sign}${hours.padStart(2, '0')}:${minutes}`
  return ZONES[text.toLowerCase()] ?? (/^[A-Z][A-Za-z_]+\/[A-Za-z_/+-]+$/.test(text) && isZone(text) ? text : null)
}

const isZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
