import { Problems, type SigmaProblem } from '../../sigma/problem.ts'
import type { RuleFile } from '../../sigma/rule-file.ts'
import { buildRuleSet, type RuleSet } from '../../sigma/rule-set.ts'
import type { Case } from '../../store/case.ts'
import { readRuleFiles } from './read-rules.ts'

/**
 * Takes the rules into the case, whole: a report can be computed again only with the rules it was computed with. They
 * replace those that the case had; the ledger keeps both. Where a file cannot be read, or none of them could run, nothing
 * is changed and that is the answer.
 */
export const keepRules = async (
  theCase: Case,
  paths: readonly string[],
): Promise<'kept' | 'no-rule' | SigmaProblem> => {
  const problems = new Problems()
  const files = await readRuleFiles(paths, problems)
  const [unread] = problems.all
  if (unread !== undefined) return unread
  const { rules, correlations } = buildRuleSet(files)
  if (rules.length + correlations.length === 0) return 'no-rule'
  theCase.store.put('case', 'sigma', { files: files.map(({ path, text }) => ({ path, text })) })
  return 'kept'
}

/** The rules of the case; null where it was given none. */
export const keptRules = (theCase: Case): RuleSet | null => {
  const kept = theCase.store.get('case', 'sigma') as { readonly files: readonly RuleFile[] } | undefined
  return kept === undefined ? null : buildRuleSet(kept.files)
}
