import { bind, type Sql, sql } from '../../engine/sql.ts'
import { wholeOf } from '../detection/decimal.ts'
import type { Comparison, Test, TimePart } from '../detection/expr.ts'
import { DATE_FORM, fixedOffset } from '../detection/date-form.ts'
import type { FieldSql } from './source.ts'

const COMPARED: Readonly<Record<Comparison, Sql>> = {
  eq: sql`=`,
  lt: sql`<`,
  lte: sql`<=`,
  gt: sql`>`,
  gte: sql`>=`,
}

/** A part of the field's date in the declared zone; text without an offset is taken to be in that zone already. */
export const timePredicate = (test: Extract<Test, { kind: 'time' }>, field: FieldSql, zone: string): Sql => {
  const wanted = bind('Int64', wholeOf(test.number))
  const compared = COMPARED[test.comparison]
  if (field.instant !== undefined)
    return sql`(${field.hasValue} AND ${partOf(test.part, inZone(field.instant, zone))} ${compared} ${wanted})`
  const part = partOfText(test.part, field.text, zone)
  return sql`(match(${field.text}, ${`\\A${DATE_FORM}\\z`}) AND ifNull(${part} ${compared} ${wanted}, 0))`
}

/** An instant with the digits of the clock in the zone. */
const inZone = (instant: Sql, zone: string): Sql => {
  const minutes = fixedOffset(zone)
  if (minutes === null) return sql`toTimeZone(${instant}, ${zone})`
  return sql`addMinutes(toTimeZone(${instant}, 'UTC'), ${bind('Int32', minutes)})`
}

const partOf = (part: TimePart, time: Sql): Sql => {
  switch (part) {
    case 'minute':
      return sql`toMinute(${time})`
    case 'hour':
      return sql`toHour(${time})`
    case 'day':
      return sql`toDayOfMonth(${time})`
    case 'week':
      return sql`toISOWeek(${time})`
    case 'month':
      return sql`toMonth(${time})`
    case 'year':
      return sql`toYear(${time})`
  }
}

/** The digits as written where there is no offset (read as UTC and not moved), else of the instant moved to the zone. */
const partOfText = (part: TimePart, text: Sql, zone: string): Sql => {
  const digits = sql`concat(replaceOne(substring(${text}, 1, 19), 'T', ' '), 'Z')`
  const written = sql`parseDateTime64BestEffortOrNull(${digits}, 0, 'UTC')`
  const offset = sql`extract(substring(${text}, 20), '(Z|[+-][0-9]{2}:?[0-9]{2})$')`
  const minutes = sql`(toInt32OrZero(substring(${offset}, 2, 2)) * 60 + toInt32OrZero(substring(${offset}, -2)))`
  const signed = sql`multiIf(${offset} = 'Z', 0, startsWith(${offset}, '-'), -${minutes}, ${minutes})`
  const moved = inZone(sql`subtractMinutes(${written}, ${signed})`, zone)
  return sql`if(empty(${offset}), ${partOf(part, written)}, ${partOf(part, moved)})`
}
