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
  const columns = new Columns()
  const prepared = new Map<string, FieldSql>()
  for (const [name, folded] of needs.fields) {
    const field = source.field(name)
    if (field !== null) prepared.set(name, columns.aliased(field, folded))
  }
  const inParts = [...prepared.values()].some(({ part }) => part !== undefined)
  const parts = needs.event || inParts ? source.eventParts?.map((part) => columns.aliased(part, true)) : undefined
  const event =
    needs.event && source.eventParts === undefined ? columns.aliased(eventOf(source), needs.eventFolded) : null
  return {
    ...source,
    from: columns.all.length === 0 ? source.from : sql`(SELECT ${columns.list()} FROM ${source.from})`,
    field: (name) => prepared.get(name) ?? source.field(name),
    ...(parts === undefined ? {} : { eventParts: parts }),
    ...(event === null
      ? {}
      : { event: event.text, ...(event.folded === undefined ? {} : { eventFolded: event.folded }) }),
  }
}

const eventOf = ({ event }: EventSource): FieldSql => ({ text: event, present: sql`1`, hasValue: sql`1` })

/** Columns of the inner query; equal expressions share one. */
class Columns {
  readonly all: Sql[] = []
  readonly #names = new Map<string, Sql>()

  aliased(field: FieldSql, folded: boolean): FieldSql {
    const text = this.#named(field.text)
    return folded ? { ...field, text, folded: this.#named(foldedText(field.text)) } : { ...field, text }
  }

  list(): Sql {
    return this.all.reduce<Sql>((list, column) => sql`${list}, ${column}`, sql`*`)
  }

  #named(expression: Sql): Sql {
    // A bare column needs no other name.
    if (/^[A-Za-z_]\w*$/.test(expression.text)) return expression
    const key = `${expression.text} ${JSON.stringify(expression.params)}`
    const known = this.#names.get(key)
    if (known !== undefined) return known
    const name = ident(`v${this.all.length + 1}`)
    this.all.push(sql`${expression} AS ${name}`)
    this.#names.set(key, name)
    return name
  }
}

interface Needs {
  /** Field → whether it is compared without regard to case. */
  readonly fields: ReadonlyMap<string, boolean>
  readonly event: boolean
  readonly eventFolded: boolean
}

const needsOf = (exprs: readonly Expr[]): Needs => {
  const fields = new Map<string, boolean>()
  let event = false
  let eventFolded = false
  const need = (name: string, folded: boolean): void => {
    fields.set(name, (fields.get(name) ?? false) || folded)
  }
  for (const { field, test } of exprs.flatMap((expr) => matchesIn(expr))) {
    // A prefilter seeks the fixed texts of an expression in the folded value.
    const folded = test.kind === 'regex' || ((test.kind === 'pattern' || test.kind === 'field') && !test.cased)
    if (field === null) {
      event = true
      eventFolded ||= folded
    } else need(field, folded)
    if (test.kind === 'field') need(test.other, folded)
  }
  return { fields, event, eventFolded }
}
