import type { SourceConfig } from '../../domain/case-config.ts'
import { bind, sql } from '../../engine/sql.ts'
import { eventProgram } from '../shared/event-program.ts'
import { logInRecognition } from '../shared/log-in-recognition.ts'
import { isBlank, plainEvent } from '../shared/plain/plain-event.ts'
import { carriesOffset, plainPrefixTime, prefixDefinitions, prefixTime, unwrap } from '../shared/syslog-prefix.ts'
import { untilDay } from '../shared/until-day.ts'
import type { AboutFile, Recognition, SourceKind } from '../source-kind.ts'
import { messageDefinitions, readMessage } from './message.ts'
import { PROGRAMS, RULES } from './rules.ts'

/** The plan's format is the day that the log does not outlive, `2026-02-13`: its lines may name no year. */
export const sshd: SourceKind = {
  id: 'sshd',
  title: 'OpenSSH server, from syslog',
  description: 'Log-ins to a host by SSH, in a syslog file that other programs may share.',
  recognise: (lines, config, about) => recognise(lines, config, about),
  compile: (plan, key) => ({
    ...eventProgram(
      {
        definitions: [...prefixDefinitions, ...messageDefinitions],
        raw: { src_ip: sql`sshd_address`, principal: sql`sshd_user`, host: sql`syslog_host`, path: sql`sshd_way` },
        time: prefixTime(plan.format, plan.zone),
        rejects: [
          { when: sql`syslog_style NOT IN ${[...STYLES]}`, reason: 'not-this-format' },
          { when: sql`syslog_program NOT IN ${PROGRAMS}`, reason: 'other-program' },
          { when: sql`sshd_rule = 0 OR sshd_address = ''`, reason: 'not-an-event' },
        ],
        kind: sql`'auth'`,
        action: sql`arrayElement(${bind('Array(String)', ACTIONS)}, sshd_rule)`,
      },
      key,
    ),
  }),
  read: (line, plan) => {
    const prefix = unwrap(line)
    const { rule, address, user, way } = readMessage(prefix.message)
    return plainEvent(line, {
      raw: { src_ip: address, principal: user, host: prefix.host, path: way },
      time: plainPrefixTime(prefix, plan.format, plan.zone),
      reject: rejected(prefix.style, prefix.program, rule >= 0 && address !== ''),
      kind: 'auth',
      action: RULES[rule]?.action ?? '',
    })
  },
}

const STYLES = new Set<string>(['3164', '5424', 'iso'])
const ACTIONS = RULES.map(({ action }) => action)

const rejected = (style: string, program: string, isEvent: boolean): string => {
  if (!STYLES.has(style)) return 'not-this-format'
  if (!PROGRAMS.includes(program)) return 'other-program'
  return isEvent ? '' : 'not-an-event'
}

/** Lines of other programs are no failure to read, but a file with a web server's lines is better read as such. */
const OTHERS_WEIGHT = 0.9

const recognise = (
  lines: readonly string[],
  config: SourceConfig | undefined,
  about: AboutFile | undefined,
): Recognition | null => {
  const written = lines.filter((line) => !isBlank(line))
  const prefixes = written.map(unwrap).filter(({ style }) => STYLES.has(style))
  const own = prefixes.filter(({ program }) => PROGRAMS.includes(program))
  if (!own.some(({ message }) => readMessage(message).rule >= 0)) return null
  const day = untilDay(
    own.some(({ style }) => style === '3164'),
    about,
  )
  return logInRecognition(config, {
    confidence: (own.length + OTHERS_WEIGHT * (prefixes.length - own.length)) / written.length,
    format: config?.format ?? day,
    time: 'prefix.time',
    inLog: own.every(carriesOffset),
  })
}
