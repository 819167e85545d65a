import { bind, ident, type Sql, sql } from '../../engine/sql.ts'
import type { ByteString, Definitions } from '../source-kind.ts'
import type { MessageProgram, MessageRule, Piece } from './message-program.ts'

export interface Message {
  /** Index into the rules; -1 for none. */
  readonly rule: number
  readonly user: ByteString
  readonly address: ByteString
}

/** A place beyond all lines. */
const NOWHERE = 1_000_000_000
const NO_PIECE: Piece = { after: '', ends: ' ' }

const texts = (values: readonly string[]): Sql => sql`${bind('Array(String)', values)}`
/** 1-based; 0 where it is not in the text. */
const lastIn = (text: Sql, part: Sql): Sql =>
  sql`if(position(${text}, ${part}) = 0, 0, toInt64(length(${text})) + 2 - length(${part}) - position(reverse(${text}), reverse(${part})))`

/** Definitions `said_rule` (0 for none), `said_user`, `said_address` of `said`, the line without its end. */
export const messageDefinitions = ({ rules, sign }: MessageProgram): Definitions => {
  const rank = sign === 'first' ? sql`toInt64(position(said, s))` : sql`${NOWHERE - 1} - ${lastIn(sql`said`, sql`s`)}`
  const signs = texts(rules.map((rule) => rule.sign))
  const also = texts(rules.map((rule) => rule.also ?? ''))
  return [
    {
      name: 'said_ranks',
      expression: sql`arrayMap((s, a) -> if(position(said, s) > 0 AND (a = '' OR position(said, a) > 0), ${rank}, ${NOWHERE}), ${signs}, ${also})`,
    },
    { name: 'said_best', expression: sql`arrayMin(said_ranks)` },
    { name: 'said_rule', expression: sql`if(said_best = ${NOWHERE}, 0, toInt64(indexOf(said_ranks, said_best)))` },
    {
      name: 'said_sign_at',
      expression: sql`if(said_rule = 0, 1, ${sign === 'first' ? sql`said_best` : sql`${NOWHERE - 1} - said_best`})`,
    },
    ...pieceDefinitions('said_user', rules, ({ user }) => user),
    ...pieceDefinitions('said_address', rules, ({ address }) => address),
  ]
}

const pieceDefinitions = (
  name: string,
  rules: readonly MessageRule[],
  pieceOf: (rule: MessageRule) => Piece | undefined,
): Definitions => {
  const pieces = rules.map((rule) => pieceOf(rule) ?? NO_PIECE)
  const of = (valueOf: (piece: Piece) => string): Sql => sql`arrayElement(${texts(pieces.map(valueOf))}, said_rule)`
  const [after, within, at, rest] = ['after', 'within', 'at', 'rest'].map((part) => ident(`${name}_${part}`))
  if (after === undefined || within === undefined || at === undefined || rest === undefined) return []
  return [
    { name: `${name}_after`, expression: of((piece) => piece.after) },
    {
      name: `${name}_within`,
      expression: sql`if(${of(({ isBefore }) => String(isBefore ?? ''))} = 'true', substring(said, 1, toInt64(said_sign_at) - 1), substring(said, said_sign_at))`,
    },
    {
      name: `${name}_at`,
      expression: sql`multiIf(${after} = '', 0, ${of(({ isLast }) => String(isLast ?? ''))} = 'true', ${lastIn(within, after)}, toInt64(position(${within}, ${after})))`,
    },
    { name: `${name}_rest`, expression: sql`if(${at} = 0, '', substring(${within}, ${at} + length(${after})))` },
    {
      name,
      expression: sql`substring(${rest}, 1, arrayMin(arrayMap(c -> if(position(${rest}, c) = 0, toInt64(length(${rest})), toInt64(position(${rest}, c)) - 1), splitByString('', ${of((piece) => piece.ends)}))))`,
    },
  ]
}

/** The same, plainly. */
export const readMessage = (said: ByteString, { rules, sign }: MessageProgram): Message => {
  const ranks = rules.map((rule) => {
    const at = sign === 'first' ? said.indexOf(rule.sign) : said.lastIndexOf(rule.sign)
    const fits = at >= 0 && (rule.also === undefined || said.includes(rule.also))
    return fits ? (sign === 'first' ? at : NOWHERE - at) : Number.POSITIVE_INFINITY
  })
  const best = Math.min(...ranks)
  const rule = best === Number.POSITIVE_INFINITY ? -1 : ranks.indexOf(best)
  const { user, address, sign: found = '' } = rules[rule] ?? {}
  const at = sign === 'first' ? said.indexOf(found) : said.lastIndexOf(found)
  const cut = (piece: Piece | undefined): ByteString =>
    piece === undefined ? '' : pieceIn(piece.isBefore === true ? said.slice(0, at) : said.slice(at), piece)
  return { rule, user: cut(user), address: cut(address) }
}

const pieceIn = (text: ByteString, { after, ends, isLast }: Piece): ByteString => {
  const at = isLast === true ? text.lastIndexOf(after) : text.indexOf(after)
  const rest = at < 0 ? '' : text.slice(at + after.length)
  return rest.slice(0, Math.min(...ends.split('').map((end) => (rest.includes(end) ? rest.indexOf(end) : rest.length))))
}
