import type { EventField } from '../../domain/case-config.ts'
import type { FieldOrigin } from '../../domain/source-plan.ts'
import { KNOWN, most } from '../json-lines/vocabulary.ts'
import { DISTINGUISHED } from '../shared/common-name.ts'
import { OF_TOKEN } from './fields.ts'
import { cutLine } from './cut-line.ts'
import { AGENT, areReferrers } from './infer-format.ts'
import { type Format, NAMED_FORMATS, parseFormat } from './format.ts'
import { tellsClients } from '../shared/behind-proxies.ts'

/**
 * What follows a known format on most lines, as a format string: `"%{extra1}n" %{extra2}n …`; where most lines write names
 * before the values, with them: `sid=%{extra1_sid}n`.
 */
export const formatWithExtras = (name: string, lines: readonly string[]): string => {
  const known = NAMED_FORMATS[name] ?? name
  const open = parseFormat(`${known} %{rest}n`)
  const rests = lines.map((line) => cutLine(withoutEscapes(line), open)?.at(-1)).filter((rest) => rest !== undefined)
  if (rests.length < 0.9 * lines.length) return name
  // A blank that ends every line is none of the last field.
  if (rests.every((rest) => rest.trim() === '')) return `${known} `
  const shape = usualShape(rests, namedShapeOf) ?? usualShape(rests, shapeOf)
  return shape === undefined ? name : `${known} ${shape}`
}

