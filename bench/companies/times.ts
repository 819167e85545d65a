const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const MINUTE = 60_000

const two = (value: number): string => String(value).padStart(2, '0')

/** `2026-03-02 18:04:05`, by an offset in minutes. */
export const plainTime = (at: number, offset = 0): string =>
  new Date(at + offset * MINUTE).toISOString().slice(0, 19).replace('T', ' ')

/** `02/Mar/2026:18:04:05 +0100`. */
export const webTime = (at: number, offset = 0): string => {
  const date = new Date(at + offset * MINUTE)
  const clock = date.toISOString().slice(11, 19)
  const sign = offset < 0 ? '-' : '+'
  const zone = `${sign}${two(Math.floor(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`
  return `${two(date.getUTCDate())}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}:${clock} ${zone}`
}

/** `Mar  2 18:04:05`. */
export const syslogTime = (at: number, offset = 0): string => {
  const date = new Date(at + offset * MINUTE)
  return `${MONTHS[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)} ${date.toISOString().slice(11, 19)}`
}
