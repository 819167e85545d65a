import type { SourceConfig } from '../../domain/case-config.ts'
import type { FieldOrigin, SourcePlan } from '../../domain/source-plan.ts'
import { type Sql, sql } from '../../engine/sql.ts'
import { addressOnly } from '../shared/decoder.ts'
import { eventProgram } from '../shared/event-program.ts'
import { anyTime } from '../shared/line-time.ts'
import { isBlank, plainEvent } from '../shared/plain/plain-event.ts'
import type { ByteString, HashKey, LineProgram, PlainReading, Recognition, SourceKind } from '../source-kind.ts'

/** Order of the values of a line; those behind the database may hold commas. */
const PLACES = { time: 0, host: 1, principal: 2, src_ip: 3, action: 6 } as const
const FEWEST = 10
const OPERATIONS = ['CONNECT', 'FAILED_CONNECT', 'DISCONNECT', 'QUERY', 'QUERY_DDL', 'QUERY_DML', 'QUERY_DML_NO_SELECT', 'QUERY_DCL', 'TABLE', 'READ', 'WRITE', 'CREATE', 'ALTER', 'RENAME', 'DROP', 'FAILED_LOGIN'] // biome-ignore format: a list of words
const OF_SESSIONS = ['CONNECT', 'FAILED_CONNECT', 'DISCONNECT']

/** The plan's format is empty. */
export const mariadbAudit: SourceKind = {
  id: 'mariadb-audit',
  title: 'MariaDB audit log',
  description: 'Connections to MariaDB, and to MySQL of Amazon RDS, as the plugin server_audit writes them to a file.',
  isByLine: true,
  recognise: (lines, config) => recognise(lines, config),
  compile: (plan, key) => compile(plan, key),
  read: (line, plan) => read(line, plan),
}

const compile = (plan: SourcePlan, key: HashKey): LineProgram => {
  const cell = (at: number): Sql => sql`audit_cells[${at + 1}]`
  const operation = cell(PLACES.action)
  return eventProgram(
    {
      definitions: [
        { name: 'audit_line', expression: sql`if(endsWith(line, '\\r'), substring(line, 1, length(line) - 1), line)` },
        { name: 'audit_cells', expression: sql`splitByChar(',', audit_line)` },
      ],
      raw: {
        host: cell(PLACES.host),
        principal: cell(PLACES.principal),
        src_ip: addressOnly.sql(cell(PLACES.src_ip)),
      },
      time: anyTime.sql(cell(PLACES.time), plan.zone),
      rejects: [
        {
          when: sql`length(audit_cells) < ${FEWEST} OR ${operation} NOT IN ${OPERATIONS}`,
          reason: 'not-this-format',
        },
      ],
      proxies: plan.proxies,
      kind: sql`if(${operation} IN ${OF_SESSIONS}, 'auth', 'other')`,
      action: sql`multiIf(${operation} = 'CONNECT' AND audit_cells[-1] = '0', 'logon', ${operation} IN ('CONNECT', 'FAILED_CONNECT'), 'logon-failed', ${operation} = 'DISCONNECT', 'revoke', '')`,
    },
    key,
  )
}

const read = (line: ByteString, plan: SourcePlan): PlainReading => {
  const cells = line.replace(/\r$/, '').split(',')
  const cell = (at: number): ByteString => cells[at] ?? ''
  const operation = cell(PLACES.action)
  return plainEvent(line, {
    raw: {
      host: cell(PLACES.host),
      principal: cell(PLACES.principal),
      src_ip: addressOnly.plain(cell(PLACES.src_ip)),
    },
    time: anyTime.plain(cell(PLACES.time), plan.zone),
    reject: cells.length < FEWEST || !OPERATIONS.includes(operation) ? 'not-this-format' : '',
    proxies: plan.proxies,
    kind: OF_SESSIONS.includes(operation) ? 'auth' : 'other',
    action: actionOf(operation, cells.at(-1) ?? ''),
  })
}

const actionOf = (operation: ByteString, code: ByteString): string => {
  if (operation === 'CONNECT') return code === '0' ? 'logon' : 'logon-failed'
  return { FAILED_CONNECT: 'logon-failed', DISCONNECT: 'revoke' }[operation] ?? ''
}

const LINE = /^(?:(?:19|20)\d{6} \d\d:\d\d:\d\d|\d{16}),[^,]*,[^,]*,[^,]*,\d+,\d+,([A-Z_]+),.*,\d+\r?$/

const recognise = (lines: readonly string[], config: SourceConfig | undefined): Recognition | null => {
  if (config?.format !== undefined || config?.fields !== undefined) return null
  const written = lines.filter((line) => !isBlank(line))
  const told = written.filter((line) => OPERATIONS.includes(LINE.exec(line)?.[1] ?? ''))
  if (told.length === 0) return null
  const inLog = told.every((line) => /^\d{16},/.test(line))
  const known = (from: string): FieldOrigin => ({ from, how: 'recognised' })
  return {
    confidence: told.length / written.length,
    format: '',
    zone: config?.zone ?? 'UTC',
    zoneFrom: inLog ? 'in the log' : config?.zone === undefined ? 'assumed' : 'declared',
    log: 'auth',
    fields: {
      time: known('timestamp'),
      host: known('serverhost'),
      principal: known('username'),
      src_ip: known('host'),
      action: known('operation, retcode'),
    },
    actions: config?.actions ?? {},
    credentialCandidates: [],
  }
}
