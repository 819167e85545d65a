import type { EventField } from '../../domain/case-config.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { ident, type Sql, sql } from '../../engine/sql.ts'
import { addressText, clientAddress } from '../shared/client-address.ts'
import { bareToken, credentialHash, toldAlgorithm, tokenParts } from '../shared/credential.ts'
import { underRoot, withoutQuotes } from '../shared/decoder.ts'
import { nobody } from '../shared/nobody.ts'
import { redactQuery, redactUrl } from '../shared/redact.ts'
import { type RequestTarget, requestTarget } from '../shared/request-target.ts'
import { successOf } from '../shared/success-value.ts'
import { templated } from '../shared/route-template.ts'
import { statusSql } from '../shared/status.ts'
import { isTime, timeOfAny } from '../shared/times.ts'
import { commonName } from '../shared/common-name.ts'
import { cookieOfMember, cookieSql } from '../shared/w3c-cookies.ts'
import { type HashKey, type LineProgram, SourceProblem } from '../source-kind.ts'
import { composedSql, partsOfTime } from '../shared/composed-times.ts'
import { actSql, isOfActs, LOOKED } from '../shared/composed-acts.ts'
import { actionOf } from './auth-actions.ts'
import { bodyPair, bodyPlaces, withPairs } from './body-objects.ts'
import { type JsonPath, parsePath } from './json-path.ts'
import { extractionsOf } from './tuple-type.ts'

type Definitions = { readonly name: string; readonly expression: Sql }[]
type Value = (field: EventField) => Sql

const NOTHING = sql`''`

/** A plan compiled to SQL that parses each line once and takes the fields out of the result. */
export const compileJsonLines = (plan: SourcePlan, key: HashKey): LineProgram => {
  const definitions: Definitions = [
    { name: 'is_text', expression: sql`isValidUTF8(line)` },
    { name: 'json', expression: sql`if(is_text, ${BARE}, convertCharset(${BARE}, 'iso-8859-1', 'utf-8'))` },
  ]
  const define = (name: string, expression: Sql): Sql => {
    definitions.push({ name, expression })
    return ident(name)
  }
  const value = extract(plan, define)
  const time = define('event_time', timeOfAny(value('time'), plan.zone))
  const act = isOfActs(plan) ? actSql(plan, textOf(define)) : null
  const target = targetOf(plan, value, act, define)
  const query = define('event_query', withPairs(target.query, bodyPairs(plan, define)))
  const template = templated(target.path, define)
  const kind = define('event_kind', kindOf(plan, value, target.path))
  const token = define('bare_token', bareToken(value('credential')))
  const claims = tokenParts(token)
  const known = plan.fields.credential !== undefined
  return {
    definitions,
    token: known ? token : undefined,
    reject: sql`multiIf(${isTime(time)}, '', line IN ('', '\\r') OR match(line, '^[ \\t\\r]+$'), 'blank', NOT isValidJSON(json), 'not-json', 'bad-time')`,
    columns: {
      kind,
      action:
        plan.log === 'access' || plan.fields.action === undefined
          ? NOTHING
          : sql`if(${kind} = 'auth', ${actionOf(value('action'), at(plan, value, 'outcome'), plan.actions)}, '')`,
      time,
      src_ip: clientAddress(addressText(at(plan, value, 'src_ip'), at(plan, value, 'forwarded')), plan.proxies, define),
      method: sql`upper(${target.method})`,
      host: plan.fields.host === undefined ? target.host : dashless(value('host')),
      path: target.path,
      query: redactQuery(query),
      route: template.route,
      object: template.object,
      status: statusSql(act?.status ?? value('status')),
      bytes: sql`toUInt64OrZero(${value('bytes')})`,
      user_agent: dashless(value('user_agent')),
      referrer: redactUrl(dashless(value('referrer'))),
      principal: principalOf(value('principal'), known ? claims.subject : NOTHING),
      credential: known ? credentialHash(token, key) : sql`toUInt128(0)`,
      token_kid: plan.fields.token_kid !== undefined ? value('token_kid') : known ? claims.kid : NOTHING,
      token_alg: toldAlgorithm(known ? claims.alg : NOTHING, dashless(value('token_alg'))),
      token_issued: instant(at(plan, value, 'token_issued'), known ? claims.issued : undefined, plan.zone),
      token_expires: instant(at(plan, value, 'token_expires'), known ? claims.expires : undefined, plan.zone),
      device: dashless(value('device')),
    },
  }
}

const targetOf = (
  plan: SourcePlan,
  value: Value,
  act: ReturnType<typeof actSql> | null,
  define: (name: string, expression: Sql) => Sql,
): RequestTarget => {
  const [request, path] = [at(plan, value, 'request'), at(plan, value, 'path')]
  return requestTarget(
    {
      request: request === undefined ? undefined : define('request_line', withoutQuotes.sql(request)),
      method: act === null ? at(plan, value, 'method') : sql`${LOOKED}`,
      url: at(plan, value, 'url'),
      path: act?.path ?? (path === undefined ? undefined : define('rooted_path', underRoot.sql(path))),
      query: at(plan, value, 'query'),
    },
    define,
  )
}

