import type { TableColumn } from '../../domain/manifest.ts'
import { EngineError } from '../../engine/engine-error.ts'
import type { Engine } from '../../engine/engine.ts'
import { bind, sql } from '../../engine/sql.ts'

/** The magic at both ends of a file (Apache Parquet, file format); `PARE` has an encrypted footer. */
const MAGIC = new Set(['PAR1', 'PARE'])

/** Columns of this name would hide what the engine says of a row: they are left out. */
export const HIDING_COLUMNS = new Set(['_file', '_row_number'])

/** By the first bytes; a line of text may begin with them too, but holds no control characters. */
export const isParquet = (head: Uint8Array): boolean =>
  MAGIC.has(Buffer.from(head.subarray(0, 4)).toString('latin1')) &&
  head.subarray(0, 512).some((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20))

/** Columns as the engine reads them, or what it says of a file that it cannot read. */
export const columnsOf = async (engine: Engine, link: string): Promise<readonly TableColumn[] | string> => {
  try {
    // Without the setting, local times would be taken for UTC, and nothing would tell.
    const columns = await engine.rows<TableColumn>(sql`
      DESCRIBE TABLE file(${bind('String', link)}, 'Parquet') SETTINGS input_format_parquet_local_time_as_utc = 0, print_pretty_type_names = 0`)
    return columns.map(({ name, type }) => ({ name, type }))
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'engine/query') throw error
    return reasonOf(error)
  }
}

/** The first sentence of what the engine says, without numbers and places. */
export const reasonOf = (error: EngineError): string =>
  (
    String(error.values['detail'])
      .split('\n')
      .map((line) => /DB::Exception: (.*)/.exec(line)?.[1] ?? line)
      .findLast((line) => /not a parquet|parquet|thrift|column/i.test(line)) ?? String(error.values['detail'])
  )
    .replace(/: \(in file.*$|\. \([A-Z_]+\).*$/, '')
    .slice(0, 200)
