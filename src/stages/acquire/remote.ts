import { EngineError } from '../../engine/engine-error.ts'
import type { Engine } from '../../engine/engine.ts'
import { join, type Sql, sql } from '../../engine/sql.ts'
import { BadData } from './bad-data.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** An object that lies elsewhere; the engine fetches it, nothing else speaks to a network. */
export const isRemote = (path: string): boolean => /^(?:https?|s3):\/\//i.test(path)

/** As it is registered: without user, password and query, which may be what opens it. */
export const remoteName = (path: string): string =>
  path.replace(/^([a-z0-9]+:\/\/)[^/?#]*@/i, '$1').replace(/[?#].*$/, '')

/** What the engine would expand to several objects: one is fetched at a time. */
export const isOneObject = (path: string): boolean => !(path.startsWith('s3://') ? /[*?{}[\]]/ : /[{}|]/).test(path)

/** Where a bucket is named with a glob, or up to a slash: what is below it. */
const listed = (path: string): string | null => {
  if (!/^s3:\/\//i.test(path) || (isOneObject(path) && !path.endsWith('/'))) return null
  return path.endsWith('/') ? `${path}**` : path
}

/** The objects that a path stands for, in the order of their names; the engine asks the bucket for a list. */
export const objectsOf = async (
  engine: Engine,
  path: string,
  environment: Environment = process.env,
): Promise<readonly string[]> => {
  const glob = listed(path)
  if (glob === null) return [path]
  try {
    const rows = await engine.rows<{ object: string }>(
      sql`SELECT _path AS object FROM ${inBucket(glob, environment, 'One')} ORDER BY object`,
    )
    return rows.map(({ object }) => `s3://${object}`)
  } catch (error) {
    throw faultOf(error, environment)
  }
}

/** The object's bytes as they are there, compressed or not; where fewer or more come than were announced, `BadData`. */
export const remoteContent = async function* (
  engine: Engine,
  path: string,
  environment: Environment = process.env,
): AsyncIterable<Uint8Array> {
  const from = /^s3:/i.test(path) ? inBucket(path, environment) : sql`url(${path}, 'LineAsString', 'line String', 'none')`
  try {
    const [first] = await engine.rows<{ size: string | null }>(sql`SELECT toString(_size) AS size FROM ${from} LIMIT 1 SETTINGS http_max_tries = 5`)
    if (first === undefined) return
    const lines = engine.stream(sql`SELECT line FROM ${from} SETTINGS max_threads = 1, input_format_parallel_parsing = 0`, 'LineAsString')
    yield* withoutAddedFeed(lines, first.size === null ? null : Number(first.size))
  } catch (error) {
    throw faultOf(error, environment)
  }
} // biome-ignore format: long calls

const faultOf = (error: unknown, environment: Environment): unknown =>
  error instanceof EngineError && error.code === 'engine/query' ? new RemoteFault(told(error, environment)) : error

/** Why an object could not be fetched. */
export class RemoteFault extends Error {}

/** `s3://bucket/key`, at AWS or where `AWS_ENDPOINT_URL` says; signed where the environment holds a key. */
const inBucket = (path: string, environment: Environment, format: 'One' | 'LineAsString' = 'LineAsString'): Sql => {
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.*)$/i.exec(path) ?? []
  const endpoint = environment['AWS_ENDPOINT_URL_S3'] ?? environment['AWS_ENDPOINT_URL']
  const region = environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION']
  const url =
    endpoint === undefined
      ? `https://${bucket}.s3.${region === undefined ? '' : `${region}.`}amazonaws.com/${key}`
      : `${endpoint.replace(/\/+$/, '')}/${bucket}/${key}`
  const [id, secret, token] = SECRETS.map((name) => environment[name])
  const signs =
    id === undefined || secret === undefined
      ? [sql`NOSIGN`]
      : [id, secret, token].flatMap((one) => (one === undefined ? [] : [sql`${one}`]))
  const reads = format === 'One' ? [sql`'One'`] : [sql`'LineAsString'`, sql`'line String'`, sql`'none'`]
  return sql`s3(${join([sql`${url}`, ...signs, ...reads], ',')})`
}

const SECRETS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const

/** The engine ends every line with a line feed; the object may not end so. */
const withoutAddedFeed = async function* (lines: AsyncIterable<Uint8Array>, size: number | null): AsyncIterable<Uint8Array> {
  let [held, total]: [Uint8Array, number] = [new Uint8Array(), 0]
  for await (const chunk of lines) {
    yield held
    held = chunk
    total += chunk.length
  }
  yield total - 1 === size ? held.subarray(0, -1) : held
  if (size !== null && total !== size && total - 1 !== size) throw new BadData('fewer or more bytes than announced')
} // biome-ignore format: one signature

/** The engine's first sentence, without anything that signs a request. */
const told = (error: EngineError, environment: Environment): string =>
  SECRETS.reduce(
    (text, name) => text.replaceAll(environment[name] ?? '\u0000', '*'),
    (/DB::Exception: ([^\n]*)/.exec(String(error.values['detail']))?.[1] ?? String(error.values['detail'])).replace(/\?[^\s'")]*/g, '?*'), // biome-ignore format: one expression
  ).slice(0, 200)
