import type { EventField } from '../../domain/case-config.ts'
import type { FieldOrigin } from '../../domain/source-plan.ts'
import { isOfError, plainStatus } from '../shared/status.ts'
import { endInWords, plainlyFailed } from './auth-actions.ts'
import { FAILURE } from '../shared/failure-words.ts'
import type { Column } from './flatten.ts'

type Fields = Partial<Record<EventField, FieldOrigin>>

/**
 * What tells how an authentication record ended, where no outcome does: a status that is sometimes one of an error, or
 * what went wrong, in words of failure. Undefined where nothing does.
 */
export const endOf = (fields: Fields, columns: readonly Column[]): FieldOrigin | undefined => {
  const statuses = columns.find(({ from }) => from === fields.status?.from)
  if (statuses?.values.some((value) => isOfError(plainStatus(value))) === true)
    return { from: statuses.from, how: 'guessed' }
  const known = new Set(Object.values(fields).map(({ from }) => from))
  const wrong = columns.find(({ from, words, values }) => {
    const told = values.filter((value) => !NOTHING.includes(value.toLowerCase()))
    return (
      !known.has(from) &&
      (FAILURE.test(words) || REASON.test(words)) &&
      told.length > 0 &&
      told.every((value) => inWords(value))
    )
  })
  return wrong === undefined ? undefined : { from: wrong.from, how: 'guessed' }
}

/** Why it ended as it did; of what went well nothing is said. */
const REASON = /(?:^|_)(?:reason|cause|사유|원인)$/

/** A field of all log-ins, with few different values. */
const SHARE = 0.9
const MOST_WORDS = 50
/** Names of how something ended, best first. */
const END_NAMES = [
  /결과|result|outcome/,
  /stat(?:e|us)|상태|decision|verdict|response|disposition/,
  /(?:^|_)(?:message|msg|text|desc(?:ription)?|details?)$|메시지|내용|비고|메세지/,
]
/** What has a state of its own, also while somebody logs in. */
const OF_OTHERS =
  /mfa|otp|2fa|factor|device|risk|trust|captcha|mail|account|acct|user|member|profile|session|subscription|payment|policy|계정|회원|사용자|고객|기기|세션/

/**
 * Of log-ins whose end no name tells, the column that does so in words: nearly all of them have it, each of its values
 * is known as a success or a failure, and it holds both. Of several the best-named; undefined where there is none.
 * `logIns`: numbers of records.
 */
export const endInColumn = (
  fields: Fields,
  columns: readonly Column[],
  action: Column | undefined,
  logIns: ReadonlySet<number>,
): FieldOrigin | undefined => {
  const known = new Set([action?.from, ...Object.values(fields).map(({ from }) => from)])
  const candidates = columns.filter(({ from, words, values, records }) => {
    if (known.has(from) || OF_OTHERS.test(words)) return false
    const told = values.filter((_, i) => logIns.has(records[i] ?? -1))
    const ends = new Map([...new Set(told)].slice(0, MOST_WORDS + 1).map((value) => [value, endInWords(value)]))
    const both = new Set(ends.values())
    return told.length >= SHARE * logIns.size && ends.size <= MOST_WORDS && both.size === 2 && !both.has(null)
  })
  const best = END_NAMES.map((name) => candidates.find(({ words }) => name.test(words))).find(
    (one) => one !== undefined,
  )
  return best === undefined ? undefined : { from: best.from, how: 'guessed' }
}

/** What is no failure in an outcome either. */
const NOTHING = ['', '-', 'null', 'none']

/** Not by a number or a yes, which may mean anything here. */
const inWords = (value: string): boolean => /[^\d]{3}/.test(value) && plainlyFailed(value)
