import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'

/** What a fixture says of one line. */
export interface Expected {
  readonly line: number
  readonly parser: string
  readonly values: Readonly<Partial<Record<Compared, string>>>
}

export type Compared =
  | 'time'
  | 'src_ip'
  | 'method'
  | 'path'
  | 'query'
  | 'status'
  | 'user_agent'
  | 'principal'
  | 'bytes'
  | 'referrer'
  | 'host'

export interface Fixture {
  readonly name: string
  readonly lines: readonly string[]
  readonly expected: readonly Expected[]
}

/** Fixtures that use one of the parsers, with what their `parser.assert` says of each line. */
export const fixturesOf = (root: string, parsers: readonly string[]): readonly Fixture[] =>
  readdirSync(root)
    .sort()
    .flatMap((name): readonly Fixture[] => {
      const dir = path.join(root, name)
      if (!existsSync(path.join(dir, 'config.yaml'))) return []
      const config = parse(readFileSync(path.join(dir, 'config.yaml'), 'utf8')) as {
        parsers?: readonly string[] | null
        log_file?: string
      }
      const used = (config.parsers ?? []).map((parser) => path.basename(parser, '.yaml'))
      const log = path.join(dir, config.log_file ?? '')
      if (!parsers.some((parser) => used.includes(parser)) || !existsSync(log)) return []
      const lines = readFileSync(log, 'latin1').split('\n')
      const assertions = path.join(dir, 'parser.assert')
      const expected = existsSync(assertions) ? expectedOf(readFileSync(assertions, 'latin1'), lines, parsers) : []
      return [{ name, lines, expected }]
    })

const ASSERTION =
  /^results\["(s\d\d)-[a-z]+"\]\["([^"]+)"\]\[(\d+)\]\.Evt\.(Meta|Parsed|Enriched)\["([^"]+)"\](\[4:\])? == (".*")$/

interface Event {
  readonly parser: string
  readonly values: Map<string, string>
}

const expectedOf = (text: string, lines: readonly string[], parsers: readonly string[]): readonly Expected[] => {
  const events = new Map<string, Event>()
  for (const row of text.split('\n')) {
    const [, stage, parser = '', index = '', group, name, tail, quoted] = ASSERTION.exec(row) ?? []
    if (stage === undefined || quoted === undefined) continue
    const key = `${stage} ${parser} ${index}`
    const event = events.get(key) ?? { parser: path.basename(parser), values: new Map<string, string>() }
    event.values.set(`${group ?? ''}.${name ?? ''}${tail ?? ''}`, unquoted(quoted))
    events.set(key, event)
  }
  return byLine([...events], lines, parsers)
}

/** Strings as Go writes them: `\x16`, `\a`, and bare tabs. */
const unquoted = (text: string): string => {
  const json = text.replace(/\\(x[0-9a-f]{2}|.)|[\x00-\x1f]/g, (whole, escape: string | undefined) => {
    if (escape === undefined) return `\\u${whole.charCodeAt(0).toString(16).padStart(4, '0')}`
    if (escape.length === 3) return `\\u00${escape.slice(1)}`
    return escape === 'a' ? '\\u0007' : escape === 'v' ? '\\u000b' : whole
  })
  return JSON.parse(json) as string
}

/** Events of a stage come in the order of their lines; the message tells which line an event is of. */
const byLine = (
  events: readonly (readonly [string, Event])[],
  lines: readonly string[],
  parsers: readonly string[],
): readonly Expected[] => {
  const found: Expected[] = []
  const next = new Map<string, number>()
  for (const [key, event] of events) {
    const parser = key.split(' ').slice(0, 2).join(' ')
    const message = event.values.get('Parsed.message')
    if (message === undefined) continue
    const from = next.get(parser) ?? 0
    const line = lines.findIndex((text, i) => i >= from && holds(text, message))
    if (line < 0) continue
    next.set(parser, line + 1)
    const isParse = key.startsWith('s01') && parsers.includes(event.parser)
    const isTime = key.startsWith('s02') && event.parser === 'dateparse-enrich'
    if (isParse) found.push({ line, parser: event.parser, values: valuesOf(event.values) })
    else if (isTime) found.push({ line, parser: '', values: timeOf(event.values) })
  }
  return merged(found)
}

const holds = (line: string, message: string): boolean =>
  line.includes(message.trim()) || line.includes(JSON.stringify(message).slice(1, -1))

const merged = (found: readonly Expected[]): readonly Expected[] => {
  const lines = new Map<number, Expected>()
  for (const one of found) {
    const before = lines.get(one.line)
    lines.set(one.line, {
      line: one.line,
      parser: before?.parser === undefined || before.parser === '' ? one.parser : before.parser,
      values: { ...before?.values, ...one.values },
    })
  }
  return [...lines.values()].filter(({ parser }) => parser !== '').sort((a, b) => a.line - b.line)
}

const valuesOf = (values: ReadonlyMap<string, string>): Expected['values'] => {
  const pick = (...names: readonly string[]): string | undefined =>
    names.map((name) => values.get(name)).find((value) => value !== undefined)
  const target = pick('Meta.http_path', 'Parsed.request')
  const all: Readonly<Record<Exclude<Compared, 'time'>, string | undefined>> = {
    src_ip: pick('Meta.source_ip'),
    method: pick('Meta.http_verb', 'Parsed.verb'),
    path: target?.split('?')[0],
    query: target?.split('?').slice(1).join('?'),
    status: pick('Meta.http_status', 'Parsed.status'),
    user_agent: pick('Meta.http_user_agent', 'Parsed.http_user_agent'),
    principal: pick('Meta.user', 'Meta.target_user', 'Parsed.remote_user', 'Parsed.sshd_invalid_user'),
    bytes: pick('Parsed.body_bytes_sent', 'Parsed.bytes_read', 'Parsed.sc_bytes'),
    referrer: pick('Parsed.http_referer', 'Parsed.cs_referer'),
    host: pick('Meta.target_fqdn'),
  }
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

const timeOf = (values: ReadonlyMap<string, string>): Expected['values'] => {
  const whole = values.get('Enriched.MarshaledTime')
  const tail = values.get('Enriched.MarshaledTime[4:]')
  if (whole !== undefined && whole !== '') return { time: whole }
  return tail === undefined ? {} : { time: `····${tail}` }
}
