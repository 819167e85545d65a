import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { clientEngine, queryParams } from './client-engine.ts'
import type { Engine, StreamMode } from './engine.ts'
import { EngineError, engineError } from './engine-error.ts'
import { refuseBeyondReading } from './read-only.ts'
import { sharedSettings } from './settings.ts'
import type { Sql } from './sql.ts'

const LONGEST_QUERY_MS = 24 * 60 * 60 * 1000

/** A header every so often, so that nothing between here and the server takes a long query for a dead connection. */
const KEEP_ALIVE = { send_progress_in_http_headers: 1, http_headers_progress_interval_ms: '110000' } as const
const HEADER_BYTES = 1024 * 1024

/**
 * A ClickHouse server over HTTP. It reads evidence with `file(…)` like the embedded engine does, so it must see the
 * case's directory; where it does not, the first read fails as `engine/no-shared-disk`. Memory limits are the
 * server's own.
 */
export const openServer = async (url: string): Promise<Engine> => {
  const client = createClient({
    url,
    application: 'mapae',
    request_timeout: LONGEST_QUERY_MS,
    log: { level: ClickHouseLogLevel.OFF },
    max_response_headers_size: HEADER_BYTES,
    clickhouse_settings: { ...sharedSettings, ...KEEP_ALIVE },
  })
  const shared = clientEngine(client, 'server', url)
  const engine: Engine = {
    ...shared,
    beside: shared.rows,
    stream: (query, format, mode) => serverStream(client, url, query, format, mode),
    close: () => client.close(),
  }
  await engine.version()
  return engine
}

const serverStream = async function* (
  client: ClickHouseClient,
  url: string,
  query: Sql,
  format: string,
  mode: StreamMode = 'trusted',
): AsyncIterable<Uint8Array> {
  const send = (text: string) =>
    client.exec({
      query: text,
      query_params: queryParams(query),
      ...(mode === 'readonly' ? { clickhouse_settings: { readonly: '1' as const } } : {}),
    })
  try {
    if (mode === 'readonly') await refuseBeyondReading(query.text, async (text) => linesOf((await send(text)).stream))
    const { stream, response_headers: headers } = await send(`${query.text}\nFORMAT ${format}`)
    yield* untilException(stream, String(headers['x-clickhouse-exception-tag'] ?? ''))
  } catch (cause) {
    throw engineError(cause, 'server', url)
  }
}

const linesOf = async (stream: AsyncIterable<Uint8Array>): Promise<readonly string[]> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8').split('\n')
}

/**
 * A query that fails after its first bytes has already been answered with 200: the server then closes the body with
 * `__exception__`, a tag that it announced in the headers (so log text cannot fake it), and the message.
 */
const untilException = async function* (stream: AsyncIterable<Uint8Array>, tag: string): AsyncIterable<Uint8Array> {
  let tail = Buffer.alloc(0)
  for await (const chunk of stream) {
    yield chunk
    tail = Buffer.concat([tail, chunk]).subarray(-EXCEPTION_BYTES)
  }
  if (tag === '') return
  const at = tail.lastIndexOf(`__exception__\r\n${tag}`)
  if (at >= 0) throw new EngineError('engine/query', { where: '', detail: tail.subarray(at).toString('utf8') })
}

const EXCEPTION_BYTES = 32 * 1024
