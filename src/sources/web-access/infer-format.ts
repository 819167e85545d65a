import { ADDRESS, KNOWN, METHOD, most } from '../json-lines/vocabulary.ts'
import { NAMES as ZONES } from '../shared/plain/plain-other-time.ts'
import { OF_ERRORS } from '../shared/nginx-errors.ts'
import { anyTime } from '../shared/line-time.ts'
import { areStatuses, STATUS } from '../shared/status.ts'
import { timeStyleOf } from '../shared/times.ts'
import { timeOfWords } from './apache-name.ts'
import { withColon } from './time-style.ts'

/** A header whose day is padded is not written alike on every day; it is taken off elsewhere, and what stands behind it is read. */
const SYSLOG = /^(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d |1 \d{4}-\d\d-\d\dT)/

/** Nine lines in ten are written alike, or nobody wrote them by one format. */
const ALIKE = 0.9
const FEWEST_LINES = 20

/** A time with its spaces, `[…]`, `<…>`, `(…)`, `"…"`, the same behind `name=`, or a word. Nothing nests: linear in the line. */
const NAMED = '([A-Za-z_][\\w.-]{0,40}=)?'
const tokenWith = (named: string): RegExp =>
  new RegExp(
    String.raw`\[?(?:\d{4}[-/.]\d\d[-/.]\d\d(?: - |[ T])(?:(?:오전|오후) )?\d\d:\d\d:\d\d[\d.,:+Z-]*(?: [AP]M\b| (?:${ZONES}|Z)\b| [+-]\d\d:?\d\d(?!\d))?|(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d+)? \d{4}|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (?:GMT|[+-]\d{4})|\d\d\/[A-Z][a-z]{2}\/\d{4}[: ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?: [+-]\d{4})?)\]?|([A-Za-z_][\w.-]{0,40}[=:])?(?:"((?:[^"\\]|\\.)*)"|\[([^\]\s]*)\]|<([^>\s]*)>|\(([^)\s]*)\))|${named}([^\s"[\]]+)`,
    'g',
  )
/** Of words only: a query (`page=2`) has another name in every line, or none. */
const [TOKEN, OF_WORDS] = [tokenWith(NAMED), tokenWith('()')]

interface Piece {
  /** What stands before the value since the last one, `name=` and an opening mark included. */
  readonly before: string
  readonly name: string
  readonly value: string
}

interface Cut {
  readonly pieces: readonly Piece[]
  readonly end: string
}

const cutBy =
  (token: RegExp) =>
  (line: string): Cut => {
    const pieces: Piece[] = []
    let from = 0
    for (const match of line.matchAll(token)) {
      const [whole, marked = '', quoted, bracketed, angled, round, bare = '', word] = match
      const enclosed = quoted ?? bracketed ?? angled ?? round
      const isTime = (enclosed ?? word) === undefined
      const value = isTime ? whole.replace(/^\[|\]$/g, '') : (enclosed ?? word ?? '')
      if (/^[|;,]$/.test(value)) continue
      const bareValue = word === undefined ? value : value.replace(ENDS, '')
      const [, account = '', number = bareValue] =
        (enclosed === undefined && (AT.exec(value) ?? SIZE.exec(value))) || []
      const start =
        match.index +
        (isTime ? Number(whole.startsWith('[')) : marked.length + bare.length + Number(word === undefined))
      const name = `${marked}${bare}`.slice(0, -1)
      if (account !== '') pieces.push({ before: line.slice(from, start), name, value: account })
      const at = account === '' ? start : start + account.length + 1
      pieces.push({ before: account === '' ? line.slice(from, at) : '@', name, value: number })
      from = at + number.length
    }
    return { pieces, end: line.slice(from) }
  }

/** What parts a word from the next and is none of it. */
const ENDS = /(?<=[^,;])[,;]$/
/** A number of bytes with its unit behind it, as chi writes. */
const SIZE = /^()(\d+)B$/
/** Who, and from where, as NetScaler writes. */
const AT = /^([^@\s]{1,64})@((?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})$/i

const MARKS = ['|', '\t', ';']
const CELL = /^([A-Za-z_][\w.-]{0,40}=)?(?:"(.*)"|\[(.*)\]|<(.*)>)$|^([A-Za-z_][\w.-]{0,40}=)?(.*)$/s