/** What a client sent in quotes ends no field. */
const withoutEscapes = (line: string): string => (line.includes('\\') ? line.replace(/\\(?:x22|["\\])/g, '') : line)

/** The shape of nine in ten, if there is one. */
const usualShape = (rests: readonly string[], shapeIn: (rest: string) => string): string | undefined => {
  const shapes = new Map<string, number>()
  for (const rest of rests) {
    const shape = shapeIn(rest)
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1)
  }
  const [best] = [...shapes].sort((a, b) => b[1] - a[1])
  return best === undefined || best[0] === '' || best[1] < 0.9 * rests.length ? undefined : best[0]
}

const FIELD = /"(?:[^"\\]|\\.)*"|[A-Za-z_][\w.-]{0,40}="(?:[^"\\]|\\.)*"|\S+/g
const UNNAMED = /"(?:[^"\\]|\\.)*"|\S+/g
/** `name=value`, `name="value"` or `"name=value"`; a value that ends in `=` is base64 rather. */
const NAMED = /^("?)([A-Za-z_][\w.-]{0,40})=("?)(?=.*[^="]"?$|"?$)/

/** A whole Cookie header: which cookies there are differs from line to line. */
const COOKIES = /^"[^=\s;"]+=[^;"]*; ?[^=\s;"]+=/

const shapeOf = (rest: string): string =>
  [...rest.matchAll(UNNAMED)]
    .map(([field], i) => (field.startsWith('"') ? `"%{extra${i + 1}}n"` : `%{extra${i + 1}}n`))
    .join(' ')

const namedShapeOf = (rest: string): string =>
  [...rest.matchAll(FIELD)]
    .map(([field], i) => {
      const [, outer = '', name = '', inner = ''] = NAMED.exec(field) ?? []
      if (name === '' || COOKIES.test(field)) return field.startsWith('"') ? `"%{extra${i + 1}}n"` : `%{extra${i + 1}}n`
      return `${outer}${name}=${inner}%{extra${i + 1}_${name.replace(/\W/g, '_')}}n${inner}${outer}`
    })
    .join(' ')

interface Column {
  readonly variable: string
  readonly values: readonly string[]
}

const present = (value: string | undefined): value is string => value !== undefined && value !== '' && value !== '-'

/** Nobody asks an identd any more (RFC 1413): whoever writes something there has put a field of his own into its place. */
const IDENTITY = 'ident'

/**
 * What unnamed fields may be, from their values: a credential is long, without spaces and differs from session to
 * session; a principal is short and the same for all requests of a credential.
 */
export const extraFields = (
  format: Format,
  rows: readonly (readonly string[])[],
): Partial<Record<EventField, FieldOrigin>> => {
  const all = format.parts.map(({ variable }, i) => ({ variable, values: rows.map((row) => row[i] ?? '') }))
  const columns = all.filter(
    (column) => column.variable.startsWith('n_extra') || column.variable === IDENTITY || isSessionForUser(column, all),
  )
  const ofToken = columns.filter(({ variable }) => OF_TOKEN.test(variable))
  const others = columns.filter((column) => !ofToken.includes(column))
  const credential =
    named('credential', others) ??
    others
      .filter(({ values }) => looksLikeCredentials(values))
      .sort((a, b) => longest(b.values) - longest(a.values))[0] ??
    others.find(({ values }) => areShortSessions(values, addressesIn(format, rows)))
  const [kid, algorithm] = [named('token_kid', ofToken), named('token_alg', ofToken)]
  const rest = others.filter((column) => column !== credential)
  const principal =
    named('principal', rest) ??
    rest.find(({ values }) => most(values.filter(present), DISTINGUISHED)) ??
    rest.find((column) => looksLikePrincipals(column.values, credential?.values)) ??
    (credential === undefined
      ? (peopleAt(addressesIn(format, rows), rest) ?? peopleBeside(addressesIn(format, rows), beside(all, rest)))
      : undefined)
  const host = rest.find((column) => column !== principal && areHosts(column, addressesIn(format, rows), format))
  const client = clientColumn(format, rows, rest)
  const agent = rest.find((column) => column !== principal && most(column.values, AGENT, 0.7))
  const referrer = rest.find(({ values }) => areReferrers(values))
  return {
    ...(client === undefined ? {} : { forwarded: guess(client) }),
    ...(agent === undefined ? {} : { user_agent: guess(agent) }),
    ...(referrer === undefined ? {} : { referrer: guess(referrer) }),
    ...(host === undefined ? {} : { host: guess(host) }),
    ...(credential === undefined ? {} : { credential: guess(credential) }),
    ...(principal === undefined ? {} : { principal: guess(principal) }),
    ...(kid === undefined ? {} : { token_kid: guess(kid) }),
    ...(algorithm === undefined ? {} : { token_alg: guess(algorithm) }),
  }
}

/** A column whose name in the line says what it is, as in JSON, and whose values look the part. */
const named = (field: EventField, columns: readonly Column[]): Column | undefined => {
  const known = KNOWN.find((one) => one.field === field)
  const ranked = columns.flatMap((column) => {
    const name = /^n_extra\d+_(.+)$/.exec(column.variable)?.[1]?.toLowerCase()
    const rank = name === undefined ? -1 : (known?.names.findIndex((pattern) => pattern.test(name)) ?? -1)
    return rank >= 0 && known?.fits(column.values.filter(present)) === true ? [{ column, rank }] : []
  })
  return ranked.sort((a, b) => a.rank - b.rank)[0]?.column
}

const ADDRESSES =
  /^(?:unknown\s*,\s*){0,4}(?:unknown|\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]+)(?:\s*,\s*[0-9a-f:.]+)*$/i

/** Where all connections come from the company's own balancers, the column of addresses that tells the clients. */
const clientColumn = (
  format: Format,
  rows: readonly (readonly string[])[],
  columns: readonly Column[],
): Column | undefined => {
  const at = format.parts.findIndex(({ variable }) => variable === 'remote_addr')
  if (at < 0 || rows.length === 0) return undefined
  const connections = rows.map((row) => row[at] ?? '')
  return columns.find(
    ({ values }) => values.filter(present).every((value) => ADDRESSES.test(value)) && tellsClients(connections, values),
  )
}

const guess = (column: Column): FieldOrigin => ({ from: `$${column.variable}`, how: 'guessed' })

const longest = (values: readonly string[]): number => Math.max(0, ...values.map((value) => value.length))

/**
 * Ids of requests: of so many, not one in two hundred comes again. Whoever holds a credential asks again and again, and of
 * two thousand requests by a million people who ask once in a while, some two are of one of them.
 */
export const areOnceEach = (values: readonly string[]): boolean =>
  values.length >= FEWEST_ONCE && values.length - new Set(values).size < AGAIN * values.length
const FEWEST_ONCE = 40
const AGAIN = 0.005
/** What says of itself that it is a token. */
const TOKEN = /^(?:bearer |eyJ)/i

const looksLikeCredentials = (values: readonly string[]): boolean => {
  const some = values.filter(present)
  if (areOnceEach(some) && !most(some, TOKEN, 0.5)) return false
  const token = some.filter(
    (value) => /^(?:bearer )?[A-Za-z0-9._~+/=-]{16,}$/i.test(value) && /[0-9]/.test(value) && /[A-Za-z]/.test(value),
  )
  const different = new Set(token)
  return (
    some.length > 0 &&
    token.length >= 0.95 * some.length &&
    different.size >= Math.min(5, token.length) &&
    (different.size < 2 || new Set([...different].map(withoutNumbers)).size >= DRAWN * different.size)
  )
}

/** The beginning of a digest, as sessions are written that shall not be taken from the log: hexadecimal, of both kinds of digits. */
const DIGEST = /^(?=.*\d)(?=.*[a-f])[0-9a-f]{8,}$/i
/** So short, it may be the version of a page, too: a session is one that comes again from where it mostly comes from. */
const areShortSessions = (values: readonly string[], addresses: readonly string[]): boolean => {
  const some = values.filter(present)
  return !areOnceEach(some) && most(some, DIGEST) && liveAtHome(values, addresses)
}

/** Of values that are drawn, at least this share differ in more than their numbers: a pool's threads and a counter's ids do not. */
const DRAWN = 0.5
const withoutNumbers = (value: string): string => value.replace(/\d+/g, '0')

const looksLikePrincipals = (values: readonly string[], credentials: readonly string[] | undefined): boolean => {
  const some = values.filter(present)
  if (
    some.length === 0 ||
    new Set(some).size < 3 ||
    some.some((value) => /^\d+\.\d+$|\s|[=&].|^\d+(?:\.\d+){3}(?::\d+)?$/.test(value) || value.length > 64)
  )
    return false
  if (credentials === undefined) return some.length < 0.98 * values.length && some.length > 0.02 * values.length
  return dependsOn(values, credentials)
}

const addressesIn = (format: Format, rows: readonly (readonly string[])[]): readonly string[] => {
  const at = format.parts.findIndex(({ variable }) => variable === 'remote_addr')
  return at < 0 ? [] : rows.map((row) => row[at] ?? '')
}

/** A session in the place of the user, where who was logged in stands in that of the identity (`%h %u %S` of Tomcat). */
const isSessionForUser = ({ variable, values }: Column, all: readonly Column[]): boolean =>
  variable === 'remote_user' &&
  looksLikeCredentials(values) &&
  all.some((column) => column.variable === IDENTITY && dependsOn(column.values, values))

/** A name of the domain name system, of two labels or more. */
const DOMAIN = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){1,8}[a-z]{2,24}(?::\d{1,5})?$/i

