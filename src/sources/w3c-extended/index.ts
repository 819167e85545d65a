import type { SourcePlan } from '../../domain/source-plan.ts'
import { plusIsSpace, withoutQuotes } from '../shared/decoder.ts'
import { recogniseW3c } from '../shared/recognise-w3c.ts'
import { compileW3c, readW3c } from '../shared/w3c.ts'
import { FIELDS_LINE, type W3cFormat } from '../shared/w3c-lines.ts'
import type { SourceKind } from '../source-kind.ts'

const FORMAT: W3cFormat = {
  delimiter: ' ',
  known: [
    'date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken',
    'date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status time-taken',
    'date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status',
    'date time s-sitename s-computername s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs-version cs(User-Agent) cs(Cookie) cs(Referer) cs-host sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken',
  ],
  decoders: { user_agent: [withoutQuotes, plusIsSpace], referrer: [withoutQuotes] },
  owns: (fields) => !fields.includes('x-edge-location') && fields.some((name) => /^(?:c|s|cs|sc|r)[-(]/.test(name)),
}

/** The specification allows for either white space; cells between tabs may hold spaces. */
const TABBED: W3cFormat = { ...FORMAT, delimiter: '\t', known: [] }
const formatOf = ({ format }: SourcePlan): W3cFormat => (format.includes('\t') ? TABBED : FORMAT)

export const w3cExtended: SourceKind = {
  id: 'w3c-extended',
  title: 'W3C extended log, IIS',
  description: 'Requests in the W3C Extended Log File Format, with `#Fields` lines that may change inside a file.',
  recognise: (lines, config) => recogniseW3c(FORMAT, lines, config) ?? recogniseW3c(TABBED, lines, config),
  compile: (plan, key) => compileW3c(formatOf(plan), plan, key),
  headers: FIELDS_LINE,
  read: (line, plan) => readW3c(formatOf(plan), line, plan),
}
