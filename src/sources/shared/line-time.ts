import { literal, type Sql, sql } from '../../engine/sql.ts'
import { OTHER_TIMES, saysOffset } from './plain/plain-other-time.ts'
import { ISO_TIME, plainTime } from './plain/plain-time.ts'
import { type TimeStyle, timeOf } from './times.ts'

/** One way of writing times, read twice. */
export interface TimeReader {
  /** DateTime64(6, 'UTC'); the epoch itself for what is no time. */
  readonly sql: (raw: Sql, zone: string) => Sql
  readonly plain: (raw: string, zone: string) => bigint | null
  /** Whether such a text says its own offset. */
  readonly carriesOffset: (raw: string) => boolean
}

const NEVER = sql`toDateTime64(0, 6, 'UTC')`

const guarded = (style: TimeStyle, pattern: string, written = new RegExp(pattern)): TimeReader => ({
  sql: (raw, zone) => sql`if(match(${raw}, ${literal(pattern)}), ${timeOf(raw, style, zone)}, ${NEVER})`,
  plain: (raw, zone) => (written.test(raw) ? plainTime(raw, style, zone) : null),
  carriesOffset: (raw) => style === 'epoch' || saysOffset(raw),
})

export const isoTime = guarded('iso', ISO_TIME)

const CLF_TIME =
  '^[0-3][0-9]/[A-Z][a-z][a-z]/[0-9]{4}:([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)([.,][0-9]{1,9})?( [+-][0-9]{2}:?[0-9]{2})?$'

export const clfTime = guarded('clf', CLF_TIME)

/** `06/Feb/2009:12:14:14.655`, local, with a fraction. */
export const clfFractionTime: TimeReader = {
  sql: (raw, zone) =>
    sql`(${clfTime.sql(sql`concat(substring(${raw}, 1, 20), if(substring(${raw}, 21, 1) = '.', '', substring(${raw}, 21)))`, zone)}
      + toIntervalMicrosecond(if(substring(${raw}, 21, 1) = '.' AND substring(${raw}, 22, 1) != '+', toUInt32OrZero(rightPad(substring(${raw}, 22, 6), 6, '0')), 0)))`,
  plain: (raw, zone) => {
    const whole = raw.slice(0, 20) + (raw[20] === '.' ? '' : raw.slice(20))
    const time = clfTime.plain(whole, zone)
    const digits = raw.slice(21, 27).padEnd(6, '0')
    return time === null ? null : time + (raw[20] === '.' && /^\d{6}$/.test(digits) ? BigInt(digits) : 0n)
  },
  carriesOffset: (raw) => /[+-]\d\d:?\d\d$/.test(raw),
}

const EPOCH_TIME = '^[0-9]{9,11}(\\.[0-9]{1,9})?$|^([0-9]{12,13}|[0-9]{15,16}|[0-9]{18,19})$'
/** Seconds to nanoseconds since the epoch, and nothing else. */
export const epochTime = guarded('epoch', EPOCH_TIME)

const WRITTEN = [ISO_TIME, ...Object.values(OTHER_TIMES)].join('|')

/** Common log format, ISO 8601, or seconds to nanoseconds since the epoch by the number of digits. */
export const anyTime: TimeReader = {
  sql: (raw, zone) =>
    sql`multiIf(match(${raw}, ${EPOCH_TIME}), ${timeOf(raw, 'epoch', zone)}, match(${raw}, ${literal(WRITTEN)}), ${timeOf(raw, 'iso', zone)}, ${clfTime.sql(raw, zone)})`,
  plain: (raw, zone) =>
    new RegExp(CLF_TIME).test(raw)
      ? clfTime.plain(raw, zone)
      : plainTime(raw, new RegExp(EPOCH_TIME).test(raw) ? 'epoch' : 'iso', zone),
  carriesOffset: (raw) => new RegExp(EPOCH_TIME).test(raw) || isoTime.carriesOffset(raw),
}
