import type { EventField, SourceConfig } from '../../domain/case-config.ts'
import type { FieldOrigin, SourcePlan } from '../../domain/source-plan.ts'
import { type Sql, sql } from '../../engine/sql.ts'
import type { PlainReading, Recognition, SourceKind } from '../source-kind.ts'
import { SourceProblem } from '../source-kind.ts'
import type { Decoder } from './decoder.ts'
import { eventProgram } from './event-program.ts'
import { cutPlain, cutSql, type Layout, parseLayout } from './layout.ts'
import type { TimeReader } from './line-time.ts'
import { isBlank, plainEvent } from './plain/plain-event.ts'

/** A log format whose lines are a fixed sequence of fields: said by data, read by one pair of readers. */
export interface TextFormat {
  readonly id: string
  readonly title: string
  readonly description: string
  /** Layouts seen in the wild; the one that reads most lines of a sample is taken. */
  readonly layouts: readonly string[]
  /** Names in the layouts, best first, separated by ` | `. */
  readonly fields: Partial<Readonly<Record<EventField, string>>>
  /** Where a field comes from when its first place holds '-' or nothing. */
  readonly otherwise?: Partial<Readonly<Record<EventField, string>>>
  readonly decoders?: Partial<Readonly<Record<EventField, readonly Decoder[]>>>
  readonly time: TimeReader
  /** Whether times are UTC by definition of the format. */
  readonly alwaysUtc?: boolean
  /** What marks a line as of this format and no other's, beside its layout and time. */
  readonly fits: (value: (name: string) => string) => boolean
}

export const textSource = (format: TextFormat): SourceKind => ({
  id: format.id,
  title: format.title,
  description: format.description,
  isByLine: true,
  recognise: (lines, config) => recognise(format, lines, config),
  compile: (plan, key) => {
    const from = origins(plan)
    const layout = parseLayout(plan.format)
    const cut = cutSql(layout, new Set([...Object.values(from), ...Object.values(format.otherwise ?? {})]))
    const raw: Partial<Record<EventField, Sql>> = {}
    for (const [field, name] of entries(from)) {
      const second = format.otherwise?.[field]
      const value =
        second === undefined || !hasField(layout, second)
          ? cut.value(name)
          : sql`if(${cut.value(name)} IN ('', '-'), ${cut.value(second)}, ${cut.value(name)})`
      raw[field] = (format.decoders?.[field] ?? []).reduce((inner, decoder) => decoder.sql(inner), value)
    }
    return eventProgram(
      {
        definitions: cut.definitions,
        raw,
        time: format.time.sql(cut.value(from.time ?? ''), plan.zone),
        rejects: [{ when: sql`NOT (${cut.complete})`, reason: 'not-this-format' }],
        proxies: plan.proxies,
      },
      key,
    )
  },
  read: (line, plan) => readText(format, line, plan),
})

const readText = (format: TextFormat, line: string, plan: SourcePlan): PlainReading => {
  const from = origins(plan)
  const cut = cutPlain(parseLayout(plan.format), line)
  const raw: Partial<Record<EventField, string>> = {}
  for (const [field, name] of entries(from)) {
    const second = cut?.get(format.otherwise?.[field] ?? '')
    const first = cut?.get(name) ?? ''
    const value = second !== undefined && ['', '-'].includes(first) ? second : first
    raw[field] = (format.decoders?.[field] ?? []).reduce((inner, { plain }) => plain(inner), value)
  }
  return plainEvent(line, {
    raw,
    time: format.time.plain(cut?.get(from.time ?? '') ?? '', plan.zone),
    reject: cut === null ? 'not-this-format' : '',
    proxies: plan.proxies,
  })
}

const entries = (from: Partial<Record<EventField, string>>): readonly (readonly [EventField, string])[] =>
  Object.entries(from).map(([field, name]) => [field as EventField, name])

const hasField = (layout: Layout, name: string): boolean => layout.fields.some((field) => field.name === name)

