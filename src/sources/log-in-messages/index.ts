import type { SourceConfig } from '../../domain/case-config.ts'
import { bind, sql } from '../../engine/sql.ts'
import { addressOnly, noneIf } from '../shared/decoder.ts'
import { eventProgram } from '../shared/event-program.ts'
import { anyTime } from '../shared/line-time.ts'
import { logInRecognition } from '../shared/log-in-recognition.ts'
import { isBlank, plainEvent } from '../shared/plain/plain-event.ts'
import { prefixDefinitions, unwrap } from '../shared/syslog-prefix.ts'
import { untilDay } from '../shared/until-day.ts'
import type { AboutFile, Recognition, SourceKind } from '../source-kind.ts'
import { messageDefinitions, readMessage } from './message.ts'
import type { MessageProgram } from './message-program.ts'
import { PROGRAMS } from './programs.ts'
import { hasOwnTime, messageTime, plainTimeText, timeDefinitions } from './time.ts'

/** The plan's format is the id of the program, and behind a blank the day that a log does not outlive whose times name no year. */
export const logInMessages: SourceKind = {
  id: 'log-in-messages',
  title: 'Log-ins that servers and appliances tell in messages',
  description:
    'Log-ins to Cisco ASA and FTD, NetScaler Gateway, OpenVPN, FreeRADIUS, vsftpd, Dovecot and, by the audit daemon, Linux hosts, in their own files or in syslog.',
  recognise: (lines, config, about) => recognise(lines, config, about),
  compile: (plan, key) => {
    const { program, until } = parted(plan.format)
    const actions = program.rules.map(({ action }) => action)
    return eventProgram(
      {
        definitions: [
          ...prefixDefinitions,
          { name: 'said', expression: sql`syslog_bare` },
          ...timeDefinitions(program),
          ...messageDefinitions(program),
        ],
        raw: {
          src_ip: addressOnly.sql(sql`said_address`),
          principal: masked.sql(sql`said_user`),
          host: sql`if(said_own = '', syslog_host, '')`,
        },
        time: messageTime(until, plan.zone),
        rejects: [{ when: sql`said_rule = 0 OR (said_address = '' AND said_user = '')`, reason: 'not-an-event' }],
        kind: sql`'auth'`,
        action: sql`arrayElement(${bind('Array(String)', actions)}, said_rule)`,
      },
      key,
    )
  },
  read: (line, plan) => {
    const { program, until } = parted(plan.format)
    const said = bare(line)
    const prefix = unwrap(line)
    const { rule, user, address } = readMessage(said, program)
    return plainEvent(line, {
      raw: {
        src_ip: addressOnly.plain(address),
        principal: masked.plain(user),
        host: hasOwnTime(said, program) ? '' : prefix.host,
      },
      time: anyTime.plain(plainTimeText(said, prefix, until, program), plan.zone),
      reject: rule < 0 || (address === '' && user === '') ? 'not-an-event' : '',
      kind: 'auth',
      action: program.rules[rule]?.action ?? '',
    })
  },
}

/** A name that the appliance does not know and hides. */
const masked = noneIf('*****')

const bare = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line)

const parted = (format: string): { readonly program: MessageProgram; readonly until: string } => {
  const [id, until = ''] = format.split(' ')
  const program = PROGRAMS.find((one) => one.id === id)
  if (program === undefined) throw new Error(`no such program: ${format}`)
  return { program, until }
}

/** All signs at once: a sample is shown to every source, and most hold none. */
const ANY_SIGN = new RegExp(
  [...new Set(PROGRAMS.flatMap(({ rules }) => rules.map(({ sign }) => sign)))]
    .map((sign) => sign.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('|'),
)

/** Lines of other programs are no failure to read, but a file that another kind knows is better read as such. */
const OTHERS_WEIGHT = 0.5

const recognise = (
  lines: readonly string[],
  config: SourceConfig | undefined,
  about: AboutFile | undefined,
): Recognition | null => {
  const declared = config?.format?.split(' ')[0]
  if (!lines.some((line) => ANY_SIGN.test(line))) return null
  const all = lines.join('\n')
  const has = (sign: string): boolean => all.includes(sign)
  const candidates = PROGRAMS.filter(
    ({ id, rules }) => (declared === undefined || declared === id) && rules.some(({ sign }) => has(sign)),
  )
  const written = lines.filter((line) => !isBlank(line)).map((line) => Buffer.from(line).toString('latin1'))
  for (const program of candidates) {
    if (declared === undefined && program.fits?.({ has, lines: written }) === false) continue
    const told = written.filter((line) => readMessage(line, program).rule >= 0)
    if (told.length === 0) continue
    const own = written.filter((line) => program.own.test(line)).length
    const texts = told.map((line) => plainTimeText(bare(line), unwrap(line), '', program))
    const day = untilDay(
      told.some((line) => !hasOwnTime(line, program)),
      about,
    )
    return logInRecognition(config, {
      confidence: (own + OTHERS_WEIGHT * (written.length - own)) / written.length,
      format: config?.format ?? `${program.id} ${day}`.trim(),
      time: 'message.time',
      inLog: texts.every((text) => anyTime.carriesOffset(text)),
    })
  }
  return null
}
