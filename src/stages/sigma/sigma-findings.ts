import type { Scene } from '../../detections/scene.ts'
import type { Count, SigmaFinding, SigmaFindings } from '../../domain/report-model.ts'
import { join, type Sql, sql } from '../../engine/sql.ts'
import { coverRule, sourceFor } from '../../sigma/coverage.ts'
import { correlationSql } from '../../sigma/correlation/correlation-sql.ts'
import type { RuleSet } from '../../sigma/rule-set.ts'
import { prepare } from '../../sigma/sql/prepare.ts'
import { predicate } from '../../sigma/sql/predicate.ts'
import type { Taxonomy } from '../../sigma/taxonomy/taxonomy.ts'
import type { Case } from '../../store/case.ts'
import type { Certifier } from '../certifier.ts'
import { runSigma, taxonomiesOf } from '../sigma.ts'
import { keptRules } from './keep-rules.ts'
import type { Rule } from '../../sigma/rule.ts'
import type { SigmaMatch } from './match.ts'

/**
 * What the case's Sigma rules matched, for the report: beside the findings, never among them. A rule knows no base rate of
 * this case, so its match accuses nobody; how many of its events are an actor's says how far the two agree. Over all
 * events of the case, whatever the period. Null where the case has no rules.
 */
export const sigmaFindings = async (
  theCase: Case,
  scene: Scene,
  certifier: Certifier,
): Promise<SigmaFindings | null> => {
  const set = keptRules(theCase)
  if (set === null) return null
  const run = await runSigma(theCase, set)
  const taxonomies = await taxonomiesOf(theCase)
  const matches: SigmaFinding[] = []
  for (const [i, match] of oncePerRule(run.matches).entries()) {
    const rows = matchedRows(match, set, taxonomies)
    if (rows === undefined) continue
    matches.push({ ...described(match), ...(await counted(scene, certifier, `sigma/${i + 1}`, match, rows)) })
  }
  return { asked: run.asked, notRun: run.notRun.length, rejected: set.rejected.length, matches }
}

const described = ({
  kind,
  level,
  tags,
  credit,
  first,
  last,
  examples,
}: SigmaMatch): Omit<SigmaFinding, 'matches' | 'ofActors'> => ({
  kind,
  title: credit.title,
  id: credit.id,
  author: credit.author,
  license: credit.license,
  level,
  tags,
  first,
  last,
  examples: examples.map(({ file, line }) => ({ file, line: BigInt(line) })),
})

/** A rule that was asked of several kinds of rows is one finding. */
const oncePerRule = (matches: readonly SigmaMatch[]): readonly SigmaMatch[] => {
  const merged = new Map<string, SigmaMatch>()
  for (const match of matches) {
    const key = `${match.kind} ${match.key}`
    const known = merged.get(key)
    merged.set(key, known === undefined ? match : together(known, match))
  }
  return [...merged.values()]
}

const together = (a: SigmaMatch, b: SigmaMatch): SigmaMatch => ({
  ...a,
  first: a.first < b.first ? a.first : b.first,
  last: a.last > b.last ? a.last : b.last,
  examples: [...a.examples, ...b.examples],
})

/** The rows of a match, by their place `o` in the evidence. */
const matchedRows = (match: SigmaMatch, set: RuleSet, taxonomies: readonly Taxonomy[]): Sql | undefined => {
  const correlation = set.correlations.find(({ key }) => key === match.key)
  if (match.kind === 'correlation' && correlation !== undefined)
    return sql`SELECT o FROM (${correlationSql(correlation, (rule) => sourceFor(rule, taxonomies))})`
  const rule = set.rules.find(({ key }) => key === match.key)
  return rule === undefined ? undefined : rowsOfRule(rule, taxonomies)
}

/** Places `o` of the rows that a rule matches, over all kinds of rows it can be asked of. */
export const rowsOfRule = (rule: Rule, taxonomies: readonly Taxonomy[]): Sql => {
  const sources = new Set(coverRule(rule, taxonomies).taxonomies.map(({ source }) => source))
  return join(
    [...sources].map((source) => {
      const prepared = prepare(source, [rule.expr])
      return sql`SELECT toUInt128(${prepared.order}) AS o FROM ${prepared.from} WHERE ${predicate(rule.expr, prepared)}`
    }),
    ' UNION ALL ',
  )
}

const counted = async (
  scene: Scene,
  certifier: Certifier,
  id: string,
  { credit, key }: SigmaMatch,
  rows: Sql,
): Promise<{ readonly matches: Count; readonly ofActors: Count }> => {
  const place = sql`bitShiftLeft(toUInt128(file), 64) + line`
  const row = await certifier.counts(
    id,
    { code: 'count/sigma', values: { rule: credit.title || key } },
    sql`SELECT count() AS matches, countIf(o IN (SELECT ${place} FROM ${scene.derived.table('actor_event')})) AS of_actors FROM (${rows})`,
  )
  return {
    matches: { value: row['matches'] ?? 0n, certificate: id },
    ofActors: { value: row['of_actors'] ?? 0n, certificate: id },
  }
}
