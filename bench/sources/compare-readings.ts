import type { SourcePlan } from '../../src/domain/source-plan.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { sql } from '../../src/engine/sql.ts'
import { credentialHash } from '../../src/sources/shared/credential.ts'
import type { ByteString, PlainReading, Recognition, SourceKind } from '../../src/sources/source-kind.ts'
import { type ReadRow, runProgram } from './run-program.ts'

export const KEY = { k0: 1n, k1: 2n }

/** A plan as ingest makes it of a recognition. */
export const planFor = (kind: SourceKind, recognition: Recognition): SourcePlan => ({
  name: 'test',
  kind: kind.id,
  format: recognition.format,
  host: '',
  zone: recognition.zone,
  zoneFrom: recognition.zoneFrom,
  log: recognition.log,
  fields: recognition.fields,
  actions: recognition.actions,
})

/** A line that the two readings do not agree on. */
export interface Difference {
  readonly line: ByteString
  readonly engine: Partial<ReadRow>
  readonly plain: Partial<ReadRow>
}

/** Every line by the compiled SQL and by the row reader; rejected lines need to agree on the reason only. */
export const compareReadings = async (
  engine: Engine,
  kind: SourceKind,
  plan: SourcePlan,
  lines: readonly ByteString[],
): Promise<{ readonly rows: readonly ReadRow[]; readonly differences: readonly Difference[] }> => {
  const rows = await runProgram(engine, kind.compile(plan, KEY), lines)
  if (rows.length !== lines.length) throw new Error(`${lines.length} lines, ${rows.length} rows`)
  const readings = lines.map((line) => kind.read(line, plan))
  const hashes = await hashesOf(engine, readings)
  const differences = rows.flatMap((row, i): readonly Difference[] => {
    const reading = readings[i]
    if (reading === undefined) throw new Error('a line too few')
    const [mine, plain] = [kept(row), asRow(reading, hashes)]
    return COMPARED.some((name) => mine[name] !== plain[name]) ? [{ line: lines[i] ?? '', engine: mine, plain }] : []
  })
  return { rows, differences }
}

const COMPARED = ['reject', 'kind', 'action', 'time', 'src_ip', 'method', 'host', 'path', 'query', 'route', 'object', 'status', 'bytes', 'user_agent', 'referrer', 'principal', 'credential', 'token_kid', 'token_alg', 'token_issued', 'token_expires', 'device'] as const satisfies readonly (keyof ReadRow)[] // biome-ignore format: a list

const kept = (row: ReadRow): Partial<ReadRow> => (row.reject === '' ? row : { reject: row.reject })

const asRow = (reading: PlainReading, hashes: ReadonlyMap<string, string>): Partial<ReadRow> => {
  if (reading.event === undefined) return { reject: reading.reject }
  const { time, status, bytes, token, token_issued, token_expires, ...texts } = reading.event
  return {
    reject: '',
    ...texts,
    time: String(time),
    status: String(status),
    bytes: String(bytes),
    credential: hashes.get(token) ?? '0',
    token_issued: String(token_issued),
    token_expires: String(token_expires),
  }
}

/** Keyed hash of each token that the plain readings hold, by the engine's own function. */
const hashesOf = async (engine: Engine, readings: readonly PlainReading[]): Promise<ReadonlyMap<string, string>> => {
  const tokens = [...new Set(readings.map(({ event }) => event?.token ?? ''))].filter((token) => token !== '')
  const hex = tokens.map((token) => Buffer.from(token, 'latin1').toString('hex'))
  if (hex.length === 0) return new Map()
  const rows = await engine.rows<{ x: string; hash: string }>(
    sql`SELECT x, toString(${credentialHash(sql`unhex(x)`, KEY)}) AS hash FROM (SELECT arrayJoin(${hex}) AS x)`,
  )
  return new Map(rows.map(({ x, hash }) => [Buffer.from(x, 'hex').toString('latin1'), hash]))
}
