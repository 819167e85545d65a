import { bind, type Sql, sql } from '../../engine/sql.ts'
import { anyJson, textAt } from '../shared/plain/plain-json.ts'
import type { ByteString } from '../source-kind.ts'
import type { Column } from './flatten.ts'
import { nameOf } from './json-path.ts'

/**
 * Ids of objects that a logged request body names (JSON, form-encoded, GraphQL variables, arguments of a call). Of a body nothing
 * else is read: each place is one member by its name, and a value counts only if it looks like an id. It is kept as
 * a query parameter of the request would be.
 */
export interface BodyPlace {
  /** The name under which the id is kept. */
  readonly name: string
  /** Path of the member in the record. */
  readonly member: string
  /** Of a body that is one text, the path of the member in it. */
  readonly inner: readonly string[]
}

const SEPARATOR = ' | '

/** Of ids that are made of letters and digits, some have letters only by chance; what a program writes for nothing is none. */
const LEAST_LETTERS = 8
const NOBODY = ['undefined', 'anonymous']

/** `body.orderId | params; order.id`: places as a plan names them. */
export const bodyPlaces = (from: string): readonly BodyPlace[] =>
  from.split(SEPARATOR).map((place) => {
    const [, member = place, text = ''] = /^(.*[^\s;]); ([^\s;=&]+)$/.exec(place) ?? []
    const inner = text === '' ? [] : text.split('.')
    const name = inner.at(-1) ?? member.split('.').at(-1) ?? member
    return { name: OPERATION.test(name) ? 'operationName' : name, member, inner }
  })

/** What a route that answers everything was asked (GraphQL over HTTP, section 5.1); its place is one of the names, not an id. */
const OPERATION = /^operation_?name$/i
const CALLED = '^[A-Za-z_][A-Za-z0-9_.]{0,63}$'

export const writtenPlaces = (places: readonly string[]): string => places.join(SEPARATOR)

/** The pair `name=id`, '' where the value is no id. */
export const bodyPair = ({ name, inner }: BodyPlace, value: Sql): Sql => {
  const found = inner.length === 0 ? value : memberOf(value, inner)
  if (name === 'operationName') return sql`if(match(${found}, ${CALLED}), concat('operationName=', ${found}), '')`
  return sql`if(match(${found}, '^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$') AND (match(${found}, '[0-9]') OR (length(${found}) >= ${LEAST_LETTERS} AND ${found} NOT IN ${bind('Array(String)', NOBODY)})), concat(${`${name}=`}, ${found}), '')`
}

const memberOf = (text: Sql, inner: readonly string[]): Sql => {
  const start = `${inner.join('.')}=`
  const path = inner.reduce((steps, step) => sql`${steps}, ${step}`, sql``)
  return sql`if(startsWith(trimLeft(${text}), '{'), JSONExtract(${text}${path}, 'String'), substring(arrayFirst(pair -> startsWith(pair, ${start}), splitByChar('&', ${text})), ${Buffer.byteLength(start) + 1}))`
}

/** The same, plainly. */
export const plainBodyPair = ({ name, inner }: BodyPlace, value: ByteString): ByteString => {
  const found = inner.length === 0 ? value : plainMemberOf(value, inner)
  if (name === 'operationName') return new RegExp(CALLED).test(found) ? `${name}=${found}` : ''
  const isId = /[0-9]/.test(found) || (found.length >= LEAST_LETTERS && !NOBODY.includes(found))
  return /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/.test(found) && isId ? `${name}=${found}` : ''
}

