/**
 * SQL with named, typed parameters. A value can only enter a statement as a parameter; text can only enter through
 * another `Sql`. The result is what an examiner reads in a certificate.
 */
export interface Sql {
  readonly text: string
  readonly params: Readonly<Record<string, ParamValue>>
}

export type ParamValue = string | number | bigint | boolean | readonly string[] | readonly number[] | readonly bigint[]

interface Param {
  readonly type: string
  readonly value: ParamValue
}

/** A value bound with an explicit ClickHouse type, e.g. `bind('Array(String)', names)`. */
export const bind = (type: string, value: ParamValue): Param => ({ type, value })

type Piece = Sql | Param | string | number | bigint | readonly string[]

const isSql = (piece: Piece): piece is Sql => typeof piece === 'object' && 'text' in piece
const isParam = (piece: Piece): piece is Param => typeof piece === 'object' && 'type' in piece

const asParam = (piece: Exclude<Piece, Sql>): Param => {
  if (typeof piece === 'string') return bind('String', piece)
  if (typeof piece === 'number') return bind(Number.isInteger(piece) ? 'Int64' : 'Float64', piece)
  if (typeof piece === 'bigint') return bind('UInt64', piece)
  if (isParam(piece)) return piece
  return bind('Array(String)', piece)
}

/**
 * Parameters are named by content order (`p1`, `p2`, …); a nested `Sql` is renumbered, so that equal statements have
 * equal text. Identical (type, value) pairs share one name.
 */
export const sql = (strings: TemplateStringsArray, ...pieces: readonly Piece[]): Sql => {
  const binder = new Binder()
  let text = strings[0] ?? ''
  pieces.forEach((piece, i) => {
    text += isSql(piece) ? binder.embed(piece) : binder.add(asParam(piece))
    text += strings[i + 1] ?? ''
  })
  return { text, params: binder.params }
}

class Binder {
  readonly params: Record<string, ParamValue> = {}
  readonly #names = new Map<string, string>()

  add({ type, value }: Param): string {
    const key = `${type}:${JSON.stringify(value, (_, v: unknown) => (typeof v === 'bigint' ? `${v}n` : v))}`
    let name = this.#names.get(key)
    if (name === undefined) {
      name = `p${this.#names.size + 1}`
      this.#names.set(key, name)
      this.params[name] = value
    }
    return `{${name}:${type}}`
  }

  embed(piece: Sql): string {
    return piece.text.replace(PLACEHOLDER, (whole, name: string, type: string) => {
      const value = piece.params[name]
      return value === undefined ? whole : this.add(bind(type, value))
    })
  }
}

/** `{p1:Array(String)}`; the text is ours (values never appear in it), so the pattern meets no hostile input. */
const PLACEHOLDER = /\{(p\d+):([A-Za-z0-9(), ']+)\}/g

/** A trusted identifier: letters, digits, `_` and `.` only, or it throws. */
export const ident = (name: string): Sql => {
  if (!/^[A-Za-z_][A-Za-z0-9_.]*$/.test(name)) throw new Error(`not an identifier: ${name}`)
  return { text: name, params: {} }
}

/** Joins fragments; the separator is ours. */
export const join = (pieces: readonly Sql[], separator: ',' | ' AND ' | ' OR ' | ' UNION ALL ' | ' + '): Sql => {
  const binder = new Binder()
  const text = pieces.map((piece) => binder.embed(piece)).join(separator === ',' ? ', ' : separator)
  return { text, params: binder.params }
}

/** A quoted string literal: for the few places where the engine takes no parameter (paths in DDL, enum values), and for long patterns of our own, since parameters travel in the address of a request to a server. */
export const literal = (value: string): Sql => ({ text: `'${value.replace(/[\\']/g, '\\$&')}'`, params: {} })
