import { bind, type Sql, sql } from '../../engine/sql.ts'
import { withoutPathSession } from './path-session.ts'

/** Parameters whose values open doors; compared without case. */
const SECRETS = [
  'access_token',
  'accesstoken',
  'id_token',
  'refresh_token',
  'token',
  'session',
  'sessionid',
  'session_id',
  'sid',
  'jsessionid',
  'phpsessid',
  'jwt',
  'auth',
  'authorization',
  'password',
  'passwd',
  'pwd',
  'pass',
  'code',
  'secret',
  'client_secret',
  'api_key',
  'apikey',
  'signature',
  'sig',
  'x-amz-signature',
  'x-amz-security-token',
  'x-goog-signature',
  'x-oss-signature',
  'q-signature',
  'otp',
]

/** Whoever names a secret uses one of these; most queries hold none of them and are left alone. */
export const SECRET_HINTS = ['tok', 'sess', 'sid', 'jwt', 'auth', 'pass', 'pwd', 'code', 'secret', 'key', 'sig', 'otp']

const hints = bind('Array(String)', SECRET_HINTS)

/**
 * `sid` is a session's name, and as often a student's, a store's or a shop's. A number of so few digits can be guessed:
 * no session is called by it, and what it names is kept.
 */
const NAMES_A_THING = '(?i)^sid=[0-9]{1,12}$'

export const isSecretParameter = (name: string, pair: string): boolean =>
  SECRETS.includes(name) && !/^sid=[0-9]{1,12}$/i.test(pair)

/** A query string with the values of secrets replaced by `*`. */
export const redactQuery = (query: Sql): Sql =>
  sql`multiIf(${query} = '', '', NOT multiSearchAnyCaseInsensitive(${query}, ${hints}), ${query},
    arrayStringConcat(arrayMap(x -> if(lower(splitByChar('=', x)[1]) IN ${bind('Array(String)', SECRETS)} AND NOT match(x, ${NAMES_A_THING}), concat(splitByChar('=', x)[1], '=*'), x), splitByChar('&', ${query})), '&'))`

/** The same inside a whole address, and without a session in its path. */
export const redactUrl = (url: Sql): Sql => withoutPathSession.sql(redactedQuery(url))

const redactedQuery = (url: Sql): Sql =>
  sql`if(position(${url}, '?') = 0, ${url}, concat(splitByChar('?', ${url})[1], '?', ${redactQuery(sql`substring(${url}, position(${url}, '?') + 1)`)}))`

/** How tokens begin in text that is neither a query nor an address. */
export const TOKEN_STARTS = ['bearer ', 'basic ', 'eyj', 'cookie:']

/** Any text: secrets among its pairs as in a query, and whatever stands from a token on, as `*`. */
export const redactText = (text: Sql): Sql => {
  const start = sql`multiSearchFirstPositionCaseInsensitive(${text}, ${bind('Array(String)', TOKEN_STARTS)})`
  return redactQuery(sql`if(${start} = 0, ${text}, concat(substring(${text}, 1, ${start} - 1), '*'))`)
}
