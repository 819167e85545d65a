import { actionByWords, endInWords } from '../json-lines/auth-actions.ts'
import { ADDRESS, METHOD, most } from '../json-lines/vocabulary.ts'
import { isShortDate } from '../shared/composed-times.ts'
import { isBlank } from '../shared/plain/plain-event.ts'
import { cellsIn, DELIMITERS, namesColumns, type Table } from '../shared/table.ts'
import { areStatuses, STATUS } from '../shared/status.ts'
import { isDayNumber, timeStyleOf } from '../shared/times.ts'

/** Cells of a row at least, and the share of the rows that have as many. */
const FEWEST = 4
const SAME = 0.95
/** Rows that are looked at before all are. */
const FIRST = 20
const FEWEST_ROWS = 3

/**
 * Sampled lines as a table whose header is missing: each column is named by its number and by what its cells show,
 * `column 2 client ip`, so that what finds fields by names finds them; null where they are none. Who logs in stands in
 * the one column of names; of requests such a column may be of pages, servers or cities, and none is taken.
 */
export const unnamedTable = (lines: readonly string[]): Table | null => {
  const written = lines.filter((line) => !isBlank(line))
  const delimiter = delimiterOf(written.slice(0, FIRST))
  if (delimiter === null || namesColumns(written)) return null
  const rows = written.map((line) => cellsIn(line, delimiter))
  const width = widthOf(rows)
  const fitting = rows.filter((cells) => cells.length === width)
  if (width < FEWEST || fitting.length < FEWEST_ROWS || fitting.length < SAME * rows.length) return null
  const shown = shownIn(Array.from({ length: width }, (_, i) => fitting.map((cells) => cells[i] ?? '')))
  if (shown === null) return null
  const names = shown.map((what, i) => `column ${i + 1}${what === '' ? '' : ` ${what}`}`)
  return {
    format: `${delimiter}${names.join(delimiter)}`,
    records: fitting.map((cells) => Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']))),
    rows: rows.length,
  }
}

const widthOf = (rows: readonly (readonly string[])[]): number => {
  const counts = new Map<number, number>()
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0
}

/** The one that cuts the first lines into most cells, as many in each. */
const delimiterOf = (lines: readonly string[]): string | null => {
  const [best] = DELIMITERS.map((delimiter) => {
    const rows = lines.map((line) => cellsIn(line, delimiter))
    const width = widthOf(rows)
    const share = rows.filter(({ length }) => length === width).length / Math.max(1, rows.length)
    return { delimiter, width: share >= SAME ? width : 0 }
  }).sort((a, b) => b.width - a.width)
  return best === undefined || best.width < FEWEST ? null : best.delimiter
}

type Cells = readonly string[]

const REQUEST_LINE = /^[A-Z]{3,20} \S.* HTTP\/\d/

const isWritten = (value: string): boolean => value !== '' && value !== '-'
const written = (cells: Cells): Cells => cells.filter(isWritten)
const kinds = (cells: Cells): number => new Set(cells).size

/** A day alone, whose clock stands in another column, is no time; nor is a clock an address. */
const DAY = /^\d{4}[-/.]?\d\d[-/.]?\d\d$/
const CLOCK = /^\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?$/
const areTimes = (cells: Cells): boolean =>
  cells.every((cell) => cell.length >= 10) &&
  !most(cells, DAY, 0.5) &&
  !cells.some(isDayNumber) &&
  (timeStyleOf(cells) !== null || cells.every(isShortDate))
const MOST_WORDS = 50
const areEvents = (cells: Cells): boolean =>
  kinds(cells) <= MOST_WORDS && cells.filter((cell) => actionByWords(cell, true) !== '').length >= 0.5 * cells.length
const areEnds = (cells: Cells): boolean =>
  kinds(cells) <= MOST_WORDS && cells.every((cell) => endInWords(cell) !== null)
/** No number, whose meaning nobody tells, no program with its version, no host, no country, no token. */
const areAccounts = (cells: Cells): boolean =>
  cells.length > 0 &&
  most(cells, /^(?!\d{1,5}$)(?!.*\/\d)(?!HTTP)[\p{L}\p{N}._@+\\-]{2,40}$/u, 1) &&
  !most(cells, /^(?=.*\d)(?=.*[a-z])[A-Za-z0-9_-]{20,}$/, 0.5) &&
  !most(cells, /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/i, 0.5) &&
  !most(cells, /^[A-Z]{2,3}$/, 0.5) &&
  kinds(cells) >= FEWEST_ACCOUNTS &&
  kinds(cells) < cells.length
const FEWEST_ACCOUNTS = 4

/** What each column shows, '' for nothing that is known; null where that makes neither requests nor log-ins. */
const shownIn = (columns: readonly Cells[]): readonly string[] | null => {
  const shown = columns.map(() => '')
  const find = (what: string, fits: (cells: Cells) => boolean): number[] => {
    const found = columns.flatMap((cells, i) => (shown[i] === '' && fits(cells) ? [i] : []))
    const [best, next] = [...found].sort((a, b) => kinds(columns[b] ?? []) - kinds(columns[a] ?? []))
    const isOne = next === undefined || kinds(columns[best ?? -1] ?? []) > kinds(columns[next] ?? [])
    if (best !== undefined && isOne) shown[best] = what
    return found
  }
  const times = columns.findIndex(areTimes)
  if (times >= 0) shown[times] = 'time'
  find('client ip', (cells) => most(written(cells), ADDRESS) && !most(written(cells), CLOCK, 0.5))
  find('method', (cells) => most(cells, METHOD, 1))
  find('url', (cells) => most(cells, /^\//))
  if (!shown.includes('url')) find('url', (cells) => most(cells, /^https?:\/\//))
  find('request', (cells) => most(cells, REQUEST_LINE))
  if (shown.includes('request')) find('status', (cells) => areStatuses(cells) && most(cells, STATUS, 1))
  const asks = (shown.includes('method') && shown.includes('url')) || shown.includes('request')
  if (!asks && find('event', areEvents).length === 0) return null
  if (!shown.includes('client ip')) return null
  if (!shown.includes('event')) return shown
  find('result', areEnds)
  const accounts = columns.flatMap((cells, i) => (shown[i] === '' && areAccounts(written(cells)) ? [i] : []))
  if (accounts.length === 1 && accounts[0] !== undefined) shown[accounts[0]] = 'user'
  return shown
}
