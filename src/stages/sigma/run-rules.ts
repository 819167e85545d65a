import type { Rule } from '../../sigma/rule.ts'
import { inChunks } from '../../sigma/sql/chunks.ts'
import { commonRules, type PlanRow, planSql, type ScanRow, scanSql } from '../../sigma/sql/scan.ts'
import type { EventSource } from '../../sigma/sql/source.ts'
import type { Case } from '../../store/case.ts'
import { instantOf, matchOf, placesIn, type SigmaMatch } from './match.ts'

/** All rules of one source, in as few passes over its rows as the length of a statement allows. */
export const runRules = async (
  theCase: Case,
  rules: readonly Rule[],
  source: EventSource,
): Promise<readonly SigmaMatch[]> => {
  const placeOf = placesIn(theCase)
  const matches: SigmaMatch[] = []
  for (const chunk of inChunks(rules)) {
    const plan = await theCase.engine.row<PlanRow>(planSql(chunk, source))
    const rows = await theCase.engine.rows<ScanRow>(scanSql(chunk, source, commonRules(plan)))
    for (const row of rows) {
      const rule = chunk[row.rule]
      if (rule === undefined) continue
      matches.push(
        matchOf(rule, {
          matches: row.matches,
          first: instantOf(row.first),
          last: instantOf(row.last),
          examples: row.examples.map((order) => placeOf(order)),
        }),
      )
    }
  }
  return matches
}
