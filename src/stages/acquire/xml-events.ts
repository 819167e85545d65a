const [LINE_FEED, CARRIAGE_RETURN, SPACE] = [10, 13, 0x20]
const OPEN = '<Event'
const CLOSE = '</Event>'
/** An event without its end is none. */
const LONGEST = 16 * 1024 * 1024

const BEGINS = /^(?:\s|<\?xml[^>]*\?>|<!--[\s\S]{0,2000}?-->|Record \d+|<Events(?:\s[^>]*)?>)*<Event[\s>]/
/** What stands between events and says nothing: the declaration, the element around all of them, evtx_dump's numbers. */
const BETWEEN = /^\s*(?:<\?xml[^>]*\?>|<\/?Events(?:\s[^>]*)?>|Record \d+|\s)*\s*$/

/** Whether a text begins as events of a Windows log in XML. */
export const isXmlEvents = (head: Uint8Array): boolean => {
  const text = Buffer.from(head).toString('latin1').replace(/^\xEF\xBB\xBF/, '') // biome-ignore format: one chain
  return BEGINS.test(text) && /<System>[\s\S]{0,2000}<EventID[\s>]/.test(text)
}

/** Events one a line, byte for byte but for a space for each line break; what stands between them, and an event that has no end, as it is. */
export const xmlEvents = async function* (content: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  let held = Buffer.alloc(0)
  for await (const chunk of content) {
    const { lines, rest } = takenApart(Buffer.concat([held, chunk]))
    held = Buffer.from(rest)
    if (lines.length > 0) yield Buffer.concat(lines)
  }
  const left = between(held)
  if (left !== null) yield left
}

const takenApart = (text: Buffer): { readonly lines: readonly Buffer[]; readonly rest: Buffer } => {
  const lines: Buffer[] = []
  let at = 0
  for (;;) {
    const open = openIn(text, at)
    const close = open < 0 ? -1 : text.indexOf(CLOSE, open)
    if (close < 0) break
    const before = between(text.subarray(at, open))
    if (before !== null) lines.push(before)
    at = close + CLOSE.length
    lines.push(onOneLine(text.subarray(open, at)))
  }
  if (text.length - at <= LONGEST) return { lines, rest: text.subarray(at) }
  const end = text.lastIndexOf(LINE_FEED) + 1
  const cut = end > at ? end : text.length
  return { lines: [...lines, text.subarray(at, cut)], rest: text.subarray(cut) }
}

/** `<Event` that is no longer name. */
const openIn = (text: Buffer, from: number): number => {
  for (let at = text.indexOf(OPEN, from); at >= 0; at = text.indexOf(OPEN, at + 1))
    if (/[\s>]/.test(text.toString('latin1', at + OPEN.length, at + OPEN.length + 1))) return at
  return -1
}

const between = (text: Buffer): Buffer | null => {
  const said = text.toString('latin1').replace(/^\xEF\xBB\xBF/, '')
  if (said.length < 4096 ? BETWEEN.test(said) : said.trim() === '') return null
  return text.at(-1) === LINE_FEED ? text : Buffer.concat([text, Buffer.from('\n')])
}

const onOneLine = (event: Buffer): Buffer => {
  const line = Buffer.concat([event, Buffer.from('\n')])
  for (let i = 0; i < line.length - 1; i++) if (line[i] === LINE_FEED || line[i] === CARRIAGE_RETURN) line[i] = SPACE
  return line
}
