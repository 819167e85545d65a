import { isUtf8 } from 'node:buffer'
import type { EventField } from '../../domain/case-config.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { anyTime } from '../shared/line-time.ts'
import { underRoot, withoutQuotes } from '../shared/decoder.ts'
import { nobody } from '../shared/nobody.ts'
import { plainComposed } from '../shared/composed-times.ts'
import { isOfActs, LOOKED, plainAct } from '../shared/composed-acts.ts'
import { isBlank, plainEvent } from '../shared/plain/plain-event.ts'
import { anyJson, type PlainJson, textAt } from '../shared/plain/plain-json.ts'
import { successOf } from '../shared/success-value.ts'
import { cookieOfMember, plainCookie } from '../shared/w3c-cookies.ts'
import type { ByteString, PlainReading } from '../source-kind.ts'
import { plainActionOf } from './auth-actions.ts'
import { bodyPlaces, plainBodyPair } from './body-objects.ts'
import { parsePath } from './json-path.ts'

/** What the compiled program says of a line, plainly. */
export const readJsonLines = (line: ByteString, plan: SourcePlan): PlainReading => {
  if (isBlank(line)) return { reject: 'blank' }
  const bytes = Buffer.from(line.startsWith('\xEF\xBB\xBF') ? line.slice(3) : line, 'latin1')
  const encoding = isUtf8(bytes) ? 'utf8' : 'latin1'
  const any = anyJson(bytes.toString(encoding))
  const root = any?.kind === 'object' ? any : null
  const textOf = (member: string): ByteString =>
    Buffer.from(textAt(root, parsePath(member)), encoding).toString('latin1')
  const act: Partial<Readonly<Record<EventField, ByteString>>> = isOfActs(plan)
    ? { ...plainAct(plan, textOf), method: LOOKED }
    : {}
  const value = (field: EventField): ByteString | undefined => {
    const from = plan.fields[field]?.from
    if (act[field] !== undefined) return act[field]
    if (from === undefined) return undefined
    const end = successOf(from)
    if (field === 'time') {
      const time = plainComposed(textOf)(end?.from ?? from)
      return end === null ? time : end.ended.plain(time)
    }
    if (end !== null) return end.ended.plain(textOf(end.from))
    const { member, name } = cookieOfMember(from)
    const text = textOf(member)
    return name === undefined ? text : plainCookie(text, name)
  }
  const { method, host, path, query } = target(value)
  const principal = value('principal')
  const reading = plainEvent(line, {
    raw: {
      src_ip: value('src_ip') ?? '',
      forwarded: value('forwarded') ?? '',
      status: value('status') ?? '',
      bytes: value('bytes') ?? '',
      credential: value('credential') ?? '',
      host: plan.fields.host === undefined ? host : known(value('host')),
      user_agent: known(value('user_agent')),
      referrer: known(value('referrer')),
      device: known(value('device')),
      principal: nobody.plain(principal ?? ''),
      ...(plan.fields.token_kid === undefined ? {} : { token_kid: value('token_kid') ?? '' }),
      token_alg: known(value('token_alg')),
      method,
      path,
      query: [query, ...bodyPairs(plan, root, encoding)].filter((part) => part !== '').join('&'),
    },
    time: anyTime.plain(value('time') ?? '', plan.zone),
    reject: root !== null ? '' : any === null ? 'not-json' : 'bad-time',
    proxies: plan.proxies,
  })
  if (reading.event === undefined) return reading
  const kind = kindOf(plan, path, value)
  return { reject: '', event: { ...reading.event, kind, action: kind === 'auth' ? actionOf(plan, value) : '' } }
}

const bodyPairs = (plan: SourcePlan, root: PlainJson | null, encoding: 'utf8' | 'latin1'): readonly ByteString[] =>
  plan.fields.body === undefined
    ? []
    : bodyPlaces(plan.fields.body.from).map((place) =>
        plainBodyPair(place, Buffer.from(textAt(root, parsePath(place.member)), encoding).toString('latin1')),
      )

type Value = (field: EventField) => ByteString | undefined

const known = (text: string | undefined): string => (text === undefined || text === 'null' ? '' : text)

const utf8 = (text: ByteString | undefined): string | undefined =>
  text === undefined ? undefined : Buffer.from(text, 'latin1').toString('utf8')

const actionOf = (plan: SourcePlan, value: Value): string =>
  plan.log === 'access' ? '' : plainActionOf(utf8(value('action')) ?? '', utf8(value('outcome')), plan.actions)

const kindOf = (plan: SourcePlan, path: string, value: Value): string => {
  if (plan.log === 'auth') return 'auth'
  const request = path === '' ? 'other' : 'http'
  if (plan.log === 'access') return request
  return plainActionOf(utf8(value('action')) ?? '', undefined, plan.actions, plan.fields.outcome !== undefined) === ''
    ? request
    : 'auth'
}

const dashless = (text: string): string => (text === '-' ? '' : text)

const target = (value: Value): Readonly<Record<'method' | 'host' | 'path' | 'query', string>> => {
  const line = requestIn(value)
  const [first = ''] = (line ?? '').split(' ')
  const method =
    value('method') === undefined ? (/^[A-Za-z_-]{1,24}$/.test(first) ? first : '') : dashless(value('method') ?? '')
  const url = urlOf(value)
  const scheme = url.startsWith('http') ? url.indexOf('://') : -1
  const host = scheme < 0 ? '' : hostOf(url.slice(scheme + 3).split(/[/?#]/, 1)[0] ?? '')
  const slash = scheme < 0 ? 0 : url.indexOf('/', scheme + 3)
  const whole = slash < 0 ? '/' : url.slice(slash)
  const mark = whole.indexOf('?')
  const path = (mark < 0 ? whole : whole.slice(0, mark)).split('#')[0] ?? ''
  const inUrl = mark < 0 ? '' : (whole.slice(mark + 1).split('#')[0] ?? '')
  const given = value('query')
  const query = given !== undefined && mark < 0 ? dashless(given).replace(/^\?+/, '') : inUrl
  return { method: method.replace(/[a-z]+/g, (letters) => letters.toUpperCase()), host, path, query }
}

const requestIn = (value: Value): ByteString | undefined => {
  const line = value('request')
  return line === undefined ? undefined : withoutQuotes.plain(line)
}

const hostOf = (authority: string): string =>
  authority.startsWith('[') ? `${authority.split(']')[0] ?? ''}]` : (authority.split(':')[0] ?? '')

const urlOf = (value: Value): string => {
  const [url, written, line] = [value('url'), value('path'), requestIn(value)]
  const path = written === undefined ? undefined : underRoot.plain(written)
  if (url !== undefined && path !== undefined) return ['', '-'].includes(url) ? dashless(path) : url
  const one = url ?? path
  if (one !== undefined) return dashless(one)
  if (line === undefined || !line.includes(' ')) return ''
  const rest = line.slice(line.indexOf(' ') + 1)
  const end = rest.indexOf(' HTTP/')
  return end < 0 ? rest : rest.slice(0, end)
}
