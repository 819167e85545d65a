import { formatPath, type JsonPath, type Named } from './json-path.ts'

/** Sampled scalar values of one path, as text; one entry for every record that has it. */
export interface Column {
  readonly from: string
  readonly path: JsonPath
  /** Path in words: `http_request_method` of `http.request.method`, `client_ip` of `clientIp`. */
  readonly words: string
  readonly values: readonly string[]
  /** Record number of each value, ascending. */
  readonly records: readonly number[]
}

interface Growing extends Column {
  readonly values: string[]
  readonly records: number[]
}

const DEEPEST = 12
/** Paths beyond this are map keys (ids as names), not fields. */
const MOST_COLUMNS = 2000

/** Every path to a scalar in the records; the first element stands for an array, but a list of names with values holds members by these names. Names that SQL cannot quote are left out. */
export const columnsOf = (records: readonly Readonly<Record<string, unknown>>[]): readonly Column[] => {
  const columns = new Map<string, Growing>()
  records.forEach((record, number) => walk(record, [], number, columns))
  return [...columns.values()]
}

const walk = (value: unknown, path: JsonPath, record: number, columns: Map<string, Growing>): void => {
  if (path.length > DEEPEST || value === null || value === undefined) return
  if (Array.isArray(value)) {
    const pairs = pairsIn(value)
    if (pairs === null) walk(value[0], [...path, 0], record, columns)
    else for (const { step, member, item } of pairs) walk(item, [...path, step, member], record, columns)
  } else if (typeof value === 'object') {
    for (const [name, member] of Object.entries(value))
      if (isQuotable(name)) walk(member, [...path, name], record, columns)
  } else if (typeof value === 'string') add(value, path, record, columns)
  else if (typeof value === 'number' || typeof value === 'boolean') add(String(value), path, record, columns)
}

/** How lists call what they name, and what it holds: headers of AWS WAF, parameters of Rails. */
const PAIRS = [
  ['name', 'value'],
  ['Name', 'Value'],
  ['key', 'value'],
  ['Key', 'Value'],
] as const
const PAIR_NAME = /^[\w.:-]{1,64}$/

interface Pair {
  readonly step: Named
  readonly member: string
  readonly item: unknown
}

/** What a list of names with values holds, the first of each name; null where the list is another. */
const pairsIn = (list: readonly unknown[]): readonly Pair[] | null => {
  const [first] = list
  if (typeof first !== 'object' || first === null) return null
  const [named, held] = PAIRS.find(([name, value]) => name in first && value in first) ?? []
  if (named === undefined || held === undefined) return null
  const pairs = new Map<string, Pair>()
  for (const item of list as readonly Readonly<Record<string, unknown>>[]) {
    const name = item?.[named]
    if (typeof name !== 'string' || !PAIR_NAME.test(name) || pairs.has(name.toLowerCase())) continue
    pairs.set(name.toLowerCase(), { step: { member: named, is: name.toLowerCase() }, member: held, item: item[held] })
  }
  return [...pairs.values()]
}

const add = (value: string, path: JsonPath, record: number, columns: Map<string, Growing>): void => {
  const from = formatPath(path)
  let column = columns.get(from)
  if (column === undefined) {
    if (columns.size >= MOST_COLUMNS) return
    columns.set(from, (column = { from, path, words: wordsOf(path), values: [], records: [] }))
  }
  column.values.push(value)
  column.records.push(record)
}

/** Names that fit between back quotes of a type. */
export const isQuotable = (name: string): boolean => name !== '' && !/[`{}\\\u0000-\u001f]/.test(name) // oxlint-disable-line no-control-regex -- they are refused

/** What is said of a column's values behind its name: their zone, and what is made of them here. */
const NOTES =
  / ?(?:\[(?:UTC|GMT|KST|JST|Local Time)\]|\((?:UTC|GMT|KST|JST|whole|digits|without scheme|decoded|in brackets|day\/month\/year|month\/day\/year|yy\/mm\/dd|dd\/mm\/yy|mm\/dd\/yy)\))/gi

const withoutNotes = (name: string): string => (/[\])]/.test(name) ? name.replace(NOTES, '') : name)

/** By these letters Azure's logs tell of what type a column of one's own is: `clientIP_s`, `httpStatus_d`. */
const TYPED = /(?<=[A-Za-z]{3})_[sdgbt]$/

const wordsOf = (path: JsonPath): string =>
  path
    .flatMap((step, i) => (typeof step === 'object' ? step.is : typeof path[i - 1] === 'object' ? [] : step))
    .filter((step) => typeof step === 'string')
    .map((step) =>
      withoutNotes(step)
        .replace(TYPED, '')
        .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
        .replace(/[^\p{L}\p{N}]+/gu, '_')
        .replace(/^_+|_+$/g, '')
        .toLowerCase(),
    )
    .filter((word) => word !== '')
    .join('_')