/** The host that was asked, before the request: a domain that many addresses name, where a person is at few. */
const areHosts = ({ variable, values }: Column, addresses: readonly string[], format: Format): boolean => {
  const place = (name: RegExp): number => format.parts.findIndex((part) => name.test(part.variable))
  if (place(new RegExp(`^${variable}$`)) > place(/^request/) || !most(values.filter(present), DOMAIN, 1)) return false
  const homes = homesOf(values, addresses)
  return new Set(addresses).size >= FEWEST_ADDRESSES && homes.length > 0 && usual(homes) < HOST_AT_HOME
}
const FEWEST_ADDRESSES = 5
const HOST_AT_HOME = 0.35

/** A name that people have here; numbers alone, and what is drawn, are of something else. */
const NAME = /^(?=[^@]*[g-z가-힣])[\p{L}\d][\p{L}\d.@_-]{1,63}$/iu
const FEWEST_PEOPLE = 20
/** Of what comes again, so much comes from the one address that it mostly comes from; of everything, no more than a fifth does. */
const AT_HOME = 0.6
const ANYWHERE = 0.2

/** A column of names, each of which comes again and again from the address that it mostly comes from: threads and tasks do not. */
const peopleAt = (addresses: readonly string[], columns: readonly Column[]): Column | undefined =>
  columns.find(({ values }) => most(values.filter(present), NAME, 1) && liveAtHome(values, addresses))

