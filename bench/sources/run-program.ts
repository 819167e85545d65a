import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Engine } from '../../src/engine/engine.ts'
import { inLayers, KEEP_LAYERS } from '../../src/engine/layers.ts'
import { ident, join, literal, type Sql, sql } from '../../src/engine/sql.ts'
import type { ByteString, EventColumn, LineProgram } from '../../src/sources/source-kind.ts'

/** Texts are byte strings; integers are decimal; `time` is in microseconds, the token's times in seconds. */
export type ReadRow = Readonly<Record<EventColumn | 'reject', string>>

const TEXTS: readonly EventColumn[] = ['kind', 'action', 'src_ip', 'method', 'host', 'path', 'query', 'route', 'object', 'user_agent', 'referrer', 'principal', 'token_kid', 'token_alg', 'device'] // biome-ignore format: a list
const NUMBERS: readonly EventColumn[] = ['status', 'bytes', 'credential']
const TIMES: readonly EventColumn[] = ['time', 'token_issued', 'token_expires']

/**
 * Runs a compiled program over lines, none with a line feed, as ingest does: out of a file, one layer a definition.
 * Columns of rejected lines are there too.
 */
export const runProgram = async (
  engine: Engine,
  program: LineProgram,
  lines: readonly ByteString[],
): Promise<readonly ReadRow[]> => {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'mapae-lines-'))
  try {
    const file = path.join(dir, 'lines')
    await writeFile(file, lines.map((line) => `${line}\n`).join(''), 'latin1')
    return await readRows(engine, program, file)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

const readRows = async (engine: Engine, program: LineProgram, file: string): Promise<readonly ReadRow[]> => {
  const rows = sql`(SELECT line, _row_number AS n FROM file(${literal(file)}, 'LineAsString', 'line String'))`
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
    sql`SELECT ${join(values, ',')} FROM ${defined} ORDER BY n SETTINGS ${KEEP_LAYERS}`,
  )
  return found.map((row) => {
    const read: Record<string, string> = { reject: bytesOf(row['c_reject']) }
    for (const name of TEXTS) read[name] = bytesOf(row[`c_${name}`])
    for (const name of [...NUMBERS, ...TIMES]) read[name] = row[`c_${name}`] ?? ''
    return read as ReadRow
  })
}

const bytesOf = (hex = ''): ByteString => (hex === '' ? '' : Buffer.from(hex, 'hex').toString('latin1'))
