/** Texts here have one character a byte. */
export type Bytes = string

/** A tuple of an INSERT, from its bracket on: its values (null for NULL) and where it ends; null where the text ends first. */
export const parseTuple = (
  text: Bytes,
  start: number,
  hasEscapes: boolean,
): { readonly values: readonly (Bytes | null)[]; readonly end: number } | null => {
  const values: (Bytes | null)[] = []
  let [bare, quoted, depth] = ['', null as Bytes | null, 0]
  const close = (): void => {
    values.push(quoted ?? (/^\s*null\s*$/i.test(bare) ? null : bare.trim()))
    ;[bare, quoted] = ['', null]
  }
  for (let i = start + 1; i < text.length; i++) {
    const sign = text[i] ?? ''
    if (sign === "'") {
      const literal = parseLiteral(text, i, hasEscapes || /(?:^|[^\w])e$/i.test(bare))
      if (literal === null) return null
      quoted ??= literal.value
      i = literal.end - 1
    } else if (sign === '(') depth++
    else if (sign === ')' && depth > 0) depth--
    else if (sign === ')') {
      close()
      return { values, end: i + 1 }
    } else if (sign === ',' && depth === 0) close()
    else if (depth === 0) bare += sign
  }
  return null
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '', Z: '', b: '' }

/**
 * A text between single quotes, one inside doubled. Whether a backslash escapes, dialects differ: where it is not known to,
 * it does before a quote behind which no value could end.
 */
const parseLiteral = (
  text: Bytes,
  start: number,
  hasEscapes: boolean,
): { readonly value: Bytes; readonly end: number } | null => {
  let value = ''
  for (let i = start + 1; i < text.length; i++) {
    const sign = text[i] ?? ''
    const next = text[i + 1]
    if (sign === '\\' && (hasEscapes || (next === "'" && !endsValue(text, i + 2)))) {
      if (next === undefined) return null
      value += ESCAPES[next] ?? next
      i++
    } else if (sign !== "'") value += sign
    else if (next === "'") {
      value += "'"
      i++
    } else return next === undefined ? null : { value, end: i + 1 }
  }
  return null
}

const endsValue = (text: Bytes, at: number): boolean => /^\s*[,);|:]/.test(text.slice(at, at + 80))

const COPY_ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '', f: '', v: '' }

/** Values of one line of COPY (PostgreSQL, text format). */
export const parseCopyLine = (line: Bytes): readonly (Bytes | null)[] =>
  line.split('\t').map((cell) => {
    if (cell === '\\N') return null
    return cell.includes('\\') ? cell.replace(/\\(.)/g, (_, sign: string) => COPY_ESCAPES[sign] ?? sign) : cell
  })

/** A row as one line of JSON, its values as texts; a value without a name is called `c3`. */
export const jsonLine = (names: readonly Bytes[], values: readonly (Bytes | null)[]): Bytes =>
  `{${values.map((value, i) => `${quoted(names[i] ?? `c${i + 1}`)}:${value === null ? 'null' : quoted(value)}`).join(',')}}\n`

const quoted = (text: Bytes): Bytes =>
  `"${text.replace(/["\\]/g, '\\$&').replace(/[\x00-\x1f]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)}"` // oxlint-disable-line no-control-regex -- as JSON wants it
