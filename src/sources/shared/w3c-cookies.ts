import { type Sql, sql } from '../../engine/sql.ts'
import type { ByteString, CredentialCandidate } from '../source-kind.ts'

/** Columns that hold the whole Cookie header. */
const HEADERS: readonly string[] = ['cs(Cookie)', 'cs-cookie']
/** Names that servers and frameworks give to the cookie of a session, and names of what only looks like one. */
const SESSION = /sess|(?:^|[^a-z])sid$|auth|jwt|token|ticket|\.AspNet/i
const ELSE = /csrf|xsrf|verification|antiforgery|^_?(?:ga|gid|hj|fb|ai|utm|optimizely|ajs|intercom)/i
const TOKEN = /^[A-Za-z0-9._~+/%=:-]{10,}$/
const SAMPLED = 20_000

/** `cs(Cookie) SID`: one cookie of a column, in the place where a plan names a column. */
export const cookieFrom = (from: string): { readonly column: string; readonly name: string } | undefined => {
  const [column = '', name] = from.split(' ')
  return HEADERS.includes(column) && name !== undefined ? { column, name } : undefined
}

/** IIS writes a space as `+`. */
export const cookieSql = (header: Sql, name: string): Sql =>
  sql`substring(arrayFirst(x -> startsWith(x, ${`${name}=`}), arrayMap(x -> if(startsWith(x, '+') OR startsWith(x, ' '), substring(x, 2), x), splitByChar(';', ${header}))), ${Buffer.byteLength(name) + 2})`

export const plainCookie = (header: ByteString, name: string): ByteString =>
  header
    .split(';')
    .map((pair) => pair.replace(/^[+ ]/, ''))
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1) ?? ''

/** Cookies of a column that may hold the session: by name first, then whatever looks like one. */
export const sessionCookies = (
  columns: readonly string[],
  headersOf: (column: string) => readonly string[],
): readonly CredentialCandidate[] => {
  const column = HEADERS.find((name) => columns.includes(name))
  return column === undefined ? [] : cookiesIn(headersOf(column), (name) => `${column} ${name}`)
}

/** The same of the headers themselves. `place` says where a cookie of this name is found. */
export const cookiesIn = (
  headers: readonly string[],
  place: (name: string) => string,
): readonly CredentialCandidate[] => {
  const values = new Map<string, string[]>()
  for (const header of headers)
    for (const pair of header.split(';')) {
      const [, name, value = ''] = /^[+ ]?([^=\s;]+)=(.*)$/.exec(pair) ?? []
      if (name === undefined || value === '') continue
      const known = values.get(name)
      if (known === undefined) values.set(name, [value])
      else if (known.length < SAMPLED) known.push(value)
    }
  return [...values]
    .filter(([name, all]) => !ELSE.test(name) && all.every((value) => TOKEN.test(value)) && new Set(all).size >= 2)
    .map(([name, all]) => ({ from: place(name), named: SESSION.test(name), values: all }))
    .sort(
      (a, b) => Number(b.named) - Number(a.named) || b.values.length - a.values.length || (a.from < b.from ? -1 : 1),
    )
}

/** `headers.Cookie[0]; SID`: one cookie of a member that holds the whole header. */
export const cookieOfMember = (from: string): { readonly member: string; readonly name: string | undefined } => {
  const [, member, name] = /^(.*[^\s;]); ([^\s;=]+)$/.exec(from) ?? []
  return { member: member ?? from, name }
}
