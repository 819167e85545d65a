import { readFile } from 'node:fs/promises'
import { bind, join, sql } from '../../engine/sql.ts'
import { creditOf, type Credit } from '../../sigma/credit.ts'
import { coverRule } from '../../sigma/coverage.ts'
import { decisive, explain, type Explanation } from '../../sigma/explain.ts'
import { eventOf, type SigmaEvent } from '../../sigma/interpret/event.ts'
import type { RuleSet } from '../../sigma/rule-set.ts'
import { lakeTaxonomies } from '../../sigma/taxonomy/lake.ts'
import type { Taxonomy } from '../../sigma/taxonomy/taxonomy.ts'
import type { Case } from '../../store/case.ts'

/** Why one rule matches one event, or does not: only the parts that decided. */
export interface Explained {
  /** 1-based place of the event in its file, or `file:line` in the case. */
  readonly event: string
  readonly key: string
  readonly credit: Credit
  readonly matched: boolean
  readonly explanation: Explanation
}

/** Events as JSON objects, one a line or one alone; every rule is asked of every event, whatever its log source. */
export const explainFile = async (set: RuleSet, file: string): Promise<readonly Explained[]> => {
  const text = await readFile(file, 'utf8')
  return objectsIn(text).flatMap((value, i) => explainEvent(set, eventOf(value), String(i + 1), 'UTC'))
}

const objectsIn = (text: string): readonly Record<string, unknown>[] => {
  const parse = (json: string): Record<string, unknown>[] => {
    const value: unknown = JSON.parse(json)
    return (Array.isArray(value) ? value : [value]).filter(
      (item): item is Record<string, unknown> => typeof item === 'object' && item !== null,
    )
  }
  try {
    return parse(text)
  } catch {
    return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : parse(line)))
  }
}

/**
 * One line of the case's evidence, by its file's number and its line, against the rules that its source can answer;
 * null if the case holds no such line.
 */
export const explainLine = async (
  theCase: Case,
  set: RuleSet,
  file: bigint,
  line: bigint,
): Promise<readonly Explained[] | null> => {
  const held = await theCase.engine.rows(
    sql`SELECT line FROM evidence.log_line WHERE file = ${bind('UInt64', file)} AND line = ${bind('UInt64', line)} LIMIT 1`,
  )
  if (held.length === 0) return null
  const zone = theCase.config.zone ?? 'UTC'
  const explained: Explained[] = []
  for (const taxonomy of lakeTaxonomies(zone)) {
    const rules = set.rules.filter((rule) => coverRule(rule, [taxonomy]).taxonomies.length > 0)
    const event = rules.length === 0 ? null : await readEvent(theCase, taxonomy, file, line)
    if (event !== null) explained.push(...explainEvent({ ...set, rules }, event, `${file}:${line}`, zone))
  }
  return explained
}

interface EventRow {
  readonly values: readonly string[]
  readonly present: readonly number[]
  readonly event: string
}

const readEvent = async (
  theCase: Case,
  { source, fields }: Taxonomy,
  file: bigint,
  line: bigint,
): Promise<SigmaEvent | null> => {
  const known = fields.flatMap((name) => source.field(name) ?? [])
  const values = join(
    known.map(({ text }) => sql`hex(toString(${text}))`),
    ',',
  )
  const present = join(
    known.map(({ hasValue }) => hasValue),
    ',',
  )
  const [row] = await theCase.engine.rows<EventRow>(
    sql`SELECT [${values}] AS values, [${present}] AS present, hex(${source.event}) AS event
      FROM ${source.from} WHERE file = ${bind('UInt64', file)} AND line = ${bind('UInt64', line)} LIMIT 1`,
  )
  if (row === undefined) return null
  const pairs = fields.flatMap((name, i): readonly [string, Uint8Array][] =>
    row.present[i] === 1 ? [[name, Buffer.from(row.values[i] ?? '', 'hex')]] : [],
  )
  const blank = new Set(fields.filter((name) => source.field(name)?.blankIsNone === true))
  return { fields: new Map(pairs), blank, event: Buffer.from(row.event, 'hex') }
}

const explainEvent = (set: RuleSet, event: SigmaEvent, name: string, zone: string): readonly Explained[] =>
  set.rules.map((rule) => {
    const explanation = decisive(explain(rule.expr, event, zone))
    return { event: name, key: rule.key, credit: creditOf(rule.document), matched: explanation.matched, explanation }
  })
