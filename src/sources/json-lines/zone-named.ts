const ZONES: Readonly<Record<string, string>> = { utc: 'UTC', gmt: 'UTC', kst: 'Asia/Seoul', jst: 'Asia/Tokyo' }

/** The zone that a column says its times are in (`TimeGenerated [UTC]`, `Date (UTC)`, `time_utc`, `접속일시(KST)`); null where it says none. */
export const zoneNamed = (name: string): string | null => {
  const said = /(?:^|[^\p{L}\p{N}])(utc|gmt|kst|jst)(?:$|[^\p{L}\p{N}])/iu.exec(name.replaceAll('_', ' '))?.[1]
  return said === undefined ? null : (ZONES[said.toLowerCase()] ?? null)
}
