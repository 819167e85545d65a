import { literal, type Sql, sql } from '../../engine/sql.ts'
import type { ByteString } from '../source-kind.ts'

/**
 * A status as loggers write it: the number; with its reason (`200 OK`, as Spring and Go print it); with the protocol before
 * it (`HTTP/1.1 200 OK`); as a number with a point, of a table that lacks some (`200.0`); behind what a cache did with the
 * request (`TCP_MISS/200` of Squid).
 */
const WRITTEN = '^(?:HTTP(?:/[0-9.]{1,4})? |[A-Z_]{3,40}/)?([0-5][0-9]{2})(?:[.]0{1,6}$| |$)'

const LONGEST_NUMBER = 3

/** UInt16 of a status; 0 where there is none. */
export const statusSql = (raw: Sql): Sql =>
  sql`if(length(${raw}) <= ${LONGEST_NUMBER} OR toUInt16OrZero(${raw}) > 0, toUInt16OrZero(${raw}), toUInt16OrZero(extract(${raw}, ${literal(WRITTEN)})))`

const MOST = 65_535
const numberOf = (text: string): number => (/^\+?\d+$/.test(text) && Number(text) <= MOST ? Number(text) : 0)

/** The same, plainly. */
export const plainStatus = (raw: ByteString): number =>
  numberOf(raw) > 0 ? numberOf(raw) : numberOf(new RegExp(WRITTEN).exec(raw)?.[1] ?? '')

/** How statuses look, however they are written. */
export const STATUS = new RegExp(WRITTEN.replace('[0-5]', '[1-5]'))

/** Whether the client or the server is said to have failed. */
export const isOfError = (status: number): boolean => status >= 400 && status <= 599
