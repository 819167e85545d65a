import { type Sql, sql } from '../../engine/sql.ts'
import type { Test } from '../detection/expr.ts'
import { foldedOf } from './pattern-predicate.ts'
import type { FieldSql } from './source.ts'

/** Both fields must have a value; without `cased`, letters of ASCII (and `ſ`, `K`) are equal whatever their case. */
export const fieldPredicate = (test: Extract<Test, { kind: 'field' }>, field: FieldSql, other: FieldSql): Sql => {
  const a = test.cased ? field.text : foldedOf(field)
  const b = test.cased ? other.text : foldedOf(other)
  const values = sql`${field.hasValue} AND ${other.hasValue}`
  switch (test.comparison) {
    case 'equals':
      return sql`(${values} AND ${a} = ${b})`
    case 'startswith':
      return sql`(${values} AND startsWith(${a}, ${b}))`
    case 'endswith':
      return sql`(${values} AND endsWith(${a}, ${b}))`
    case 'contains':
      return sql`(${values} AND (empty(${b}) OR position(${a}, ${b}) > 0))`
  }
}
