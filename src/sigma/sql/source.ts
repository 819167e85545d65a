import { type Sql, sql } from '../../engine/sql.ts'

/** One field of events as the engine reads it. */
export interface FieldSql {
  /** Bytes of the value, '' where there is none. Never NULL. */
  readonly text: Sql
  /** `text` folded, where it was prepared (see `prepare`). */
  readonly folded?: Sql
  /** The column does not tell an empty value from none: both `''` and null fit it. */
  readonly blankIsNone?: true
  /** Place in `eventParts` of the part that the value stands in. */
  readonly part?: number
  /** The engine keeps few distinct values of it and asks each only once. */
  readonly cheap?: true
  /** The field is there, be it null. */
  readonly present: Sql
  /** The field is there and not null. */
  readonly hasValue: Sql
  /** The same value as an integer column, where the engine has it so. */
  readonly integer?: Sql
  /** The same value as a DateTime64 in UTC, where the engine has it so. */
  readonly instant?: Sql
}

/**
 * Rows of events, one shape for every statement: `from` is a table expression, `field` gives null for a field that this
 * source cannot have.
 */
export interface EventSource {
  readonly from: Sql
  field(name: string): FieldSql | null
  /** Bytes in which keywords are sought. */
  readonly event: Sql
  readonly eventFolded?: Sql
  /**
   * The same bytes in pieces that line feeds join: a text without a line feed stands in the event when it stands in one
   * of them.
   */
  readonly eventParts?: readonly FieldSql[]
  /** Microseconds since 1970 in UTC, Int64. */
  readonly time: Sql
  /** Settles the order of events of one microsecond, e.g. `(file, line)`. */
  readonly order: Sql
  /** IANA zone in which parts of dates are read. */
  readonly zone: string
}

/**
 * The documented row shape for events of any kind: `fields Map(String, Nullable(String))` (a missing key is a missing
 * field, a NULL value a null field), `event String` (the raw bytes), `time Int64` (microseconds), `number UInt64`.
 */
export const mapSource = (from: Sql, zone = 'UTC'): EventSource => ({
  from,
  field: (name) => ({
    text: sql`ifNull(fields[${name}], '')`,
    present: sql`mapContains(fields, ${name})`,
    hasValue: sql`isNotNull(fields[${name}])`,
  }),
  event: sql`event`,
  time: sql`time`,
  order: sql`number`,
  zone,
})
