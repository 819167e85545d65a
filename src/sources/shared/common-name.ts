import type { Decoder } from './decoder.ts'
import { sql } from '../../engine/sql.ts'

/** The subject of a client's certificate, `CN=4711,O=Citizens` or `/O=Citizens/CN=4711`: its common name is the account. */
export const commonName: Decoder = {
  sql: (raw) =>
    raw.text === "''"
      ? raw
      : sql`if(position(${raw}, 'CN=') = 0, ${raw}, splitByChar(',', splitByChar('/', substring(${raw}, position(${raw}, 'CN=') + 3))[1])[1])`,
  plain: (raw) => {
    const at = raw.indexOf('CN=')
    return at < 0
      ? raw
      : (raw
          .slice(at + 3)
          .split('/')[0]
          ?.split(',')[0] ?? '')
  },
}

export const DISTINGUISHED = /(?:^|[,/] ?)CN=[^,/]+/
