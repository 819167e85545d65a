import { bind, type Sql, sql } from '../../engine/sql.ts'
import type { ByteString, Definitions } from '../source-kind.ts'
import { memberSql, plainMember } from './json-values.ts'
import { isoTime } from './line-time.ts'
import { ISO_TIME } from './plain/plain-time.ts'

/** What a log shipper put before a message: RFC 3164, RFC 5424, the ISO form of rsyslog, CRI, Docker's JSON, the service before a bar of Docker Compose; '' for nothing. */
export type PrefixStyle = '' | '3164' | '5424' | 'iso' | 'cri' | 'docker' | 'compose'

export interface Unwrapped {
  readonly style: PrefixStyle
  /** As written; a 3164 time has no year. */
  readonly time: ByteString
  readonly host: ByteString
  /** Program without its process id. */
  readonly program: ByteString
  readonly message: ByteString
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const BSD = `^(${MONTHS.join('|')}) [ 0-3][0-9] [0-2][0-9]:[0-5][0-9]:[0-6][0-9] `
/** Docker's json-file driver writes its members in this order. */
const DOCKER = '{"log":"'
/** A service's name, padded to the longest of them. */
const COMPOSE = '^[A-Za-z][A-Za-z0-9_-]{0,62} +[|] '
const COMPOSE_BYTES = 80
/** A clock behind its day, and the labels that Loki's own client puts before a line. */
const NO_HOST = '^([0-9]{2}:[0-9]{2}:|[{])'
const STARTS_ISO = '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}'

/** Definitions `syslog_style`, `syslog_time`, `syslog_host`, `syslog_program`, `syslog_message` of the column `line`. */
export const prefixDefinitions: Definitions = [
  { name: 'syslog_bare', expression: sql`if(endsWith(line, '\\r'), substring(line, 1, length(line) - 1), line)` },
  { name: 'syslog_close', expression: sql`if(startsWith(syslog_bare, '<'), position(syslog_bare, '>'), 0)` },
  {
    name: 'syslog_text',
    expression: sql`if(syslog_close BETWEEN 3 AND 5, substring(syslog_bare, syslog_close + 1), syslog_bare)`,
  },
  { name: 'syslog_space', expression: sql`position(syslog_text, ' ')` },
  {
    name: 'syslog_style',
    expression: sql`multiIf(
      startsWith(syslog_text, '1 ') AND match(substring(syslog_text, 3, 20), ${STARTS_ISO}), '5424',
      match(substring(syslog_text, 1, 20), ${STARTS_ISO}) AND position(substring(syslog_text, 1, syslog_space), '\t') = 0, if(substring(syslog_text, syslog_space + 1, 9) IN ('stdout F ', 'stderr F ', 'stdout P ', 'stderr P '), 'cri', 'iso'),
      match(substring(syslog_text, 1, 16), ${BSD}), '3164', startsWith(syslog_text, ${DOCKER}), 'docker', match(substring(syslog_text, 1, ${COMPOSE_BYTES}), ${COMPOSE}), 'compose', '')`,
  },
  { name: 'syslog_words', expression: sql`if(syslog_style = '5424', splitByChar(' ', syslog_text, 8), [])` },
  {
    name: 'syslog_rest',
    expression: sql`multiIf(syslog_style = '3164', substring(syslog_text, 17), syslog_style = 'iso', substring(syslog_text, syslog_space + 1),
      syslog_style = 'cri', substring(syslog_text, syslog_space + 10), syslog_style = 'compose', substring(syslog_text, position(syslog_text, ' | ') + 3),
      syslog_style = '5424', substring(syslog_text, 7 + length(syslog_words[2]) + length(syslog_words[3]) + length(syslog_words[4]) + length(syslog_words[5]) + length(syslog_words[6]) + 1), syslog_text)`,
  },
  {
    name: 'syslog_time',
    expression: sql`multiIf(syslog_style = '3164', substring(syslog_text, 1, 15), syslog_style = '5424', syslog_words[2], syslog_style IN ('iso', 'cri'), substring(syslog_text, 1, greatest(0, toInt64(syslog_space) - 1)), syslog_style = 'docker', ${memberSql(sql`syslog_text`, 'time')}, '')`,
  },
  {
    name: 'syslog_heads',
    expression: sql`if(syslog_style IN ('3164', 'iso'), arraySlice(splitByChar(' ', syslog_rest, 4), 1, 3), [])`,
  },
  { name: 'syslog_tag', expression: sql`arrayFirstIndex(x -> endsWith(x, ':'), syslog_heads)` },
  {
    name: 'syslog_data_end',
    expression: sql`multiIf(syslog_style != '5424', 0, startsWith(syslog_rest, '['), position(concat(replaceAll(syslog_rest, '\\\\]', '..'), ' '), '] ') + 1, position(concat(syslog_rest, ' '), ' '))`,
  },
  {
    name: 'syslog_host',
    expression: sql`multiIf(syslog_style = '5424', syslog_words[3], syslog_tag = 1 OR length(syslog_heads) = 0 OR match(syslog_heads[1], ${NO_HOST}), '', syslog_heads[1])`,
  },
  {
    name: 'syslog_program',
    expression: sql`splitByChar('[', multiIf(syslog_style = '5424', syslog_words[4], syslog_style = 'compose', substring(syslog_text, 1, syslog_space - 1), syslog_tag = 0, '', substring(syslog_heads[syslog_tag], 1, length(syslog_heads[syslog_tag]) - 1)))[1]`,
  },
  {
    name: 'syslog_words_said',
    expression: sql`substring(syslog_rest, syslog_data_end + 1 + if(substring(syslog_rest, syslog_data_end + 1, 3) = '\\xEF\\xBB\\xBF', 3, 0))`,
  },
  /** Structured data without words behind it is a record of its own: its parameters are pairs, behind the time of the header. */
  {
    name: 'syslog_message',
    expression: sql`multiIf(
      syslog_style = '5424', if(startsWith(syslog_rest, '[') AND syslog_words_said IN ('', '-'), concat(syslog_time, ' sd=', replaceAll(substring(syslog_rest, 2, syslog_data_end - 3), '"][', '" sd=')), syslog_words_said),
      syslog_style IN ('cri', 'compose', ''), syslog_rest,
      syslog_style = 'docker', trim(TRAILING '\\n' FROM ${memberSql(sql`syslog_text`, 'log')}),
      substring(syslog_rest, length(arrayStringConcat(arraySlice(syslog_heads, 1, if(syslog_tag = 0, 1, syslog_tag)), ' ')) + 2))`,
  },
]

/** The same, plainly. */
export const unwrap = (line: ByteString): Unwrapped => {
  const bare = line.endsWith('\r') ? line.slice(0, -1) : line
  const close = bare.startsWith('<') ? bare.indexOf('>') + 1 : 0
  const text = close >= 3 && close <= 5 ? bare.slice(close) : bare
  const space = text.indexOf(' ') + 1
  if (text.startsWith('1 ') && new RegExp(STARTS_ISO).test(text.slice(2, 22))) return unwrap5424(text)
  const time = text.slice(0, Math.max(0, space - 1))
  if (new RegExp(STARTS_ISO).test(text.slice(0, 20)) && !time.includes('\t')) {
    if (/^std(?:out|err) [FP] $/.test(text.slice(space, space + 9)))
      return { style: 'cri', time, host: '', program: '', message: text.slice(space + 9) }
    return { style: 'iso', time, ...tagged(text.slice(space)) }
  }
  if (new RegExp(BSD).test(text.slice(0, 16)))
    return { style: '3164', time: text.slice(0, 15), ...tagged(text.slice(16)) }
  if (text.startsWith(DOCKER)) return unwrapDocker(text)
  if (new RegExp(COMPOSE).test(text.slice(0, COMPOSE_BYTES))) {
    const message = text.slice(text.indexOf(' | ') + 3)
    return { style: 'compose', time: '', host: '', program: text.slice(0, space - 1), message }
  }
  return { style: '', time: '', host: '', program: '', message: text }
}

const unwrapDocker = (text: ByteString): Unwrapped => {
  const message = plainMember(text, 'log').replace(/\n+$/, '')
  return { style: 'docker', time: plainMember(text, 'time'), host: '', program: '', message }
}

const unwrap5424 = (text: ByteString): Unwrapped => {
  const [, time = '', host = '', program = '', process = '', id = ''] = text.split(' ')
  const rest = text.slice(6 + time.length + host.length + program.length + process.length + id.length + 1)
  const end = rest.startsWith('[') ? `${rest.replaceAll('\\]', '..')} `.indexOf('] ') + 2 : `${rest} `.indexOf(' ') + 1
  const said = rest.slice(end).replace(/^\xEF\xBB\xBF/, '')
  const isRecord = rest.startsWith('[') && (said === '' || said === '-')
  return {
    style: '5424',
    time,
    host,
    program: program.split('[')[0] ?? '',
    message: isRecord ? `${time} sd=${rest.slice(1, end - 2).replaceAll('"][', '" sd=')}` : said,
  }
}

/** `host program[pid]: message`, with or without its parts; some senders name the host twice. */
const tagged = (rest: ByteString): Pick<Unwrapped, 'host' | 'program' | 'message'> => {
  const heads = rest.split(' ').slice(0, 3)
  const tag = heads.findIndex((head) => head.endsWith(':')) + 1
  return {
    host: tag === 1 || new RegExp(NO_HOST).test(heads[0] ?? '') ? '' : (heads[0] ?? ''),
    program: tag === 0 ? '' : ((heads[tag - 1] ?? '').slice(0, -1).split('[')[0] ?? ''),
    message: rest.slice(heads.slice(0, tag === 0 ? 1 : tag).join(' ').length + 1),
  }
}

/**
 * A 3164 time says no year. `until` is the day that the log does not outlive (`2026-02-13`): a month and day later than
 * it belong to the year before. '' where no such day is known: then such a time is none.
 */
export const prefixTimeText = (until: string): Sql => {
  if (until === '') return sql`if(syslog_style = '3164', '', syslog_time)`
  const [year = 0, month = 0, day = 0] = until.split('-').map(Number)
  const monthNumber = sql`indexOf(${bind('Array(String)', MONTHS)}, substring(syslog_time, 1, 3))`
  const dayText = sql`replaceAll(substring(syslog_time, 5, 2), ' ', '0')`
  const later = sql`${monthNumber} * 100 + toUInt16OrZero(${dayText}) > ${month * 100 + day}`
  const full = sql`concat(toString(${bind('UInt16', year)} - if(${later}, 1, 0)), '-', leftPad(toString(${monthNumber}), 2, '0'), '-', ${dayText}, ' ', substring(syslog_time, 8))`
  return sql`if(syslog_style = '3164', ${full}, syslog_time)`
}

export const prefixTime = (until: string, zone: string): Sql => isoTime.sql(prefixTimeText(until), zone)

/** `prefixTimeText`, plainly. */
export const plainPrefixTimeText = ({ style, time }: Unwrapped, until: string): ByteString => {
  if (style !== '3164') return time
  if (until === '') return ''
  const [year = 0, month = 0, day = 0] = until.split('-').map(Number)
  const own = MONTHS.indexOf(time.slice(0, 3)) + 1
  const dayText = time.slice(4, 6).replaceAll(' ', '0')
  const later = own * 100 + (/^\d+$/.test(dayText) ? Number(dayText) : 0) > month * 100 + day
  return `${year - (later ? 1 : 0)}-${String(own).padStart(2, '0')}-${dayText} ${time.slice(7)}`
}

export const plainPrefixTime = (prefix: Unwrapped, until: string, zone: string): bigint | null => {
  const text = plainPrefixTimeText(prefix, until)
  return text === '' ? null : isoTime.plain(text, zone)
}

export const carriesOffset = ({ style, time }: Unwrapped): boolean =>
  style !== '3164' && new RegExp(ISO_TIME).test(time) && /(?:Z|[+-]\d\d:?\d\d)$/.test(time)
