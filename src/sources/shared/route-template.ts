import { type Sql, sql } from '../../engine/sql.ts'

/**
 * A segment of a path is taken for an id when it is all digits, has three digits or more, has an `@`, or is longer than
 * 24 bytes without a dot. A short file extension is kept, `v2` stays a word. Learned templates build on this.
 */
const isId = sql`(x != '' AND (length(replaceRegexpAll(x, '[^0-9]', '')) >= least(3, length(x)) OR position(x, '@') > 0 OR (length(x) > 24 AND position(x, '.') = 0)))`

/** Paths without digit, `@` and long segment have no id; most requests of a shop are such. */
const mayHoldId = (path: Sql): Sql => sql`(match(${path}, '[0-9@]|[^/.]{25}'))`

const template = sql`if(position(x, '.') > 0 AND length(splitByChar('.', x)[-1]) <= 5 AND NOT match(splitByChar('.', x)[-1], '[0-9]'), concat('{id}.', splitByChar('.', x)[-1]), '{id}')`

/** The path with ids as `{id}`. */
export const routeOf = (path: Sql): Sql =>
  sql`if(${mayHoldId(path)}, arrayStringConcat(arrayMap(x -> if(${isId}, ${template}, x), splitByChar('/', ${path})), '/'), ${path})`

/** The ids of the path, joined by '/'. */
export const objectOf = (path: Sql): Sql =>
  sql`if(${mayHoldId(path)}, arrayStringConcat(arrayFilter(x -> ${isId}, splitByChar('/', ${path})), '/'), '')`
