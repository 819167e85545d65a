/**
 * A string of a rule after escapes and modifiers: a sequence of literal text, bytes (of an encoding modifier), `*`, `?`
 * and a dash of `windash`.
 */
export type Pattern = readonly Element[]

export type Element =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** `*`: any bytes, none too. */
  | { readonly kind: 'any' }
  /** `?`: one character; in a value that is not UTF-8, one byte. */
  | { readonly kind: 'one' }
  /** One of the dashes that Windows takes for an option. */
  | { readonly kind: 'dash' }

export const ANY: Element = { kind: 'any' }

/** Hyphen, slash, en dash, em dash, horizontal bar. */
export const DASHES: readonly string[] = ['-', '/', '\u2013', '\u2014', '\u2015']

/**
 * Reads the escapes of the specification: `\` before `*`, `?` or `\` makes that character plain; any other `\` is
 * itself. So `\\*` is a backslash and a wildcard, `\\\*` a backslash and a star, and three or four backslashes are two.
 */
export const readPattern = (source: string): Pattern => {
  const elements: Element[] = []
  let text = ''
  const flush = (): void => {
    if (text !== '') elements.push({ kind: 'text', text })
    text = ''
  }
  for (let i = 0; i < source.length; i++) {
    const character = source.charAt(i)
    const next = source.charAt(i + 1)
    if (character === '\\' && (next === '\\' || next === '*' || next === '?')) {
      text += next
      i++
    } else if (character === '*' || character === '?') {
      flush()
      elements.push({ kind: character === '*' ? 'any' : 'one' })
    } else text += character
  }
  flush()
  return tidy(elements)
}

/** Joins neighbouring literals and wildcards, so that equal patterns are equal values. */
export const tidy = (elements: Pattern): Pattern => {
  const tidied: Element[] = []
  for (const element of elements) {
    const last = tidied.at(-1)
    if (element.kind === 'any' && last?.kind === 'any') continue
    if (element.kind === 'text' && element.text === '') continue
    if (element.kind === 'text' && last?.kind === 'text') {
      tidied[tidied.length - 1] = { kind: 'text', text: last.text + element.text }
    } else tidied.push(element)
  }
  return tidied
}

/** The pattern as a rule would write it, for people. */
export const showPattern = (pattern: Pattern): string =>
  pattern
    .map((element) => {
      if (element.kind === 'text') return element.text.replace(/[*?]/g, '\\$&')
      if (element.kind === 'bytes') return `hex:${Buffer.from(element.bytes).toString('hex')}`
      return { any: '*', one: '?', dash: '[-/\u2013\u2014\u2015]' }[element.kind]
    })
    .join('')

export const hasWildcard = (pattern: Pattern): boolean => pattern.some(({ kind }) => kind === 'any' || kind === 'one')
