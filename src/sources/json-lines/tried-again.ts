import type { EventField } from '../../domain/case-config.ts'
import type { FieldOrigin } from '../../domain/source-plan.ts'
import { plainAddress } from '../shared/plain/plain-event.ts'
import { plainTime } from '../shared/plain/plain-time.ts'
import { timeStyleOf } from '../shared/times.ts'
import { byRecord } from './by-record.ts'
import type { Column } from './flatten.ts'

type Fields = Partial<Record<EventField, FieldOrigin>>

/** Microseconds in which somebody who was refused tries again. */
const SOON = 180n * 1_000_000n
/** Accounts that were tried again, each from one address, and how many of them have to agree. */
const FEWEST = 6
const AGREE = 0.9

/**
 * Of several ends of log-ins the one that is a success, since people try until they are in: it comes soon after another
 * one, at the same account from the same address, and no other comes soon after it. Each account and address has one
 * vote, its first change. `ends`: by number of the record; null where too few tried again, or they do not agree.
 */
export const afterTheOther = (
  ends: ReadonlyMap<number, string>,
  fields: Fields,
  columns: readonly Column[],
): string | null => {
  const votes = [...triesIn(ends, fields, columns).values()].flatMap(firstChange)
  const [winner] = [...new Set(votes)].sort((a, b) => countOf(votes, b) - countOf(votes, a))
  if (winner === undefined || votes.length < FEWEST) return null
  return countOf(votes, winner) >= AGREE * votes.length ? winner : null
}

const countOf = (votes: readonly string[], value: string): number => votes.filter((vote) => vote === value).length

interface Try {
  readonly at: bigint
  readonly end: string
}

const triesIn = (
  ends: ReadonlyMap<number, string>,
  fields: Fields,
  columns: readonly Column[],
): ReadonlyMap<string, readonly Try[]> => {
  const of = (field: EventField): ReadonlyMap<number, string> => byRecord(field, fields, columns) ?? new Map()
  const [times, addresses, accounts] = [of('time'), of('src_ip'), of('principal')]
  const style = timeStyleOf([...times.values()])
  const tries = new Map<string, Try[]>()
  for (const [record, end] of ends) {
    const [address, account = ''] = [plainAddress(addresses.get(record) ?? ''), accounts.get(record)]
    const at = style === null ? null : plainTime(times.get(record) ?? '', style, 'UTC')
    if (at === null || address === '' || account === '' || end === '' || end === '-') continue
    const key = `${account}\n${address}`
    tries.set(key, [...(tries.get(key) ?? []), { at, end }])
  }
  return tries
}

/** What came soon after something else, the first time. */
const firstChange = (tries: readonly Try[]): readonly string[] => {
  const inOrder = [...tries].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  for (const [i, { at, end }] of inOrder.entries()) {
    const before = inOrder[i - 1]
    if (before !== undefined && before.end !== end && at - before.at <= SOON) return [end]
  }
  return []
}
