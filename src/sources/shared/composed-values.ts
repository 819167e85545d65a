import { literal, type Sql, sql } from '../../engine/sql.ts'
import { most } from '../json-lines/vocabulary.ts'
import { NO_FAILURE_TOLD, NOTHING_IS_A_LOG_IN } from './failure-words.ts'
import { ACCOUNT_IN, ADDRESS_IN } from '../json-lines/windows-log-ons.ts'
import { addressOnly, noneIf, percentDecoded, withScheme } from './decoder.ts'
import { successOf, withoutScheme } from './success-value.ts'
import { composedSql, orderedName, plainComposed, withComposedTimes } from './composed-times.ts'

type Row = Readonly<Record<string, string>>

/** What is made of a column's values, said behind its name. */
interface Making {
  readonly suffix: string
  readonly isFor: (name: string, values: readonly string[]) => boolean
  readonly sql: (value: Sql) => Sql
  readonly plain: (value: string) => string
}

const URL_NAME = /(?:^|[^a-z])(?:ur[il]|request|target)$/i
/** A host with a top-level domain or a port, and a path. */
const SCHEMELESS = /^(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?::\d{1,5})?\/|^[a-z0-9.-]{1,253}:\d{1,5}\//i

const OF_CONNECTION = /\(ADDRESS=\(PROTOCOL=[a-z]{1,5}\)\(HOST=([^()]{1,253})\)/
const IN_THREES = /^[0-9]{1,3}(?:,[0-9]{3})*$/
const ENCODED = /^https?%3A%2F%2F/
const ACCOUNT_MARKS = ['Account Name:', '계정 이름:']
const ADDRESS_MARKS = ['Source Network Address:', '원본 네트워크 주소:']
const [MARK, KOREAN_MARK] = [0, 1] as const

/** The text cut at a mark; in Korean where the other mark is not in it. */
const behindSql = (value: Sql, marks: readonly string[]): Sql =>
  sql`splitByString(${marks[MARK] ?? ''}, if(position(${value}, ${marks[MARK] ?? ''}) > 0, ${value}, replaceAll(${value}, ${marks[KOREAN_MARK] ?? ''}, ${marks[MARK] ?? ''})))`
const behindPlain = (value: string, marks: readonly string[]): readonly string[] => {
  const [mark = '', korean = ''] = marks.map((text) => Buffer.from(text).toString('latin1'))
  return (value.includes(mark) ? value : value.replaceAll(korean, mark)).split(mark)
}

/** What stands behind an account or an address, where a forwarder made one space of all. */
const NEXT = [' Account Domain:', ' 계정 도메인:', ' Source Port:', ' 원본 포트:', ' Network Information:', ' 네트워크 정보:'] // biome-ignore format: a list of words
const NEXT_BYTES = NEXT.map((text) => Buffer.from(text).toString('latin1'))

/** Up to a tab, two spaces or the next name. */
const firstSql = (text: Sql): Sql => {
  const spaced = sql`replaceAll(trim(LEADING ' \t' FROM ${text}), '\t', '  ')`
  return sql`trimRight(splitByString('  ', ${NEXT.reduce((rest, name) => sql`replaceAll(${rest}, ${name}, '  ')`, spaced)})[1])`
}
const firstPlain = (text: string): string => {
  const spaced = text.replace(/^[ \t]+/, '').replaceAll('\t', '  ')
  const [first = ''] = NEXT_BYTES.reduce((rest, name) => rest.replaceAll(name, '  '), spaced).split('  ')
  return first.replace(/ +$/, '')
}
const { sql: noneSql, plain: nonePlain } = noneIf('ANONYMOUS LOGON')

const NO_FAILURE_BYTES = NO_FAILURE_TOLD.map((text) => Buffer.from(text).toString('latin1'))

const MAKINGS: readonly Making[] = [
  {
    /** A data frame writes numbers with a point where some of their column are missing. */
    suffix: ' (whole)',
    isFor: (_, values) => values.length > 0 && values.every((value) => /^\d{1,15}\.0$/.test(value)),
    sql: (value) => sql`if(endsWith(${value}, '.0'), substring(${value}, 1, length(${value}) - 2), ${value})`,
    plain: (value) => (value.endsWith('.0') ? value.slice(0, -2) : value),
  },
  {
    /** `12,345`, as people read numbers. */
    suffix: ' (digits)',
    isFor: (_, values) => values.some((value) => value.includes(',')) && values.every((value) => IN_THREES.test(value)),
    sql: (value) => sql`if(match(${value}, ${literal(IN_THREES.source)}), replaceAll(${value}, ',', ''), ${value})`,
    plain: (value) => (IN_THREES.test(value) ? value.replaceAll(',', '') : value),
  },
  {
    /** `shop.example/orders?page=1`. */
    suffix: withoutScheme,
    isFor: (name, values) => {
      const bare = values.filter((value) => !value.startsWith('/') && !value.includes('://'))
      return URL_NAME.test(name) && bare.length > 0 && bare.every((value) => SCHEMELESS.test(value))
    },
    ...withScheme,
  },
  {
    /** `https%3A%2F%2Fshop.example%2Forders`, as Akamai's CEF has all values. */
    suffix: ' (decoded)',
    isFor: (name, values) => URL_NAME.test(name) && values.length > 0 && values.every((value) => ENCODED.test(value)),
    sql: (value) => sql`if(match(${value}, ${literal(ENCODED.source)}), ${percentDecoded.sql(value)}, ${value})`,
    plain: (value) => (ENCODED.test(value) ? percentDecoded.plain(value) : value),
  },
  {
    /** `[10/Oct/2025:13:55:36 +0900]`. */
    suffix: ' (in brackets)',
    isFor: (_, values) => values.length > 0 && values.every((value) => /^\[\d[^[\]]{9,40}\]$/.test(value)),
    sql: (value) => sql`replaceRegexpOne(${value}, '^\\\\[(.*)\\\\]$', '\\\\1')`,
    plain: (value) => value.replace(/^\[(.*)\]$/, '$1'),
  },
  {
    /** Of Oracle: the address that a client connects from, among what it was authenticated by. */
    suffix: ' (client host)',
    isFor: (_, values) => most(values, OF_CONNECTION, 0.5),
    sql: (value) => addressOnly.sql(sql`extract(${value}, ${literal(OF_CONNECTION.source)})`),
    plain: (value) => addressOnly.plain(OF_CONNECTION.exec(value)?.[1] ?? ''),
  },
  {
    /** Of Oracle: 0 where a statement succeeded, else the number of its error. */
    suffix: ' (0 is a success)',
    isFor: (name, values) => /^return_?code$/i.test(name) && values.every((value) => /^\d{1,5}$/.test(value)),
    sql: (value) => sql`multiIf(${value} = '0', 'success', match(${value}, '^[0-9]+$'), 'failed', '')`,
    plain: (value) => (value === '0' ? 'success' : /^[0-9]+$/.test(value) ? 'failed' : ''),
  },
  {
    /** Of log-ins of which a number tells how they ended. */
    suffix: ' (0 is a log-in)',
    isFor: () => false,
    sql: (value) => sql`multiIf(${value} = '0', 'logon', match(${value}, '^[0-9]+$'), 'logon failed', '')`,
    plain: (value) => (value === '0' ? 'logon' : /^[0-9]+$/.test(value) ? 'logon failed' : ''),
  },
  {
    /** Of log-ins of which a column tells what went wrong. */
    suffix: NOTHING_IS_A_LOG_IN,
    isFor: () => false,
    sql: (value) => sql`if(lower(${value}) IN ${NO_FAILURE_TOLD}, 'logon', 'logon failed')`,
    plain: (value) => (NO_FAILURE_BYTES.includes(value.toLowerCase()) ? 'logon' : 'logon failed'),
  },
  {
    /** Of an event of Windows as text: the second account, who logs in, else the only one. */
    suffix: ACCOUNT_IN,
    isFor: () => false,
    sql: (value) => {
      const parts = behindSql(value, ACCOUNT_MARKS)
      return noneSql(firstSql(sql`if(length(${parts}) > 2, ${parts}[3], ${parts}[2])`))
    },
    plain: (value) => {
      const parts = behindPlain(value, ACCOUNT_MARKS)
      return nonePlain(firstPlain(parts[2] ?? parts[1] ?? ''))
    },
  },
  {
    /** The last one: what an account or a machine calls itself stands before it. */
    suffix: ADDRESS_IN,
    isFor: () => false,
    sql: (value) =>
      addressOnly.sql(
        firstSql(sql`if(length(${behindSql(value, ADDRESS_MARKS)}) > 1, ${behindSql(value, ADDRESS_MARKS)}[-1], '')`),
      ),
    plain: (value) => {
      const parts = behindPlain(value, ADDRESS_MARKS)
      return addressOnly.plain(firstPlain(parts.length > 1 ? (parts.at(-1) ?? '') : ''))
    },
  },
]

/** Rows with what is made of their columns: put together of several (`composed-times.ts`), or in the place of what was written. */
export const withComposed = (rows: readonly Row[]): readonly Row[] => {
  const timed = withComposedTimes(rows)
  const made = new Map<string, Making>()
  for (const name of Object.keys(timed[0] ?? {})) {
    const written = timed.map((row) => row[name] ?? '').filter((value) => !['', '-'].includes(value))
    const making = MAKINGS.find(({ isFor }) => isFor(name, written))
    if (making !== undefined) made.set(name, making)
  }
  if (made.size === 0) return timed
  return timed.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => {
        const making = made.get(name)
        return making === undefined ? [name, value] : [`${name}${making.suffix}`, making.plain(value)]
      }),
    ),
  )
}

const makingOf = (name: string): { readonly making: Making; readonly column: string } | null => {
  const making = MAKINGS.find(({ suffix }) => name.endsWith(suffix))
  return making === undefined ? null : { making, column: name.slice(0, -making.suffix.length) }
}

/** The column of a name, whatever is made of it. */
export const columnNamed = (name: string): string => {
  const end = makingOf(name) === null ? successOf(name) : null
  return end === null ? (orderedName(name)?.column ?? makingOf(name)?.column ?? name) : columnNamed(end.from)
}

/** Values by name, of composed ones too. */
export const madeSql =
  (value: (name: string) => Sql) =>
  (name: string): Sql => {
    const made = makingOf(name)
    if (made !== null) return made.making.sql(value(made.column))
    const end = successOf(name)
    return end === null ? composedSql(value)(name) : end.ended.sql(madeSql(value)(end.from))
  }

/** The same, plainly. */
export const plainMade =
  (value: (name: string) => string) =>
  (name: string): string => {
    const made = makingOf(name)
    if (made !== null) return made.making.plain(value(made.column))
    const end = successOf(name)
    return end === null ? plainComposed(value)(name) : end.ended.plain(plainMade(value)(end.from))
  }