const plainMemberOf = (text: ByteString, inner: readonly string[]): ByteString => {
  if (/^ *\{/.test(text)) return textAt(anyJson(Buffer.from(text, 'latin1').toString('utf8')), inner)
  const start = `${inner.join('.')}=`
  return (
    text
      .split('&')
      .find((pair) => pair.startsWith(start))
      ?.slice(start.length) ?? ''
  )
}

/** The query with the pairs of the body behind its own. */
export const withPairs = (query: Sql, pairs: readonly Sql[]): Sql => {
  if (pairs.length === 0) return query
  const list = pairs.reduce((all, pair) => (all.text === '' ? pair : sql`${all}, ${pair}`), sql``)
  return sql`arrayStringConcat(arrayFilter(part -> part != '', [${query}, ${list}]), '&')`
}

/** Members that hold what was sent, and members of it that name an object. */
const BODY =
  /^(?:(?:http_?)?(?:request_?|req_?|post_?)?(?:body|payload|params|parameters|args|arguments|form|data|input)|variables)$/i
const NAMES_OBJECT = /(?:^|_)(?:ids?|no|num|number|seq|sn|srl|idx|uuid|guid)$/
/** What opens doors, is somebody's own secret or number, or differs from request to request. */
const NOT_THESE =
  /pass|pwd|pin|secret|token|otp|sess|auth|cred|key|card|cvc|cvv|phone|mobile|tel|fax|ssn|resident|jumin|rrn|national|passport|licen[cs]e|tax|birth|iban|bank|routing|mail|device|client|request|trace|span|correlation|transaction|csrf|nonce|captcha|signature/
const ID = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/
const LEAST_DIFFERENT = 5
const MOST_PLACES = 8
/** Where at least this share of the values are accounts that the log names, they are accounts, whatever the member is called. */
const OF_ACCOUNTS = 0.5

/** Where bodies name objects, by their names and values, or by being accounts; '' for nowhere. */
export const placesInBodies = (
  columns: readonly Column[],
  taken: ReadonlySet<string>,
  accounts: ReadonlySet<string>,
  target?: Column,
): string => {
  const free = columns.filter(({ from }) => !taken.has(from))
  const calls = new Set(
    columns
      .filter(({ path }) => path.at(-1) === 'jsonrpc')
      .map(({ path }) => JSON.stringify([...path.slice(0, -1), 'id'])),
  )
  const nested = free
    .filter(
      ({ path }) =>
        path.slice(0, -1).some((step) => typeof step === 'string' && BODY.test(step)) &&
        path.every((step) => typeof step === 'string') &&
        !calls.has(JSON.stringify(path)),
    )
    .map(({ from, path, values }) => ({ place: from, name: nameOf(path.at(-1)), values }))
  const texts = free
    .filter(({ path }) => typeof path.at(-1) === 'string' && BODY.test(nameOf(path.at(-1))))
    .flatMap(({ from, values }) =>
      [...membersOf(values)].map(([name, found]) => ({
        place: `${from}; ${name}`,
        name: name.split('.').at(-1) ?? name,
        values: found,
      })),
    )
  const objects = [...nested, ...texts]
    .filter(
      ({ name, place, values }) =>
        mayName(name, place) && (namesObject(name) || areAccounts(values, accounts)) && looksLikeIds(values),
    )
    .slice(0, MOST_PLACES)
  const named = free.map(({ from, path, values }) => ({ place: from, name: nameOf(path.at(-1)), values }))
  const operation = [...named, ...texts].find(
    ({ name, values }) => OPERATION.test(name) && areCalled(values) && new Set(values).size >= differentPaths(target),
  )
  return writtenPlaces([...(operation === undefined ? [] : [operation]), ...objects].map(({ place }) => place))
}

/** Where paths tell more apart than operations do, it is the paths that say what was asked. */
const differentPaths = (target: Column | undefined): number =>
  new Set(target?.values.map((value) => value.split('?')[0])).size

/** Names of operations: words, and more than one of them. */
const areCalled = (values: readonly string[]): boolean =>
  new Set(values).size > 1 && values.every((value) => value === '' || new RegExp(CALLED).test(value))

/** What is the body is no member of it: that of a request is called so. */
const mayName = (name: string, place: string): boolean =>
  /^[\w-]+$/.test(name) &&
  !place
    .split(/[.;] ?/)
    .filter((step) => !BODY.test(step))
    .some((step) => NOT_THESE.test(step.toLowerCase()))

const namesObject = (name: string): boolean =>
  NAMES_OBJECT.test(name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase())

const areAccounts = (values: readonly string[], accounts: ReadonlySet<string>): boolean =>
  values.filter((value) => accounts.has(value)).length >= OF_ACCOUNTS * values.length

const looksLikeIds = (values: readonly string[]): boolean =>
  new Set(values).size >= LEAST_DIFFERENT &&
  values.filter((value) => ID.test(value) && /\d/.test(value)).length >= 0.9 * values.length

/** Members of bodies that are one text each: pairs of a form, or of JSON down to the second level. The `id` of JSON-RPC is the call's own. */
const membersOf = (bodies: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>()
  const add = (name: string, value: unknown): void => {
    if (typeof value === 'string' || typeof value === 'number')
      found.set(name, [...(found.get(name) ?? []), String(value)])
  }
  for (const body of bodies.slice(0, SAMPLED)) {
    if (!body.trimStart().startsWith('{')) {
      for (const pair of body.split('&')) {
        const mark = pair.indexOf('=')
        if (mark > 0) add(pair.slice(0, mark), pair.slice(mark + 1))
      }
      continue
    }
    for (const [name, value] of Object.entries(jsonOf(body))) {
      add(name, value)
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        for (const [inner, deeper] of Object.entries(value)) add(`${name}.${inner}`, deeper)
    }
  }
  if (found.has('jsonrpc')) found.delete('id')
  return found
}

const SAMPLED = 500

const jsonOf = (text: string): Readonly<Record<string, unknown>> => {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}
