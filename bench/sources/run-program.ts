import type { Engine } from '../../src/engine/engine.ts'
import { inLayers, keepLayers } from '../../src/engine/layers.ts'
import { bind, ident, join, type Sql, sql } from '../../src/engine/sql.ts'
import type { ByteString, EventColumn, LineProgram } from '../../src/sources/source-kind.ts'

/** Texts are byte strings; integers are decimal; `time` is in microseconds, the token's times in seconds. */
export type ReadRow = Readonly<Record<EventColumn | 'reject', string>>

const TEXTS: readonly EventColumn[] = ['kind', 'action', 'src_ip', 'method', 'host', 'path', 'query', 'route', 'object', 'user_agent', 'referrer', 'principal', 'token_kid', 'token_alg', 'device'] // biome-ignore format: a list
const NUMBERS: readonly EventColumn[] = ['status', 'bytes', 'credential']

/** Runs a compiled program over lines, as ingest does: one layer a definition. Columns of rejected lines are there too. */
export const runProgram = async (
  engine: Engine,
  program: LineProgram,
  lines: readonly ByteString[],
): Promise<readonly ReadRow[]> => {
  const hex = lines.map((line) => Buffer.from(line, 'latin1').toString('hex'))
  const rows = sql`(SELECT n, unhex(x) AS line FROM (SELECT arrayJoin(arrayZip(arrayEnumerate(${bind('Array(String)', hex)}), ${bind('Array(String)', hex)})) AS t, t.1 AS n, t.2 AS x))`
  const defined = inLayers(rows, [...program.definitions, { name: 'reject_reason', expression: program.reject }])
  const { columns } = program
  const values: readonly Sql[] = [
    ...TEXTS.map((name) => sql`hex(${columns[name]}) AS ${ident(`c_${name}`)}`),
    ...NUMBERS.map((name) => sql`toString(${columns[name]}) AS ${ident(`c_${name}`)}`),
    sql`toString(toUnixTimestamp64Micro(toDateTime64(${columns.time}, 6, 'UTC'))) AS c_time`,
    sql`toString(toUnixTimestamp(${columns.token_issued})) AS c_token_issued`,
    sql`toString(toUnixTimestamp(${columns.token_expires})) AS c_token_expires`,
    sql`hex(reject_reason) AS c_reject`,
  ]
  const found = await engine.rows<Record<string, string>>(
    sql`SELECT ${join(values, ',')} FROM ${defined} ORDER BY n SETTINGS ${keepLayers(program.layered)}`,
  )
  const isText = new Set<string>([...TEXTS, 'reject'])
  return found.map(
    (row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => {
          const column = name.replace(/^c_/, '')
          return [column, isText.has(column) ? Buffer.from(value, 'hex').toString('latin1') : value]
        }),
      ) as ReadRow,
  )
}
