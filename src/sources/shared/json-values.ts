import { isUtf8 } from 'node:buffer'
import { bind, ident, type Sql, sql } from '../../engine/sql.ts'
import { type JsonPath, parsePath } from '../json-lines/json-path.ts'
import { extractionsOf } from '../json-lines/tuple-type.ts'
import type { ByteString, Definitions } from '../source-kind.ts'
import { cookieOfMember, cookieSql, plainCookie } from './w3c-cookies.ts'
import { type PlainJson, plainJson, textAt } from './plain/plain-json.ts'

/** Places of one value, best first: `properties.ipAddress | callerIpAddress`; the first that holds anything counts. */
const places = (from: string): readonly string[] => from.split(' | ')

export interface JsonSql {
  readonly definitions: Definitions
  readonly value: (from: string) => Sql
  /** Whether the line is a JSON object. */
  readonly isObject: Sql
}

/**
 * One parse of a line for all values. A line that is not UTF-8 is parsed as Latin-1 and its values are turned back, so
 * that every byte stays what it was.
 */
export const jsonSql = (froms: readonly string[]): JsonSql => {
  const definitions: { name: string; expression: Sql }[] = [
    { name: 'is_text', expression: sql`isValidUTF8(line)` },
    { name: 'json', expression: sql`if(is_text, ${BARE}, convertCharset(${BARE}, 'iso-8859-1', 'utf-8'))` },
  ]
  const paths = [...new Set(froms.flatMap(places))].map((text) => ({
    text,
    path: parsePath(cookieOfMember(text).member),
    cookie: cookieOfMember(text).name,
  }))
  const texts = new Map<string, Sql>()
  extractionsOf(paths.map(({ path }) => path)).forEach(({ extraction, paths: held }, i) => {
    definitions.push({ name: `tuple_${i + 1}`, expression: sql`JSONExtract(json, ${extraction.type})` })
    for (const { text, path, cookie } of paths) {
      if (!held.some((one) => same(one, path))) continue
      const whole = extraction.value(ident(`tuple_${i + 1}`), path)
      texts.set(text, cookie === undefined ? whole : cookieSql(whole, cookie))
    }
  })
  const values = new Map<string, Sql>()
  for (const [i, from] of [...new Set(froms)].entries()) {
    const raw = places(from)
      .map((place) => texts.get(place) ?? sql`''`)
      .reduceRight((otherwise, text) => sql`if(${text} NOT IN ('', '-'), ${text}, ${otherwise})`)
    definitions.push({
      name: `value_${i + 1}`,
      expression: sql`if(is_text, ${raw}, convertCharset(${raw}, 'utf-8', 'iso-8859-1'))`,
    })
    values.set(from, ident(`value_${i + 1}`))
  }
  return {
    definitions,
    value: (from) => values.get(from) ?? sql`''`,
    isObject: sql`(isValidJSON(json) AND startsWith(trim(LEADING ' \\t\\r' FROM json), '{'))`,
  }
}

const same = (a: JsonPath, b: JsonPath): boolean => JSON.stringify(a) === JSON.stringify(b)

const BARE = sql`if(startsWith(line, '\\xEF\\xBB\\xBF'), substring(line, 4), line)`

/** Text of one member of a JSON object, bytes that are no UTF-8 as they are; '' for nothing, and for what is no text. */
export const memberSql = (json: Sql, name: string): Sql => {
  const text = bind('String', name)
  return sql`if(isValidUTF8(${json}), JSONExtractString(${json}, ${text}), convertCharset(JSONExtractString(convertCharset(${json}, 'iso-8859-1', 'utf-8'), ${text}), 'utf-8', 'iso-8859-1'))`
}

/** The same, plainly. */
export const plainMember = (json: ByteString, name: string): ByteString => {
  const bytes = Buffer.from(json, 'latin1')
  const isText = isUtf8(bytes)
  const root = plainJson(bytes.toString(isText ? 'utf8' : 'latin1'))
  const member = root?.kind === 'object' ? root.members.get(name) : undefined
  const value = member?.kind === 'scalar' && member.quoted ? member.text : ''
  return isText ? Buffer.from(value).toString('latin1') : value
}

/** The values of a whole line, plainly; null where it is no JSON object. */
export const plainValues = (line: ByteString): ((from: string) => ByteString) | null => {
  const bytes = Buffer.from(line.startsWith('\xEF\xBB\xBF') ? line.slice(3) : line, 'latin1')
  const isText = isUtf8(bytes)
  const root: PlainJson | null = plainJson(bytes.toString(isText ? 'utf8' : 'latin1'))
  if (root === null) return null
  const back = (text: string): ByteString => (isText ? Buffer.from(text).toString('latin1') : text)
  return (from) => {
    const texts = places(from).map((place) => {
      const { member, name } = cookieOfMember(place)
      const text = textAt(root, parsePath(member))
      return name === undefined ? text : plainCookie(text, name)
    })
    return back(texts.find((text) => text !== '' && text !== '-') ?? texts.at(-1) ?? '')
  }
}
