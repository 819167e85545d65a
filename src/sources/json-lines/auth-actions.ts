import type { AuthAction } from '../../domain/case-config.ts'
import { bind, type Sql, sql } from '../../engine/sql.ts'
import {
  ANEW,
  CAME,
  CAME_IN,
  CHECKED,
  COUNT,
  CREDENTIAL,
  END,
  ENDED,
  ENDS,
  FAILED,
  GOT_IN,
  KEPT_FROM,
  LATE,
  LET_IN,
  LOG_IN,
  MADE,
  MEANT,
  NOT_YET,
  NO_AT_END,
  NO_OPENING,
  OPENED,
  PASSWORD,
  REMOVED,
  RENEWED,
  RESET,
  SESSION,
  SHUT,
  SUCCEEDED,
  WANTED,
} from './auth-words.ts'
import { isOfError, plainStatus, statusSql } from '../shared/status.ts'

const meant = (text: string): string =>
  `${END}${MEANT.reduce((rest, [words, other]) => rest.replaceAll(words, other), text)}${END}`
const meantSql = (value: Sql): Sql => {
  const text = sql`lowerUTF8(${value})`
  const replaced = MEANT.reduce(
    (rest, [words, other]) => sql`replaceAll(${rest}, ${bind('String', words)}, ${bind('String', other)})`,
    text,
  )
  return sql`concat(${bind('String', END)}, if(${anyOf(
    text,
    MEANT.map(([words]) => words),
  )}, ${replaced}, ${text}), ${bind('String', END)})`
}

interface Rule {
  /** 'reset': a forgotten password is asked for anew, or was. */
  readonly action: AuthAction | 'reset' | ''
  /** Of every group at least one word. */
  readonly has: readonly (readonly string[])[]
  readonly hasNot?: readonly string[]
}

/** The first rule that fits wins. */
const RULES: readonly Rule[] = [
  { action: '', has: [LOG_IN, FAILED, COUNT, ANEW] },
  {
    action: '',
    has: [LOG_IN, OPENED],
    hasNot: [...GOT_IN, ...WANTED, ...FAILED.filter((word) => word !== 'locked' && word !== '실패')],
  },
  { action: 'logon-failed', has: [KEPT_FROM] },
  { action: 'logon-failed', has: [LOG_IN, NO_AT_END] },
  { action: 'logon-failed', has: [LOG_IN, FAILED] },
  { action: 'logon-failed', has: [LOG_IN, SHUT], hasNot: [...ENDED, ...OPENED] },
  { action: 'logon-failed', has: [SESSION, FAILED], hasNot: NO_OPENING },
  { action: 'logon-failed', has: [PASSWORD, CHECKED, FAILED], hasNot: RESET },
  { action: '', has: [[...FAILED, ...NO_AT_END]] },
  { action: 'revoke', has: [ENDED] },
  { action: 'revoke', has: [CREDENTIAL, REMOVED] },
  { action: 'reset', has: [PASSWORD, RESET], hasNot: LOG_IN },
  { action: 'logon', has: [PASSWORD, CHECKED, SUCCEEDED], hasNot: RESET },
  { action: 'logon', has: [CAME_IN] },
  { action: 'refresh', has: [RENEWED] },
  { action: 'logon', has: [LOG_IN, SUCCEEDED] },
  { action: 'issue', has: [CREDENTIAL, MADE] },
  { action: 'logon', has: [LOG_IN], hasNot: NOT_YET },
]

/** Where records say how they ended, who came also came in. */
const OF_ENDED: readonly Rule[] = [
  ...RULES.map((rule) =>
    rule.hasNot === NOT_YET ? { ...rule, hasNot: NOT_YET.filter((word) => !ENDS.has(word)) } : rule,
  ),
  { action: 'logon', has: [CAME] },
]
const rulesOf = (isEnded: boolean): readonly Rule[] => (isEnded ? OF_ENDED : RULES)
/** Action by the words of a value; '' for none of them. `isEnded`: of a record with an outcome. */
export const actionByWords = (value: string, isEnded = false): Rule['action'] => {
  const text = meant(value.toLowerCase())
  const fits = ({ has, hasNot = [] }: Rule): boolean =>
    has.every((group) => group.some((word) => text.includes(word))) && !hasNot.some((word) => text.includes(word))
  return rulesOf(isEnded).find(fits)?.action ?? ''
}

const anyOf = (text: Sql, words: readonly string[]): Sql =>
  sql`multiSearchAny(${text}, ${bind('Array(String)', words)})`

