/**
 * Dates that parts are taken from: `2025-05-12 03:04:05`, with `T` or a blank, an optional fraction and an optional
 * offset (`Z`, `+09:00`, `+0900`); years 1971 to 2099.
 */
export const DATE_FORM =
  '(?:197[1-9]|19[89][0-9]|20[0-9]{2})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.,][0-9]{1,9})?(?:Z|[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])?'

/** Minutes east of UTC of a zone written as an offset (`+09:00`); null for a name of the IANA database. */
export const fixedOffset = (zone: string): number | null => {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone)
  if (match === null) return null
  const minutes = Number(match[2]) * 60 + Number(match[3])
  return match[1] === '-' ? -minutes : minutes
}
