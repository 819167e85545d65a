import type { EventField } from '../../domain/case-config.ts'
import type { FieldOrigin } from '../../domain/source-plan.ts'
import { plainAddress } from '../shared/plain/plain-event.ts'
import { isOfError, plainStatus, STATUS } from '../shared/status.ts'
import { nothingIsASuccess, successOf, successValue } from '../shared/success-value.ts'
import { actionByWords, hasSucceeded, plainlyFailed } from './auth-actions.ts'
import { FAILURE, NO_FAILURE_TOLD } from '../shared/failure-words.ts'
import { beforeLogOut } from './before-log-out.ts'
import { byRecord } from './by-record.ts'
import type { Column } from './flatten.ts'
import { afterTheOther } from './tried-again.ts'

type Fields = Partial<Record<EventField, FieldOrigin>>

/** Names of numbers that say how something ended; whether 0 or 1 is a success, no name tells. */
const NEUTRAL =
  /^(?:.*_)?(?:result|rslt|return|ret|resp(?:onse)?|status|login|auth|결과|結果)_?(?:code|cd|no|value|val|코드|コード)$|^(?:.*_)?(?:result|rslt|ret|rc|errno|ret_?code|ret_?val|status|결과|結果)$|^(?:code|cd|결과_?(?:여부|구분))$/
/** Names of what a call returned: since C, 0 where it succeeded. */
const RETURNED = /(?:^|_)(?:ret|rc|errno|ret(?:urn)?_?(?:code|val(?:ue)?)|exit_?code)$/
const CODE = /^(?:[A-Za-z]{1,4}[_-]?)?-?\d{1,8}$/
const ZERO = /^0+$/
const MOST_CODES = 20
/** A field of all log-ins. */
const SHARE = 0.9
/** Flags of a failure by their values; a number beside them may be a count. */
const FLAG = /^(?:true|false|[01yn]|yes|no|null|)$/i
const NUMBER = /^(?:-?\d{1,8}|null|)$/
/** Names of what went wrong whose values may be numbers. */
const FAILURE_CODE = /_?(?:code|cd|no|type|코드)$/

interface Told {
  readonly column: Column
  /** By number of the record, of log-ins only. */
  readonly values: ReadonlyMap<number, string>
}

/**
 * How a number or a flag that ends a record is to be read, where its name does not say: an outcome with what is said
 * behind its place (`success-value.ts`). The value that is a success is the one that
 * - goes with records that have no reason for a failure, a status of success or a credential, while the others go with a
 *   reason, a status of an error or none;
 * - else most people mostly get who come back to an account from where they came before, for owners get in more often
 *   than not (a vote an address, so that guessing outvotes nobody);
 * - else is what people get after the other, within minutes: they try until they are in (`tried-again.ts`);
 * - else is what comes last before people log out (`before-log-out.ts`);
 * - else is 0 by custom: the only one of several codes, or of what a call returned; A beside R (accept and reject) or D.
 * Where nothing decides, of a field that is named for an outcome and holds 0 and 1 alone 1 is a guess, which is said; of
 * any other null: what the names and values say by themselves then stands.
 */
export const outcomeBySense = (
  fields: Fields,
  columns: readonly Column[],
  action: Column | undefined,
): FieldOrigin | null => {
  const logIns = logInsOf(columns, action)
  if (logIns.size === 0) return null
  const current = columns.find(({ from }) => from === fields.outcome?.from)
  const known = new Set(Object.entries(fields).flatMap(([field, { from }]) => (field === 'outcome' ? [] : [from])))
  const told = columns.filter(({ from }) => !known.has(from)).map((column) => toldIn(column, logIns))
  const neutral = told
    .filter(({ column, values }) => NEUTRAL.test(column.words) && isOfCodes([...values.values()], logIns.size))
    .sort((a, b) => Number(b.column === current) - Number(a.column === current))
  if (current !== undefined && !neutral.some(({ column }) => column === current)) {
    const words = told.find(({ column }) => column === current)
    return onlySuccess(words) ?? amongUnknown(words, told, fields, columns, action)
  }
  for (const one of neutral) {
    const value = successIn(one, told, fields, columns, action)
    if (value !== null) return { from: `${one.column.from}${successValue(value)}`, how: 'guessed' }
  }
  const byName = neutral.find(({ column, values }) => column === current && isOfBoth(values))
  if (byName !== undefined) return { from: `${byName.column.from}${successValue('1')}`, how: 'guessed' }
  const flag = current === undefined ? told.find(isFailureFlag) : undefined
  return flag === undefined ? null : { from: `${flag.column.from}${nothingIsASuccess}`, how: 'guessed' }
}

