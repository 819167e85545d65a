import { encodedTwice } from '../shared/decoder.ts'
import { recogniseW3c } from '../shared/recognise-w3c.ts'
import { compileW3c, readW3c } from '../shared/w3c.ts'
import { FIELDS_LINE, type W3cFormat } from '../shared/w3c-lines.ts'
import type { SourceKind } from '../source-kind.ts'

const STANDARD =
  'date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end'

const REAL_TIME =
  'timestamp c-ip s-ip time-to-first-byte sc-status sc-bytes cs-method cs-protocol cs-host cs-uri-stem cs-bytes x-edge-location x-edge-request-id x-host-header time-taken cs-protocol-version c-ip-version cs-user-agent cs-referer cs-cookie cs-uri-query x-edge-response-result-type x-forwarded-for ssl-protocol ssl-cipher x-edge-result-type fle-encrypted-fields fle-status sc-content-type sc-content-len sc-range-start sc-range-end c-port x-edge-detailed-result-type c-country cs-accept-encoding cs-accept cache-behavior-path-pattern cs-headers cs-header-names cs-headers-count'

const first = (fields: string, count: number): string => fields.split(' ').slice(0, count).join('\t')

const FORMAT: W3cFormat = {
  delimiter: '\t',
  known: [33, 26, 24, 23, 19, 18].map((count) => first(STANDARD, count)).concat(first(REAL_TIME, 41)),
  decoders: { user_agent: [encodedTwice], referrer: [encodedTwice] },
  owns: (fields) => fields.includes('x-edge-location') || fields.includes('x-edge-result-type'),
}

export const awsCloudfront: SourceKind = {
  id: 'aws-cloudfront',
  title: 'Amazon CloudFront access log',
  description: 'Requests to a distribution: standard log files, and real-time logs with all fields.',
  recognise: (lines, config) => recogniseW3c(FORMAT, lines, config),
  compile: (plan, key) => compileW3c(FORMAT, plan, key),
  headers: FIELDS_LINE,
  read: (line, plan) => readW3c(FORMAT, line, plan),
}
