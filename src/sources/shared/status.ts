import { literal, type Sql, sql } from '../../engine/sql.ts'
import type { ByteString } from '../source-kind.ts'
import { STATUS_NAMES } from './status-names.ts'

/**
 * A status as loggers write it: the number; with its reason (`200 OK`, as Spring and Go print it); with the protocol before
 * it (`HTTP/1.1 200 OK`); as a number with a point, of a table that lacks some (`200.0`); behind what a cache did with the
 * request (`TCP_MISS/200` of Squid).
 */
const WRITTEN = '^(?:HTTP(?:/[0-9.]{1,4})? |[A-Z_]{3,40}/)?([0-5][0-9]{2})(?:[.]0{1,6}$| |$)'

const NAMES = Object.keys(STATUS_NAMES)
const NUMBERS = Object.values(STATUS_NAMES).map(String)

/** UInt16 of a status; 0 where there is none. */
export const statusSql = (raw: Sql): Sql => {
  const digits = sql`extract(${raw}, ${literal(WRITTEN)})`
  const name = sql`replaceAll(replaceAll(lower(${raw}), '_', ''), ' ', '')`
  return sql`multiIf(toUInt16OrZero(${raw}) > 0 OR ${raw} IN ('', '-', '0'), toUInt16OrZero(${raw}), ${digits} != '', toUInt16OrZero(${digits}), toUInt16OrZero(transform(${name}, ${NAMES}, ${NUMBERS}, '')))`
}

const MOST = 65_535
const numberOf = (text: string): number => (/^\+?\d+$/.test(text) && Number(text) <= MOST ? Number(text) : 0)

/** The same, plainly. */
export const plainStatus = (raw: ByteString): number => {
  const digits = new RegExp(WRITTEN).exec(raw)?.[1]
  if (numberOf(raw) > 0 || digits !== undefined) return numberOf(raw) > 0 ? numberOf(raw) : numberOf(digits ?? '')
  const name = raw.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()).replace(/[_ ]/g, '')
  return NAMES.includes(name) ? (STATUS_NAMES[name] ?? 0) : 0
}

/** How statuses look, however their numbers are written. */
export const STATUS = new RegExp(WRITTEN.replace('[0-5]', '[1-5]'))

/** Whether values are statuses, a success among them, also by their names alone. */
export const areStatuses = (values: readonly string[]): boolean =>
  values.length > 0 &&
  values.every((value) => STATUS.test(value) || (/^[A-Za-z]/.test(value) && plainStatus(value) > 0)) &&
  values.some((value) => plainStatus(value) === 200)

/** Whether the client or the server is said to have failed. */
export const isOfError = (status: number): boolean => status >= 400 && status <= 599
