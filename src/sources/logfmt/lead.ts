import { type Sql, sql } from '../../engine/sql.ts'
import type { ByteString, Definitions } from '../source-kind.ts'

/** A time that stands before the pairs without a name, and the message in quotes behind it. */
export const LEADING = '(time)'
export const MESSAGE = '(message)'

export interface Led {
  readonly time: ByteString
  readonly message: ByteString
  readonly pairs: ByteString
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[\d.,:+Z-]*$/

/** Whether a word is a time as it stands before pairs. */
export const isLeading = (word: string): boolean => TIME.test(word)

/** A line whose first word is a time. */
export const ledLine = (line: ByteString): Led => {
  const space = line.indexOf(' ')
  const time = line.slice(0, Math.max(0, space))
  const rest = line.slice(space + 1)
  const end = rest.startsWith('"') ? rest.indexOf('"', 1) : -1
  if (end < 0) return { time, message: '', pairs: rest }
  return { time, message: rest.slice(1, end), pairs: rest.slice(end + 2) }
}

/** The same, in SQL: definitions `lead_time`, `lead_message`, `lead_pairs`. */
export const ledDefinitions = (line: Sql): Definitions => [
  { name: 'lead_line', expression: line },
  { name: 'lead_space', expression: sql`position(lead_line, ' ')` },
  { name: 'lead_time', expression: sql`substring(lead_line, 1, greatest(lead_space, 1) - 1)` },
  { name: 'lead_rest', expression: sql`substring(lead_line, lead_space + 1)` },
  { name: 'lead_end', expression: sql`if(startsWith(lead_rest, '"'), position(lead_rest, '"', 2), 0)` },
  { name: 'lead_message', expression: sql`if(lead_end > 1, substring(lead_rest, 2, lead_end - 2), '')` },
  { name: 'lead_pairs', expression: sql`if(lead_end > 1, substring(lead_rest, lead_end + 2), lead_rest)` },
]
