import { type Sql, sql } from '../engine/sql.ts'

/** Nobody can be told from somebody else by the numbers in a program's name. Many sessions have one program: each name is looked through once. */
export const programFamily = (agent: Sql): Sql =>
  sql`toString(replaceRegexpAll(toLowCardinality(${agent}), '[0-9]+([._][0-9]+)*', '#'))`
