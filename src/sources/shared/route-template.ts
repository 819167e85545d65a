import { type Sql, sql } from '../../engine/sql.ts'

/**
 * A segment of a path is taken for an id when it is all digits, has three digits or more, has an `@`, or is longer than
 * 24 bytes without a dot. A short file extension is kept, `v2` stays a word. Learned templates build on this.
 *
 * `x` is the segment and `d` the same with every digit as 0: digits are counted byte by byte, without a pattern.
 */
const isId = sql`(x != '' AND (countSubstrings(d, '0') >= least(3, length(x)) OR position(x, '@') > 0 OR (length(x) > 24 AND position(x, '.') = 0)))`

/** Paths without digit, `@` and 25 bytes have no id; most requests of a shop are such. */
const mayHoldId = (path: Sql): Sql => sql`(position(${zeroed(path)}, '0') > 0 OR length(${path}) > 24)`

/** Digits and `@` as 0. */
const zeroed = (path: Sql): Sql => sql`translate(${path}, '123456789@', '0000000000')`

const digits = (path: Sql): Sql => sql`splitByChar('/', translate(${path}, '123456789', '000000000'))`

const template = sql`if(position(x, '.') > 0 AND length(splitByChar('.', x)[-1]) <= 5 AND NOT match(splitByChar('.', x)[-1], '[0-9]'), concat('{id}.', splitByChar('.', x)[-1]), '{id}')`

/** The path with ids as `{id}`. */
export const routeOf = (path: Sql): Sql =>
  sql`if(${mayHoldId(path)}, arrayStringConcat(arrayMap((x, d) -> if(${isId}, ${template}, x), splitByChar('/', ${path}), ${digits(path)}), '/'), ${path})`

/** The ids of the path, joined by '/'. */
export const objectOf = (path: Sql): Sql =>
  sql`if(${mayHoldId(path)}, arrayStringConcat(arrayFilter((x, d) -> ${isId}, splitByChar('/', ${path}), ${digits(path)}), '/'), '')`
