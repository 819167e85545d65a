import { bind, type Sql, sql } from '../../engine/sql.ts'
import type { ByteString, Definitions } from '../source-kind.ts'
import { RULES } from './rules.ts'

const texts = (values: readonly string[]): Sql => sql`${bind('Array(String)', values)}`

const lastPosition = (text: Sql, part: string): Sql =>
  sql`if(position(${text}, ${part}) = 0, 0, toInt64(length(${text})) - position(reverse(${text}), ${part.split('').reverse().join('')}) - ${part.length - 2})`

/** rsyslog writes `message repeated 5 times: [ Failed …]` for lines that repeat the one before: one event more, at least. */
const REPEATED = ' times: [ '

const behind = RULES.map(({ clientText }) => (clientText === 'behind' ? 1 : 0))

/**
 * Definitions `sshd_rule` (0 for none), `sshd_address`, `sshd_user` and `sshd_way` (by what was tried: `/password`, `/publickey`) of `syslog_message`. The client chose the name, which
 * may hold ` from 192.0.2.1 port 22`, and the reason it gives for leaving: the address is the one on the far side of that.
 */
export const messageDefinitions: Definitions = [
  {
    name: 'sshd_message',
    expression: sql`if(startsWith(syslog_message, 'message repeated ') AND position(syslog_message, ${REPEATED}) > 0, substring(syslog_message, position(syslog_message, ${REPEATED}) + ${REPEATED.length}), syslog_message)`,
  },
  {
    name: 'sshd_rule',
    expression: sql`arrayFirstIndex(s -> startsWith(sshd_message, s), ${texts(RULES.map((rule) => rule.starts))})`,
  },
  {
    name: 'sshd_port',
    expression: sql`if(arrayElement(${bind('Array(UInt8)', behind)}, sshd_rule) = 1, toInt64(position(sshd_message, ' port ')), ${lastPosition(sql`sshd_message`, ' port ')})`,
  },
  {
    name: 'sshd_from',
    expression: sql`multiIf(sshd_port > 0, ${lastPosition(sql`substring(sshd_message, 1, sshd_port - 1)`, ' ')},
      position(sshd_message, ' from ') > 0, ${lastPosition(sql`sshd_message`, ' from ')} + 5,
      position(sshd_message, ' for ') > 0, ${lastPosition(sql`sshd_message`, ' for ')} + 4, 0)`,
  },
  {
    name: 'sshd_address',
    expression: sql`if(sshd_from = 0, '', trim(TRAILING ':' FROM splitByChar(' ', if(sshd_port > 0, substring(sshd_message, sshd_from + 1, sshd_port - sshd_from - 1), substring(sshd_message, sshd_from + 1)))[1]))`,
  },
  {
    name: 'sshd_before',
    expression: sql`replaceRegexpOne(substring(sshd_message, 1, greatest(0, sshd_from - 1)), ' from$', '')`,
  },
  { name: 'sshd_marker', expression: sql`arrayElement(${texts(RULES.map(({ user }) => user ?? ''))}, sshd_rule)` },
  {
    name: 'sshd_named',
    expression: sql`if(sshd_marker = '' OR position(sshd_before, sshd_marker) = 0, '', substring(sshd_before, position(sshd_before, sshd_marker) + length(sshd_marker)))`,
  },
  {
    name: 'sshd_user',
    expression: sql`if(startsWith(sshd_named, 'invalid user '), substring(sshd_named, 14), sshd_named)`,
  },
  {
    name: 'sshd_way',
    expression: sql`if(startsWith(sshd_message, 'Accepted ') OR startsWith(sshd_message, 'Failed '), concat('/', splitByChar(' ', sshd_message)[2]), '')`,
  },
]

export interface SshdMessage {
  /** Index into the rules; -1 for none. */
  readonly rule: number
  readonly address: ByteString
  readonly user: ByteString
  readonly way: ByteString
}

/** The same, plainly. */
export const readMessage = (text: ByteString): SshdMessage => {
  const repeated = text.startsWith('message repeated ') ? text.indexOf(REPEATED) : -1
  const message = repeated < 0 ? text : text.slice(repeated + REPEATED.length)
  const rule = RULES.findIndex(({ starts }) => message.startsWith(starts))
  const isBehind = RULES[rule]?.clientText === 'behind'
  const port = isBehind ? message.indexOf(' port ') : message.lastIndexOf(' port ')
  const from = startOfAddress(message, port)
  const rest = port >= 0 ? message.slice(from, Math.max(from, port)) : message.slice(from)
  const address = from === 0 ? '' : (rest.split(' ')[0] ?? '').replace(/:+$/, '')
  const before = message.slice(0, Math.max(0, from - 1)).replace(/ from$/, '')
  const marker = RULES[rule]?.user ?? ''
  const named = marker === '' || !before.includes(marker) ? '' : before.slice(before.indexOf(marker) + marker.length)
  const way = /^(?:Accepted|Failed) /.test(message) ? `/${message.split(' ')[1] ?? ''}` : ''
  return { rule, address, user: named.startsWith('invalid user ') ? named.slice(13) : named, way }
}

const startOfAddress = (message: ByteString, port: number): number => {
  if (port >= 0) return message.slice(0, port).lastIndexOf(' ') + 1
  if (message.includes(' from ')) return message.lastIndexOf(' from ') + 6
  return message.includes(' for ') ? message.lastIndexOf(' for ') + 5 : 0
}
