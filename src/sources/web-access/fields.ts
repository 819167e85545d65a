import type { EventField, SourceConfig } from '../../domain/case-config.ts'
import type { FieldOrigin } from '../../domain/source-plan.ts'
import { tellsClients } from '../shared/behind-proxies.ts'
import { SourceProblem } from '../source-kind.ts'
import { type Format, parseFormat } from './format.ts'

type Fields = Partial<Readonly<Record<EventField, FieldOrigin>>>

/** Which variable feeds which event field, in order of preference. */
const KNOWN: readonly { readonly field: EventField; readonly variables: RegExp }[] = [
  { field: 'time', variables: /^(?:msec|time_iso8601|time_local|time_custom|time_words\d)$/ },
  { field: 'src_ip', variables: /^(?:remote_addr|realip_remote_addr)$/ },
  { field: 'request', variables: /^request$/ },
  { field: 'method', variables: /^request_method$/ },
  { field: 'url', variables: /^request_uri$/ },
  { field: 'path', variables: /^(?:uri|document_uri)$/ },
  { field: 'query', variables: /^(?:args|query_string)$/ },
  { field: 'host', variables: /^(?:host|http_host|server_name)$/ },
  { field: 'status', variables: /^status$/ },
  { field: 'bytes', variables: /^(?:body_bytes_sent|bytes_sent)$/ },
  { field: 'user_agent', variables: /^http_user_agent$/ },
  { field: 'referrer', variables: /^http_referer$/ },
  {
    field: 'credential',
    variables:
      /^(?!.*(?:user(?:name)?|(?<!sess(?:ion)?_?)uid|e_?mail|login|member|account|sub|groups?|roles?|scopes?|status|result)$)(?:http_authorization|(?:[en]_)?(?:j?session_?(?:id|key|token)?|sid|jti|phpsessid|(?:access|auth|jwt)_token|token_(?:id|hash))|jwt_claim_(?:jti|sid)|(?:cookie|http|sent_http|upstream_http)_\w*(?:sess|sid|token|auth|jwt)\w*)$/i,
  },
  {
    field: 'principal',
    variables:
      /^(?!http_user_agent$)(?:(?:cookie|http|sent_http|upstream_http|jwt_claim|e_oidc_claim)_\w*(?:user|member|account|customer|sub|uid|login|e_?mail)\w*|remote_user|ssl_client_s_dn(?:_cn)?|(?:(?:[en]|auth|auth_request|jwt|oidc|token)_)*(?:user_?(?:id|name|no)|(?:member|account|customer|login)_?(?:id|no)|(?:auth|jwt|oidc|token)_(?:user|sub|email)))$/i,
  },
  { field: 'token_kid', variables: /(?:^|_)kid$|(?:^|_)(?:signing|jwt|token)_key_id$/i },
  { field: 'token_alg', variables: /(?:^|_)alg(?:orithm)?$/i },
  { field: 'device', variables: /^(?:cookie|http)_\w*device\w*$/i },
]

/** What tells of a token and is none. */
export const OF_TOKEN = /(?:^|_)(?:kid|alg(?:orithm)?|iat|exp|nbf|iss|aud)$|(?:^|_)(?:signing|jwt|token)_key_id$/i

/** Where the target of a request may stand. */
export const TARGETS = ['request', 'url', 'path'] as const

/** The list, looked for where `proxies` is declared, and where all connections are of the company's own balancers. */
const FORWARDED = /^http_x_(?:original_)?forwarded_for$/

/** Of several variables for one field, the first that is written at least so often as a share of the one written most. */
const WRITTEN = 0.1

/**
 * Fields of a format by the names of its variables, then what `case.yaml` declares. `valuesOf` are those that a variable
 * has in the sample: `$remote_user` stands in most formats and is empty in most logs.
 */
export const fieldsOf = (
  format: Format,
  config: SourceConfig | undefined,
  valuesOf: (variable: string) => readonly string[],
): Fields => {
  const names = format.parts.map(({ variable }) => variable)
  const fields: Partial<Record<EventField, FieldOrigin>> = {}
  const written = (variable: string): number => valuesOf(variable).length
  for (const { field, variables } of KNOWN) {
    const candidates = names.filter((one) => variables.test(one) && (field !== 'credential' || !OF_TOKEN.test(one)))
    const most = Math.max(0, ...candidates.map(written))
    const name = candidates.find((candidate) => written(candidate) >= WRITTEN * most)
    if (name !== undefined) fields[field] = { from: `$${name}`, how: 'recognised' }
  }
  const list = names.find((name) => FORWARDED.test(name))
  const isTold = (name: string): boolean =>
    config?.proxies !== undefined || tellsClients(valuesOf(fields.src_ip?.from.slice(1) ?? ''), valuesOf(name))
  // Where a format has no place for who connected, the list stands there.
  const place = fields.src_ip === undefined ? 'src_ip' : 'forwarded'
  if (list !== undefined && (place === 'src_ip' || isTold(list)))
    fields[place] = { from: `$${list}`, how: 'recognised' }
  for (const [field, variable] of Object.entries(config?.fields ?? {})) {
    const name = canonical(variable)
    if (!names.includes(name))
      throw new SourceProblem({ format: config?.format ?? '', problem: `no variable ${variable} in it for ${field}` })
    fields[field as EventField] = { from: `$${name}`, how: 'declared' }
  }
  return fields
}

/** Every variable of a format whose name says that it may hold the credential. */
export const credentialVariables = (format: Format): readonly string[] => {
  const variables = KNOWN.find(({ field }) => field === 'credential')?.variables
  return format.parts
    .map(({ variable }) => variable)
    .filter((variable) => variables?.test(variable) === true && !OF_TOKEN.test(variable))
}

/** `%{X-User}i` and `$http_x_user` are one variable, `%u` and `$remote_user`; of one with braces the percent sign may be left out. */
const canonical = (variable: string): string => {
  const apache = /^%|^\{[^}]*\}[iCco]$/.test(variable)
  return apache ? (parseFormat(variable.replace(/^%?/, '%')).parts[0]?.variable ?? '') : variable.replace(/^[$]/, '')
}
