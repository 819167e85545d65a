import type { Engine } from '../../engine/engine.ts'
import { bind, type Sql, sql } from '../../engine/sql.ts'

/** A smaller file is looked through sooner than the engine is asked. */
const WORTH_ASKING = 8n * 1024n * 1024n
/** A line that is longer than memory is no reason to stop. */
const MOST_MEMORY = 2n * 1024n * 1024n * 1024n

/**
 * Whether any line of a file is so; `condition` is over the column `line`. It ends at the first. Null where the file is too
 * small to ask, damaged, or has lines that memory does not hold: then its bytes are to be looked through one by one.
 */
export const anyLine = async (engine: Engine, link: string, bytes: bigint, condition: Sql): Promise<boolean | null> => {
  if (bytes < WORTH_ASKING) return null
  const found = await engine
    .rows<{ one: number }>(
      sql`SELECT 1 AS one FROM file(${bind('String', link)}, 'LineAsString', 'line String') WHERE ${condition} LIMIT 1
        SETTINGS max_memory_usage = ${bind('UInt64', MOST_MEMORY)}`,
    )
    .catch(() => null)
  return found === null ? null : found.length > 0
}
