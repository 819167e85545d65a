/** What XML is made of, as far as a workbook needs it: a tag that opens (and may close itself), one that closes, a text. */
export type XmlToken =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string; readonly isEmpty: boolean }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }

/** A tag longer than this is no tag of a workbook. */
const LONGEST_TAG = 1024 * 1024

/** Tokens in order; names without their namespace. Comments, declarations and a torn end are passed over. */
export const xmlTokens = async function* (content: AsyncIterable<Uint8Array>): AsyncIterable<readonly XmlToken[]> {
  const decoder = new TextDecoder('utf-8')
  let rest = ''
  for await (const chunk of content) {
    const { tokens, left } = tokensIn(rest + decoder.decode(chunk, { stream: true }))
    rest = left.length > LONGEST_TAG ? '' : left
    if (tokens.length > 0) yield tokens
  }
}

const tokensIn = (text: string): { readonly tokens: readonly XmlToken[]; readonly left: string } => {
  const tokens: XmlToken[] = []
  let at = 0
  for (;;) {
    const open = text.indexOf('<', at)
    const close = open < 0 ? -1 : text.indexOf('>', open)
    if (close < 0) return { tokens, left: text.slice(at) }
    if (open > at) tokens.push({ kind: 'text', text: decoded(text.slice(at, open)) })
    const token = tagOf(text.slice(open + 1, close))
    if (token !== null) tokens.push(token)
    at = close + 1
  }
}

const tagOf = (inner: string): XmlToken | null => {
  if (inner.startsWith('?') || inner.startsWith('!')) return null
  if (inner.startsWith('/')) return { kind: 'close', name: localName(inner.slice(1).trim()) }
  const isEmpty = inner.endsWith('/')
  const body = isEmpty ? inner.slice(0, -1) : inner
  const space = body.search(/\s/)
  const name = localName(space < 0 ? body : body.slice(0, space))
  return { kind: 'open', name, attributes: space < 0 ? '' : body.slice(space), isEmpty }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Value of an attribute, whatever namespace it has; '' where there is none. */
export const attribute = (attributes: string, name: string): string => {
  const found = new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return decoded(found?.[1] ?? found?.[2] ?? '')
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const decoded = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/g, (whole, hex, decimal, name) => {
        if (typeof name === 'string') return NAMED[name] ?? whole
        const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal)
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
      })
    : text
