import type { SourceConfig } from '../../domain/case-config.ts'
import type { SourcePlan } from '../../domain/source-plan.ts'
import { sql } from '../../engine/sql.ts'
import { envelopedIn, OWN_TIME } from '../shared/enveloped.ts'
import { innerProgram, innerText, kindOf, LEAST_INSIDE, timed, timedSql } from '../shared/inner-line.ts'
import { jsonSql, plainValues } from '../shared/json-values.ts'
import type { ByteString, HashKey, LineProgram, PlainReading, Recognition, SourceKind } from '../source-kind.ts'

type Json = Readonly<Record<string, unknown>>

/** A line of another source that a store of logs keeps as one member of a JSON object. The plan's format is that member, the member of the time or `-`, the id of the source inside, and its format. */
export const jsonEnvelopeOf = (inner: readonly SourceKind[]): SourceKind => ({
  id: 'json-envelope',
  title: 'Any source inside JSON',
  description: 'Lines of another source, each a member of a JSON object, as stores of logs give them out.',
  generic: true,
  recognise: (lines, config) => recognise(inner, lines, config),
  compile: (plan, key) => compile(inner, plan, key),
  read: (line, plan) => read(inner, line, plan),
})

const recognise = (
  inner: readonly SourceKind[],
  lines: readonly string[],
  config: SourceConfig | undefined,
): Recognition | null => {
  const written = lines.filter((line) => line.trim() !== '')
  const records = written.map(objectIn).filter((record) => record !== null)
  if (records.length === 0 || records.length < LEAST_INSIDE * written.length) return null
  const found = envelopedIn(inner, records, written.length, config)
  if (found === null) return null
  const { line, time, kind, recognition } = found
  return { ...recognition, format: `${line} ${time} ${kind.id} ${recognition.format}` }
}

const objectIn = (line: string): Json | null => {
  try {
    const value: unknown = JSON.parse(line.replace(/^\uFEFF/, ''))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null
  } catch {
    return null
  }
}

const parted = (inner: readonly SourceKind[], plan: SourcePlan) => {
  const [line = '', time = OWN_TIME, id = '', ...format] = plan.format.split(' ')
  return { line, time, kind: kindOf(inner, id), innerPlan: { ...plan, kind: id, format: format.join(' ') } }
}

const compile = (inner: readonly SourceKind[], plan: SourcePlan, key: HashKey): LineProgram => {
  const { line, time, kind, innerPlan } = parted(inner, plan)
  const json = jsonSql(time === OWN_TIME ? [line] : [line, time])
  const text = json.value(line)
  const whole = time === OWN_TIME ? text : timedSql(text, json.value(time))
  const program = innerProgram(kind, innerPlan, key, json.definitions, whole)
  return { ...program, reject: sql`if(NOT ${json.isObject}, 'not-this-format', ${program.reject})` }
}

const read = (inner: readonly SourceKind[], line: ByteString, plan: SourcePlan): PlainReading => {
  const { line: from, time, kind, innerPlan } = parted(inner, plan)
  const value = plainValues(line)
  if (value === null) return { reject: 'not-this-format' }
  const whole = time === OWN_TIME ? value(from) : timed(value(from), value(time))
  return kind.read(innerText(whole), innerPlan)
}
