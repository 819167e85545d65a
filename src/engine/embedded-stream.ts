import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Session } from 'chdb'
import { queryParams } from './client-engine.ts'
import type { StreamMode } from './engine.ts'
import { engineError } from './engine-error.ts'
import { refuseBeyondReading } from './read-only.ts'
import { type EngineSettings, setStatement } from './settings.ts'
import { type Sql, ident, literal, sql } from './sql.ts'

/**
 * The client's embedded connection holds a whole result in memory, so streams go through a session of their own on
 * the same data directory. The engine hands out one block at a time, each formatted on its own:
 * - formats of independent rows come out as they are;
 * - formats with a header repeat it in every block, so all but the first are cut off;
 * - formats with a frame (Parquet, Arrow, JSON) would come out as many files in one; they are written to a temporary
 *   file by the engine and read back, or, where writing is forbidden, held in memory.
 */
export const embeddedStream = async function* (
  dir: string,
  settings: EngineSettings,
  query: Sql,
  format: string,
  mode: StreamMode = 'trusted',
): AsyncIterable<Uint8Array> {
  const session = new Session(dir)
  try {
    session.query(setStatement(settings))
    if (mode === 'readonly') {
      session.query('SET readonly = 1')
      await refuseBeyondReading(query.text, (statement) => answer(session, { ...query, text: statement }))
    }
    const rowFormat = ROW_FORMATS[format]
    if (rowFormat !== undefined && ROWS.test(query.text)) yield* blocks(session, query, format, rowFormat)
    else if (mode === 'readonly') yield await whole(session, query, format)
    else yield* throughFile(session, query, format)
  } catch (cause) {
    throw engineError(cause, 'embedded', dir)
  } finally {
    session.close()
  }
}

/** Statements that the engine streams; what others answer, such as SHOW, is short. */
const ROWS = /^[\s(]*(?:SELECT|WITH|FROM)\b/i

/** Format → its rows without a header. */
const ROW_FORMATS: Readonly<Record<string, string>> = {
  JSONEachRow: 'JSONEachRow',
  JSONCompactEachRow: 'JSONCompactEachRow',
  CSV: 'CSV',
  CSVWithNames: 'CSV',
  TabSeparated: 'TabSeparated',
  TSV: 'TabSeparated',
  TabSeparatedWithNames: 'TabSeparated',
  TSVWithNames: 'TabSeparated',
  LineAsString: 'LineAsString',
}

const blocks = async function* (
  session: Session,
  query: Sql,
  format: string,
  rowFormat: string,
): AsyncIterable<Uint8Array> {
  let header: Uint8Array | undefined
  for await (const block of session.queryStreamBind(query.text, queryParams(query), { format })) {
    const bytes = block.raw()
    yield header === undefined ? bytes : bytes.subarray(header.length)
    header ??= format === rowFormat ? NOTHING : headerOf(bytes, rowFormat)
  }
  if (header === undefined) yield await whole(session, query, format)
}

const NOTHING = new Uint8Array()
const [FEED, QUOTE] = [0x0a, 0x22]

/** The first record. Names in CSV are quoted and may hold line feeds; in TSV these are escaped. */
const headerOf = (bytes: Uint8Array, rowFormat: string): Uint8Array => {
  let quoted = false
  for (const [at, byte] of bytes.entries()) {
    if (byte === QUOTE && rowFormat === 'CSV') quoted = !quoted
    if (byte === FEED && !quoted) return bytes.subarray(0, at + 1)
  }
  return bytes
}

const answer = async (session: Session, query: Sql): Promise<readonly string[]> =>
  Buffer.from(await whole(session, query, 'LineAsString'))
    .toString('utf8')
    .split('\n')

const whole = async (session: Session, query: Sql, format: string): Promise<Uint8Array> =>
  (await session.queryBindAsync(query.text, queryParams(query), { format })).bytes()

const throughFile = async function* (session: Session, query: Sql, format: string): AsyncIterable<Uint8Array> {
  const file = path.join(os.tmpdir(), `mapae-${randomUUID()}.${format.toLowerCase()}`)
  try {
    const write = sql`INSERT INTO FUNCTION file(${literal(file)}, ${literal(ident(format).text)}) ${query}`
    await session.queryBindAsync(write.text, queryParams(write))
    yield* createReadStream(file)
  } finally {
    await rm(file, { force: true })
  }
}