const isOfBoth = (values: ReadonlyMap<number, string>): boolean => {
  const codes = new Set(values.values())
  return codes.size === 2 && codes.has('0') && codes.has('1')
}

/** What is not at its end. */
const UNDER_WAY =
  /pend|challenge|mfa|otp|2fa|second|factor|progress|interrupt|attempt|start|begin|request|init|wait|redirect|continu|대기|진행|요청|시도|추가|시작|認証中|開始|待/i

/** Among words one of success, beside others that nobody knows: who got none of the one did not get in, unless it goes on. */
const onlySuccess = (told: Told | undefined): FieldOrigin | null => {
  const values = [...new Set(told?.values.values())].filter((value) => value !== '' && value !== '-')
  const good = values.filter((value) => hasSucceeded(value))
  const unknown = values.filter((value) => !hasSucceeded(value) && !plainlyFailed(value))
  const [only = ''] = good
  const isTold = good.length === 1 && successOf(`x${successValue(only)}`) !== null
  if (told === undefined || !isTold || unknown.length === 0 || values.length > MOST_CODES) return null
  if (values.some((value) => UNDER_WAY.test(value))) return null
  return { from: `${told.column.from}${successValue(only)}`, how: 'guessed' }
}

const MOST_WORD = 20

/** Among words of which nobody knows any: `A` and `R`, `C01` and `C02`. */
const amongUnknown = (
  one: Told | undefined,
  told: readonly Told[],
  fields: Fields,
  columns: readonly Column[],
  action: Column | undefined,
): FieldOrigin | null => {
  const words = [...new Set(one?.values.values())].filter((value) => value !== '' && value !== '-')
  if (one === undefined || words.length > MOST_CODES) return null
  const isKnown = (word: string): boolean => hasSucceeded(word) || plainlyFailed(word) || UNDER_WAY.test(word)
  if (words.some((word) => isKnown(word) || word.length > MOST_WORD)) return null
  const value = successIn(one, told, fields, columns, action)
  if (value === null || successOf(`x${successValue(value)}`) === null) return null
  return { from: `${one.column.from}${successValue(value)}`, how: 'guessed' }
}

/** Numbers of the records that are log-ins by their words; of a table that has none, all. */
export const logInsOf = (columns: readonly Column[], action: Column | undefined): ReadonlySet<number> => {
  if (action === undefined) return new Set(columns.flatMap(({ records }) => records))
  const read = new Map([...new Set(action.values)].map((value) => [value, OPENED.has(actionByWords(value, true))]))
  return new Set(action.records.filter((_, i) => read.get(action.values[i] ?? '') === true))
}
const OPENED = new Set(['logon', 'logon-failed', 'issue'])

const toldIn = (column: Column, logIns: ReadonlySet<number>): Told => ({
  column,
  values: new Map(
    column.records.flatMap((record, i) => (logIns.has(record) ? [[record, column.values[i] ?? '']] : [])),
  ),
})

const isOfCodes = (values: readonly string[], records: number): boolean => {
  const written = values.filter((value) => value !== '' && value !== '-')
  return (
    written.length >= SHARE * records &&
    written.every((value) => CODE.test(value)) &&
    new Set(written).size <= MOST_CODES &&
    !written.every((value) => STATUS.test(value))
  )
}

const isFailureFlag = ({ column, values }: Told): boolean => {
  if (!FAILURE.test(column.words) || values.size === 0) return false
  const pattern = FAILURE_CODE.test(column.words) ? NUMBER : FLAG
  return (
    [...values.values()].every((value) => pattern.test(value)) && [...values.values()].some((value) => value !== '')
  )
}

const successIn = (
  one: Told,
  told: readonly Told[],
  fields: Fields,
  columns: readonly Column[],
  action: Column | undefined,
): string | null => {
  const codes = [...new Set(one.values.values())].filter((value) => value !== '' && value !== '-')
  const beside = partedBy(
    one,
    codes,
    signsOf(
      told.filter(({ column }) => column !== one.column),
      fields,
      columns,
    ),
  )
  return (
    beside ??
    atHome(one, fields, columns) ??
    afterTheOther(one.values, fields, columns) ??
    beforeLogOut(one.values, action, fields, columns) ??
    byCustom(one.column.words, codes)
  )
}

/** Whether a record succeeded, by what stands beside its code; undefined where that says nothing. */
type Sign = (record: number) => boolean | undefined