/** Columns right before or behind the address, where servers write who asked; a dash for the identity may stand between. */
const beside = (all: readonly Column[], columns: readonly Column[]): readonly Column[] => {
  const shown = all.filter(({ values }) => values.some(present))
  const at = shown.findIndex(({ variable }) => variable === 'remote_addr')
  return at < 0 ? [] : shown.filter((one, i) => Math.abs(i - at) === 1 && columns.includes(one))
}

/** In that place fewer people are enough, and they may be at two addresses. */
const peopleBeside = (addresses: readonly string[], columns: readonly Column[]): Column | undefined =>
  columns.find(
    ({ values }) =>
      most(values.filter(present), NAME, 1) &&
      !most(values.filter(present), DOMAIN) &&
      liveAtHome(values, addresses, FEWEST_BESIDE, AT_HOME_BESIDE),
  )
const FEWEST_BESIDE = 10
const AT_HOME_BESIDE = 0.5

const liveAtHome = (
  values: readonly string[],
  addresses: readonly string[],
  fewest = FEWEST_PEOPLE,
  atHome = AT_HOME,
): boolean => {
  const homes = homesOf(values, addresses)
  const again = homes.filter((of) => of.length >= 2)
  return (
    homes.length >= fewest &&
    again.length >= fewest / 2 &&
    usual(again) >= atHome &&
    usual([addresses.filter((_address, i) => present(values[i]))]) <= ANYWHERE
  )
}

/** The addresses of every value. */
const homesOf = (values: readonly string[], addresses: readonly string[]): readonly (readonly string[])[] => {
  const homes = new Map<string, string[]>()
  values.forEach((value, i) => {
    if (!present(value)) return
    if (!homes.has(value)) homes.set(value, [])
    homes.get(value)?.push(addresses[i] ?? '')
  })
  return [...homes.values()]
}

/** Share of the values that are the most frequent one of their list. */
const usual = (lists: readonly (readonly string[])[]): number => {
  const counts = lists.map((list) => {
    const of = new Map<string, number>()
    for (const value of list) of.set(value, (of.get(value) ?? 0) + 1)
    return Math.max(0, ...of.values())
  })
  const all = lists.reduce((sum, { length }) => sum + length, 0)
  return counts.reduce((sum, count) => sum + count, 0) / Math.max(1, all)
}

/** Whether nine in ten credentials with two requests or more have one value only, and somebody has another. */
const dependsOn = (values: readonly string[], credentials: readonly string[]): boolean => {
  const seen = new Map<string, { values: Set<string>; uses: number }>()
  credentials.forEach((credential, i) => {
    const value = values[i]
    if (!present(credential) || !present(value)) return
    const entry = seen.get(credential) ?? { values: new Set<string>(), uses: 0 }
    entry.values.add(value)
    entry.uses++
    seen.set(credential, entry)
  })
  const repeated = [...seen.values()].filter(({ uses }) => uses >= 2)
  return repeated.length >= 3 && repeated.filter((entry) => entry.values.size === 1).length >= 0.9 * repeated.length
}
