import type { EventField } from '../../domain/case-config.ts'
import type { FieldOrigin } from '../../domain/source-plan.ts'
import { plainTime } from '../shared/plain/plain-time.ts'
import { timeStyleOf } from '../shared/times.ts'
import { actionByWords } from './auth-actions.ts'
import { byRecord } from './by-record.ts'
import type { Column } from './flatten.ts'

type Fields = Partial<Record<EventField, FieldOrigin>>

/** Accounts that logged out, and how many of them have to agree. */
const FEWEST = 6
const AGREE = 0.9

/**
 * Of several ends of log-ins the one that is a success, since who logs out was in: it is what came last before a log-out
 * of the same account. Each account has one vote, its first log-out. `ends`: by number of the record; null where too few
 * logged out, or they do not agree.
 */
export const beforeLogOut = (
  ends: ReadonlyMap<number, string>,
  action: Column | undefined,
  fields: Fields,
  columns: readonly Column[],
): string | null => {
  const votes = action === undefined ? [] : [...stepsOf(ends, action, fields, columns).values()].flatMap(firstVote)
  const counts = new Map<string, number>()
  for (const vote of votes) counts.set(vote, (counts.get(vote) ?? 0) + 1)
  const [winner] = [...counts].sort((a, b) => b[1] - a[1])
  return winner === undefined || votes.length < FEWEST || winner[1] < AGREE * votes.length ? null : winner[0]
}

/** Null for a log-out. */
interface Step {
  readonly at: bigint
  readonly end: string | null
}

const stepsOf = (
  ends: ReadonlyMap<number, string>,
  action: Column,
  fields: Fields,
  columns: readonly Column[],
): ReadonlyMap<string, readonly Step[]> => {
  const left = new Set(action.records.filter((_, i) => actionByWords(action.values[i] ?? '') === 'revoke'))
  const [times, accounts] = [byRecord('time', fields, columns), byRecord('principal', fields, columns)]
  const style = timeStyleOf([...(times?.values() ?? [])])
  const steps = new Map<string, Step[]>()
  for (const record of left.size === 0 || style === null ? [] : [...ends.keys(), ...left]) {
    const at = style === null ? null : plainTime(times?.get(record) ?? '', style, 'UTC')
    const [account = '', end = ''] = [accounts?.get(record), ends.get(record)]
    if (at === null || ['', '-'].includes(account) || (!left.has(record) && ['', '-'].includes(end))) continue
    const known = steps.get(account)
    const step = { at, end: left.has(record) ? null : end }
    if (known === undefined) steps.set(account, [step])
    else known.push(step)
  }
  return steps
}

const firstVote = (steps: readonly Step[]): readonly string[] => {
  const inOrder = [...steps].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const out = inOrder.findIndex(({ end }, i) => end === null && typeof inOrder[i - 1]?.end === 'string')
  const end = inOrder[out - 1]?.end
  return typeof end === 'string' ? [end] : []
}
