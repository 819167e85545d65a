import { attribute, xmlTokens } from './xml-tokens.ts'

/** How a number in a cell is to be shown; ECMA-376 part 1, 18.8.30. */
export type NumberLook = 'number' | 'instant' | 'day' | 'clock'

/** Formats that a workbook need not declare: days and clocks, those of East Asian versions (27 to 36, 50 to 58) too. */
const BUILT_IN: Readonly<Record<number, NumberLook>> = {
  ...looks('day', [14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]),
  ...looks('clock', [18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56]),
  ...looks('instant', [22]),
}

function looks(look: NumberLook, ids: readonly number[]): Readonly<Record<number, NumberLook>> {
  return Object.fromEntries(ids.map((id) => [id, look]))
}

/** Look of every cell style by its number. */
export const numberLooks = async (styles: AsyncIterable<Uint8Array>): Promise<readonly NumberLook[]> => {
  const own = new Map<number, NumberLook>()
  const found: NumberLook[] = []
  let inCells = false
  for await (const tokens of xmlTokens(styles))
    for (const token of tokens) {
      if (token.kind === 'text') continue
      if (token.name === 'cellXfs') inCells = token.kind === 'open' && !token.isEmpty
      if (token.kind === 'close') continue
      if (token.name === 'numFmt')
        own.set(Number(attribute(token.attributes, 'numFmtId')), lookOf(attribute(token.attributes, 'formatCode')))
      if (token.name === 'xf' && inCells) {
        const id = Number(attribute(token.attributes, 'numFmtId'))
        found.push(own.get(id) ?? BUILT_IN[id] ?? 'number')
      }
    }
  return found
}

/** By the letters of a format code outside its quoted words, escapes and colours: `yyyy\-mm\-dd\ h:mm` is an instant. */
const lookOf = (code: string): NumberLook => {
  const letters = code
    .replace(/"[^"]*"|\\.|\[(?![hms]+\])[^\]]*\]/gi, '')
    .replace(/general/gi, '')
    .toLowerCase()
  const [day, clock] = [/[yd]/.test(letters), /[hs]/.test(letters)]
  if (day && clock) return 'instant'
  if (clock) return 'clock'
  return day || letters.includes('m') ? 'day' : 'number'
}

const DAY_MS = 86_400_000
/** Days are counted as if 1900 had been a leap year; before March of it nobody logged. */
const SINCE_1900 = Date.UTC(1899, 11, 30)
const SINCE_1904 = Date.UTC(1904, 0, 1)

/** A number as it is shown; a time in ISO 8601 with a space, without an offset. */
export const shownNumber = (raw: string, look: NumberLook, isFrom1904: boolean): string => {
  const value = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(value)) return raw
  if (look === 'number') return /e/i.test(raw) && Number.isInteger(value) ? BigInt(value).toString() : raw
  if (value < 0 || value >= 2_958_466) return raw
  const text = new Date((isFrom1904 ? SINCE_1904 : SINCE_1900) + Math.round(value * DAY_MS)).toISOString()
  const [day, clock] = [text.slice(0, 10), text.slice(11, 23).replace(/\.000$/, '')]
  if (look === 'clock') return value < 1 ? clock : `${day} ${clock}`
  return look === 'day' && Number.isInteger(value) ? day : `${day} ${clock}`
}
