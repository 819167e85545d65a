import { bind, type Sql, sql } from '../../engine/sql.ts'
import type { HashKey } from '../source-kind.ts'

/** The token itself: without `Bearer `; none for '', '-' and Basic log-ins, which are no tokens. */
export const bareToken = (raw: Sql): Sql => sql`multiIf(
  ${raw} IN ('', '-', 'null', 'undefined'), '',
  startsWith(lower(substring(${raw}, 1, 7)), 'bearer '), trimBoth(substring(${raw}, 8)),
  startsWith(lower(substring(${raw}, 1, 6)), 'token '), trimBoth(substring(${raw}, 7)),
  startsWith(lower(substring(${raw}, 1, 6)), 'basic '), '',
  ${raw})`

/** Keyed hash of a bare token, 0 for none. */
export const credentialHash = (token: Sql, key: HashKey): Sql =>
  sql`if(${token} = '', toUInt128(0), reinterpretAsUInt128(sipHash128Keyed((${bind('UInt64', key.k0)}, ${bind('UInt64', key.k1)}), ${token})))`

/** What the token itself says goes before what the log says of it. */
export const toldAlgorithm = (claimed: Sql, logged: Sql): Sql =>
  logged.text === "''" ? claimed : claimed.text === "''" ? logged : sql`if(${claimed} != '', ${claimed}, ${logged})`

/** Clear parts of a JSON Web Token (RFC 7519), where the log shows one; '' and 0 otherwise. */
export const tokenParts = (
  token: Sql,
): { readonly kid: Sql; readonly alg: Sql; readonly subject: Sql; readonly issued: Sql; readonly expires: Sql } => {
  const isToken = sql`startsWith(${token}, 'eyJ')`
  const part = (n: number): Sql => sql`tryBase64URLDecode(splitByChar('.', ${token})[${bind('UInt8', n)}])`
  const alg = sql`substring(JSONExtractString(${part(1)}, 'alg'), 1, 16)`
  return {
    alg: sql`if(${isToken}, if(${alg} != '' AND splitByChar('.', ${token})[3] = '', 'none', ${alg}), '')`,
    kid: sql`if(${isToken}, JSONExtractString(${part(1)}, 'kid'), '')`,
    subject: sql`if(${isToken}, JSONExtract(${part(2)}, 'sub', 'String'), '')`,
    issued: sql`if(${isToken}, toDateTime(JSONExtractUInt(${part(2)}, 'iat'), 'UTC'), toDateTime(0, 'UTC'))`,
    expires: sql`if(${isToken}, toDateTime(JSONExtractUInt(${part(2)}, 'exp'), 'UTC'), toDateTime(0, 'UTC'))`,
  }
}
