import type { SourceConfig } from '../../domain/case-config.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { sql } from '../../engine/sql.ts'
import { bestInside, innerProgram, kindOf, timed, timedSql } from '../shared/inner-line.ts'
import { isBlank } from '../shared/plain/plain-event.ts'
import type { ByteString, HashKey, LineProgram, PlainReading, Recognition, SourceKind } from '../source-kind.ts'
import { type Cut, type Mark, plainCut, prefixCuts } from './cuts.ts'

/** A record of JSON or pairs behind the words that a logger puts before it. The plan's format is the mark of the record (`{` or `=`), `(time)` where the time among the words is put before it, `(message)` where what they say is too, else `-`, the id of the source inside, and its format. */
export const prefixedOf = (inner: readonly SourceKind[]): SourceKind => ({
  id: 'prefixed',
  title: 'JSON or pairs behind words of a logger',
  description: 'Lines that begin as a logger begins every line, and end with the record: a JSON object or pairs.',
  generic: true,
  recognise: (lines, config) => recognise(inner, lines, config),
  compile: (plan, key) => compile(inner, plan, key),
  read: (line, plan) => read(inner, line, plan),
})

const ADDRESSED = /(?:^|[ [(|,=])(?:\d{1,3}\.){3}\d{1,3}(?:$|[ \])|,:])/
const HEAD_TIME = '(time)'
const HEAD_MESSAGE = '(message)'
const OWN_TIME = '-'
/** An application logs more than its requests. */
const LEAST = 0.3
/** Where fewer lines say something before their pairs, what they are of stands elsewhere. */
const SAID = 0.5
/** What only words tell is told by the sentences of the other lines as well. */
const GUESSED = 0.95

const recognise = (
  inner: readonly SourceKind[],
  lines: readonly string[],
  config: SourceConfig | undefined,
): Recognition | null => {
  const written = lines.filter((line) => !isBlank(line))
  for (const mark of ['{', '='] as const) {
    const cuts = written.map((line) => plainCut(line, mark)).filter((cut) => cut !== null)
    if (cuts.length < LEAST * written.length || cuts.every(({ words }) => words.trim() === '')) continue
    for (const before of [OWN_TIME, HEAD_TIME, HEAD_MESSAGE]) {
      if (before === HEAD_MESSAGE && cuts.filter(({ message }) => message !== '').length < SAID * cuts.length) continue
      const messages = cuts.map((cut) => wholeOf(cut, before))
      const found = bestInside(inner, messages, config)
      if (found === null || !saysWhat(found.recognition)) continue
      // Whence somebody came stands among the words, which the record would lose.
      if (found.recognition.fields.src_ip === undefined && cuts.filter(({ words }) => ADDRESSED.test(words)).length >= 0.9 * cuts.length) continue // biome-ignore format: one condition
      const certainty = before === HEAD_MESSAGE ? found.recognition.confidence * GUESSED : found.recognition.confidence
      const confidence = (certainty * cuts.length) / written.length
      return {
        ...found.recognition,
        confidence,
        format: `${mark} ${before} ${found.kind.id} ${found.recognition.format}`,
      }
    }
  }
  return null
}

const wholeOf = ({ record, time, message }: Cut, before: string | undefined): string => {
  if (before === OWN_TIME) return record
  return timed(record, time, before === HEAD_MESSAGE ? message : '')
}

/** Words that name no request and no act are a message, whatever stands behind them. */
const saysWhat = ({ fields }: Recognition): boolean =>
  (fields.url ?? fields.path ?? fields.request ?? fields.action) !== undefined

const parted = (inner: readonly SourceKind[], plan: SourcePlan) => {
  const [mark, time, id = '', ...format] = plan.format.split(' ')
  const innerPlan = { ...plan, kind: id, format: format.join(' ') }
  return { mark: markOf(mark), time, kind: kindOf(inner, id), innerPlan }
}

const markOf = (text: string | undefined): Mark => (text === '{' ? '{' : '=')

const compile = (inner: readonly SourceKind[], plan: SourcePlan, key: HashKey): LineProgram => {
  const { mark, time, kind, innerPlan } = parted(inner, plan)
  const message = time === HEAD_MESSAGE ? sql`prefix_message` : undefined
  const whole = time === OWN_TIME ? sql`prefix_record` : timedSql(sql`prefix_record`, sql`prefix_time`, message)
  const program = innerProgram(kind, innerPlan, key, prefixCuts(mark), whole)
  return { ...program, reject: sql`if(prefix_at = 0, 'not-this-format', ${program.reject})` }
}

const read = (inner: readonly SourceKind[], line: ByteString, plan: SourcePlan): PlainReading => {
  const { mark, time, kind, innerPlan } = parted(inner, plan)
  const cut = plainCut(line, mark)
  if (cut === null) return { reject: 'not-this-format' }
  return kind.read(wholeOf(cut, time), innerPlan)
}
