import { bind, ident, literal, type Sql, sql } from '../../engine/sql.ts'
import { offsetOf } from '../shared/other-times.ts'
import { NAMES, offsetWritten, ownOffset } from '../shared/plain/plain-other-time.ts'
import type { ByteString, Definitions } from '../source-kind.ts'

/** What a record begins with: `{` of JSON, or the first `=` of pairs. */
export type Mark = '{' | '='

export interface Cut {
  readonly words: ByteString
  /** The first time among the words, ISO 8601 without a space; '' where there is none. */
  readonly time: ByteString
  /** What the words say after all marks that end what a logger says of itself: `Login failed`. */
  readonly message: ByteString
  readonly record: ByteString
}

/** The name before the first `=`, which is no longer than so many bytes. */
const LONGEST_NAME = 80
const NAME_AT_END = '(?:[가-힣]|[A-Za-z_@])(?:[가-힣]|[A-Za-z0-9_.@/:-])*$'
/** The same, of a text whose characters are bytes, and of one that is decoded. */
const PLAIN_NAME_AT_END = new RegExp(
  NAME_AT_END.replaceAll(
    '[가-힣]',
    '(?:[가-힣]|\\xEA[\\xB0-\\xBF][\\x80-\\xBF]|[\\xEB\\xEC][\\x80-\\xBF]{2}|\\xED[\\x80-\\x9D][\\x80-\\xBF]|\\xED\\x9E[\\x80-\\xA3])',
  ),
)
const ISO = `[0-9]{4}[-/.][0-9]{2}[-/.][0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?(?: ?(?:Z|[+-][0-9]{2}:?[0-9]{2})| (?:${NAMES})\\b)?`
/** As JavaScript writes it in the United States; elsewhere the clock has 24 hours, or small letters behind it. */
const AMERICAN = '[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}, [0-9]{1,2}:[0-9]{2}:[0-9]{2} [AP]M'
const TIME = `${ISO}|${AMERICAN}`
const IS_AMERICAN = '^[0-9]{1,2}/'
/** Words are few; a time stands among the first of them. */
const MOST_WORDS = 400

/** The first time among the first bytes of a text, as it is written and as ISO 8601 without a space; '' where there is none. */
export const firstTimeSql = (text: Sql, written: string, time: string): Definitions => [
  { name: written, expression: sql`extract(substring(${text}, 1, ${MOST_WORDS}), ${bind('String', `(${TIME})`)})` },
  {
    name: time,
    expression: sql`multiIf(${ident(written)} = '', '', match(${ident(written)}, ${bind('String', IS_AMERICAN)}), ${isoOfAmerican(ident(written))}, concat(translate(substring(${ident(written)}, 1, 10), '/.', '--'), 'T', extract(substring(${ident(written)}, 12), '^[0-9:.,]+'), ${offsetOf(ident(written))}))`,
  },
]

const isoOfAmerican = (written: Sql): Sql => {
  const number = (at: number, digits = 2): Sql => sql`leftPad(extractAll(${written}, '[0-9]+')[${at}], ${digits}, '0')`
  const hour = sql`leftPad(toString(toUInt8OrZero(${number(4)}) % 12 + 12 * endsWith(${written}, 'PM')), 2, '0')`
  return sql`concat(${number(3, 4)}, '-', ${number(1)}, '-', ${number(2)}, 'T', ${hour}, ':', ${number(5)}, ':', ${number(6)})`
}

const plainAmerican = (written: ByteString): ByteString => {
  const [month = '', day = '', year = '', hour = '', minute = '', second = ''] = (written.match(/\d+/g) ?? []).map((digits) => digits.padStart(2, '0')) // biome-ignore format: one list
  const hours = (Number(hour) % 12) + (written.endsWith('PM') ? 12 : 0)
  return `${year}-${month}-${day}T${String(hours).padStart(2, '0')}:${minute}:${second}`
}

/** The same, plainly. */
export const firstTime = (text: ByteString): { readonly written: ByteString; readonly time: ByteString } => {
  const written = new RegExp(TIME).exec(text.slice(0, MOST_WORDS))?.[0] ?? ''
  if (written === '') return { written, time: '' }
  if (new RegExp(IS_AMERICAN).test(written)) return { written, time: plainAmerican(written) }
  const clock = `${/^[0-9:.,]+/.exec(written.slice(11))?.[0] ?? ''}${offsetWritten(ownOffset(written))}`
  return { written, time: `${written.slice(0, 10).replace(/[/.]/g, '-')}T${clock}` }
}

/** What Fluent Bit has to say besides of most records is nothing. */
const EMPTY = '{}'

