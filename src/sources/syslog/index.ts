import type { SourceConfig } from '../../domain/case-config.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { sql } from '../../engine/sql.ts'
import { isBlank } from '../shared/plain/plain-event.ts'
import { renameProgram } from '../shared/rename-program.ts'
import { inCollectedZone } from '../shared/collected-zone.ts'
import { type Inside, timed, timedSql } from '../shared/inner-line.ts'
import {
  carriesOffset,
  plainPrefixTime,
  plainPrefixTimeText,
  prefixDefinitions,
  prefixTimeText,
  type Unwrapped,
  unwrap,
} from '../shared/syslog-prefix.ts'
import { untilDay } from '../shared/until-day.ts'
import type { AboutFile, HashKey, LineProgram, PlainReading, Recognition, SourceKind } from '../source-kind.ts'

/** What a shipper wrapped, read by the source it belongs to. The plan's format is that source's id, a space and its format; before it `(time)` where the message has no time and gets its header's, and the day that the log does not outlive where that names no year. */
export const syslogOf = (inner: readonly SourceKind[]): SourceKind => ({
  id: 'syslog',
  title: 'Any source behind syslog, CRI or Docker',
  description:
    'Lines of another source behind an RFC 3164 or RFC 5424 header, a container runtime prefix, the service of Docker Compose or in Docker JSON.',
  recognise: (lines, config, about) => recognise(inner, lines, config, about),
  compile: (plan, key) => compile(inner, plan, key),
  read: (line, plan) => read(inner, line, plan),
})

const compile = (inner: readonly SourceKind[], plan: SourcePlan, key: HashKey): LineProgram => {
  const { kind, innerPlan, until } = parted(inner, plan)
  const program = renameProgram(kind.compile(innerPlan, key), until === null ? 'syslog_message' : 'syslog_timed', 'inner_') // biome-ignore format: one call
  const timedMessage = timedSql(sql`syslog_message`, sql`replaceOne(${prefixTimeText(until ?? '')}, ' ', 'T')`)
  const lines = until === null ? [] : [{ name: 'syslog_timed', expression: timedMessage }]
  return {
    definitions: [...prefixDefinitions, ...lines, ...program.definitions],
    reject: program.reject,
    token: program.token,
    columns: {
      ...program.columns,
      host: sql`if(${program.columns.host} = '' AND syslog_host != '-', syslog_host, ${program.columns.host})`,
    },
  }
}

const read = (inner: readonly SourceKind[], line: string, plan: SourcePlan): PlainReading => {
  const { kind, innerPlan, until } = parted(inner, plan)
  const prefix = unwrap(line)
  const { message, host } = prefix
  const reading = kind.read(until === null ? message : withTime(prefix, until), innerPlan)
  if (reading.event === undefined || reading.event.host !== '' || host === '-') return reading
  return { reject: '', event: { ...reading.event, host } }
}

/** The message behind the time of its header. */
const withTime = (prefix: Unwrapped, until: string): string =>
  timed(prefix.message, plainPrefixTimeText(prefix, until).replace(' ', 'T'))

const HEAD_TIME = '(time)'

const parted = (
  inner: readonly SourceKind[],
  plan: SourcePlan,
): { readonly kind: SourceKind; readonly innerPlan: SourcePlan; readonly until: string | null } => {
  if (plan.format.startsWith(HEAD_TIME)) {
    const end = plan.format.indexOf(' ')
    const rest = { ...plan, format: plan.format.slice(end + 1) }
    return { ...parted(inner, rest), until: plan.format.slice(HEAD_TIME.length, end) }
  }
  const space = plan.format.indexOf(' ')
  const id = plan.format.slice(0, space)
  const kind = inner.find((one) => one.id === id)
  if (kind === undefined) throw new Error(`no such kind of source: ${id}`)
  return { kind, innerPlan: { ...plan, kind: id, format: plan.format.slice(space + 1) }, until: null }
}

const recognise = (
  inner: readonly SourceKind[],
  lines: readonly string[],
  config: SourceConfig | undefined,
  about: AboutFile | undefined,
): Recognition | null => {
  const written = lines.filter((line) => !isBlank(line))
  const wrapped = written.map(unwrap).filter(({ style }) => style !== '')
  const services = new Set(wrapped.filter(({ style }) => style === 'compose').map(({ program }) => program))
  const counted = wrapped.filter(({ style }) => style !== 'compose' || services.size <= MOST_SERVICES)
  if (counted.length === 0 || counted.length < 0.5 * written.length) return null
  const share = counted.length / written.length
  const isLed = config?.format?.startsWith(HEAD_TIME) === true
  const own = isLed ? null : bestOf(inner, counted.map(({ message }) => message), config, about) // biome-ignore format: one call
  if (own !== null) {
    const { kind, recognition } = own
    const collected = counted.map((prefix) => ({
      message: prefix.message,
      at: carriesOffset(prefix) ? plainPrefixTime(prefix, '', 'UTC') : null,
    }))
    return {
      ...withKind(kind, inCollectedZone(kind, recognition, collected)),
      confidence: recognition.confidence * share,
    }
  }
  if (counted.filter(({ time }) => time.includes(':')).length < TIMED * counted.length) return null
  const until = untilDay(
    counted.some(({ style }) => style === '3164'),
    about,
  )
  const rest = isLed ? { ...config, format: config.format?.replace(/^\S+ /, '') ?? '' } : config
  const led = bestOf(inner, counted.map((prefix) => withTime(prefix, until)), rest, about) // biome-ignore format: one call
  return led === null
    ? null
    : {
        ...led.recognition,
        confidence: led.recognition.confidence * share,
        format: `${HEAD_TIME}${until} ${withKind(led.kind, led.recognition).format}`,
      }
}

/** The id of the source inside, and its format. */
const withKind = (kind: SourceKind, recognition: Recognition): Recognition => ({
  ...recognition,
  format: `${kind.id} ${recognition.format}`,
})

/** So many headers have a time, where it stands for that of the message: a broken one is no reason to read none. */
const TIMED = 0.8

/** The source that reads most of the messages. */
const bestOf = (
  inner: readonly SourceKind[],
  messages: readonly string[],
  config: SourceConfig | undefined,
  about: AboutFile | undefined,
): Inside | null => {
  const declared = config === undefined ? undefined : innerConfig(config)
  let best: Inside | null = null
  for (const kind of inner) {
    if (declared?.only !== undefined && kind.id !== declared.only) continue
    const recognition = kind.recognise(messages, declared?.config, about)
    if (recognition === null || recognition.confidence <= (best?.recognition.confidence ?? 0)) continue
    best = { kind, recognition }
  }
  return best
}

/** More names before a bar are values of a column. */
const MOST_SERVICES = 20

/** `haproxy …` declares what is inside; without it the inner source is found. */
const innerConfig = (config: SourceConfig): { readonly only: string | undefined; readonly config: SourceConfig } => {
  const [id = '', ...format] = config.format?.split(' ') ?? []
  const { format: _format, kind: _kind, ...rest } = config
  const isNamed = /^[a-z0-9-]+$/.test(id) && config.format !== undefined
  if (!isNamed)
    return { only: undefined, config: config.format === undefined ? rest : { ...rest, format: config.format } }
  return { only: id, config: format.length === 0 ? rest : { ...rest, format: format.join(' ') } }
}
