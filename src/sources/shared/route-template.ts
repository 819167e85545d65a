import { type Sql, sql } from '../../engine/sql.ts'

/**
 * A segment of a path is taken for an id when it is all digits, has three digits or more, has an `@`, or is longer than
 * 24 characters without a dot. A short file extension is kept, `v2` stays a word. Learned templates build on this.
 * Letters of other scripts are letters: the digits of `%EB%AF%BC` are none of the name that it writes.
 *
 * `x` is the segment and `d` the same with every digit as 0: digits are counted byte by byte, without a pattern.
 */
const isId = sql`(x != '' AND (countSubstrings(d, '0') >= least(3, length(x)) OR position(x, '@') > 0 OR (lengthUTF8(x) > 24 AND position(x, '.') = 0)))`

/** A character beyond ASCII, percent-encoded as UTF-8: one byte from 80 on, and those that go on with it. */
const ENCODED_LETTER = '%[89A-Fa-f][0-9A-Fa-f](?:%[89ABab][0-9A-Fa-f])*'

/** Paths without digit, `@` and 25 bytes have no id; most requests of a shop are such. */
const mayHoldId = (path: Sql): Sql =>
  sql`(translate(${path}, '0123456789@', ${'\u0001'.repeat(11)}) != ${path} OR length(${path}) > 24)`

const template = sql`if(position(x, '.') > 0 AND length(splitByChar('.', x)[-1]) <= 5 AND NOT match(splitByChar('.', x)[-1], '[0-9]'), concat('{id}.', splitByChar('.', x)[-1]), '{id}')`

/** The path with ids as `{id}`, and those ids, joined by '/'. Segments are judged once for both. */
export const templated = (
  path: Sql,
  define: (name: string, expression: Sql) => Sql,
): { readonly route: Sql; readonly object: Sql } => {
  const holds = define('path_may_hold_id', mayHoldId(path))
  const guarded = define('path_with_ids', sql`if(${holds}, ${path}, '')`)
  const segments = define('path_segments', sql`splitByChar('/', ${guarded})`)
  const judged = define(
    'path_judged',
    sql`if(position(${guarded}, '%') = 0, ${guarded}, replaceRegexpAll(${guarded}, ${ENCODED_LETTER}, 'x'))`,
  )
  const zeroed = sql`splitByChar('/', translate(${judged}, '123456789', '000000000'))`
  const ids = define('path_ids', sql`arrayMap((x, d) -> ${isId}, splitByChar('/', ${judged}), ${zeroed})`)
  return {
    route: sql`if(${holds}, arrayStringConcat(arrayMap((x, i) -> if(i, ${template}, x), ${segments}, ${ids}), '/'), ${path})`,
    object: sql`arrayStringConcat(arrayFilter((x, i) -> i, ${segments}, ${ids}), '/')`,
  }
}
