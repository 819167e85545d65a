import { literal, sql } from '../../engine/sql.ts'
import { areStatuses, STATUS } from './status.ts'
import type { Decoder } from './decoder.ts'

/** What is said behind the name of a message that begins with a request and goes on: `GET /orders/77001 200 12ms`. */
export const REQUEST_OF = ' (request)'
export const STATUS_OF = ' (status)'

const PROTOCOL = ' HTTP/'
/** A word of three digits, whatever marks stand around it. */
const CODE = '^[^0-9A-Za-z]*([1-5][0-9]{2})[^0-9A-Za-z]*$'

/** Method and target; where a protocol is named the text is a request line as servers write it, in which blanks may stand. */
export const requestOfMessage: Decoder = {
  sql: (raw) =>
    sql`if(position(${raw}, ${PROTOCOL}) > 0, ${raw}, arrayStringConcat(arraySlice(splitByChar(' ', ${raw}), 1, 2), ' '))`,
  plain: (raw) => (raw.includes(PROTOCOL) ? raw : raw.split(' ').slice(0, 2).join(' ')),
}

/** The first word behind the target that may be a status. */
export const statusOfMessage: Decoder = {
  sql: (raw) =>
    sql`extract(arrayFirst(word -> match(word, ${literal(CODE)}), arraySlice(splitByChar(' ', ${raw}), 3)), ${literal(CODE)})`,
  plain: (raw) => {
    const word = raw.split(' ').slice(2).find((one) => new RegExp(CODE).test(one)) // biome-ignore format: one chain
    return word === undefined ? '' : (new RegExp(CODE).exec(word)?.[1] ?? '')
  },
}

/** Whether messages go on behind their target, and name no protocol. */
export const goesOn = (messages: readonly string[]): boolean =>
  messages.filter((message) => !message.includes(PROTOCOL) && message.split(' ').length > 2).length >=
  0.9 * Math.max(1, messages.length)

/** Whether they name a status each. */
export const tellStatuses = (messages: readonly string[]): boolean => {
  const told = messages.map(statusOfMessage.plain).filter((status) => STATUS.test(status))
  return told.length >= 0.9 * Math.max(1, messages.length) && areStatuses(told)
}
