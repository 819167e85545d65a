import { ident, type Sql, sql } from '../../engine/sql.ts'
import { type Decoder } from '../shared/decoder.ts'
import type { ByteString, Definitions } from '../source-kind.ts'

/**
 * A place in an event as Windows writes it in XML: `System.EventID` the text of an element, `System.TimeCreated@SystemTime`
 * an attribute of one, `EventData.IpAddress` what `<Data Name="IpAddress">` holds; of several, separated by ` | `, the first that is written. Signs of markup stand in no text
 * unescaped, so what an account calls itself poses as none of them.
 */
export type XmlPlace = string

const DATA = 'EventData.'

interface Parts {
  readonly isData: boolean
  readonly name: string
  readonly attribute: string
}

const partsOf = (place: XmlPlace): Parts => {
  const isData = place.startsWith(DATA)
  const [name = '', attribute = ''] = place.slice(place.indexOf('.') + 1).split('@')
  return { isData, name, attribute }
}

/** Entities of XML, undone. */
const unescaped: Decoder = {
  sql: (raw) =>
    sql`if(position(${raw}, '&') = 0, ${raw}, replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(${raw}, '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&apos;', ''''), '&amp;', '&'))`,
  plain: (raw) =>
    raw.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&'), // biome-ignore format: one chain
}

/** Texts at the places, of the column `line`: definitions, and the value by place. */
export const xmlSql = (
  places: readonly XmlPlace[],
): { readonly definitions: Definitions; readonly value: (place: XmlPlace) => Sql } => {
  const named = [...new Set(places.flatMap(placesIn))].map((place, i) => ({ place, name: `xml_${i + 1}` }))
  return {
    definitions: named.flatMap(({ place, name }) => definitionsOf(partsOf(place), name)),
    value: (from) =>
      placesIn(from)
        .flatMap((place) => named.filter((one) => one.place === place))
        .map(({ name }) => unescaped.sql(ident(name)))
        .reduceRight<Sql>((otherwise, value) => sql`if(${value} = '', ${otherwise}, ${value})`, sql`''`),
  }
}

const between = (from: Sql, to: Sql): Sql =>
  sql`if(${from} = 0 OR ${to} = 0, '', substring(line, ${from}, greatest(toInt64(${to}) - toInt64(${from}), 0)))`

const definitionsOf = ({ isData, name, attribute }: Parts, as: string): Definitions => {
  const [at, end] = [ident(`${as}_at`), ident(`${as}_end`)]
  const text = (from: Sql): Definitions => [
    { name: `${as}_at`, expression: from },
    { name: `${as}_end`, expression: sql`if(${at} = 0, toUInt64(0), position(line, '<', ${at}))` },
    { name: as, expression: between(at, end) },
  ]
  if (isData) {
    const behind = (mark: string): Sql =>
      sql`if(position(line, ${mark}) = 0, toUInt64(0), position(line, ${mark}) + toUInt64(${Buffer.byteLength(mark)}))`
    return text(sql`greatest(${behind(`<Data Name="${name}">`)}, ${behind(`<Data Name='${name}'>`)})`)
  }
  const tag = ident(`${as}_tag`)
  const close = ident(`${as}_close`)
  const opening: Definitions = [
    { name: `${as}_bare`, expression: sql`position(line, ${`<${name}>`})` },
    { name: `${as}_tag`, expression: sql`if(${ident(`${as}_bare`)} > 0, ${ident(`${as}_bare`)}, position(line, ${`<${name} `}))` }, // biome-ignore format: one definition
    { name: `${as}_close`, expression: sql`if(${tag} = 0, toUInt64(0), position(line, '>', ${tag}))` },
  ]
  if (attribute === '')
    return [
      ...opening,
      ...text(sql`if(${close} = 0 OR substring(line, ${close} - 1, 1) = '/', toUInt64(0), ${close} + toUInt64(1))`),
    ]
  const mark = ` ${attribute}=`
  const sign = ident(`${as}_sign`)
  return [
    ...opening,
    { name: `${as}_mark`, expression: sql`if(${close} = 0, toUInt64(0), position(line, ${mark}, ${tag}))` },
    { name: `${as}_at`, expression: sql`if(${ident(`${as}_mark`)} BETWEEN 1 AND ${close}, ${ident(`${as}_mark`)} + toUInt64(${mark.length + 1}), toUInt64(0))` }, // biome-ignore format: one definition
    { name: `${as}_sign`, expression: sql`if(${at} = 0, '', substring(line, ${at} - 1, 1))` },
    { name: `${as}_end`, expression: sql`if(${sign} IN ('"', ''''), position(line, ${sign}, ${at}), toUInt64(0))` },
    { name: as, expression: between(at, end) },
  ]
}

const placesIn = (from: XmlPlace): readonly string[] => from.split(' | ')

/** The same, plainly. */
export const plainXml = (line: ByteString, from: XmlPlace): ByteString =>
  placesIn(from)
    .map((place) => plainAt(line, place))
    .find((text) => text !== '') ?? ''

const plainAt = (line: ByteString, place: string): ByteString => {
  const { isData, name, attribute } = partsOf(place)
  if (isData) {
    const ends = [`<Data Name="${name}">`, `<Data Name='${name}'>`].map((mark) => behind(line, mark))
    return textAt(line, Math.max(...ends))
  }
  const bare = line.indexOf(`<${name}>`)
  const tag = bare >= 0 ? bare : line.indexOf(`<${name} `)
  const close = tag < 0 ? -1 : line.indexOf('>', tag)
  if (close < 0) return ''
  if (attribute === '') return line[close - 1] === '/' ? '' : textAt(line, close + 1)
  const mark = line.indexOf(` ${attribute}=`, tag)
  if (mark < 0 || mark > close) return ''
  const at = mark + attribute.length + 3
  const sign = line.slice(at - 1, at)
  const end = sign === '"' || sign === "'" ? line.indexOf(sign, at) : -1
  return end < 0 ? '' : unescaped.plain(line.slice(at, end))
}

const behind = (line: ByteString, mark: string): number => {
  const at = line.indexOf(Buffer.from(mark).toString('latin1'))
  return at < 0 ? -1 : at + Buffer.byteLength(mark)
}

const textAt = (line: ByteString, from: number): ByteString => {
  const end = from < 0 ? -1 : line.indexOf('<', from)
  return end < 0 ? '' : unescaped.plain(line.slice(from, end))
}
