import type { EventField } from '../../domain/case-config.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { PATH_SESSION, pathSession } from '../shared/path-session.ts'
import { nobody } from '../shared/nobody.ts'
import { plainEvent, redactQuery, redactText } from '../shared/plain/plain-event.ts'
import type { ByteString, PlainReading } from '../source-kind.ts'
import { cookieOfMember, plainCookie } from '../shared/w3c-cookies.ts'
import { cutLine } from './cut-line.ts'
import { parseFormat } from './format.ts'
import { timeIn } from './time-style.ts'

/** What the compiled program says of a line, plainly. */
export const readWebAccess = (line: ByteString, plan: SourcePlan): PlainReading => {
  const format = parseFormat(plan.format)
  const values = cutLine(line, format)
  const valueOf = (field: EventField): ByteString | undefined => {
    const { member, name } = cookieOfMember(plan.fields[field]?.from ?? '')
    const at = format.parts.findIndex(({ variable }) => `$${variable}` === member)
    if (at < 0) return undefined
    return name === undefined ? (values?.[at] ?? '') : plainCookie(values?.[at] ?? '', name)
  }
  const raw: Partial<Record<EventField, ByteString>> = { host: '' }
  for (const field of Object.keys(plan.fields) as EventField[]) {
    const value = valueOf(field)
    if (value !== undefined) raw[field] = field === 'principal' ? nobody.plain(value) : value
  }
  if (plan.fields.credential?.from === PATH_SESSION)
    raw.credential = pathSession.plain(raw.request ?? raw.url ?? raw.path ?? '')
  const reading = plainEvent(line, {
    raw,
    time: timeIn(plan).plain(valueOf('time') ?? '', plan.zone),
    reject: values === null ? 'not-this-format' : '',
    proxies: plan.proxies,
  })
  if (reading.event === undefined || reading.event.method !== '' || raw.request === undefined) return reading
  return { reject: '', event: { ...reading.event, ...unread(raw.request) } }
}

/** `cutUnread`, plainly. */
const unread = (request: ByteString): { readonly path: ByteString; readonly query: ByteString } => {
  const [path = '', ...query] = request.split('?')
  return { path: path === '-' ? '' : redactText(path), query: redactQuery(query.join('?')) }
}
