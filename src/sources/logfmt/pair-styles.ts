import { sql, type Sql } from '../../engine/sql.ts'
import type { ByteString } from '../source-kind.ts'
import { pairSql, pairsSql, plainPair, plainPairs } from '../shared/pairs.ts'

/** How pairs stand apart. ArcSight's CEF quotes nothing: a value ends before the next ` name=` and a comma before that, and `=` in it has a backslash. */
export interface PairStyle {
  /** The plan's format. */
  readonly id: string
  readonly pairs: (text: Sql) => Sql
  readonly value: (pairs: Sql, name: string) => Sql
  readonly plainPairs: (text: ByteString) => readonly ByteString[]
  readonly plainValue: (pairs: readonly ByteString[], name: string) => ByteString
}

/** What Spring Security writes around the address and session of who logs in, and what ends it. */
const DETAILS = '(?:data=[{])?details=[A-Za-z]+ \\[|\\][}]?\\]$'
const HAS_DETAILS = 'details='

const apart = (id: string, separator: string): PairStyle => ({
  id,
  pairs: (text) => pairsSql(text, separator),
  value: (pairs, name) => pairSql(pairs, name, separator),
  plainPairs: (text) => plainPairs(text, separator),
  plainValue: (pairs, name) => plainPair(pairs, name, separator),
})

const commas = apart('comma', ', ')
const comma: PairStyle = {
  ...commas,
  pairs: (text) =>
    commas.pairs(sql`if(position(${text}, ${HAS_DETAILS}) = 0, ${text}, replaceRegexpAll(${text}, ${DETAILS}, ''))`),
  plainPairs: (text) =>
    commas.plainPairs(text.includes(HAS_DETAILS) ? text.replace(new RegExp(DETAILS, 'g'), '') : text),
}

/** What is said behind the braces of a span (Rust's tracing), where pairs stand in them, before the next name. */
const BEHIND_SPAN = '(?:[}]: [ -<>-~]*)?'
const NAMED = `${BEHIND_SPAN} ([A-Za-z가-힣][A-Za-z0-9_.가-힣]*)=`
/** The same of bytes, and of decoded text: 가 to 힣 in UTF-8. */
const HANGUL =
  '[가-힣]|\xEA[\xB0-\xBF][\x80-\xBF]|[\xEB\xEC][\x80-\xBF]{2}|\xED[\x80-\x9D][\x80-\xBF]|\xED\x9E[\x80-\xA3]'
const PLAIN_NAMED = `${BEHIND_SPAN} ((?:[A-Za-z]|${HANGUL})(?:[A-Za-z0-9_.]|${HANGUL})*)=`

/** Where others than ArcSight leave blanks in a value, some of their values are in quotes. */
const ENCLOSED = '^"([^"]*)"$'

const cef: PairStyle = {
  id: 'cef',
  pairs: (text) => sql`splitByChar(char(4), replaceRegexpAll(${text}, ${NAMED}, '\\x04\\\\1='))`,
  value: (pairs, name) =>
    sql`replaceAll(replaceRegexpOne(trim(TRAILING ',;' FROM substring(arrayFirst(x -> startsWith(x, ${`${name}=`}), ${pairs}), ${Buffer.byteLength(name) + 2})), ${ENCLOSED}, '\\\\1'), '\\\\=', '=')`,
  plainPairs: (text) => text.replace(new RegExp(PLAIN_NAMED, 'g'), '\u0004$1=').split('\u0004'),
  plainValue: (pairs, name) =>
    (pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? '')
      .replace(/[,;]+$/, '')
      .replace(new RegExp(ENCLOSED), '$1')
      .replaceAll('\\=', '='),
}

/** Labeled Tab-separated Values: `host:192.0.2.1`, tab, `status:200`; the first colon of a cell ends its label. */
const ltsv: PairStyle = {
  id: 'ltsv',
  pairs: (text) =>
    sql`arrayMap(x -> if(position(x, ':') > 1 AND (position(x, '=') = 0 OR position(x, ':') < position(x, '=')), replaceOne(x, ':', '='), x), splitByChar('\t', ${text}))`,
  value: (pairs, name) =>
    sql`substring(arrayFirst(x -> startsWith(x, ${`${name}=`}), ${pairs}), ${Buffer.byteLength(name) + 2})`,
  plainPairs: (text) => text.split('\t').map((cell) => (/^[^:=]+:/.test(cell) ? cell.replace(':', '=') : cell)),
  plainValue: (pairs, name) => pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? '',
}

const SPACES = apart('', ' ')

/** The usual one first. */
export const PAIR_STYLES: readonly PairStyle[] = [
  SPACES,
  comma,
  apart('tight-comma', ','),
  apart('semicolon', '; '),
  apart('tight-semicolon', ';'),
  apart('bar', '|'),
  apart('spaced-bar', ' | '),
  apart('tab', '\t'),
  apart('caret', '^'),
  cef,
  ltsv,
]

export const pairStyleOf = (format: string): PairStyle => PAIR_STYLES.find(({ id }) => id === format) ?? SPACES
