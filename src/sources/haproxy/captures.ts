import { sql } from '../../engine/sql.ts'
import type { Decoder } from '../shared/decoder.ts'

/** `{Mozilla/5.0 …|shop.example} {}`: what was captured of the request, and of the answer; no name stands beside it. */
const parts = (raw: string): readonly string[] => raw.split(/[{|}]/)

/** What begins like a product and its version is the program's name for itself. */
export const capturedAgent: Decoder = {
  sql: (raw) =>
    sql`if(position(${raw}, '{') = 0, '', arrayFirst(x -> match(x, '^[A-Za-z][A-Za-z0-9.+_-]*/[0-9]'), splitByChar('|', replaceAll(replaceAll(${raw}, '{', '|'), '}', '|'))))`,
  plain: (raw) =>
    raw.includes('{') ? (parts(raw).find((part) => /^[A-Za-z][A-Za-z0-9.+_-]*\/[0-9]/.test(part)) ?? '') : '',
}

/** `SESS=…` as `capture cookie` writes it, without its name; of captured headers a bearer's token. */
export const capturedCredential: Decoder = {
  sql: (raw) =>
    sql`if(startsWith(${raw}, '{'), arrayFirst(x -> startsWith(lower(x), 'bearer '), splitByChar('|', replaceAll(replaceAll(${raw}, '{', '|'), '}', '|'))), substring(${raw}, position(${raw}, '=') + 1))`,
  plain: (raw) =>
    raw.startsWith('{') ? (parts(raw).find((part) => /^bearer /i.test(part)) ?? '') : raw.slice(raw.indexOf('=') + 1),
}
