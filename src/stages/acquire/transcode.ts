import type { Opened } from '../../domain/manifest.ts'
import type { LegacyEncoding } from './legacy-text.ts'

export type Encoding = 'utf-16le' | 'utf-16be' | LegacyEncoding

const ENCODINGS: ReadonlySet<Opened> = new Set<Encoding>(['utf-16le', 'utf-16be', 'euc-kr', 'shift_jis'])

export const isEncoding = (opened: Opened): opened is Encoding => ENCODINGS.has(opened)

/** The text as UTF-8, without a mark; what is none of the encoding becomes U+FFFD (the file as received is kept). */
export const utf8From = async function* (
  content: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncIterable<Buffer> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of content) yield Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8')
  yield Buffer.from(decoder.decode(), 'utf8')
}
