import { type Sql, ident, join, sql } from '../../engine/sql.ts'
import type { Logsource } from '../document/model.ts'
import type { EventSource, FieldSql } from '../sql/source.ts'
import { EVENT_PARTS, LAKE_FIELDS } from './lake-fields.ts'
import type { Taxonomy } from './taxonomy.ts'

/**
 * Rules over the lake's events. `evidence.event` does not keep the raw line, so keywords are sought in what was read
 * from it: method, path and query as in the request line, agent, referrer, host, account and address.
 */
export const lakeTaxonomies = (zone: string, from: Sql = sql`evidence.event`): readonly Taxonomy[] => {
  const web = lakeSource(sql`(SELECT * FROM ${from} WHERE kind = 'http')`, LAKE_FIELDS.web, zone)
  return [
    ...WEB.map((category) => ({
      id: category,
      accepts: (logsource: Logsource) => logsource.category === category,
      source: web,
      fields: Object.keys(LAKE_FIELDS.web),
    })),
    ...BREACH.map(({ category, where }) => breach(category, where, from, zone)),
  ]
}

/** Products and services (apache, nginx, iis, squid) all end up in the same columns: one source for all. */
const WEB = ['webserver', 'proxy'] as const

/**
 * Our own taxonomy, `product: breach`: which events of the lake each category is. `keystore` is part of it too, but the
 * lake keeps no such events: rules for it are reported as not applicable.
 */
const BREACH: readonly { readonly category: string; readonly where: Sql }[] = [
  { category: 'auth', where: sql`kind = 'auth' AND action IN ('logon', 'logon-failed')` },
  { category: 'token_issue', where: sql`kind = 'auth' AND action IN ('issue', 'refresh')` },
  { category: 'token_use', where: sql`kind = 'http' AND credential != 0` },
  { category: 'session', where: sql`kind = 'auth' AND action IN ('logon', 'refresh', 'revoke')` },
]

const breach = (category: string, where: Sql, from: Sql, zone: string): Taxonomy => ({
  id: `breach/${category}`,
  accepts: (logsource) => logsource.product === 'breach' && logsource.category === category,
  source: lakeSource(sql`(SELECT * FROM ${from} WHERE ${where})`, LAKE_FIELDS.breach, zone),
  fields: Object.keys(LAKE_FIELDS.breach),
})

const lakeSource = (from: Sql, fields: Readonly<Record<string, FieldSql>>, zone: string): EventSource => ({
  from,
  field: (name) => fields[name] ?? null,
  event: EVENT,
  eventParts: EVENT_PARTS,
  time: sql`toUnixTimestamp64Micro(${ident('time')})`,
  order: sql`bitShiftLeft(toUInt128(file), 64) + line`,
  zone,
})

const EVENT = sql`arrayStringConcat([${join(
  EVENT_PARTS.map(({ text }) => sql`toString(${text})`),
  ',',
)}], '\n')`
