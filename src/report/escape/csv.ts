/** A leading one of these makes a spreadsheet compute the field. Full-width forms count too: some programs fold them. */
const FORMULA = /^[\s]*[=+\-@＝＋－＠|%\t\r]/u

/**
 * One field of a CSV row (RFC 4180). Text that a spreadsheet would take for a formula gets a leading apostrophe, so the
 * field is not byte-exact; `mapae affected --format jsonl` is.
 */
export const csvField = (text: string): string => {
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