/** The same rules in SQL; `text` is lower case. Values beyond the sample are read by them too. */
const byWords = (text: Sql, isEnded: boolean): Sql =>
  rulesOf(isEnded).reduceRight((otherwise, { action, has, hasNot = [] }) => {
    const all = has.reduce((sum, group) => sql`${sum} AND ${anyOf(text, group)}`, sql`1`)
    const fits = hasNot.length === 0 ? all : sql`${all} AND NOT ${anyOf(text, hasNot)}`
    return sql`if(${fits}, ${bind('String', action)}, ${otherwise})`
  }, sql`''`)

type Actions = Partial<Readonly<Record<AuthAction, readonly string[]>>>

/**
 * Action of an authentication record: by the declared values where there are any, else by words; a log-in whose
 * outcome says otherwise failed, and so did one that is told as the start of a session; nothing is issued by a record
 * that failed.
 */
export const actionOf = (
  value: Sql,
  outcome: Sql | undefined,
  declared: Actions,
  isEnded = outcome !== undefined,
): Sql => {
  const pairs = Object.entries(declared).flatMap(([action, values]) => values.map((one) => [one, action] as const))
  const action =
    pairs.length === 0
      ? byWords(meantSql(value), isEnded)
      : sql`transform(${value}, ${bind('Array(String)', pairs.map(([one]) => one))}, ${bind('Array(String)', pairs.map(([, name]) => name))}, '')` // biome-ignore format: one expression
  if (outcome === undefined) return action
  const opened =
    pairs.length === 0 ? sql` OR ${action} = 'issue' AND ${anyOf(sql`lowerUTF8(${value})`, SESSION)}` : sql``
  return sql`if(${hasFailed(outcome)}, multiIf(${action} IN ('logon', 'logon-failed')${opened}, 'logon-failed', ${action} = 'revoke', 'revoke', ''), ${action})`
}

/** Whole values that say no. */
const NEGATIVE = ['false', '0', 'n', 'no', 'ng', 'nok', 'ko', 'nak', 'nack', 'rej', 'err', 'f', 'x', '패', '否']

const KEPT_OUT = [...SHUT, ...LATE]

/** `plainlyFailed`, in SQL. */
export const hasFailed = (outcome: Sql): Sql =>
  sql`(${anyOf(meantSql(outcome), [...FAILED, ...NO_AT_END])} OR ${anyOf(meantSql(outcome), KEPT_OUT)} AND NOT ${anyOf(meantSql(outcome), OPENED)} OR lowerUTF8(${outcome}) IN ${NEGATIVE} OR ${statusSql(outcome)} BETWEEN 400 AND 599)`

/** `actionOf`, plainly. */
export const plainActionOf = (
  value: string,
  outcome: string | undefined,
  declared: Actions,
  isEnded = outcome !== undefined,
): string => {
  const pairs = Object.entries(declared).flatMap(([action, values]) => values.map((one) => [one, action] as const))
  const action = pairs.length === 0 ? actionByWords(value, isEnded) : (pairs.find(([one]) => one === value)?.[1] ?? '')
  if (outcome === undefined || !plainlyFailed(outcome)) return action
  if (action === 'logon' || action === 'logon-failed') return 'logon-failed'
  const text = value.toLowerCase()
  if (pairs.length === 0 && action === 'issue' && SESSION.some((word) => text.includes(word))) return 'logon-failed'
  return action === 'revoke' ? 'revoke' : ''
}

export const plainlyFailed = (outcome: string): boolean => {
  const text = meant(outcome.toLowerCase())
  const has = (words: readonly string[]): boolean => words.some((word) => text.includes(word))
  const isNo = isOfError(plainStatus(outcome)) || NEGATIVE.includes(outcome.toLowerCase())
  return isNo || has([...FAILED, ...NO_AT_END]) || (has(KEPT_OUT) && !has(OPENED))
}

/** Whether an outcome is a success by its words, or as a yes. */
export const hasSucceeded = (outcome: string): boolean => {
  const text = meant(outcome.toLowerCase())
  return ['true', '1', 'y', 'yes', 's', 't', 'ack', '성'].includes(outcome.toLowerCase()) || hasGotIn(text, outcome)
}

const hasGotIn = (text: string, outcome: string): boolean =>
  [...SUCCEEDED, ...LET_IN].some((word) => text.includes(word)) && !plainlyFailed(outcome)

/** How an outcome says in words that somebody got in or did not; null of a yes, a no, a number and what it does not say. */
export const endInWords = (outcome: string): boolean | null => {
  if (outcome.length < 2 || /^(?:true|false|yes|no|[\d.:-]+)$/i.test(outcome)) return null
  return plainlyFailed(outcome) ? false : hasGotIn(meant(outcome.toLowerCase()), outcome) ? true : null
}