const signsOf = (told: readonly Told[], fields: Fields, columns: readonly Column[]): readonly Sign[] => {
  const reasons = told.filter(({ column }) => FAILURE.test(column.words)).map(({ values }) => values)
  const [status, credential] = [byRecord('status', fields, columns), byRecord('credential', fields, columns)]
  return [
    ...reasons.map(
      (values): Sign =>
        (record) =>
          NO_FAILURE_TOLD.includes((values.get(record) ?? '').toLowerCase()),
    ),
    ...(status === undefined ? [] : [(record: number) => statusSays(plainStatus(status.get(record) ?? ''))]),
    ...(credential === undefined ? [] : [(record: number) => !['', '-'].includes(credential.get(record) ?? '')]),
  ]
}

const statusSays = (status: number): boolean | undefined =>
  isOfError(status) ? false : status >= 200 && status < 400 ? true : undefined

const PARTED = 0.9
const FEWEST = 3

/** The one code of which nearly all records succeeded by a sign, while by the same sign nearly none of the others did. */
const partedBy = ({ values }: Told, codes: readonly string[], signs: readonly Sign[]): string | null => {
  for (const sign of signs) {
    const shares = codes.map((code) => {
      const said = [...values].filter(([, value]) => value === code).flatMap(([record]) => sign(record) ?? [])
      return { code, of: said.length, share: said.filter(Boolean).length / Math.max(1, said.length) }
    })
    const good = shares.filter(({ share, of }) => of >= FEWEST && share >= PARTED)
    const bad = shares.filter(({ share, of }) => of > 0 && share <= 1 - PARTED)
    if (good.length === 1 && bad.length > 0 && good.length + bad.length === codes.length) return good[0]?.code ?? null
  }
  return null
}

const FEWEST_HOMES = 10
const MOST_HOMES_GET_IN = 0.8

/** What most addresses mostly got that came to one account more than once. */
const atHome = ({ values }: Told, fields: Fields, columns: readonly Column[]): string | null => {
  const [addresses, accounts] = [byRecord('src_ip', fields, columns), byRecord('principal', fields, columns)]
  const got = new Map<string, Map<string, string[]>>()
  for (const [record, value] of values) {
    const [address, account = ''] = [plainAddress(addresses?.get(record) ?? ''), accounts?.get(record)]
    if (address === '' || account === '' || value === '') continue
    const there = got.get(address) ?? new Map<string, string[]>()
    there.set(account, [...(there.get(account) ?? []), value])
    got.set(address, there)
  }
  const votes = [...got.values()].flatMap((there) => {
    const again = [...there.values()].filter((list) => list.length >= 2).flat()
    const vote = mostOf(again)
    return vote === null ? [] : [vote]
  })
  const winner = mostOf(votes)
  const isSure =
    votes.length >= FEWEST_HOMES && votes.filter((vote) => vote === winner).length >= MOST_HOMES_GET_IN * votes.length
  return isSure ? winner : null
}

/** The value that comes most often; null where several do, or there is none. */
const mostOf = (list: readonly string[]): string | null => {
  const counts = new Map<string, number>()
  for (const value of list) counts.set(value, (counts.get(value) ?? 0) + 1)
  const [[most, count] = [null, 0], [, next] = ['', 0]] = [...counts].sort((a, b) => b[1] - a[1])
  return count > next ? most : null
}

/** Letters of which the first is a success. */
const LETTERS: readonly (readonly [string, string])[] = [
  ['A', 'R'],
  ['A', 'D'],
  ['a', 'r'],
  ['a', 'd'],
]

/** Of several codes zero, and of what calls return; one beside what is below zero. What may be a yes and a no stays open. */
const byCustom = (words: string, codes: readonly string[]): string | null => {
  const letters = LETTERS.find(
    ([good, bad]) => codes.includes(good) && codes.every((code) => code === good || code === bad),
  )
  if (letters !== undefined) return letters[0]
  const zero = codes.find((code) => ZERO.test(code))
  const others = codes.filter((code) => code !== zero)
  const areNegative = others.length > 0 && others.every((code) => code.startsWith('-'))
  if (zero !== undefined)
    return areNegative || RETURNED.test(words) || others.some((code) => /\d{2}/.test(code)) || isOnly(others, '9')
      ? zero
      : null
  return isOnly(others, '1', '9') || (others.length > 1 && others.every((code) => code === '1' || code.startsWith('-')))
    ? '1'
    : null
}

/** Whether the codes are these, all of them. */
const isOnly = (codes: readonly string[], ...all: readonly string[]): boolean =>
  codes.length === all.length && all.every((code) => codes.includes(code))
