import { bind, literal, type Sql, sql } from '../../engine/sql.ts'
import { firstTime, firstTimeSql } from '../prefixed/cuts.ts'
import type { ByteString, Definitions } from '../source-kind.ts'
import {
  ANY_ADDRESS,
  ANY_STATUS,
  BESIDE_ADDRESS,
  BRACKETED_STATUS,
  METHOD,
  NAMED_ADDRESS,
  NAMED_STATUS,
  NO_NAME,
  NO_NAMES,
  NOISE,
  PEOPLE,
  TARGET_ENDS,
  TARGET_TRAIL,
  UP_TO_TARGET,
} from './patterns.ts'

/** What a line of an application says, one character a byte; '' for what it does not. */
export interface Sentence {
  readonly time: ByteString
  readonly address: ByteString
  readonly method: ByteString
  readonly target: ByteString
  readonly status: ByteString
  readonly user: ByteString
  /** The word right before the address at the beginning, and the one behind it. */
  readonly beside: readonly [ByteString, ByteString]
  /** What is left to tell what happened. */
  readonly words: ByteString
}

/** Sessions of a host's own programs (cron, sudo), and statements that a database was given, whose words are not what happened. */
const NOT_SAID = ['pam_', ' Query\t', ' Execute\t', ' Prepare\t', 'statement: ', 'STATEMENT: ', 'execute <unnamed>: ']

const SPACES = ' '.repeat(TARGET_ENDS.length)
const first = (text: Sql, pattern: string): Sql => sql`extract(${text}, ${literal(pattern)})`
const all = (text: Sql, pattern: string): Sql => sql`extractAll(${text}, ${literal(pattern)})`

/** Definitions `said_time`, `said_address`, `said_method`, `said_target`, `said_status`, `said_user`, `said_words` of the column `line`. */
export const sentenceDefinitions: Definitions = [
  { name: 'said_bare', expression: sql`if(endsWith(line, '\\r'), substring(line, 1, length(line) - 1), line)` },
  ...firstTimeSql(sql`said_bare`, 'said_written', 'said_time'),
  { name: 'said', expression: sql`if(said_written = '', said_bare, replaceOne(said_bare, said_written, ' '))` },
  {
    name: 'said_address',
    expression: sql`arrayConcat(${all(sql`said`, NAMED_ADDRESS)}, ${all(sql`said`, ANY_ADDRESS)})[1]`,
  },
  { name: 'said_method', expression: first(sql`said`, METHOD) },
  { name: 'said_up_to', expression: first(sql`said`, UP_TO_TARGET) },
  {
    name: 'said_target_at',
    expression: sql`if(said_up_to = '', 0, position(said, said_up_to) + length(said_up_to))`,
  },
  {
    name: 'said_target_bare',
    expression: sql`if(said_target_at = 0, '', splitByChar(' ', translate(substring(said, said_target_at), ${TARGET_ENDS}, ${SPACES}), 1)[1])`,
  },
  { name: 'said_target', expression: sql`trim(TRAILING ${TARGET_TRAIL} FROM said_target_bare)` },
  {
    name: 'said_behind',
    expression: sql`if(said_target_at = 0, '', substring(said, said_target_at + length(said_target)))`,
  },
  {
    name: 'said_status',
    expression: sql`arrayFirst(x -> x != '', [${first(sql`said`, NAMED_STATUS)}, ${first(sql`said_behind`, ANY_STATUS)}, ${first(sql`said`, BRACKETED_STATUS)}])`,
  },
  {
    name: 'said_user',
    expression: sql`arrayFirst(x -> NOT has(${bind('Array(String)', NO_NAMES)}, lower(x)) AND NOT match(x, ${NO_NAME}), arrayMap(x -> trim(TRAILING '.-' FROM x), arrayConcat(${all(sql`said`, PEOPLE[0] ?? '')}, ${all(sql`said`, PEOPLE[1] ?? '')}, ${all(sql`said`, PEOPLE[2] ?? '')}, ${all(sql`said`, PEOPLE[3] ?? '')})))`,
  },
  { name: 'said_before', expression: first(sql`said`, BESIDE_ADDRESS[0]) },
  { name: 'said_after', expression: first(sql`said`, BESIDE_ADDRESS[1]) },
  {
    name: 'said_words',
    expression: sql`if(multiSearchAny(said, ${bind('Array(String)', NOT_SAID)}), '', replaceRegexpAll(said, ${literal(NOISE)}, ' '))`,
  },
]

const bytesOf = (pattern: string): string => Buffer.from(pattern).toString('latin1')
const patterns = new Map<string, RegExp>()
const compiled = (pattern: string): RegExp => {
  const known = patterns.get(pattern)
  if (known !== undefined) return known
  const made = new RegExp(bytesOf(pattern), 'g')
  patterns.set(pattern, made)
  return made
}
const allIn = (text: ByteString, pattern: string): readonly ByteString[] =>
  [...text.matchAll(compiled(pattern))].map((match) => match[1] ?? '')
const firstIn = (text: ByteString, pattern: string): ByteString => allIn(text, pattern)[0] ?? ''

/** The same, plainly. */
export const sentenceOf = (line: ByteString): Sentence => {
  const bare = line.endsWith('\r') ? line.slice(0, -1) : line
  const { written, time } = firstTime(bare)
  const said = written === '' ? bare : bare.replace(written, () => ' ')
  const { target, behind } = targetOf(said)
  return {
    time,
    address: [...allIn(said, NAMED_ADDRESS), ...allIn(said, ANY_ADDRESS)][0] ?? '',
    method: firstIn(said, METHOD),
    target,
    status: [firstIn(said, NAMED_STATUS), firstIn(behind, ANY_STATUS), firstIn(said, BRACKETED_STATUS)].find((text) => text !== '') ?? '', // biome-ignore format: one choice
    user: userOf(said),
    beside: [firstIn(said, BESIDE_ADDRESS[0]), firstIn(said, BESIDE_ADDRESS[1])],
    words: NOT_SAID.some((sign) => said.includes(sign)) ? '' : said.replace(compiled(NOISE), ' '),
  }
}

const targetOf = (said: ByteString): { readonly target: ByteString; readonly behind: ByteString } => {
  const upTo = firstIn(said, UP_TO_TARGET)
  if (upTo === '') return { target: '', behind: '' }
  const at = said.indexOf(upTo) + upTo.length
  const bare = said.slice(at).replace(/["'<>|\]]/g, ' ').split(' ')[0] ?? '' // biome-ignore format: one chain
  const target = bare.replace(/[,;:)]+$/, '')
  return { target, behind: said.slice(at + target.length) }
}

const userOf = (said: ByteString): ByteString =>
  PEOPLE.flatMap((pattern) => allIn(said, pattern))
    .map((name) => name.replace(/[.-]+$/, ''))
    .find((name) => !NO_NAMES.includes(name.toLowerCase()) && !new RegExp(NO_NAME).test(name)) ?? ''
