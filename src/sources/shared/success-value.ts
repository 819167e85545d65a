import { literal, sql } from '../../engine/sql.ts'
import { NO_FAILURE_TOLD } from './failure-words.ts'
import { type Decoder, percentDecoded, withScheme } from './decoder.ts'
import { REQUEST_OF, requestOfMessage, STATUS_OF, statusOfMessage } from './message-request.ts'

/**
 * What is said behind the name of an outcome whose values are no words of success and failure: `code (0 is a success)`,
 * `ret (0000 is a success)`, `result (1 is a success)`; any other value is a failure, none at all is neither.
 */
const NAMED = / \(([^()]{1,20}) is a success\)$/
/** Of a member that says what went wrong, and nothing, or that nothing did, where nothing did. */
const NOTHING = ' (nothing is a success)'

/** Of a word of what happened, by whose end it failed: `event (_F at its end is a failure)`. */
const ENDS = / \(([^()]{1,40}) at its end is a failure\)$/
/** Of the moment of a record that is the issue of a token, and says so in no other place. */
export const AN_ISSUE = ' (each is a token issued)'
/** Of a URL that begins with its host. */
const SCHEMELESS = ' (without scheme)'
/** Of a program's name whose blanks are written as `%20`, as CloudFront does. */
export const WITH_BLANKS = ' (percent-decoded)'

const ISSUED: Decoder = {
  sql: (raw) => sql`if(${raw} IN ('', '-'), '', 'token issued')`,
  plain: (raw) => (['', '-'].includes(raw) ? '' : 'token issued'),
}

export const IN_BRACKETS = ' (in brackets)'
const withoutBrackets: Decoder = {
  sql: (raw) =>
    sql`if(length(${raw}) > 1 AND startsWith(${raw}, '[') AND endsWith(${raw}, ']'), substring(${raw}, 2, length(${raw}) - 2), ${raw})`,
  plain: (raw) => (raw.length > 1 && raw.startsWith('[') && raw.endsWith(']') ? raw.slice(1, -1) : raw),
}

/** What is made of a value, by what is said behind its name. */
const MADE: Readonly<Record<string, Decoder>> = {
  [SCHEMELESS]: withScheme,
  [AN_ISSUE]: ISSUED,
  [WITH_BLANKS]: percentDecoded,
  [IN_BRACKETS]: withoutBrackets,
  [REQUEST_OF]: requestOfMessage,
  [STATUS_OF]: statusOfMessage,
}

export const failureAtEnd = (end: string): string => ` (${end} at its end is a failure)`
export const withoutScheme = SCHEMELESS
export const successValue = (value: string): string => ` (${value} is a success)`
export const nothingIsASuccess = NOTHING

/** A place without what is said behind it, and how its values are read; null where nothing is said. */
export const successOf = (from: string): { readonly from: string; readonly ended: Decoder } | null => {
  if (from.endsWith(NOTHING)) return { from: from.slice(0, -NOTHING.length), ended: UNLESS_NOTHING }
  for (const [suffix, ended] of Object.entries(MADE))
    if (from.endsWith(suffix)) return { from: from.slice(0, -suffix.length), ended }
  const end = ENDS.exec(from)?.[1]
  if (end !== undefined) return { from: from.replace(ENDS, ''), ended: failsAtEnd(end) }
  const value = NAMED.exec(from)?.[1]
  return value === undefined ? null : { from: from.replace(NAMED, ''), ended: oneSucceeds(value) }
}

export const [SUCCEEDED, FAILED] = ['success', 'failed'] as const

const oneSucceeds = (value: string): Decoder => ({
  sql: (raw) => sql`multiIf(${raw} = ${literal(value)}, ${SUCCEEDED}, ${raw} IN ('', '-'), '', ${FAILED})`,
  plain: (raw) => (raw === value ? SUCCEEDED : ['', '-'].includes(raw) ? '' : FAILED),
})

const failsAtEnd = (end: string): Decoder => {
  const bytes = Buffer.from(end).toString('latin1')
  return {
    sql: (raw) => sql`if(endsWith(${raw}, ${literal(end)}), concat(${raw}, ' ', ${FAILED}), ${raw})`,
    plain: (raw) => (raw.endsWith(bytes) ? `${raw} ${FAILED}` : raw),
  }
}

const UNLESS_NOTHING: Decoder = {
  sql: (raw) => sql`if(lower(${raw}) IN ${NO_FAILURE_TOLD}, ${SUCCEEDED}, ${FAILED})`,
  plain: (raw) =>
    NO_FAILURE_BYTES.includes(raw.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())) ? SUCCEEDED : FAILED,
}

const NO_FAILURE_BYTES = NO_FAILURE_TOLD.map((text) => Buffer.from(text).toString('latin1'))
