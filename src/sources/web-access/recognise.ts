import type { EventField, SourceConfig } from '../../domain/case-config.ts'
import type { FieldOrigin } from '../../domain/source-plan.ts'
import { STATUS } from '../shared/status.ts'
import { carriesOffset, timeStyleOf } from '../shared/times.ts'
import type { Recognition } from '../source-kind.ts'
import { ADDRESS, most } from '../json-lines/vocabulary.ts'
import { cookiesIn } from '../shared/w3c-cookies.ts'
import { cutLine } from './cut-line.ts'
import { areOnceEach, extraFields, formatWithExtras } from './extra-fields.ts'
import { PATH_SESSION, sessionsIn } from '../shared/path-session.ts'
import { credentialVariables, fieldsOf, TARGETS } from './fields.ts'
import { type Format, NAMED_FORMATS, parseFormat } from './format.ts'
import { inferFormat } from './infer-format.ts'
import { withColon } from './time-style.ts'

/** At least this share of the sample must have a readable time and status. */
const LEAST = 0.3
/** Sampled credentials kept for comparison with other logs. */
const SHARED_VALUES = 20_000

/** A format read off the lines is taken where a known one leaves so many more of them unread. */
const READS_MORE = 0.01

/** The declared format, or the known one that reads most lines, with whatever fields stand behind it. */
export const recogniseWebAccess = (lines: readonly string[], config: SourceConfig | undefined): Recognition | null => {
  const written = lines.filter((line) => line.trim() !== '')
  if (written.length === 0) return null
  if (config?.format !== undefined) return recognition(config.format, written, config)
  const ranked = Object.keys(NAMED_FORMATS)
    .map((name) => ({ name, share: shareOf(parseFormat(name), written) }))
    .sort((a, b) => b.share - a.share)
  const best = ranked.find(({ share }) => share >= Math.max(LEAST, (ranked[0]?.share ?? 0) * 0.98))
  const inferred = best === undefined || best.share < 1 ? inferFormat(written) : null
  if (inferred !== null && shareOf(parseFormat(inferred), written) >= (best?.share ?? 0) + READS_MORE)
    return certainLess(recognition(inferred, written, config))
  if (best === undefined) return null
  const plain =
    Object.keys(NAMED_FORMATS).find((name) =>
      ranked.some((one) => one.name === name && one.share >= 0.98 * best.share),
    ) ?? best.name
  const ofLists = ranked.find(({ name }) => name === `${plain}_forwarded`)
  const preferred = ofLists !== undefined && ofLists.share > sharesOf(ranked, plain) ? ofLists.name : plain
  if (NAMED_FORMATS[preferred]?.includes('$') === true)
    return recognition(withOtherTime(preferred, written), written, config)
  return recognition(withOtherTime(formatWithExtras(preferred, written), written), written, config)
}

const sharesOf = (ranked: readonly { readonly name: string; readonly share: number }[], wanted: string): number =>
  ranked.find(({ name }) => name === wanted)?.share ?? 0

/** A known format whose place of the time holds one that is written otherwise than servers do, as morgan's default does. */
const withOtherTime = (name: string, lines: readonly string[]): string => {
  const format = parseFormat(name)
  const at = format.parts.findIndex(({ variable }) => variable === 'time_local')
  const times = lines.flatMap((line) => cutLine(line, format)?.[at] ?? [])
  const style = timeStyleOf(times)
  if (at < 0 || style === null || style === 'clf') return name
  return (NAMED_FORMATS[name] ?? name).replace('%t', '[%{time}t]').replace('$time_local', '$time_custom')
}

/** Whoever knows a format by its name is to be preferred. */
const certainLess = (found: Recognition): Recognition => ({
  ...found,
  inferred: true,
  confidence: 0.9 * found.confidence,
})

const PARSED = new Map<string, Format>()
const MOST_PARSED = 100

/** Whether a line has the separators of a format, and an address, a time and a status where they belong. */
export const fitsWebAccess = (line: string, text: string): boolean => {
  let format = PARSED.get(text)
  if (format === undefined) {
    if (PARSED.size >= MOST_PARSED) PARSED.clear()
    PARSED.set(text, (format = parseFormat(text)))
  }
  return isReadable(format, cutLine(line, format))
}

const shareOf = (format: Format, lines: readonly string[]): number =>
  lines.filter((line) => isReadable(format, cutLine(line, format))).length / lines.length

const isReadable = (format: Format, values: readonly string[] | null): boolean => {
  if (values === null) return false
  const at = (name: string): string | undefined => values[format.parts.findIndex(({ variable }) => variable === name)]
  const status = at('status')
  const address = at('remote_addr')
  if (status !== undefined && !/^(?:\d{3}|-)$/.test(status) && !STATUS.test(status)) return false
  if (address !== undefined && !/^[\w.:%,[\]-]+$/.test(address) && !ADDRESS.test(address)) return false
  if (isAddress(at('ident')) || /\s/.test(at('remote_user') ?? '')) return false
  // More numbers than one before a quote: what stands in that is no referrer.
  if (format.parts.at(-1)?.variable !== 'body_bytes_sent' && /\s/.test(at('body_bytes_sent') ?? '')) return false
  if (/,/.test(at('server_name') ?? '')) return false
  const list = at('http_x_forwarded_for')
  if (address === undefined && list !== undefined && list !== '-' && (!ADDRESS.test(list) || list.includes('"')))
    return false
  const time = at('time_local') ?? at('time_iso8601') ?? at('msec')
  return time === undefined || timeStyleOf([time]) !== null
}

