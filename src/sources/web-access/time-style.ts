import type { SourcePlan } from '../../domain/source-plan.ts'
import { type Sql, sql } from '../../engine/sql.ts'
import type { Decoder } from '../shared/decoder.ts'
import { anyTime, epochTime, type TimeReader } from '../shared/line-time.ts'
import { plainTime } from '../shared/plain/plain-time.ts'
import { type TimeStyle, timeOf } from '../shared/times.ts'

const STYLES: Readonly<Record<string, TimeStyle>> = { $msec: 'epoch', $time_iso8601: 'iso', $time_local: 'clf' }

/** Apache's manual writes times as `10/Oct/2025 13:55:36.789 +0900`, with a space where the common log has a colon. */
export const withColon: Decoder = {
  sql: (raw) =>
    sql`if(substring(${raw}, 3, 1) = '/' AND substring(${raw}, 12, 1) = ' ', concat(substring(${raw}, 1, 11), ':', substring(${raw}, 13)), ${raw})`,
  plain: (raw) => (raw[2] === '/' && raw[11] === ' ' ? `${raw.slice(0, 11)}:${raw.slice(12)}` : raw),
}

/** How the server writes the plan's time; values of any other variable tell it themselves. */
export const timeIn = (plan: SourcePlan): Omit<TimeReader, 'carriesOffset'> => {
  const style = STYLES[plan.fields.time?.from ?? '']
  if (style === 'epoch') return epochTime
  if (style !== undefined)
    return { sql: (raw, zone) => timeOf(raw, style, zone), plain: (raw, zone) => plainTime(raw, style, zone) }
  return {
    sql: (raw: Sql, zone) => anyTime.sql(withColon.sql(raw), zone),
    plain: (raw, zone) => anyTime.plain(withColon.plain(raw), zone),
  }
}