/** A line whose values stand between marks alone; a value may hold spaces. */
const cutAt = (line: string, mark: string): Cut => {
  let from = 0
  let start = 0
  const pieces = line.split(mark).map((cell): Piece => {
    const [, marked = '', quoted, bracketed, angled, bare = '', word = ''] = CELL.exec(cell) ?? []
    const enclosed = quoted ?? bracketed ?? angled
    const value = enclosed ?? word
    const at = start + marked.length + bare.length + Number(enclosed !== undefined)
    const piece = { before: line.slice(from, at), name: `${marked}${bare}`.slice(0, -1), value }
    from = at + value.length
    start += cell.length + mark.length
    return piece
  })
  return { pieces, end: line.slice(from) }
}

const shapeOf = ({ pieces, end }: Cut): string => JSON.stringify([...pieces.map(({ before }) => before), end])

const REQUEST = /^[A-Z]{3,20} (?:\S.* HTTP\/\d|(?:\/|https?:\/\/)\S*$)/
/** How programs name themselves. */
export const AGENT = /^[A-Za-z][\w.+-]*\/\d.*[ ;(]|^(?:curl|Go-http|python|okhttp|Dalvik|Java)/i
const NAMES = { src_ip: 'remote_addr', method: 'request_method', url: 'request_uri', host: 'host', status: 'status', bytes: 'body_bytes_sent', user_agent: 'http_user_agent', referrer: 'http_referer' } as const // biome-ignore format: a table

/**
 * A format that nobody declared, read off lines that are written alike: an nginx `log_format` whose variables are told by
 * what stands in them. Only where a time and a request are there; what is left over is called `$n_extra…`, to be guessed at.
 */
export const inferFormat = (lines: readonly string[]): string | null => {
  if (lines.length < FEWEST_LINES || lines.some((line) => line.startsWith('{')) || most(lines, SYSLOG)) return null
  if (most(lines, OF_ERRORS)) return null
  const whole = lines.map((line) => line.replace(/\r$/, ''))
  const ways = [
    cutBy(TOKEN),
    ...MARKS.map(
      (mark) =>
        (line: string): Cut =>
          cutAt(line, mark),
    ),
    cutBy(OF_WORDS),
  ]
  for (const way of ways) {
    const format = formatOf(whole.map(way))
    if (format !== null) return format
  }
  return null
}

const formatOf = (cuts: readonly Cut[]): string | null => {
  const counts = new Map<string, number>()
  for (const cut of cuts) counts.set(shapeOf(cut), (counts.get(shapeOf(cut)) ?? 0) + 1)
  const [best] = [...counts].sort((a, b) => b[1] - a[1])
  if (best === undefined || best[1] < ALIKE * cuts.length) return null
  const rows = cuts.filter((cut) => shapeOf(cut) === best[0])
  const first = rows[0]
  if (first === undefined || /[$%]/.test(best[0])) return null
  const columns = first.pieces.map((piece, i) => ({
    ...piece,
    values: rows.map(({ pieces }) => pieces[i]?.value ?? ''),
  }))
  const variables = variablesOf(columns)
  const has = (name: string): boolean => variables.includes(name)
  if (
    !variables.some((name) => /^time_(?:custom|words)/.test(name)) ||
    !(has('request') || (has('request_method') && has('request_uri')))
  )
    return null
  const text = columns.map(({ before }, i) => `${before}\${${variables[i]}}`).join('')
  return columns.slice(1).some(({ before }) => before === '') ? null : `${text}${first.end}`
}

interface Column {
  readonly name: string
  readonly values: readonly string[]
}

const variablesOf = (columns: readonly Column[]): readonly string[] => {
  const variables = columns.map(({ name }, i) => {
    const label = name === '' ? labelOf(columns[i - 1]?.values) : name
    return `n_extra${i + 1}${label === '' ? '' : `_${label.replace(/\W/g, '_')}`}`
  })
  const free = (i: number): boolean => variables[i]?.startsWith('n_extra') === true
  const give = (variable: string, i: number): void => {
    if (i >= 0 && free(i) && !variables.includes(variable)) variables[i] = variable
  }
  const find = (looks: (values: readonly string[]) => boolean, from = 0): number =>
    columns.findIndex(({ name, values }, i) => i >= from && name === '' && free(i) && looks(values))
  const time = columns.findIndex(({ values }) => isTimes(values))
  give(timeOfWords(columns[time]?.values[0]?.split(' ').length ?? 1), time)
  for (const [field, variable] of Object.entries(NAMES)) {
    const known = KNOWN.find((one) => one.field === field)
    give(
      variable,
      columns.findIndex(
        ({ name, values }) =>
          name !== '' && known?.names.some((one) => one.test(name.toLowerCase())) === true && known.fits(values),
      ),
    )
  }
  give(
    'request',
    find((values) => most(values, REQUEST)),
  )
  if (!variables.includes('request')) {
    const method = find((values) => most(values, METHOD))
    give('request_method', method)
    give(
      'request_uri',
      find((values) => most(values, /^(?:\/|https?:\/\/)/), method),
    )
  }
  const after = variables.findIndex((name) => name === 'request' || name === 'request_uri')
  const status = statusAt(columns, find, after)
  give('status', status)
  if (status < after && areSizes(columns[status + 1])) give('body_bytes_sent', status + 1)
  give(
    'body_bytes_sent',
    find((values) => most(values, /^(?:\d+|-)$/) && values.some((value) => value !== '-'), Math.max(after, status)),
  )
  give('remote_addr', clientAt(columns, free))
  give('remote_user', userAt(columns, time))
  give(
    'http_user_agent',
    find((values) => most(values, AGENT, 0.7)),
  )
  give('http_referer', find(areReferrers))
  return variables
}

export const areReferrers = (values: readonly string[]): boolean =>
  values.some((value) => /^https?:/.test(value)) && most(values, /^(?:-|https?:\/\/\S*)$/)

/** Behind an address and the identity that nobody has, before the time: who was logged in (`%l %u %t` of Apache). */
const userAt = (columns: readonly Column[], time: number): number => {
  const [ident, user] = [columns[time - 2]?.values, columns[time - 1]?.values]
  const isAsked = columns.slice(0, Math.max(0, time - 2)).some(({ values }) => most(values, ADDRESS))
  return isAsked && ident?.every((value) => value === '-') === true && user?.some((value) => value !== '-') === true
    ? time - 1
    : -1
}

/** `User:` before every value of a column is its name. */
const labelOf = (before: readonly string[] | undefined): string => {
  const [label = ''] = before ?? []
  return /^[A-Za-z][\w.-]{0,40}:$/.test(label) && before?.every((value) => value === label) === true ? label.slice(0, -1) : '' // biome-ignore format: one choice
}

const isTimes = (values: readonly string[]): boolean =>
  values.every((value) => value.length >= 10) &&
  timeStyleOf(values.map(withColon.plain)) !== null &&
  values.filter((value) => anyTime.plain(withColon.plain(value), 'UTC') !== null).length >= ALIKE * values.length

type Find = (looks: (values: readonly string[]) => boolean, from?: number) => number

/** Behind the request, or where nothing there is a status, before it. */
const statusAt = (columns: readonly Column[], find: Find, after: number): number => {
  const behind = find((values) => most(values, STATUS), after)
  const isTold = behind >= 0 && !isOnlyFailure(columns[behind]?.values ?? [])
  const few = isTold ? -1 : find(areOneOfFew)
  return few >= 0 ? few : behind
}

const areSizes = (column: Column | undefined): boolean =>
  column?.name === '' && most(column.values, /^\d+$/, 1) && !areStatuses(column.values)

/** One number in every line that is no success: a size rather than an answer, where another column is one of answers. */
const isOnlyFailure = (values: readonly string[]): boolean =>
  new Set(values).size === 1 && !/^[23]/.test(values[0] ?? '')

/** Before the request three digits may be anything. */
const MOST_STATUSES = 40
const areOneOfFew = (values: readonly string[]): boolean =>
  most(values, STATUS, 1) && areStatuses(values) && new Set(values).size <= MOST_STATUSES

const CLOCK = /^\d\d:\d\d:\d\d/

/** Of the columns of addresses the one with the most different ones: a balancer's are few. */
const clientAt = (columns: readonly Column[], free: (i: number) => boolean): number => {
  const [best] = columns
    .map(({ values }, i) => ({ i, values }))
    .filter(({ i, values }) => free(i) && most(values, ADDRESS) && !most(values, CLOCK))
    .map(({ i, values }) => ({ i, different: new Set(values).size }))
    .sort((a, b) => b.different - a.different || a.i - b.i)
  return best?.i ?? -1
}
