import { type Sql, sql } from '../../engine/sql.ts'

/**
 * What a request names: the value of the query parameter `parameter`, or, where that is '', `object`, the ids in its path,
 * without the ending that only says in which form they are asked for (`7.pdf` and `7.json` are one thing).
 */
export const namedObject = (parameter: Sql, query: Sql, object: Sql): Sql =>
  sql`if(${parameter} = '', if(position(${object}, '.') = 0 OR position(${object}, '@') > 0, ${object}, replaceRegexpOne(${object}, '\\.[A-Za-z]{1,5}$', '')), substring(arrayFirst(pair -> startsWith(pair, concat(${parameter}, '=')), splitByChar('&', ${query})), length(${parameter}) + 2))`
