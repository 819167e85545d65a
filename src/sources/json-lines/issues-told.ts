import type { EventField } from '../../domain/case-config.ts'
import type { FieldOrigin } from '../../domain/source-plan.ts'
import type { Recognition } from '../source-kind.ts'
import { AN_ISSUE } from '../shared/success-value.ts'
import type { Column } from './flatten.ts'

type Fields = Partial<Record<EventField, FieldOrigin>>

/** The moment when a token was given out. */
const ISSUED =
  /(?:^|_)(?:issued|issuance|minted|granted|발급|発行|签发|颁发)(?:_?(?:at|on|date|time|dt|ts|일시|일자|시각|시간|날짜|日時|时间|時間))?$/
/** The moment when a row was made, which of itself says nothing of what the row is. */
const MADE = /(?:^|_)(?:created|opened|started|생성|등록)(?:_?(?:at|on|date|time|dt|ts|일시|일자|시각|시간|날짜))?$/
/** What a table of tokens or sessions has beside whose each is, when it was made, and whence. */
const BESIDE =
  /(?:^|_)(?:id|no|seq|pk|번호|순번|expir(?:es|y|ed|ation)|만료|revoked|폐기|last|최근|updated|갱신|used|client|scopes?|grant|type|kind|구분|유형|device|기기|platform|os|browser|agent|payload|refresh|kid|alg|issuer|iss|aud(?:ience)?|remember|token|session|tok|sess|토큰|세션)(?:_|$)/
/** A token is issued once: a table that names the same one again and again tells of its use. */
const ONCE = 0.95

/**
 * A table of the tokens or sessions that were given out, exported from where a service keeps them, has no column that says
 * what happened: that each row is one that was issued, its moment tells by its name (`issued_at`); of one that was merely
 * created, the other columns, which no table of orders has. Null where it is another table.
 */
export const issuesTold = (
  fields: Fields,
  columns: readonly Column[],
): { readonly from: FieldOrigin; readonly actions: Recognition['actions'] } | null => {
  const { time, credential, principal } = fields
  if (time === undefined || credential === undefined || principal === undefined) return null
  if ((fields.url ?? fields.path ?? fields.request ?? fields.method ?? fields.status) !== undefined) return null
  const at = (of: FieldOrigin): Column | undefined => columns.find(({ from }) => from === of.from)
  const tokens = at(credential)?.values ?? []
  if (new Set(tokens).size < ONCE * tokens.length) return null
  const words = at(time)?.words ?? ''
  return ISSUED.test(words) || (MADE.test(words) && isOfTokens(fields, columns))
    ? { from: { from: `${time.from}${AN_ISSUE}`, how: 'guessed' }, actions: {} }
    : null
}

const isOfTokens = (fields: Fields, columns: readonly Column[]): boolean => {
  const known = new Set(Object.values(fields).map(({ from }) => from))
  return columns.every(({ from, words }) => known.has(from) || BESIDE.test(words))
}
