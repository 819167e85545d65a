import type { Compression, Opened } from '../../domain/manifest.ts'
import { isAuditSections } from './audit-sections.ts'
import { isColoured } from './colours.ts'
import { isJournalExport } from './journal-export.ts'
import { isJsonDocument } from './json-records.ts'
import { legacyEncodingOf } from './legacy-text.ts'
import { isPretty } from './pretty-records.ts'
import { markupOf } from './sheets/markup-tables.ts'
import { isSqlDump } from './sql-dump/read-tables.ts'
import { isXmlEvents } from './xml-events.ts'

const MAGIC: readonly { readonly bytes: readonly number[]; readonly compression: Compression }[] = [
  { bytes: [0x1f, 0x8b, 0x08], compression: 'gz' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], compression: 'zst' },
  { bytes: [0x42, 0x5a, 0x68], compression: 'bz2' },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], compression: 'xz' },
  { bytes: [0x04, 0x22, 0x4d, 0x18], compression: 'lz4' },
]

/** By so many of them UTF-16 without a mark is told: the beginning of a log has most Latin letters. */
const WIDE_BYTES = 512

const TAR_MAGIC_AT = 257
/** A member, or the end of an archive without any. */
const ZIP = new Set(['PK\x03\x04', 'PK\x05\x06'])

/** From the first bytes alone; a name may lie. `BZh` is how text may begin, so its next byte and magic are asked too. */
export const compressionOf = (head: Uint8Array): Compression => {
  const found = MAGIC.find(({ bytes }) => bytes.every((byte, i) => head[i] === byte))?.compression ?? ''
  return found === 'bz2' && !isBzip2(head) ? '' : found
}

/** A block, or the end of a stream without any. */
const isBzip2 = (head: Uint8Array): boolean => {
  const level = head[3] ?? 0
  const first = head[4]
  return level >= 0x31 && level <= 0x39 && (head.length <= 4 || first === 0x31 || first === 0x17)
}

/** What bytes that are compressed no further hold other than lines of a single-byte or UTF-8 text. */
export const contentOf = (head: Uint8Array): Opened => {
  const text = Buffer.from(head)
  if (text.toString('latin1', TAR_MAGIC_AT, TAR_MAGIC_AT + 5) === 'ustar') return 'tar'
  if (ZIP.has(text.toString('latin1', 0, 4))) return 'zip'
  if (sealedArchiveOf(head) !== '') return '7z'
  const wide = utf16Of(text.subarray(0, WIDE_BYTES))
  if (wide !== '') return wide
  if (endsLinesInReturns(head)) return 'cr-lines'
  if (isColoured(head)) return 'colours'
  if (isSqlDump(head)) return 'sql-tables'
  if (isXmlEvents(head)) return 'xml-events'
  if (isJournalExport(head)) return 'journal-export'
  if (isAuditSections(head)) return 'audit-sections'
  if (isPretty(head)) return 'pretty-records'
  const markup = markupOf(head)
  if (markup !== '') return markup
  return isJsonDocument(head) ? 'json-records' : legacyEncodingOf(head)
}

/** Archives that are known and not opened. */
export const sealedArchiveOf = (head: Uint8Array): '' | '7-Zip' | 'RAR' => {
  const begin = Buffer.from(head).toString('latin1', 0, 6)
  if (begin === "7z\xbc\xaf'\x1c") return '7-Zip'
  return begin === 'Rar!\x1a\x07' ? 'RAR' : ''
}

/** Lines of text that end in a carriage return alone, as old Macintosh programs and some exports write them. */
const endsLinesInReturns = (head: Uint8Array): boolean => {
  const first = head.indexOf(CARRIAGE_RETURN)
  return first >= 0 && head.includes(CARRIAGE_RETURN, first + 1) && !head.includes(LINE_FEED) && !head.includes(0)
}

const LINE_FEED = 10
const CARRIAGE_RETURN = 13

export const hasUtf8Mark = (head: Uint8Array): boolean => head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf

/** By its mark; without one, Latin text in UTF-16 has a zero in nearly every other byte and hardly one elsewhere. */
const utf16Of = (head: Buffer): Opened => {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const pairs = Math.floor(head.length / 2)
  if (pairs < 8) return ''
  const zeros = [0, 0]
  head.subarray(0, 2 * pairs).forEach((byte, i) => {
    if (byte === 0) zeros[i % 2]!++
  })
  const [even = 0, odd = 0] = zeros
  if (odd >= 0.8 * pairs && even <= 0.05 * pairs) return 'utf-16le'
  return even >= 0.8 * pairs && odd <= 0.05 * pairs ? 'utf-16be' : ''
}
