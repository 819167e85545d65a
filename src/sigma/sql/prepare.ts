import { ident, type Sql, sql } from '../../engine/sql.ts'
import { type Expr, matchesIn } from '../detection/expr.ts'
import { foldedText } from './pattern-predicate.ts'
import type { EventSource, FieldSql } from './source.ts'

/**
 * The same source with the values that these expressions read, and their folded forms, worked out once per row in an
 * inner query: many rules then share them, and the statement stays short enough to read.
 */
export const prepare = (source: EventSource, exprs: readonly Expr[]): EventSource => {
  const needs = needsOf(exprs)
  const columns: Sql[] = []
  const prepared = new Map<string, FieldSql>()
  for (const [name, folded] of needs.fields) {
    const field = source.field(name)
    if (field === null) continue
    const alias = `f${prepared.size + 1}`
    prepared.set(name, withAliases(field, alias, folded, columns))
  }
  const eventFolded = needs.eventFolded ? foldedAlias(source.event, 'event', columns) : undefined
  const from = columns.reduce<Sql>((list, column) => sql`${list}, ${column}`, sql`*`)
  return {
    ...source,
    from: columns.length === 0 ? source.from : sql`(SELECT ${from} FROM ${source.from})`,
    field: (name) => prepared.get(name) ?? source.field(name),
    ...(eventFolded === undefined ? {} : { eventFolded }),
  }
}

/** A bare column needs no other name. */
const isColumn = ({ text, params }: Sql): boolean => /^[A-Za-z_]\w*$/.test(text) && Object.keys(params).length === 0

const withAliases = (field: FieldSql, alias: string, folded: boolean, columns: Sql[]): FieldSql => {
  const value = isColumn(field.text) ? field.text : ident(alias)
  if (!isColumn(field.text)) columns.push(sql`${field.text} AS ${value}`)
  return folded ? { ...field, text: value, folded: foldedAlias(field.text, alias, columns) } : { ...field, text: value }
}

const foldedAlias = (text: Sql, alias: string, columns: Sql[]): Sql => {
  const name = ident(`${alias}_folded`)
  columns.push(sql`${foldedText(text)} AS ${name}`)
  return name
}

interface Needs {
  /** Field → whether it is compared without regard to case. */
  readonly fields: ReadonlyMap<string, boolean>
  readonly eventFolded: boolean
}

const needsOf = (exprs: readonly Expr[]): Needs => {
  const fields = new Map<string, boolean>()
  let eventFolded = false
  for (const { field, test } of exprs.flatMap((expr) => matchesIn(expr))) {
    const folded = (test.kind === 'pattern' || test.kind === 'field') && !test.cased
    if (field === null) eventFolded ||= folded
    else fields.set(field, (fields.get(field) ?? false) || folded)
    if (test.kind === 'field') fields.set(test.other, (fields.get(test.other) ?? false) || folded)
  }
  return { fields, eventFolded }
}
