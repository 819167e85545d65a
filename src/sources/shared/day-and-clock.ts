import { type Sql, sql } from '../../engine/sql.ts'
import { most } from '../json-lines/vocabulary.ts'

type Row = Readonly<Record<string, string>>

/** Day and clock, as they stand in two columns; together as ISO 8601 or digits write them. */
const WRITTEN: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:19|20)\d\d[-/.]\d\d[-/.]\d\d$/, /^\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?$/],
  [/^(?:19|20)\d{6}$/, /^\d{6}$/],
]
const AND = ' + '

/** Rows with one column more where a day and a clock stand in two of them: `day + clock`, first. */
export const withDayAndClock = (rows: readonly Row[]): readonly Row[] => {
  const names = Object.keys(rows[0] ?? {})
  const found = (looks: RegExp): string | undefined =>
    names.find((name) => most(rows.map((row) => row[name] ?? ''), looks)) // biome-ignore format: one line
  for (const [looksLikeDay, looksLikeClock] of WRITTEN) {
    const [day, clock] = [found(looksLikeDay), found(looksLikeClock)]
    if (day === undefined || clock === undefined) continue
    return rows.map((row) => ({ [`${day}${AND}${clock}`]: `${row[day] ?? ''} ${row[clock] ?? ''}`, ...row }))
  }
  return rows
}

/** Values by name, of a day and a clock too. */
export const dayAndClockSql =
  (value: (name: string) => Sql) =>
  (name: string): Sql => {
    const [day, clock] = name.split(AND)
    return day === undefined || clock === undefined ? value(name) : sql`concat(${value(day)}, ' ', ${value(clock)})`
  }

export const plainDayAndClock =
  (value: (name: string) => string) =>
  (name: string): string => {
    const [day, clock] = name.split(AND)
    return day === undefined || clock === undefined ? value(name) : `${value(day)} ${value(clock)}`
  }
