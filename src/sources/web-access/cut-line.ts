import { type Format, wordsIn } from './format.ts'

/**
 * Values of a line by part, as the compiled SQL cuts them; null where a separator is missing. Separators are looked for
 * in a copy whose escaped backslashes and quotes are blanked, so that positions in it are positions in the line.
 */
export const cutLine = (line: string, format: Format): readonly string[] | null => {
  if (!line.startsWith(format.lead)) return null
  const isEscaped = line.includes('\\')
  const shadow = isEscaped ? line.replaceAll('\\\\', '\u0001\u0001').replaceAll('\\"', '\u0001\u0001') : line
  const values: string[] = []
  let start = format.lead.length
  for (const [i, { variable, separator }] of format.parts.entries()) {
    const isOpen = separator === '' && i === format.parts.length - 1
    const end = isOpen
      ? line.length - (line.endsWith('\r') ? 1 : 0)
      : shadow.indexOf(separator, lastWord(shadow, start, wordsIn(variable)))
    if (end < 0) return null
    const value = line.slice(start, Math.max(start, end))
    values.push(isEscaped ? unescaped(value) : value)
    start = end + separator.length
  }
  return values
}

/** Where the last of so many words begins, or the line ends. */
const lastWord = (line: string, start: number, words: number): number => {
  if (words === 1) return start
  const space = line.indexOf(' ', start)
  return space < 0 ? line.length : lastWord(line, space + 1, words - 1)
}

/** `\\` → `\`, then `\"` and nginx's `\x22` → `"`, never across an escaped backslash. */
const unescaped = (text: string): string =>
  text
    .split('\\\\')
    .map((piece) => piece.replaceAll('\\"', '"').replaceAll('\\x22', '"'))
    .join('\\')
