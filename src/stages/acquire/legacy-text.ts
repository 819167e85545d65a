/** Encodings of East Asian text in which a log cannot be read as it is, by their names in the WHATWG Encoding Standard. */
export type LegacyEncoding = 'euc-kr' | 'shift_jis'

/**
 * In which such encoding a text begins, if that is to be undone before it is read. Three are:
 * - a table whose names of columns, among its first lines, are Korean words in EUC-KR or its extension CP949, as a spreadsheet
 *   saves it: fields are found by their names;
 * - any text of which half the lines have Korean words in it, as the log of an application has: what happened is told by
 *   words. Where only some have, as addresses that a browser sent, the text is read byte for byte;
 * - any text in Shift JIS, where a backslash or a bracket may be half of a character.
 */
export const legacyEncodingOf = (head: Uint8Array): LegacyEncoding | '' => {
  const whole = head.subarray(0, 1 + Math.max(head.lastIndexOf(FEED), head.length < LEAST_CUT ? head.length - 1 : -1))
  if (!whole.some((byte) => byte >= 0x80) || decoded(whole, 'utf-8') !== null) return ''
  const isHeader = (line: Uint8Array, i: number): boolean =>
    isKoreanHeader(line) && (i === 0 || line.some((byte) => byte >= 0x80))
  if (firstLines(whole).some(isHeader) || isKorean(whole)) return 'euc-kr'
  return isJapanese(whole) ? 'shift_jis' : ''
}

const FEED = 0x0a
/** A shorter head is all of its text and ends where that ends. */
const LEAST_CUT = 16 * 1024

const decoded = (bytes: Uint8Array, encoding: string): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Its signs beyond ASCII. */
const foreignIn = (text: string): readonly string[] => text.match(/[\u0080-\u{10ffff}]/gu) ?? []

const CELLS = /[,;\t|]/
const LEAST_CELLS = 3

/** Lines above a header that say what a table is. */
const MOST_ABOVE = 10

const firstLines = (text: Uint8Array, most = MOST_ABOVE): readonly Uint8Array[] => {
  const lines: Uint8Array[] = []
  for (let start = 0; start < text.length && lines.length <= most; ) {
    const feed = text.indexOf(FEED, start)
    const end = feed < 0 ? text.length : feed
    lines.push(text.subarray(start, end))
    start = end + 1
  }
  return lines
}

/** A line of three cells or more without any digit of a time, whose words are Hangul. */
const isKoreanHeader = (bytes: Uint8Array): boolean => {
  const line = decoded(bytes, 'euc-kr')
  if (line === null || /\d{2}/.test(line) || line.split(CELLS).length < LEAST_CELLS) return false
  const foreign = foreignIn(line)
  return foreign.every((sign) => sign >= '\uac00' && sign <= '\ud7a3') && isPlainHangul(bytes)
}

/** Rows of KS X 1001 that hold the common syllables: Japanese read as Korean falls outside them. */
const isPlainHangul = (line: Uint8Array): boolean => {
  for (let i = 0; i < line.length; i++) {
    const byte = line[i] ?? 0
    if (byte < 0x80) continue
    if (byte < 0xb0 || byte > 0xc8) return false
    i++
  }
  return true
}

const LEAST_LINES = 0.5

/** Words that logs in Korean have; Chinese in GBK, whose bytes are often those of syllables, has none of them. */
const KOREAN_WORDS =
  /로그|접속|사용자|회원|고객|성공|실패|요청|응답|인증|아이디|아이피|조회|처리|등록|오류|시작|종료|니다/

/** Every sign of it is one in EUC-KR or CP949, words of logs among them, and half the lines, or more, have words of common syllables alone. */
const isKorean = (text: Uint8Array): boolean => {
  if (!KOREAN_WORDS.test(decoded(text, 'euc-kr') ?? '')) return false
  const lines = firstLines(text, Number.POSITIVE_INFINITY).filter((line) => line.length > 1)
  const korean = lines.filter((line) => line.some((byte) => byte >= 0x80) && isPlainHangul(line))
  const signs = korean.reduce((sum, line) => sum + line.filter((byte) => byte >= 0x80).length / 2, 0)
  return signs >= LEAST_SIGNS && korean.length >= LEAST_LINES * lines.length
}

const LEAST_SIGNS = 8
const LEAST_KANA = 0.2

/** What stands in every line of a table, whatever language its names are in. */
const OF_DATES = /[年月日時分秒]/

/** Kana, ideographs and wide signs, a fifth of them kana where no date is: Korean read as Japanese is narrow kana instead. */
const isJapanese = (text: Uint8Array): boolean => {
  const signs = foreignIn(decoded(text, 'shift_jis') ?? '')
  const words = signs.filter((sign) => !OF_DATES.test(sign))
  const kana = words.filter((sign) => sign >= '\u3040' && sign <= '\u30ff').length
  const wide = signs.every((sign) => (sign >= '\u3000' && sign <= '\u30ff') || (sign >= '\u4e00' && sign <= '\u9fff') || (sign >= '\uff01' && sign <= '\uff5e')) // biome-ignore format: one condition
  return words.length >= LEAST_SIGNS && wide && kana >= LEAST_KANA * words.length
}
