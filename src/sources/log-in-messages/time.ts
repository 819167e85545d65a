import { literal, type Sql, sql } from '../../engine/sql.ts'
import { anyTime } from '../shared/line-time.ts'
import { plainPrefixTimeText, prefixTimeText, type Unwrapped } from '../shared/syslog-prefix.ts'
import type { ByteString, Definitions } from '../source-kind.ts'

const MONTH = '[A-Z][a-z]{2}'
const CLOCK = '[0-2][0-9]:[0-5][0-9]:[0-6][0-9]'
/** With a year, behind a priority: `Nov 09 2025 15:05:11`, `Sun Nov  9 15:05:11 2025`, `2025-11-09 15:05:11`. */
const OWN = `^(?:<[0-9]{1,3}>)?:?(${MONTH} [ 0-3][0-9] (?:19|20)[0-9]{2} ${CLOCK}|[A-Z][a-z]{2} ${MONTH} [ 0-3][0-9] ${CLOCK} (?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2} ${CLOCK})`
const OF_AUDIT = 'msg=audit\\(([0-9]{9,11}\\.[0-9]{3}):'
const OWN_BYTES = 48
const AUDIT_BYTES = 256

/** Definition `said_own`: the time of `said` in the way of its program; '' where a header of syslog has it. */
export const timeDefinitions: Definitions = [
  {
    name: 'said_own',
    expression: sql`arrayFirst(x -> x != '', [extract(substring(said, 1, ${OWN_BYTES}), ${literal(OWN)}), extract(substring(said, 1, ${AUDIT_BYTES}), ${literal(OF_AUDIT)})])`,
  },
]

/** When a line was written. `until` as in `prefixTimeText`. */
export const messageTime = (until: string, zone: string): Sql =>
  anyTime.sql(sql`if(said_own != '', said_own, ${prefixTimeText(until)})`, zone)

/** The same, as it is written, plainly. */
export const plainTimeText = (said: ByteString, prefix: Unwrapped, until: string): ByteString =>
  new RegExp(OWN).exec(said.slice(0, OWN_BYTES))?.[1] ??
  new RegExp(OF_AUDIT).exec(said.slice(0, AUDIT_BYTES))?.[1] ??
  plainPrefixTimeText(prefix, until)

/** Whether its own time needs no year from elsewhere. */
export const hasOwnTime = (said: ByteString): boolean =>
  new RegExp(OWN).test(said.slice(0, OWN_BYTES)) || new RegExp(OF_AUDIT).test(said.slice(0, AUDIT_BYTES))
