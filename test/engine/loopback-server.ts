import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Session, drainPending } from 'chdb'
import { queryParams } from '../../src/engine/client-engine.ts'
import { embeddedStream } from '../../src/engine/embedded-stream.ts'
import { EngineError } from '../../src/engine/engine-error.ts'
import { setStatement } from '../../src/engine/settings.ts'
import type { ParamValue, Sql } from '../../src/engine/sql.ts'

export interface Loopback {
  readonly url: string
  close(): Promise<void>
}

/** Bytes of a URL, parameters among them: the server's default of `http_max_uri_size`, where Node's own is 16 KiB for all headers. */
const LONGEST_URL = 1024 * 1024
const TAG = 'loopback0exception'

/**
 * ClickHouse's HTTP interface, as far as the client uses it, answered by chDB in this process: the query in the body
 * or in `query=`, `param_*`, settings in the URL (of this request alone), a streamed answer, the exception's code in
 * a header, and, where the answer has begun, the exception at its end behind the announced tag.
 */
export const startLoopback = async (dir: string): Promise<Loopback> => {
  const keeper = new Session(dir)
  const server = createServer(
    { maxHeaderSize: LONGEST_URL },
    (request, response) => void answer(dir, request, response),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => stop(server, keeper) }
}

const stop = async (server: Server, keeper: Session): Promise<void> => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  keeper.close()
  await drainPending()
}

interface Asked {
  readonly query: Sql
  /** '' for a statement without an answer. */
  readonly format: string
  readonly settings: Readonly<Record<string, string>>
}

/** Of HTTP alone, or of the client. */
const NOT_SETTINGS =
  /^(query|query_id|session_id|database|default_format|user|password|role|compress|wait_end_of_query|send_progress_in_http_headers|enable_http_compression|http_\w+|send_\w+|param_.*)$/

const answer = async (dir: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  if (url.pathname === '/ping') return void response.end('Ok.\n')
  try {
    const asked = askedBy(url, await bodyOf(request))
    for await (const chunk of run(dir, asked)) {
      if (!response.headersSent)
        response.writeHead(200, { 'X-ClickHouse-Format': asked.format, 'X-ClickHouse-Exception-Tag': TAG })
      response.write(chunk)
    }
    response.end()
  } catch (error) {
    fail(response, error)
  }
}

const fail = (response: ServerResponse, error: unknown): void => {
  const text = error instanceof EngineError ? causeOf(error) : String(error)
  if (response.headersSent)
    return void response.end(`__exception__\r\n${TAG}\r\n${text}\r\n${text.length} ${TAG}\r\n__exception__\r\n`)
  response.writeHead(500, { 'X-ClickHouse-Exception-Code': /Code: (\d+)/.exec(text)?.[1] ?? '1002' })
  response.end(text)
}

const causeOf = (error: EngineError): string =>
  error.cause instanceof Error ? error.cause.message : String(error.cause)

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

const askedBy = (url: URL, body: string): Asked => {
  const whole = [url.searchParams.get('query') ?? '', body].filter((part) => part !== '').join('\n')
  const [, text = whole, format = ''] = /^([\s\S]*)\nFORMAT (\w+)\s*$/.exec(whole) ?? []
  const entries = [...url.searchParams]
  const params = entries
    .filter(([name]) => name.startsWith('param_'))
    .map(([name, value]) => [name.slice(6), value] as const)
  return {
    query: { text, params: Object.fromEntries(params.map(([name, value]) => [name, typed(text, name, value)])) },
    format,
    settings: Object.fromEntries(entries.filter(([name]) => !NOT_SETTINGS.test(name))),
  }
}

const run = async function* (dir: string, { query, format, settings }: Asked): AsyncIterable<Uint8Array> {
  const { readonly, ...others } = settings
  if (format !== '') {
    yield* embeddedStream(dir, others, query, format, readonly === '1' ? 'readonly' : 'trusted')
    return
  }
  const session = new Session(dir)
  try {
    if (Object.keys(others).length > 0) session.query(setStatement(others))
    if (readonly === '1') session.query('SET readonly = 1')
    yield (await session.queryBindAsync(query.text, queryParams(query), { format: 'TabSeparated' })).bytes()
  } finally {
    session.close()
  }
}

/** Parameters come as escaped text, arrays of strings as quoted literals; the placeholder says which. */
const typed = (text: string, name: string, value: string): ParamValue => {
  if (!text.includes(`{${name}:Array(String)}`)) return text.includes(`{${name}:Array(`) ? value : unescaped(value)
  return [...value.matchAll(/'((?:[^'\\]|\\.)*)'/gs)].map(([, item = '']) => unescaped(item))
}

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', '0': '\0' }

const unescaped = (value: string): string => value.replace(/\\(.)/gs, (_, char: string) => ESCAPES[char] ?? char)
