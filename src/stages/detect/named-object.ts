import { type Sql, sql } from '../../engine/sql.ts'

/** What a request names: the value of the query parameter `parameter`, or, where that is '', `object`, the ids in its path. */
export const namedObject = (parameter: Sql, query: Sql, object: Sql): Sql =>
  sql`if(${parameter} = '', ${object}, substring(arrayFirst(pair -> startsWith(pair, concat(${parameter}, '=')), splitByChar('&', ${query})), length(${parameter}) + 2))`
