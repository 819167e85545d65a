import type { EventField } from '../../domain/case-config.ts'
import type { FieldOrigin } from '../../domain/source-plan.ts'
import { areStatuses, STATUS } from '../shared/status.ts'
import { isDayNumber, timeStyleOf } from '../shared/times.ts'
import type { Column } from './flatten.ts'
import { ADDRESS, METHOD, most } from './vocabulary.ts'

type Fields = Partial<Record<EventField, FieldOrigin>>

/** A field of requests stands in nearly all of them. */
const SHARE = 0.9
const MOST_STATUSES = 40

interface Guess {
  readonly field: EventField
  /** Whether it is missing, and what makes sense of it is there. */
  readonly wanted: (fields: Fields) => boolean
  readonly looks: (values: readonly string[]) => boolean
  /** Also where few records have it: not everybody is logged in. */
  readonly seldom?: true
}

const isOfStatuses = (values: readonly string[]): boolean =>
  areStatuses(values) && new Set(values).size <= MOST_STATUSES

/** In this order: a path alone may be a file's, and three digits anything. */
const GUESSES: readonly Guess[] = [
  {
    field: 'time',
    wanted: ({ time }) => time === undefined,
    looks: (values) =>
      values.every((value) => value.length >= 10) && timeStyleOf(values) !== null && !values.some(isDayNumber),
  },
  {
    // A database connects, too.
    field: 'method',
    wanted: ({ method }) => method === undefined,
    looks: (values) => most(values, METHOD, 1) && !most(values, /^connect$/i),
  },
  {
    field: 'url',
    wanted: ({ method, url, path, request }) => method !== undefined && (url ?? path ?? request) === undefined,
    looks: (values) => most(values, /^(?:\/|https?:\/\/)/),
  },
  {
    field: 'status',
    wanted: ({ method, request, status }) => (method ?? request) !== undefined && status === undefined,
    looks: isOfStatuses,
  },
  {
    field: 'src_ip',
    wanted: ({ src_ip, method, request }) => (method ?? request) !== undefined && src_ip === undefined,
    looks: (values) => most(values, ADDRESS),
  },
  {
    field: 'user_agent',
    wanted: ({ user_agent, method, request }) => (method ?? request) !== undefined && user_agent === undefined,
    looks: (values) => most(values, /^(?!HTTP\/)[A-Za-z][\w.+-]*\/\d\S*(?: |$)/, 0.8),
  },
  {
    field: 'credential',
    wanted: ({ credential }) => credential === undefined,
    looks: (values) => most(values.filter(written), /^(?:bearer +\S{6,}|eyJ[\w-]{5,}\.eyJ[\w-]{5,}\.\S*)$/i),
    seldom: true,
  },
  {
    field: 'principal',
    wanted: ({ principal }) => principal === undefined,
    looks: (values) => most(values.filter(written), /^[^\s@/]{1,64}@[^\s@/]{1,255}\.[a-z]{2,24}$/i),
    seldom: true,
  },
]

const written = (value: string): boolean => value !== '' && value !== '-'

/**
 * What no name tells, by its values: the fields of a request whose log calls them `t`, `r.p` or anything else. Of several
 * columns that look alike the one with the most different values; where that leaves two, none.
 */
export const guessFields = (
  columns: readonly Column[],
  records: number,
  named: Fields,
  taken: ReadonlySet<string>,
): Fields => {
  const free = new Set(columns.filter(({ from }) => !taken.has(from)))
  const fields = resultAsStatus(columns, named)
  for (const { field, wanted, looks, seldom } of GUESSES) {
    if (!wanted(fields)) continue
    const ranked = [...free]
      .filter(({ values }) => (seldom === true || values.length >= SHARE * records) && looks(values))
      .map((column) => ({ column, different: new Set(column.values).size }))
      .sort((a, b) => b.different - a.different)
    const [best, next] = ranked
    if (best === undefined || (best.different === next?.different && field !== 'time')) continue
    fields[field] = { from: best.column.from, how: 'guessed' }
    free.delete(best.column)
  }
  return fields
}

/** The result of a request is its status, where it is none of its own: `"method": "GET", "result": 200`; of words it is the outcome of what is no request, too. */
const resultAsStatus = (columns: readonly Column[], named: Fields): Fields => {
  const { outcome, ...others } = named
  const values = columns.find(({ from }) => from === outcome?.from)?.values ?? []
  return outcome === undefined || named.method === undefined || named.status !== undefined || !isOfStatuses(values)
    ? { ...named }
    : {
        ...(values.every((value) => STATUS.test(value)) ? others : named),
        status: { from: outcome.from, how: 'guessed' },
      }
}