/** Field → name in the layout. */
const origins = (plan: SourcePlan): Partial<Record<EventField, string>> =>
  Object.fromEntries(Object.entries(plan.fields).map(([field, { from }]) => [field, from.replace(/^\$/, '')]))

const recognise = (
  format: TextFormat,
  lines: readonly string[],
  config: SourceConfig | undefined,
): Recognition | null => {
  const written = lines.filter((line) => !isBlank(line))
  if (written.length === 0 || !isInItsWords(format, config)) return null
  const layouts = config?.format === undefined ? format.layouts : [config.format]
  const [best] = layouts
    .map((layout) => ({ layout, rows: readable(format, layout, written, config) }))
    .sort((a, b) => b.rows.length - a.rows.length)
  if (best === undefined || best.rows.length === 0) return null
  const fields = fieldsOf(format, best.layout, config)
  const times = best.rows.map((row) => row.get(nameOf(fields.time)) ?? '')
  const inLog = format.alwaysUtc === true || times.every((time) => format.time.carriesOffset(time))
  return {
    confidence: best.rows.length / written.length,
    format: best.layout,
    zone: config?.zone ?? 'UTC',
    zoneFrom: inLog ? 'in the log' : config?.zone === undefined ? 'assumed' : 'declared',
    log: 'access',
    fields,
    actions: {},
    credentialCandidates: candidates(fields.credential, best.rows),
  }
}

/** A declared format may be in the words of another kind of source; where nobody says which, its names tell. */
const isInItsWords = (format: TextFormat, config: SourceConfig | undefined): boolean => {
  if (config?.format === undefined || config.kind !== undefined) return true
  const known = new Set(format.layouts.flatMap((layout) => parseLayout(layout).fields.map(({ name }) => name)))
  return parseLayout(config.format).fields.every(({ name }) => known.has(name))
}

type Row = ReadonlyMap<string, string>

const readable = (
  format: TextFormat,
  text: string,
  lines: readonly string[],
  config: SourceConfig | undefined,
): readonly Row[] => {
  const layout = parseLayout(text)
  const time = nameOf(fieldsOf(format, text, config).time)
  return lines.flatMap((line): readonly Row[] => {
    const row = cutPlain(layout, line)
    const isRow =
      row !== null &&
      format.time.plain(row.get(time) ?? '', 'UTC') !== null &&
      (config?.format !== undefined || format.fits((name) => row.get(name) ?? ''))
    return isRow ? [row] : []
  })
}

const nameOf = (origin: FieldOrigin | undefined): string => origin?.from.replace(/^\$/, '') ?? ''

const fieldsOf = (
  format: TextFormat,
  layout: string,
  config: SourceConfig | undefined,
): Partial<Record<EventField, FieldOrigin>> => {
  const names = new Set(parseLayout(layout).fields.map(({ name }) => name))
  const fields: Partial<Record<EventField, FieldOrigin>> = {}
  for (const [field, places] of Object.entries(format.fields)) {
    const name = places.split(' | ').find((place) => names.has(place))
    if (name !== undefined) fields[field as EventField] = { from: `$${name}`, how: 'recognised' }
  }
  for (const [field, text] of Object.entries(config?.fields ?? {})) {
    const name = text.replace(/^\$/, '')
    if (!names.has(name)) throw new SourceProblem({ format: layout, problem: `no field ${text} in it for ${field}` })
    fields[field as EventField] = { from: `$${name}`, how: 'declared' }
  }
  return fields
}

const SAMPLED = 2000

const candidates = (origin: FieldOrigin | undefined, rows: readonly Row[]): Recognition['credentialCandidates'] =>
  origin === undefined
    ? []
    : [
        {
          from: origin.from,
          named: true,
          values: rows
            .map((row) => row.get(nameOf(origin)) ?? '')
            .filter((value) => value !== '' && value !== '-')
            .slice(0, SAMPLED),
        },
      ]
