import { plainTime } from '../shared/plain/plain-time.ts'
import { carriesOffset, timeStyleOf } from '../shared/times.ts'
import type { Column } from './flatten.ts'

/** What Logstash, Beats and Fluentd call the time of a record that names none of its own: when they took it in. */
const COLLECTORS = '@timestamp'
/** Names of when something happened, and of nothing else (`auth_time` is of an earlier log-in). */
const OWN =
  /^(?:(?:event|log|record|access|request|message|msg|data|json|fields|nginx|app|source|payload)_)*(?:time(?:stamp)?|ts|dt|date_?time|occurred_?at|logged_?at|time_?(?:iso8601|local)|msec|일시|시각|발생_?일시|접속_?일시|요청_?일시)$/
/** Of the records with both, so many at least, and nearly all of them in this order. */
const FEWEST = 10
const SHARE = 0.99
/** Times to the second come again. */
const AS_DIFFERENT = 0.3
/** Microseconds by which a collector's clock and a rounded time may be off. */
const ROUNDING = 1_000_000n

/**
 * The time that a record names itself, where the one that was chosen is the collector's: `chosen` is called `@timestamp`,
 * and in nearly no record it is before the other, which says its own offset; what is written before it is taken in is the event's.
 * Undefined where there is none, or where `@timestamp` is the earlier one and the other is of something after it.
 */
export const beforeCollected = (chosen: Column, times: readonly Column[]): Column | undefined => {
  if (chosen.path.at(-1) !== COLLECTORS) return undefined
  return times.find((column) => column !== chosen && OWN.test(column.words) && isBefore(column, chosen))
}

const isBefore = (own: Column, collected: Column): boolean => {
  const [times, others] = [momentsIn(own), momentsIn(collected)]
  if (times === null || others === null) return false
  const lags = [...times].flatMap(([record, at]) => {
    const taken = others.get(record)
    return taken === undefined ? [] : [taken - at]
  })
  const behind = lags.filter((lag) => lag > -ROUNDING).length
  return (
    lags.length >= Math.max(FEWEST, SHARE * others.size) &&
    behind >= SHARE * lags.length &&
    new Set(own.values).size >= AS_DIFFERENT * new Set(collected.values).size
  )
}

/** Microseconds since 1970 by number of the record; null where they say no offset. */
const momentsIn = ({ values, records }: Column): ReadonlyMap<number, bigint> | null => {
  const style = timeStyleOf(values)
  if (style === null || !carriesOffset(style, values)) return null
  return new Map(
    values.flatMap((value, i) => {
      const at = plainTime(value, style, 'UTC')
      return at === null ? [] : [[records[i] ?? 0, at]]
    }),
  )
}