/**
 * An address in the place of the identity: what stands before it is a virtual host. (Words in the place of the user are a
 * shipper's header that was taken for client and identity.)
 */
const isAddress = (ident: string | undefined): boolean =>
  ident !== undefined && /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]+)$/i.test(ident)

const recognition = (text: string, lines: readonly string[], config: SourceConfig | undefined): Recognition => {
  const format = parseFormat(text)
  const rows = lines.map((line) => cutLine(line, format)).filter((row) => row !== null)
  const written = (wanted: string): readonly string[] => {
    const column = format.parts.findIndex(({ variable }) => variable === wanted)
    return rows.map((row) => row[column] ?? '').filter((value) => value !== '' && value !== '-')
  }
  const valuesOf = (origin: FieldOrigin | undefined): readonly string[] => written(origin?.from.slice(1) ?? '')
  const fields: Partial<Record<EventField, FieldOrigin>> = {
    ...fieldsOf(format, config, written),
  }
  const guessed = extraFields(format, rows)
  for (const [field, origin] of Object.entries(guessed)) fields[field as EventField] ??= origin
  if (fields.principal?.how === 'recognised' && fields.principal.from === fields.credential?.from) {
    delete fields.principal
    if (guessed.principal !== undefined) fields.principal = guessed.principal
  }
  // A duration, or the id of a request, before the client is no host.
  const hosts = valuesOf(fields.host)
  if (fields.host?.how === 'recognised' && (areOnceEach(hosts) || (hosts.length > 0 && most(hosts, /^\d+$/, 1))))
    delete fields.host
  if (config?.fields?.principal === undefined && valuesOf(fields.principal).length === 0) {
    if (guessed.principal === undefined) delete fields.principal
    else fields.principal = guessed.principal
  }
  if (
    fields.credential?.from === '$session_id' &&
    valuesOf(fields.credential).every((value) => /^\d{1,12}$/.test(value))
  )
    delete fields.credential
  const cookies = cookiesOf(format, written)
  if (valuesOf(fields.credential).length === 0 && cookies[0]?.named === true)
    fields.credential = { from: cookies[0].from, how: 'recognised' }
  const inPath =
    valuesOf(fields.credential).length > 0 || cookies[0]?.named === true ? [] : sessionsInPath(fields, valuesOf)
  if (inPath.length > 0) fields.credential = { from: PATH_SESSION, how: 'recognised' }
  const times = valuesOf(fields.time).map(withColon.plain)
  const style = timeStyleOf(times)
  const inLog = style !== null && carriesOffset(style, times)
  return {
    confidence: shareOf(format, lines) * (style === null ? 0 : 1),
    format: text,
    zone: config?.zone ?? 'UTC',
    zoneFrom: inLog ? 'in the log' : config?.zone === undefined ? 'assumed' : 'declared',
    log: 'access',
    fields,
    actions: {},
    credentialCandidates: [
      ...candidates(format, fields.credential)
        .filter((from) => cookies.every((cookie) => cookie.from !== from))
        .map((from) => ({
          from,
          named: fields.credential?.how !== 'guessed' || fields.credential.from !== from,
          values: (from === PATH_SESSION ? inPath : written(from.slice(1))).slice(0, SHARED_VALUES),
        })),
      ...cookies,
    ],
  }
}

/** Which cookies may be the session, of a column that holds whole Cookie headers. */
const cookiesOf = (
  format: Format,
  written: (variable: string) => readonly string[],
): Recognition['credentialCandidates'] =>
  format.parts
    .map(({ variable }) => ({ variable, headers: written(variable) }))
    .filter(({ variable, headers }) => COOKIES.test(variable) && most(headers, /^[^=\s;]+=/))
    .flatMap(({ variable, headers }) => cookiesIn(headers, (name) => `$${variable}; ${name}`))

const COOKIES = /^(?:http_cookie|n_extra\d+(?:_cookies?)?)$/

/** Sessions that stand in the paths of the sample. */
const sessionsInPath = (
  fields: Partial<Record<EventField, FieldOrigin>>,
  valuesOf: (origin: FieldOrigin | undefined) => readonly string[],
): readonly string[] =>
  sessionsIn(valuesOf(TARGETS.map((field) => fields[field]).find((origin) => origin !== undefined)))

/** The field taken for the credential first, then the others that may hold it. */
const candidates = (format: Format, taken: FieldOrigin | undefined): readonly string[] => [
  ...new Set([
    ...(taken === undefined ? [] : [taken.from]),
    ...credentialVariables(format).map((variable) => `$${variable}`),
  ]),
]
