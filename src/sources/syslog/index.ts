import type { SourceConfig } from '../../domain/case-config.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { sql } from '../../engine/sql.ts'
import { isBlank } from '../shared/plain/plain-event.ts'
import { renameProgram } from '../shared/rename-program.ts'
import { prefixDefinitions, unwrap } from '../shared/syslog-prefix.ts'
import type { AboutFile, HashKey, LineProgram, PlainReading, Recognition, SourceKind } from '../source-kind.ts'

/** What a shipper wrapped, read by the source it belongs to. The plan's format is that source's id, a space and its format. */
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
  const { kind, innerPlan } = parted(inner, plan)
  const program = renameProgram(kind.compile(innerPlan, key), 'syslog_message', 'inner_')
  return {
    definitions: [...prefixDefinitions, ...program.definitions],
    reject: program.reject,
    token: program.token,
    columns: {
      ...program.columns,
      host: sql`if(${program.columns.host} = '' AND syslog_host != '-', syslog_host, ${program.columns.host})`,
    },
  }
}

const read = (inner: readonly SourceKind[], line: string, plan: SourcePlan): PlainReading => {
  const { kind, innerPlan } = parted(inner, plan)
  const { message, host } = unwrap(line)
  const reading = kind.read(message, innerPlan)
  if (reading.event === undefined || reading.event.host !== '' || host === '-') return reading
  return { reject: '', event: { ...reading.event, host } }
}

const parted = (
  inner: readonly SourceKind[],
  plan: SourcePlan,
): { readonly kind: SourceKind; readonly innerPlan: SourcePlan } => {
  const space = plan.format.indexOf(' ')
  const id = plan.format.slice(0, space)
  const kind = inner.find((one) => one.id === id)
  if (kind === undefined) throw new Error(`no such kind of source: ${id}`)
  return { kind, innerPlan: { ...plan, kind: id, format: plan.format.slice(space + 1) } }
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
  const messages = wrapped
    .filter(({ style }) => style !== 'compose' || services.size <= MOST_SERVICES)
    .map(({ message }) => message)
  if (messages.length === 0 || messages.length < 0.5 * written.length) return null
  const declared = config === undefined ? undefined : innerConfig(config)
  const best = inner
    .filter((kind) => declared?.only === undefined || kind.id === declared.only)
    .map((kind) => ({ kind, recognition: kind.recognise(messages, declared?.config, about) }))
    .reduce<{ kind: SourceKind; recognition: Recognition } | null>((found, { kind, recognition }) => {
      if (recognition === null || recognition.confidence <= (found?.recognition.confidence ?? 0)) return found
      return { kind, recognition }
    }, null)
  if (best === null) return null
  return {
    ...best.recognition,
    confidence: (best.recognition.confidence * messages.length) / written.length,
    format: `${best.kind.id} ${best.recognition.format}`,
  }
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
