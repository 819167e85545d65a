import { SourceProblem } from '../source-kind.ts'

/** Directives of Apache's mod_log_config and of what took them over: Tomcat's access valve, Fastly, LiteSpeed. */
const LETTERS: Readonly<Record<string, string>> = {
  h: 'remote_addr',
  a: 'remote_addr',
  l: 'ident',
  u: 'remote_user',
  t: 'time_local',
  r: 'request',
  s: 'status',
  b: 'body_bytes_sent',
  B: 'body_bytes_sent',
  O: 'bytes_sent',
  I: 'request_length',
  v: 'server_name',
  V: 'host',
  p: 'server_port',
  m: 'request_method',
  U: 'uri',
  q: 'args',
  D: 'duration',
  T: 'duration_s',
  F: 'time_to_commit_ms',
  H: 'server_protocol',
  k: 'keepalive',
  P: 'pid',
  X: 'connection_status',
  f: 'filename',
  A: 'server_addr',
  L: 'request_id',
  R: 'handler',
  S: 'session_id',
}

/** Variables of VCL, without the functions around them. */
const VCL: Readonly<Record<string, string>> = {
  'client.ip': 'remote_addr',
  'req.http.fastly-client-ip': 'remote_addr',
  'req.url': 'request_uri',
  'req.url.path': 'uri',
  'req.url.qs': 'args',
  'req.method': 'request_method',
  'req.request': 'request_method',
  'req.http.host': 'http_host',
  'resp.status': 'status',
  'resp.body_bytes_written': 'body_bytes_sent',
  'resp.bytes_written': 'bytes_sent',
  'time.start.sec': 'msec',
  now: 'time_custom',
}

/**
 * Name of a directive's value. `%S` is the session of Tomcat's valve, and Apache's bytes in both directions where `%O`
 * stands in the same format: both come from mod_logio.
 */
export const apacheName = (format: string, [, argument, kind, letter]: RegExpMatchArray): string => {
  if (argument !== undefined) return withArgument(argument, kind ?? '')
  const name = LETTERS[letter ?? '']
  if (name === undefined) throw new SourceProblem({ format, problem: `unknown directive %${letter ?? ''}` })
  return name === 'session_id' && /%[<>]?O/.test(format) ? 'bytes_both' : name
}

const withArgument = (argument: string, kind: string): string => {
  const name = argument.toLowerCase().replace(/[^a-z0-9]/g, '_')
  if (kind === 'i') return `http_${name}`
  if (kind === 'o') return `sent_http_${name}`
  if (kind === 'C' || kind === 'c') return `cookie_${argument}`
  if (kind === 't') return timeName(argument)
  if (kind === 'V') return vclName(argument)
  return `${kind}_${name}`
}

/** `%{sec}t` and its like count from the epoch; any other argument is a pattern of strftime or SimpleDateFormat. */
const timeName = (argument: string): string => {
  const what = argument.replace(/^(?:begin|end):/, '')
  if (/^(?:sec|msec|usec)$/.test(what)) return 'msec'
  return what.endsWith('_frac') ? `time_${what}` : timeOfWords(what.split(' ').length)
}

export const timeOfWords = (words: number): string => (words === 1 ? 'time_custom' : `time_words${words}`)

const vclName = (text: string): string => {
  const variable = text.replace(/^[a-z_.]+\(/i, '').replace(/[,)].*$/, '').trim().toLowerCase() // biome-ignore format: one chain
  const header = /^(req|resp)\.http\.(.+)$/.exec(variable)
  const named = header?.[2]?.replace(/[^a-z0-9]/g, '_') ?? ''
  return VCL[variable] ?? (header === null ? `vcl_${variable.replace(/[^a-z0-9]/g, '_')}` : `${header[1] === 'req' ? 'http' : 'sent_http'}_${named}`) // biome-ignore format: one expression
}
