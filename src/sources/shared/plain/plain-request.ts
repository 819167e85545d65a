import type { EventField } from '../../../domain/case-config.ts'
import { LINE_ENDS, PROTOCOL_ENDS } from '../request.ts'

export interface PlainRequest {
  readonly method: string
  readonly host: string
  readonly path: string
  readonly query: string
}

export type PlainRaw = Partial<Readonly<Record<EventField, string>>>

const none = (value: string): string => (value === '-' ? '' : value)
const requestLine = (text: string): string => {
  for (const mark of LINE_ENDS) {
    const at = text.indexOf(mark)
    if (at > 0 && new RegExp(PROTOCOL_ENDS).test(text.slice(Math.max(at - 9, 0), at))) return text.slice(0, at)
  }
  return text
}

/** `requestParts`, plainly. */
export const plainRequest = (raw: PlainRaw): PlainRequest => {
  if (raw.request !== undefined) return fromRequestLine(requestLine(raw.request))
  const method = none(raw.method ?? '')
  const parts = fromTarget(none(raw.url ?? raw.path ?? ''))
  const given = raw.url ?? raw.path
  if (given === undefined) return { method, host: '', path: '', query: '' }
  return { method, ...parts, query: raw.query === undefined ? parts.query : none(raw.query).replace(/^\?+/, '') }
}

const fromRequestLine = (line: string): PlainRequest => {
  const words = line.split(' ')
  const [method = ''] = words
  const last = words.at(-1) ?? ''
  if (words.length < 2 || !/^[A-Za-z_-]{1,24}$/.test(method)) return { method: '', host: '', path: '', query: '' }
  const end = last.startsWith('HTTP/') ? line.length - last.length - 1 : line.length
  return { method, ...fromTarget(line.slice(method.length + 1, Math.max(end, method.length + 1))) }
}

const fromTarget = (url: string): Omit<PlainRequest, 'method'> => {
  const scheme = url.startsWith('http') ? url.indexOf('://') : -1
  const slash = scheme < 0 ? 0 : url.indexOf('/', scheme + 3)
  const target = slash < 0 ? '/' : url.slice(slash)
  const [path = '', ...query] = target.split('?')
  return {
    host: scheme < 0 ? '' : hostOf(url.slice(scheme + 3, slash < 0 ? undefined : slash)),
    path: path.split('#')[0] ?? '',
    query: query.join('?').split('#')[0] ?? '',
  }
}

const hostOf = (authority: string): string =>
  authority.startsWith('[')
    ? `${authority.split(']')[0] ?? ''}]`
    : ((authority.split('?')[0] ?? '').split(':')[0] ?? '')
