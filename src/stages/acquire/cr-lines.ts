const LINE_FEED = 10
const CARRIAGE_RETURN = 13

/** The same bytes with a line feed for each carriage return that none follows. */
export const linesFromReturns = async function* (content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let held = false
  for await (const chunk of content) {
    if (chunk.length === 0) continue
    if (held) yield Uint8Array.of(chunk[0] === LINE_FEED ? CARRIAGE_RETURN : LINE_FEED)
    held = chunk.at(-1) === CARRIAGE_RETURN
    const bytes = Uint8Array.from(held ? chunk.subarray(0, -1) : chunk)
    for (let at = bytes.indexOf(CARRIAGE_RETURN); at >= 0; at = bytes.indexOf(CARRIAGE_RETURN, at + 1))
      if (bytes[at + 1] !== LINE_FEED) bytes[at] = LINE_FEED
    yield bytes
  }
  if (held) yield Uint8Array.of(LINE_FEED)
}
