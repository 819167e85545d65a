import { openEmbedded } from '../../src/engine/embedded.ts'
import { literal, sql } from '../../src/engine/sql.ts'
import type { AffectedFormat } from '../../src/stages/affected.ts'

export interface Listed {
  readonly rows: number
  /** Every account stands after the one before it, by its bytes; so none stands twice. */
  readonly inOrder: boolean
}

const ENGINE_FORMAT = { csv: 'CSVWithNames', jsonl: 'JSONEachRow', parquet: 'Parquet' } as const satisfies Record<
  AffectedFormat,
  string
>

/** Reads the accounts of a written list back, in the order they stand in. */
export const readBack = async (file: string, format: AffectedFormat, scratch: string): Promise<Listed> => {
  const engine = await openEmbedded(scratch)
  try {
    let [rows, inOrder, last, rest] = [0, true, '', '']
    const accounts = sql`SELECT account FROM file(${literal(file)}, ${literal(ENGINE_FORMAT[format])}, 'account String')
      SETTINGS max_threads = 1, input_format_parallel_parsing = 0, input_format_parquet_preserve_order = 1`
    for await (const chunk of engine.stream(accounts, 'LineAsString')) {
      const lines = (rest + Buffer.from(chunk).toString('latin1')).split('\n')
      rest = lines.pop() ?? ''
      for (const account of lines) {
        if (account <= last) inOrder = false
        last = account
      }
      rows += lines.length
    }
    return { rows, inOrder }
  } finally {
    await engine.close()
  }
}
