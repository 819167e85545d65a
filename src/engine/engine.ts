import type { Sql } from './sql.ts'

/**
 * The one port to ClickHouse, embedded or server. Nothing above `engine/` knows which.
 * Rows come as JSONEachRow with 64-bit integers as strings.
 */
export interface Engine {
  readonly kind: 'embedded' | 'server'
  /** `SELECT version()`, for certificates. */
  version(): Promise<string>
  rows<Row>(query: Sql): Promise<readonly Row[]>
  /** The only row of a query that must have exactly one; throws otherwise. */
  row<Row>(query: Sql): Promise<Row>
  run(statement: Sql): Promise<void>
  /**
   * Rows of a small query while another statement runs, which `rows` would wait for on the embedded engine; so does a
   * query with parameters.
   */
  beside<Row>(query: Sql): Promise<readonly Row[]>
  /**
   * Streams a query's bytes in a ClickHouse output format, never holding all of it. 'readonly' for SQL that a user
   * typed: no DDL, no writes, no table functions, no way back.
   */
  stream(query: Sql, format: string, mode?: StreamMode): AsyncIterable<Uint8Array>
  close(): Promise<void>
}

export type StreamMode = 'trusted' | 'readonly'
