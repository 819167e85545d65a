import type { TableRows } from './read-tables.ts'

export interface TableMember {
  readonly name: string
  /** To be read to its end before the next member is asked for. */
  readonly content: AsyncIterable<Uint8Array>
}

/** Rows that follow one another and are of one table, as one content. */
export const membersOf = async function* (tables: AsyncIterable<TableRows>): AsyncIterable<TableMember> {
  const rows = tables[Symbol.asyncIterator]()
  let current = await rows.next()
  const contentOf = async function* (name: string): AsyncIterable<Uint8Array> {
    while (current.done !== true && current.value.name === name) {
      yield current.value.rows
      current = await rows.next()
    }
  }
  while (current.done !== true) {
    const { name } = current.value
    yield { name, content: contentOf(name) }
  }
}