/** The ids that the body names, one pair a place. By paths: a tuple would take an array for its members. */
const bodyPairs = (plan: SourcePlan, define: (name: string, expression: Sql) => Sql): readonly Sql[] =>
  (plan.fields.body === undefined ? [] : bodyPlaces(plan.fields.body.from)).map((place, n) => {
    const steps = stepsTo(place.member)
    return bodyPair(place, define(`body_${n + 1}`, sql`JSONExtract(json${steps}, 'String')`))
  })

/** Arguments that lead there; items by their names are not among what is asked for so. */
const stepsTo = (from: string): Sql =>
  parsePath(from).reduce((path, step) => {
    if (typeof step === 'object')
      throw new SourceProblem({ format: 'json-lines', problem: `${from} names an item of a list` })
    return sql`${path}, ${typeof step === 'number' ? step + 1 : step}`
  }, sql``)

/** The text at a path of a record, each asked for once, as its bytes are. */
const textOf = (define: (name: string, expression: Sql) => Sql): ((from: string) => Sql) => {
  const known = new Map<string, Sql>()
  return (from) => {
    const found = known.get(from)
    if (found !== undefined) return found
    const steps = stepsTo(from)
    const raw = sql`JSONExtract(json${steps}, 'String')`
    const text = define(
      `act_${known.size + 1}`,
      sql`if(is_text, ${raw}, convertCharset(${raw}, 'utf-8', 'iso-8859-1'))`,
    )
    known.set(from, text)
    return text
  }
}

const BARE = sql`if(startsWith(line, '\\xEF\\xBB\\xBF'), substring(line, 4), line)`

/**
 * One `JSONExtract` for all fields. A line that is not UTF-8 is parsed as if its bytes were Latin-1 and its values are
 * turned back, so that every byte stays what it was.
 */
const extract = (plan: SourcePlan, define: (name: string, expression: Sql) => Sql): Value => {
  const single = Object.entries(plan.fields).filter(
    ([field]) => field !== 'body' && (field !== 'path' || !isOfActs(plan)),
  )
  const paths = single.flatMap(([field, { from }]) =>
    membersOf(field, from).map((member) => ({
      field: field as EventField,
      member,
      path: parsePath(cookieOfMember(member).member),
      cookie: cookieOfMember(from).name,
    })),
  )
  const values = new Map<EventField, Sql>()
  const parts = new Map<string, Sql>()
  extractionsOf(distinct(paths.map(({ path }) => path))).forEach(({ extraction, paths: held }, i) => {
    const tuple = define(`fields_${i + 1}`, sql`JSONExtract(json, ${extraction.type})`)
    for (const { field, member, path, cookie } of paths) {
      const own = held.find((one) => JSON.stringify(one) === JSON.stringify(path))
      if (own === undefined) continue
      const whole = extraction.value(tuple, own)
      if (field === 'time') parts.set(member, whole)
      else values.set(field, cookie === undefined ? whole : cookieSql(whole, cookie))
    }
  })
  if (plan.fields.time !== undefined)
    values.set('time', composedSql((member) => parts.get(member) ?? NOTHING)(bareName(plan.fields.time.from)))
  for (const [field, raw] of values) {
    const text = define(`value_${field}`, sql`if(is_text, ${raw}, convertCharset(${raw}, 'utf-8', 'iso-8859-1'))`)
    values.set(field, successOf(plan.fields[field]?.from ?? '')?.ended.sql(text) ?? text)
  }
  return (field) => values.get(field) ?? NOTHING
}

/** The members that a field is read from: of a time that is put together, several. */
const membersOf = (field: string, from: string): readonly string[] =>
  field === 'time' ? partsOfTime(bareName(from)) : [bareName(from)]

const bareName = (from: string): string => successOf(from)?.from ?? from

const distinct = (paths: readonly JsonPath[]): readonly JsonPath[] => [
  ...new Map(paths.map((path) => [JSON.stringify(path), path])).values(),
]

const at = (plan: SourcePlan, value: Value, field: EventField): Sql | undefined =>
  plan.fields[field] === undefined ? undefined : value(field)

const dashless = (value: Sql): Sql => (value === NOTHING ? value : sql`if(${value} IN ('-', 'null'), '', ${value})`)

const principalOf = (value: Sql, subject: Sql): Sql => {
  const bare = value === NOTHING ? NOTHING : commonName.sql(nobody.sql(value))
  if (subject === NOTHING) return bare
  return bare === NOTHING ? subject : sql`if(${bare} != '', ${bare}, ${subject})`
}

/** A record with a target is a request; an authentication record else; 'other' where it is neither. */
const kindOf = (plan: SourcePlan, value: Value, path: Sql): Sql => {
  if (plan.log === 'auth') return sql`'auth'`
  const request = sql`${path} != ''`
  if (plan.log === 'access') return sql`if(${request}, 'http', 'other')`
  const acts = actionOf(value('action'), undefined, plan.actions, plan.fields.outcome !== undefined)
  return sql`multiIf(${acts} != '', 'auth', ${request}, 'http', 'other')`
}

const instant = (value: Sql | undefined, claim: Sql | undefined, zone: string): Sql => {
  const never = sql`toDateTime(0, 'UTC')`
  if (value === undefined) return claim ?? never
  return sql`if(${value} = '', ${never}, toDateTime(${timeOfAny(value, zone)}, 'UTC'))`
}
