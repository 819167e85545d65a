import type { ManifestFile } from '../../domain/manifest.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { inLayers, KEEP_LAYERS } from '../../engine/layers.ts'
import { bind, ident, join, type Sql, sql } from '../../engine/sql.ts'
import type { EventColumn } from '../../sources/source-kind.ts'
import type { Case } from '../../store/case.ts'
import { BLOCK, inLongBlocks, readable } from './evidence-lines.ts'
import { programOf } from './program-of.ts'

const COLUMNS: readonly EventColumn[] = [
  'kind',
  'action',
  'time',
  'src_ip',
  'method',
  'host',
  'path',
  'query',
  'route',
  'object',
  'status',
  'bytes',
  'user_agent',
  'referrer',
  'principal',
  'credential',
  'token_kid',
  'token_alg',
  'token_issued',
  'token_expires',
  'device',
]

/**
 * One INSERT per batch: every line becomes a row, parsed or rejected with its text. No line passes through here. Each
 * definition is a layer of its own: the engine would copy an alias into every place that uses it.
 */
export const loadBatch = async (
  theCase: Case,
  batch: number,
  plan: SourcePlan,
  files: readonly ManifestFile[],
  sources: readonly string[],
): Promise<void> => {
  const program = programOf(plan, theCase.key)
  const { from, number } = readable(theCase.dir, files)
  const { rows, settings } = inLongBlocks(
    files,
    sql`(SELECT line, ${number} AS file_number, _row_number + 1 AS line_number FROM ${from})`,
  )
  const defined = inLayers(rows, [...program.definitions, { name: 'reject_reason', expression: program.reject }])
  const values = COLUMNS.map(
    (column): Sql =>
      column === 'kind' ? sql`if(reject_reason = '', ${program.columns.kind}, '')` : program.columns[column],
  )
  await theCase.engine.run(sql`
    INSERT INTO evidence.log_line (batch, file, line, line_hash, reject, raw, source, ${join(
      COLUMNS.map((column) => ident(column)),
      ',',
    )})
    SELECT ${bind('UInt32', batch)}, file_number, line_number, ${lineHash(theCase)}, reject_reason, if(reject_reason = '', '', line), ${sourceOf(files, sources)},
      ${join(values, ',')}
    FROM ${defined}
    SETTINGS max_block_size = ${BLOCK}, ${settings} ${KEEP_LAYERS}`)
}

/** The source of a row, by its file. */
const sourceOf = (files: readonly ManifestFile[], sources: readonly string[]): Sql => {
  const [only = ''] = sources
  if (sources.every((source) => source === only)) return sql`${bind('String', only)}`
  const numbers = files.map((file) => file.number)
  return sql`transform(file_number, ${bind('Array(UInt32)', numbers)}, ${bind('Array(String)', [...sources])}, '')`
}

const lineHash = ({ key }: Case): Sql =>
  sql`reinterpretAsUInt128(sipHash128Keyed((${bind('UInt64', key.k0)}, ${bind('UInt64', key.k1)}), line))`

/** Counted apart from the load, by the engine's plain line reader. */
export const countLines = async (
  theCase: Case,
  files: readonly ManifestFile[],
): Promise<ReadonlyMap<number, bigint>> => {
  const { from, number } = readable(theCase.dir, files)
  const [only] = files
  if (files.length === 1 && only !== undefined) {
    const row = await theCase.engine.row<{ n: string }>(sql`SELECT count() AS n FROM ${from}`)
    return new Map([[only.number, BigInt(row.n)]])
  }
  const rows = await theCase.engine.rows<{ file: number; n: string }>(
    sql`SELECT ${number} AS file, count() AS n FROM ${from} GROUP BY file ORDER BY file`,
  )
  return new Map(rows.map(({ file, n }) => [Number(file), BigInt(n)]))
}
