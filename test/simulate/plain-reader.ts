import type { Shape } from '../../src/simulate/shapes/shape.ts'

/** One access line read the slow way: what the log alone says. */
export interface PlainLine {
  readonly address: string
  readonly method: string
  readonly target: string
  readonly status: number
  readonly account: string
  readonly credential: string
}

/** A reader of one shape's access lines; undefined for a line that does not read. */
export const plainReader = (shape: Shape): ((text: string) => PlainLine | undefined) =>
  shape.access.config.kind === 'json-lines' ? (text) => readJson(text, shape) : (text) => readWeb(text, shape)

const readJson = (text: string, shape: Shape): PlainLine | undefined => {
  const fields = shape.access.config.fields ?? {}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const at = (path: string | undefined): string => (path === undefined ? '' : textAt(value, path))
  const query = at(fields.query)
  const target = fields.url === undefined ? `${at(fields.path)}${query === '' ? '' : `?${query}`}` : at(fields.url)
  return {
    address: at(fields.src_ip),
    method: at(fields.method),
    target,
    status: Number(at(fields.status)),
    account: at(fields.principal),
    credential: at(fields.credential),
  }
}

const textAt = (value: unknown, path: string): string => {
  if (typeof value === 'object' && value !== null && path in value)
    return asText((value as Record<string, unknown>)[path])
  let found = value
  for (const name of path.split('.'))
    found = typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[name] : undefined
  return asText(found)
}

const asText = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

const WEB = /^(?:\S+:443 )?(\S+) - (\S+) \[[^\]]+\] "(\w+) (\S+) HTTP\/1\.1" (\d{3}) (\d+)((?: "[^"]*")+)/

const readWeb = (text: string, shape: Shape): PlainLine | undefined => {
  const match = WEB.exec(text)
  if (match === null) return undefined
  const [, address = '', user = '', method = '', target = '', status = '', , rest = ''] = match
  const quoted = [...rest.matchAll(/"([^"]*)"/g)].map(([, inner = '']) => (inner === '-' ? '' : inner))
  const [, , third = '', fourth = ''] = quoted
  const read = { address, method, target, status: Number(status) }
  if (shape.name === 'numbered-mall') return { ...read, credential: third, account: fourth }
  if (shape.name === 'java-mall') return { ...read, account: third, credential: fourth }
  if (shape.name === 'vhost-store') return { ...read, account: user === '-' ? '' : user, credential: third }
  const token = third.replace(/^Bearer /, '')
  return { ...read, credential: token, account: token === '' ? '' : subjectOf(token) }
}

const subjectOf = (token: string): string => {
  const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    readonly sub?: string
  }
  return payload.sub ?? ''
}
