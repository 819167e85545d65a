/** UTF-16 as UTF-8, without its mark; what is no UTF-16 becomes U+FFFD (the file as received is kept). */
export const utf8From = async function* (
  content: AsyncIterable<Uint8Array>,
  encoding: 'utf-16le' | 'utf-16be',
): AsyncIterable<Buffer> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of content) yield Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8')
  yield Buffer.from(decoder.decode(), 'utf8')
}
