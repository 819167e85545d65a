import type { Format } from './format.ts'

/** Values of a line by part, as the compiled SQL cuts them; null where a separator is missing. For samples only. */
export const cutLine = (line: string, format: Format): readonly string[] | null => {
  const clean = line.replace(/\r$/, '').replaceAll('\\\\', '\u0001').replaceAll('\\"', '\u0002')
  if (!clean.startsWith(format.lead)) return null
  const values: string[] = []
  let start = format.lead.length
  for (const [i, { separator }] of format.parts.entries()) {
    const end = separator === '' && i === format.parts.length - 1 ? clean.length : clean.indexOf(separator, start)
    if (end < 0) return null
    values.push(clean.slice(start, end).replaceAll('\u0002', '"').replaceAll('\u0001', '\\'))
    start = end + separator.length
  }
  return values
}
