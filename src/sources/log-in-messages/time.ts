import { literal, type Sql, sql } from '../../engine/sql.ts'
import { anyTime } from '../shared/line-time.ts'
import { plainPrefixTimeText, prefixTimeText, type Unwrapped } from '../shared/syslog-prefix.ts'
import type { ByteString, Definitions } from '../source-kind.ts'
import type { MessageProgram } from './message-program.ts'

const MONTH = '[A-Z][a-z]{2}'
const CLOCK = '[0-2][0-9]:[0-5][0-9]:[0-6][0-9]'
/** With a year, behind a priority: `Nov 09 2025 15:05:11`, `Sun Nov  9 15:05:11 2025`, `2025-11-09 15:05:11`. */
const OWN = `^(?:<[0-9]{1,3}>)?:?(${MONTH} [ 0-3][0-9] (?:19|20)[0-9]{2} ${CLOCK}|[A-Z][a-z]{2} ${MONTH} [ 0-3][0-9] ${CLOCK} (?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2} ${CLOCK})`
const OF_AUDIT = 'msg=audit\\(([0-9]{9,11}\\.[0-9]{3}):'
const OWN_BYTES = 48
const AUDIT_BYTES = 256

/** Behind a header: `10/09/2014:08:37:51 GMT`, or the day first; the appliance's own zone where it says none. */
const BETWEEN_SLASHES = ` ([0-3][0-9]/[0-3][0-9]/(?:19|20)[0-9]{2}:${CLOCK}(?: GMT)?) `
export const SLASHED = new RegExp(BETWEEN_SLASHES)
const SLASHED_BYTES = 256

type Slashed = Pick<MessageProgram, 'slashed'>

/** Definition `said_own`: the time of `said` in the way of its program; '' where a header of syslog has it. */
export const timeDefinitions = ({ slashed }: Slashed): Definitions => {
  const cell = (at: number, length: number): Sql => sql`substring(said_slashed, ${at}, ${length})`
  const [month, day] = slashed === 'day-first' ? [cell(4, 2), cell(1, 2)] : [cell(1, 2), cell(4, 2)]
  return slashed === undefined
    ? [
        {
          name: 'said_own',
          expression: sql`arrayFirst(x -> x != '', [extract(substring(said, 1, ${OWN_BYTES}), ${literal(OWN)}), extract(substring(said, 1, ${AUDIT_BYTES}), ${literal(OF_AUDIT)})])`,
        },
      ]
    : [
        {
          name: 'said_slashed',
          expression: sql`extract(substring(said, 1, ${SLASHED_BYTES}), ${literal(BETWEEN_SLASHES)})`,
        },
        {
          name: 'said_own',
          expression: sql`if(said_slashed = '', '', concat(${cell(7, 4)}, '-', ${month}, '-', ${day}, 'T', ${cell(12, 8)}, if(endsWith(said_slashed, 'GMT'), 'Z', '')))`,
        },
      ]
}

/** When a line was written. `until` as in `prefixTimeText`. */
export const messageTime = (until: string, zone: string): Sql =>
  anyTime.sql(sql`if(said_own != '', said_own, ${prefixTimeText(until)})`, zone)

/** The same, as it is written, plainly. */
export const plainTimeText = (said: ByteString, prefix: Unwrapped, until: string, program: Slashed): ByteString =>
  ownTime(said, program) ?? plainPrefixTimeText(prefix, until)

/** Whether its own time needs no year from elsewhere. */
export const hasOwnTime = (said: ByteString, program: Slashed): boolean => ownTime(said, program) !== undefined

const ownTime = (said: ByteString, { slashed }: Slashed): ByteString | undefined => {
  if (slashed === undefined)
    return (
      new RegExp(OWN).exec(said.slice(0, OWN_BYTES))?.[1] ?? new RegExp(OF_AUDIT).exec(said.slice(0, AUDIT_BYTES))?.[1]
    )
  const text = SLASHED.exec(said.slice(0, SLASHED_BYTES))?.[1]
  if (text === undefined) return undefined
  const [one, two] = [text.slice(0, 2), text.slice(3, 5)]
  const [month, day] = slashed === 'day-first' ? [two, one] : [one, two]
  return `${text.slice(6, 10)}-${month}-${day}T${text.slice(11, 19)}${text.endsWith('GMT') ? 'Z' : ''}`
}
