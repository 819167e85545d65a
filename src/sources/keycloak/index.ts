import type { AuthAction, EventField, SourceConfig } from '../../domain/case-config.ts'
import type { FieldOrigin, SourcePlan } from '../../domain/source-plan.ts'
import { bind, type Sql, sql } from '../../engine/sql.ts'
import { ACTIONS } from '../keycloak-events/actions.ts'
import { eventProgram } from '../shared/event-program.ts'
import { memberSql, plainMember } from '../shared/json-values.ts'
import { isoTime } from '../shared/line-time.ts'
import { pairSql, pairsSql, plainPair, plainPairs } from '../shared/pairs.ts'
import { isBlank, plainEvent } from '../shared/plain/plain-event.ts'
import type { ByteString, Recognition, SourceKind } from '../source-kind.ts'

/** Keycloak's own log, text or JSON: its event listener writes `type="LOGIN", realmId="…", …` as the message. */
export const keycloak: SourceKind = {
  id: 'keycloak',
  title: 'Keycloak server log',
  description: 'Log-ins, tokens and log-outs as the event listener of Keycloak writes them into the server log.',
  recognise: (lines, config) => recognise(lines, config),
  compile: (plan, key) => ({
    ...eventProgram(
      {
        definitions: DEFINITIONS,
        raw: {
          src_ip: value('ipAddress'),
          host: sql`if(${value('realmName')} != '', ${value('realmName')}, ${value('realmId')})`,
          principal: placesOf(plan).reduceRight(
            (otherwise, name) => sql`if(${value(name)} NOT IN ('', 'null'), ${value(name)}, ${otherwise})`,
            sql`''`,
          ),
          credential: sql`if(${value('sessionId')} != '', ${value('sessionId')}, ${value('code_id')})`,
          user_agent: value('user_agent'),
        },
        time: isoTime.sql(sql`kc_time`, plan.zone),
        rejects: [{ when: sql`kc_start = 0`, reason: 'not-an-event' }],
        kind: sql`'auth'`,
        action: sql`transform(${value('type')}, ${bind(
          'Array(String)',
          PAIRS.map(([name]) => name),
        )}, ${bind(
          'Array(String)',
          PAIRS.map(([, action]) => action),
        )}, '')`,
      },
      key,
    ),
  }),
  read: (line, plan) => {
    const { time, pairs } = taken(line)
    const at = (name: string): ByteString => plainPair(pairs ?? [], name, SEPARATOR)
    return plainEvent(line, {
      raw: {
        src_ip: at('ipAddress'),
        host: at('realmName') || at('realmId'),
        principal:
          placesOf(plan)
            .map(at)
            .find((name) => !['', 'null'].includes(name)) ?? '',
        credential: at('sessionId') || at('code_id'),
        user_agent: at('user_agent'),
      },
      time: isoTime.plain(time, plan.zone),
      reject: pairs === null ? 'not-an-event' : '',
      kind: 'auth',
      action: PAIRS.find(([name]) => name === at('type'))?.[1] ?? '',
    })
  },
}

const SEPARATOR = ', '
/** Names of the account, the one that requests show first. */
const placesOf = (plan: SourcePlan): readonly string[] => (plan.fields.principal?.from ?? FROM.principal).split(' | ')
const PAIRS: readonly (readonly [string, AuthAction])[] = Object.entries(ACTIONS).flatMap(([action, names]) =>
  names.map((name) => [name, action as AuthAction] as const),
)
const LOGGER = '[org.keycloak.events]'
const JSON_LOGGER = '"loggerName":"org.keycloak.events"'

const value = (name: string): Sql => pairSql(sql`kc_pairs`, name, SEPARATOR)

const DEFINITIONS = [
  { name: 'kc_bare', expression: sql`trim(TRAILING '\\r' FROM line)` },
  { name: 'kc_json', expression: sql`startsWith(kc_bare, '{') AND position(kc_bare, ${JSON_LOGGER}) > 0` },
  { name: 'kc_text', expression: sql`if(kc_json, ${memberSql(sql`kc_bare`, 'message')}, kc_bare)` },
  {
    name: 'kc_start',
    expression: sql`if(kc_json OR position(kc_text, ${LOGGER}) > 0, position(kc_text, 'type='), 0)`,
  },
  {
    name: 'kc_time',
    expression: sql`if(kc_json, ${memberSql(sql`kc_bare`, 'timestamp')}, trimBoth(substring(kc_text, 1, 23)))`,
  },
  { name: 'kc_pairs', expression: pairsSql(sql`if(kc_start = 0, '', substring(kc_text, kc_start))`, SEPARATOR) },
]

const taken = (line: ByteString): { readonly time: ByteString; readonly pairs: readonly ByteString[] | null } => {
  const bare = line.replace(/\r+$/, '')
  const record = bare.startsWith('{') && bare.includes(JSON_LOGGER) ? recordOf(bare) : null
  const text = record === null ? bare : record.message
  const isOwn = record !== null || text.includes(LOGGER)
  const start = isOwn ? text.indexOf('type=') : -1
  return {
    time: record === null ? text.slice(0, 23).replace(/^ +| +$/g, '') : record.timestamp,
    pairs: start < 0 ? null : plainPairs(text.slice(start), SEPARATOR),
  }
}

const recordOf = (text: ByteString): { readonly message: ByteString; readonly timestamp: ByteString } => ({
  message: plainMember(text, 'message'),
  timestamp: plainMember(text, 'timestamp'),
})

const FROM = {
  time: 'timestamp',
  action: 'type',
  src_ip: 'ipAddress',
  host: 'realmName | realmId',
  principal: 'username | userId',
  credential: 'sessionId | code_id',
  user_agent: 'user_agent',
} satisfies Partial<Record<EventField, string>>

/** Behind another's header a line is read by who takes that off: the time would be the header's, or none. */
const beginsItself = (line: ByteString): boolean =>
  (line.startsWith('{"') && line.includes(JSON_LOGGER)) || /^.{10}[ T].{8}[.,]\d{3} /.test(line)

/** The server log holds other lines too: a tenth of them must be events. */
const LEAST = 0.1

const recognise = (lines: readonly string[], config: SourceConfig | undefined): Recognition | null => {
  const written = lines.filter((line) => !isBlank(line))
  const own = written
    .map((line) => Buffer.from(line.replace(/^\uFEFF/, '')).toString('latin1'))
    .filter(beginsItself)
    .map(taken)
    .filter(({ pairs }) => pairs !== null)
  if (own.length === 0 || own.length < LEAST * written.length) return null
  const inLog = own.every(({ time }) => isoTime.carriesOffset(time))
  const fields = Object.entries(FROM).map(([field, from]): [string, FieldOrigin] => [
    field,
    { from, how: 'recognised' },
  ])
  return {
    confidence: Math.max(0.5, own.length / written.length),
    format: '',
    zone: config?.zone ?? 'UTC',
    zoneFrom: inLog ? 'in the log' : config?.zone === undefined ? 'assumed' : 'declared',
    log: 'auth',
    fields: Object.fromEntries(fields),
    actions: {},
    credentialCandidates: [
      {
        from: 'sessionId | code_id',
        named: true,
        values: own
          .map(
            ({ pairs }) =>
              plainPair(pairs ?? [], 'sessionId', SEPARATOR) || plainPair(pairs ?? [], 'code_id', SEPARATOR),
          )
          .filter((text) => text !== ''),
      },
    ],
  }
}
