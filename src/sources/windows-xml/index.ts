import type { EventField, SourceConfig } from '../../domain/case-config.ts'
import type { FieldOrigin, SourcePlan } from '../../domain/source-plan.ts'
import { type Sql, sql } from '../../engine/sql.ts'
import { actionOf, plainActionOf } from '../json-lines/auth-actions.ts'
import { addressOnly, type Decoder, noneIf, withoutDomain } from '../shared/decoder.ts'
import { eventProgram } from '../shared/event-program.ts'
import { anyTime } from '../shared/line-time.ts'
import { isBlank, plainEvent } from '../shared/plain/plain-event.ts'
import type { ByteString, HashKey, LineProgram, PlainReading, Recognition, SourceKind } from '../source-kind.ts'
import { eventNamed, windowsActions } from '../shared/windows-acts.ts'
import { plainXml, xmlSql } from './xml-place.ts'

/** One event of a Windows log as XML in each line; files in which they stand otherwise are put so when they are registered. The plan's format is empty. */
export const windowsXml: SourceKind = {
  id: 'windows-xml',
  title: 'Windows event log, XML',
  description:
    'Log-ins to Windows and what ends them, as the Event Viewer, wevtutil, PowerShell, evtx_dump or Splunk give out events in XML.',
  recognise: (lines, config) => recognise(lines, config),
  compile: (plan, key) => compile(plan, key),
  read: (line, plan) => read(line, plan),
}

const FIELDS: Partial<Readonly<Record<EventField, string>>> = {
  time: 'System.TimeCreated@SystemTime',
  action: 'System.EventID',
  src_ip: 'EventData.IpAddress | UserData.Address | UserData.Param3',
  host: 'System.Computer',
  principal: 'EventData.TargetUserName | UserData.User | UserData.Param1',
}

const CHANNEL = 'System.Channel'
const nobody = noneIf('ANONYMOUS LOGON')

const DECODERS: Partial<Readonly<Record<EventField, Decoder>>> = {
  src_ip: addressOnly,
  principal: {
    sql: (raw) => nobody.sql(withoutDomain.sql(raw)),
    plain: (raw) => nobody.plain(withoutDomain.plain(raw)),
  },
}

/** An event and no other XML, from its first sign on. */
const BEGINS = /^(?:\uFEFF|\xEF\xBB\xBF)? *<Event[ >]/

const isEvent = sql`match(substring(line, 1, 64), '^(\\xEF\\xBB\\xBF)? *<Event[ >]')`

const recognise = (lines: readonly string[], config: SourceConfig | undefined): Recognition | null => {
  const written = lines.filter((line) => !isBlank(line))
  const own = written.filter((line) => BEGINS.test(line) && line.includes('<System>') && line.includes('<EventID'))
  if (own.length === 0) return null
  const fields: Partial<Record<EventField, FieldOrigin>> = {}
  for (const [field, from] of Object.entries(FIELDS)) fields[field as EventField] = { from, how: 'recognised' }
  for (const [field, from] of Object.entries(config?.fields ?? {}))
    fields[field as EventField] = { from, how: 'declared' }
  const times = own.map((line) => plainXml(line, fields.time?.from ?? '')).filter((time) => time !== '')
  const inLog = times.length > 0 && times.every((time) => anyTime.carriesOffset(time))
  return {
    confidence: own.length / written.length,
    format: '',
    zone: config?.zone ?? 'UTC',
    zoneFrom: inLog ? 'in the log' : config?.zone === undefined ? 'assumed' : 'declared',
    log: 'mixed',
    fields,
    actions:
      config?.actions ??
      windowsActions(
        new Set(
          own.map((line) => eventNamed.plain(plainXml(line, fields.action?.from ?? ''), plainXml(line, CHANNEL))),
        ),
      ),
    credentialCandidates: [],
  }
}

const compile = (plan: SourcePlan, key: HashKey): LineProgram => {
  const xml = xmlSql([...Object.values(plan.fields).map(({ from }) => from), CHANNEL])
  const raw: Partial<Record<EventField, Sql>> = {}
  for (const [field, { from }] of Object.entries(plan.fields)) {
    const value = xml.value(from)
    raw[field as EventField] = DECODERS[field as EventField]?.sql(value) ?? value
  }
  const { time = sql`''`, action = sql`''`, outcome, ...others } = raw
  return eventProgram(
    {
      definitions: [
        ...xml.definitions,
        {
          name: 'event_action',
          expression: actionOf(eventNamed.sql(action, xml.value(CHANNEL)), outcome, plan.actions),
        },
      ],
      raw: others,
      time: anyTime.sql(time, plan.zone),
      rejects: [{ when: sql`NOT ${isEvent}`, reason: 'not-this-format' }],
      kind: sql`if(event_action = '', 'other', 'auth')`,
      action: sql`event_action`,
    },
    key,
  )
}

const read = (line: ByteString, plan: SourcePlan): PlainReading => {
  const raw: Partial<Record<EventField, ByteString>> = {}
  for (const [field, { from }] of Object.entries(plan.fields)) {
    const value = plainXml(line, from)
    raw[field as EventField] = DECODERS[field as EventField]?.plain(value) ?? value
  }
  const { time = '', action: id = '', outcome, ...others } = raw
  const action = plainActionOf(eventNamed.plain(id, plainXml(line, CHANNEL)), outcome, plan.actions)
  return plainEvent(line, {
    raw: others,
    time: anyTime.plain(time, plan.zone),
    reject: BEGINS.test(line) ? '' : 'not-this-format',
    kind: action === '' ? 'other' : 'auth',
    action,
  })
}
