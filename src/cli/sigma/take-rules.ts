import type { Case } from '../../store/case.ts'
import { CliProblem } from '../cli-problem.ts'
import type { Input } from '../input.ts'

/** Takes the rules of `--sigma` into the case, where given. A path without a rule that could run is a mistake. */
export const takeRules = async (theCase: Case, input: Input): Promise<void> => {
  const paths = input.texts('sigma')
  if (paths.length === 0) return
  const { keepRules } = await import('../../stages/sigma/keep-rules.ts')
  const kept = await keepRules(theCase, paths)
  if (kept === 'kept') return
  if (kept === 'no-rule') throw new CliProblem('cli/sigma-no-rule')
  throw new CliProblem('cli/sigma-unread', { file: kept.place.file, reason: String(kept.values['reason'] ?? '') })
}
