import { commonName } from '../common-name.ts'
import type { ByteString, PlainEvent, PlainReading } from '../../source-kind.ts'
import { withoutPathSession } from '../path-session.ts'
import { isSecretParameter, SECRET_HINTS, TOKEN_STARTS } from '../redact.ts'
import { plainStatus } from '../status.ts'
import { UNTOLD } from '../address-forms.ts'
import { IPV4, shortAddress, unwrapped } from './plain-address.ts'
import { type PlainRaw, plainRequest } from './plain-request.ts'
import { plainObject, plainRoute } from './plain-route.ts'

export interface PlainParts {
  readonly raw: PlainRaw
  readonly time: bigint | null
  /** Reason code of the first condition that holds; '' for none. */
  readonly reject: string
  readonly kind?: string | undefined
  readonly action?: string | undefined
  readonly proxies?: number | undefined
}

const EARLIEST = BigInt(Date.UTC(1990, 0, 1)) * 1000n
const AFTER_LATEST = BigInt(Date.UTC(2106, 0, 1)) * 1000n

export const isBlank = (line: ByteString): boolean =>
  line === '' || line === '\r' || (line.length < 256 && /^[ \t\r]*$/.test(line))

/** `eventProgram`, plainly. */
export const plainEvent = (
  line: ByteString,
  { raw, time, reject, kind, action, proxies }: PlainParts,
): PlainReading => {
  if (isBlank(line)) return { reject: 'blank' }
  if (reject !== '') return { reject }
  if (time === null || time < EARLIEST || time >= AFTER_LATEST) return { reject: 'bad-time' }
  const { method, host, path: whole, query } = plainRequest(raw)
  const path = withoutPathSession.plain(whole)
  const token = bareToken(raw.credential ?? '')
  const claims = plainClaims(token)
  const principal = commonName.plain(dashless(raw.principal))
  const event: PlainEvent = {
    kind: kind ?? 'http',
    action: action ?? '',
    time,
    src_ip: plainAddress(addressText(raw), proxies),
    method,
    host: raw.host === undefined ? host : dashless(raw.host),
    path,
    query: redactQuery(query),
    route: plainRoute(path),
    object: plainObject(path),
    status: plainStatus(raw.status ?? ''),
    bytes: unsigned(raw.bytes, 2n ** 64n - 1n, BigInt),
    user_agent: dashless(raw.user_agent),
    referrer: redactUrl(dashless(raw.referrer)),
    principal: principal !== '' ? principal : claims.subject,
    token,
    token_kid: raw.token_kid === undefined ? claims.kid : dashless(raw.token_kid),
    token_alg: claims.alg !== '' ? claims.alg : dashless(raw.token_alg),
    token_issued: claims.issued,
    token_expires: claims.expires,
    device: dashless(raw.device),
  }
  return { reject: '', event }
}

export const dashless = (value: string | undefined): string => (value === undefined || value === '-' ? '' : value)

/** Bytes above 127 stay as they are. */
export const asciiLower = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

const unsigned = <T>(text: string | undefined, max: bigint, make: (digits: string) => T): T =>
  text !== undefined && /^\+?\d+$/.test(text) && BigInt(text.replace('+', '')) <= max
    ? make(text.replace('+', ''))
    : make('0')

const addressText = ({ src_ip = '', forwarded = '' }: PlainRaw): string =>
  UNTOLD.includes(forwarded) ? src_ip : forwarded

/** `clientAddress`, plainly. */
export const plainAddress = (raw: string, proxies?: number): string => {
  if (IPV4.test(raw)) return raw
  const list = raw.split(',')
  const told = list.find((one) => !UNTOLD.includes(asciiLower(trimSpaces(one)))) ?? ''
  const entry = proxies === undefined ? told : (list[Math.max(0, list.length - proxies)] ?? '')
  const first = unwrapped(asciiLower(trimSpaces(entry.replace(/^\xEF\xBB\xBF/, ''))))
  const colons = first.split(':').length - 1
  const bare = first.startsWith('[')
    ? (first.split(']')[0] ?? '').slice(1)
    : colons === 1
      ? (first.split(':')[0] ?? '')
      : first
  return shortAddress(bare)
}

const trimSpaces = (text: string): string => text.replace(/^ +/, '').replace(/ +$/, '')

const bareToken = (raw: string): string => {
  if (['', '-', 'null', 'undefined'].includes(raw)) return ''
  const lower = asciiLower(raw)
  if (lower.startsWith('bearer ')) return trimSpaces(raw.slice(7))
  if (lower.startsWith('token ')) return trimSpaces(raw.slice(6))
  return lower.startsWith('basic ') ? '' : raw
}

export const redactQuery = (query: string): string => {
  const lower = asciiLower(query)
  if (query === '' || !SECRET_HINTS.some((hint) => lower.includes(hint))) return query
  return query
    .split('&')
    .map((pair) => {
      const [name = ''] = pair.split('=')
      return isSecretParameter(asciiLower(name), pair) ? `${name}=*` : pair
    })
    .join('&')
}

/** `redactText`, plainly. */
export const redactText = (text: string): string => {
  const lower = asciiLower(text)
  const starts = TOKEN_STARTS.map((token) => lower.indexOf(token)).filter((at) => at >= 0)
  return redactQuery(starts.length === 0 ? text : `${text.slice(0, Math.min(...starts))}*`)
}

const redactUrl = (url: string): string => {
  const mark = url.indexOf('?')
  return withoutPathSession.plain(mark < 0 ? url : `${url.slice(0, mark)}?${redactQuery(url.slice(mark + 1))}`)
}

interface Claims {
  readonly kid: string
  readonly alg: string
  readonly subject: string
  readonly issued: number
  readonly expires: number
}

const NONE: Claims = { kid: '', alg: '', subject: '', issued: 0, expires: 0 }

const plainClaims = (token: string): Claims => {
  if (!token.startsWith('eyJ')) return NONE
  const [head = '', body = '', signature = ''] = token.split('.')
  const header = decoded(head)
  const payload = decoded(body)
  const text = (value: unknown): string => (typeof value === 'string' ? Buffer.from(value).toString('latin1') : '')
  const seconds = (value: unknown): number =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff ? value : 0
  const subject = payload['sub']
  const alg = text(header['alg']).slice(0, 16)
  return {
    kid: text(header['kid']),
    alg: alg !== '' && signature === '' ? 'none' : alg,
    subject: typeof subject === 'number' ? String(subject) : text(subject),
    issued: seconds(payload['iat']),
    expires: seconds(payload['exp']),
  }
}

const decoded = (part: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
