import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { SOURCES } from '../../src/sources/index.ts'
import { lacksShared, sharedData } from '../intake/shared-data.ts'
import { KEY, planFor } from '../../bench/sources/compare-readings.ts'
import { runProgram } from '../../bench/sources/run-program.ts'
import { testEngine } from './test-engine.ts'

const { engine } = testEngine()
const FOLDER = 'panther-tests'

type Event = Readonly<Record<string, unknown>>
type Column = 'src_ip' | 'path' | 'user_agent' | 'host' | 'method' | 'status'

interface Log {
  readonly type: string
  readonly kind: string
  /** Whether an event of the type is of this source; Azure has two. */
  readonly of?: (event: Event) => boolean
  /** Where the time stands; an event whose author left it out or blacked it out gets one, so that all else of it is compared. */
  readonly time: string
  readonly fields: readonly (readonly [column: Column, place: string, before?: string])[]
  /** Events that are no events of their own, and why. */
  readonly otherwise?: (event: Event) => string
}

const isSignIn = ({ category }: Event): boolean => String(category).endsWith('SignInLogs')
const isLowerCase = (event: Event): boolean => event['eventname'] !== undefined

const LOGS: readonly Log[] = [
  { type: 'AWS.CloudTrail', kind: 'aws-cloudtrail', of: (event) => !isLowerCase(event), time: 'eventTime', fields: [['src_ip', 'sourceIPAddress'], ['host', 'eventSource'], ['path', 'eventName', '/'], ['user_agent', 'userAgent']] },
  { type: 'Okta.SystemLog', kind: 'okta', time: 'published', fields: [['src_ip', 'client.ipAddress'], ['user_agent', 'client.userAgent.rawUserAgent']] },
  { type: 'Auth0.Events', kind: 'auth0', time: 'data.date', fields: [['src_ip', 'data.ip'], ['user_agent', 'data.user_agent']] },
  { type: 'GSuite.ActivityEvent', kind: 'google-workspace', time: 'id.time', fields: [['src_ip', 'ipAddress'], ['host', 'id.applicationName'], ['path', 'name', '/']] },
  { type: 'Cloudflare.HttpRequest', kind: 'cloudflare', time: 'EdgeStartTimestamp', fields: [['src_ip', 'ClientIP'], ['method', 'ClientRequestMethod'], ['host', 'ClientRequestHost']] },
  { type: 'Cloudflare.Firewall', kind: 'cloudflare', time: 'Datetime', fields: [], otherwise: () => 'not-an-event' },
  { type: 'Azure.Audit', kind: 'entra-sign-in', of: isSignIn, time: 'time', fields: [['src_ip', 'properties.ipAddress'], ['user_agent', 'properties.userAgent']] },
  { type: 'Azure.Audit', kind: 'entra-audit', of: (event) => !isSignIn(event), time: 'time', fields: [['host', 'properties.loggedByService']] },
  { type: 'Amazon.EKS.Audit', kind: 'kubernetes-audit', time: 'requestReceivedTimestamp', fields: [['src_ip', 'sourceIPs.0'], ['method', 'verb'], ['user_agent', 'userAgent']], otherwise: ({ stage }) => (['RequestReceived', 'ResponseStarted'].includes(String(stage)) ? 'other-stage' : '') },
  { type: 'AWS.S3ServerAccess', kind: 'json-lines', time: 'time', fields: [['src_ip', 'remoteip']] },
] // biome-ignore format: a table

const eventsOf = ({ type, of = () => true }: Log): readonly Event[] =>
  readFileSync(path.join(sharedData(FOLDER), 'tests.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line): readonly Event[] => {
      const test = JSON.parse(line) as { event: Event | null; log_types: readonly string[] | null }
      const { event, log_types: types } = test
      const own = event?.['p_log_type'] ?? (types?.length === 1 ? types[0] : undefined)
      return event !== null && own === type && of(event) ? [event] : []
    })

const at = (event: unknown, place: string): unknown =>
  place.split('.').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), event)

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const timed = (event: Event, place: string): Event => {
  const given = at(event, place)
  if (typeof given === 'string' && /^\d{4}-/.test(given)) return event
  const [first = '', second] = place.split('.')
  const inner = isObject(event[first]) ? event[first] : {}
  const time = '2025-01-01T00:00:00Z'
  return { ...event, [first]: second === undefined ? time : { ...inner, [second]: time } }
}

describe('events of panther tests', () => {
  it.skipIf(lacksShared(FOLDER)).each(LOGS)(
    '$type by $kind: every event is read as its author wrote it (needs panther-tests)',
    async (log) => {
      const events = eventsOf(log).map((event) => timed(event, log.time))
      const lines = events.map((event) => JSON.stringify(event))
      const kind = SOURCES.find(({ id }) => id === log.kind)
      const recognition = kind?.recognise(lines, undefined)
      if (kind === undefined || recognition === null || recognition === undefined) throw new Error('not recognised')
      const bytes = lines.map((line) => Buffer.from(line).toString('latin1'))
      const rows = await runProgram(engine(), kind.compile(planFor(kind, recognition), KEY), bytes)
      expect(events.length).toBeGreaterThan(0)
      expect(rows.map(({ reject }) => reject)).toEqual(events.map((event) => log.otherwise?.(event) ?? ''))
      const different = rows.flatMap((row, i) =>
        row.reject !== '' ? [] : log.fields.flatMap((field) => differenceIn(row, events[i] ?? {}, field)),
      )
      expect(different).toEqual([])
    },
  )
})

const differenceIn = (
  row: Readonly<Record<string, string>>,
  event: Event,
  [column, place, before = '']: Log['fields'][number],
): readonly object[] => {
  const value = at(event, place)
  const theirs = typeof value === 'string' && value !== '-' && value !== '' ? before + value : ''
  const ours = Buffer.from(row[column] ?? '', 'latin1').toString()
  const isEqual = column === 'src_ip' ? theirs.toLowerCase() === ours : theirs === ours
  return isEqual ? [] : [{ column, theirs, ours }]
}