/** Definitions `prefix_at` (1-based; 0 for no record), `prefix_time`, `prefix_record` of the column `line`. */
export const prefixCuts = (mark: Mark): Definitions => [
  { name: 'prefix_bare', expression: sql`if(endsWith(line, '\\r'), substring(line, 1, length(line) - 1), line)` },
  {
    name: 'prefix_mark',
    expression:
      mark === '{'
        ? sql`if(position(prefix_bare, '{') = position(prefix_bare, ${EMPTY}), position(prefix_bare, '{', position(prefix_bare, ${EMPTY}) + 2), position(prefix_bare, '{'))`
        : sql`if(match(prefix_bare, ${literal(STARTS_QUERY)}), ${markBehindQuery}, position(prefix_bare, '='))`,
  },
  ...(mark === '{' ? [{ name: 'prefix_at', expression: sql`prefix_mark` }] : startOfName),
  ...firstTimeSql(sql`substring(prefix_bare, 1, greatest(prefix_at, 1) - 1)`, 'prefix_written', 'prefix_time'),
  ...messageCuts,
  { name: 'prefix_rest', expression: sql`substring(prefix_bare, greatest(prefix_at, 1))` },
  { name: 'prefix_record', expression: mark === '{' ? firstObject(sql`prefix_rest`) : sql`prefix_rest` },
]

/** What ends the words of a logger about a line, and what no message has. */
const MARKS = [']', '|', ':', '>', '"', '=', '\\\\', ' - ']
/** What leads from a message to its record. */
const PASSING = ' |:,-'
const NO_WORD = '0123456789.,+-Z '

const messageCuts: Definitions = [
  {
    name: 'prefix_backward',
    expression: sql`reverse(trim(TRAILING ${PASSING} FROM substring(prefix_bare, 1, greatest(prefix_at, 1) - 1)))`,
  },
  {
    name: 'prefix_end',
    expression: sql`arrayMin(arrayMap(x -> if(position(prefix_backward, x) = 0, length(prefix_backward) + 1, position(prefix_backward, x)), ${bind('Array(String)', MARKS)}))`,
  },
  {
    name: 'prefix_message',
    expression: sql`trimRight(trim(LEADING ${NO_WORD} FROM reverse(substring(prefix_backward, 1, prefix_end - 1))))`,
  },
]

const plainMessage = (words: ByteString): ByteString => {
  const text = words.replace(/[ |:,-]+$/, '')
  const from = Math.max(...MARKS.map((mark) => text.lastIndexOf(mark) + (text.includes(mark) ? mark.length : 1)), 0)
  return text
    .slice(from)
    .replace(/^[0-9.,+\-Z ]+/, '')
    .replace(/ +$/, '')
}

/** A target with a query before any other pair: its `=` part what was asked, and begin no record. */
const STARTS_QUERY = '[ "/][!#-<>-~]*[?][A-Za-z0-9_.%-]{1,64}='
const OF_QUERY = '[?&][A-Za-z0-9_.%-]{0,64}$'
const queryPieces = sql`arrayPopBack(splitByChar('=', prefix_bare))`
const markBehindQuery = sql`arraySum(arrayMap(x -> length(x) + 1, arraySlice(${queryPieces}, 1, arrayFirstIndex(x -> NOT match(x, ${literal(OF_QUERY)}), ${queryPieces}))))`

/** Where the name before the first `=` begins that is not one of a query. */
const startOfName: Definitions = [
  {
    name: 'prefix_name',
    expression: sql`extract(substring(prefix_bare, greatest(toInt64(prefix_mark) - ${LONGEST_NAME}, 1), least(greatest(prefix_mark, 1) - 1, ${LONGEST_NAME})), ${bind('String', `(${NAME_AT_END})`)})`,
  },
  { name: 'prefix_at', expression: sql`if(prefix_name = '', 0, prefix_mark - length(prefix_name))` },
]

/** Up to the brace that ends it: the one before another object, else the last. */
const firstObject = (rest: Sql): Sql =>
  sql`substring(${rest}, 1, if(position(${rest}, '} {') > 0, position(${rest}, '} {'), length(${rest}) + 1 - position(reverse(${rest}), '}')))`

/** The same, plainly; null where there is no record. Of a line whose characters are bytes, and of a decoded one. */
export const plainCut = (line: ByteString, mark: Mark): Cut | null => {
  const bare = line.endsWith('\r') ? line.slice(0, -1) : line
  const at = startOf(bare, mark)
  if (at < 0) return null
  const words = bare.slice(0, at)
  const { time } = firstTime(words)
  const rest = bare.slice(at)
  return { words, time, message: plainMessage(words), record: mark === '{' ? plainObject(rest) : rest }
}

const startOf = (line: ByteString, mark: Mark): number => {
  if (mark === '{') {
    const first = line.indexOf(mark)
    return first >= 0 && first === line.indexOf(EMPTY) ? line.indexOf(mark, first + EMPTY.length) : first
  }
  const found = new RegExp(STARTS_QUERY).test(line) ? plainMarkBehindQuery(line) : line.indexOf(mark)
  if (found < 0) return found
  const name = PLAIN_NAME_AT_END.exec(line.slice(Math.max(0, found - LONGEST_NAME), found))?.[0] ?? ''
  return name === '' ? -1 : found - name.length
}

const plainMarkBehindQuery = (line: ByteString): number => {
  const pieces = line.split('=').slice(0, -1)
  const first = pieces.findIndex((piece) => !new RegExp(OF_QUERY).test(piece))
  return first < 0 ? -1 : pieces.slice(0, first + 1).join('=').length
}

const plainObject = (rest: ByteString): ByteString => {
  const [other, last] = [rest.indexOf('} {'), rest.lastIndexOf('}')]
  if (last < 0) return rest
  return rest.slice(0, (other < 0 ? last : other) + 1)
}
