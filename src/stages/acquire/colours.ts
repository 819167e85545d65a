/** What turns a colour on or off on a terminal (ECMA-48, SGR): as the byte that begins it, or spelled as JSON, C and rsyslog spell that byte. */
const COLOUR = /(?:\x1b|\\u001b|\\x1b|\\033|\\e|#033)\[[0-9;]{0,24}m/gi // oxlint-disable-line no-control-regex -- the byte itself
const LONGEST = 32
/** Text of a console has them in this share of its lines at least. */
const LEAST = 0.1

/** Whether a text begins as one that a program wrote for a terminal. */
export const isColoured = (head: Uint8Array): boolean => {
  const text = Buffer.from(head).toString('latin1')
  if (!/(?:\x1b|\\u001b|\\x1b|\\033|\\e|#033)\[/i.test(text)) return false // oxlint-disable-line no-control-regex -- as above
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const coloured = lines.filter((line) => line.search(COLOUR) >= 0).length
  return coloured > 0 && coloured >= LEAST * lines.length
}

/** The same bytes without colours. */
export const withoutColours = async function* (content: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  let held = ''
  for await (const chunk of content) {
    const text = (held + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1')).replace(COLOUR, '') // biome-ignore format: one chain
    const begun = Math.max(text.lastIndexOf('\x1b'), text.lastIndexOf('\\'), text.lastIndexOf('#'))
    const end = begun >= 0 && text.length - begun < LONGEST ? begun : text.length
    held = text.slice(end)
    if (end > 0) yield Buffer.from(text.slice(0, end), 'latin1')
  }
  if (held !== '') yield Buffer.from(held, 'latin1')
}
