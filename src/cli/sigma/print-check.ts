import { showPlace } from '../../sigma/problem.ts'
import type { RuleSet } from '../../sigma/rule-set.ts'
import { terminalText } from '../../report/escape/terminal.ts'
import { nameOf, say } from '../../text/say.ts'
import type { Context } from '../context.ts'

/** One line a problem, as compilers write them: `file:line:column: error: …`. */
export const printCheck = async (context: Context, set: RuleSet, withNotes: boolean): Promise<void> => {
  const shown = set.problems.filter(({ severity }) => withNotes || severity !== 'note')
  if (context.json) {
    await context.printJson({ problems: shown, rejected: set.rejected, ...counts(set) })
    return
  }
  for (const { code, severity, values, place } of shown) {
    const text = say(context.locale, { code, values })
    const kind = nameOf(context.locale, 'sigma-severity', severity)
    await context.print(`${terminalText(`${showPlace(place)}: ${kind}: ${text}`)}\n`)
  }
  await context.tell('cli/sigma-checked', counts(set))
}

const counts = (set: RuleSet): Readonly<Record<string, number>> => {
  const of = (severity: string): number => set.problems.filter((problem) => problem.severity === severity).length
  return {
    rules: set.rules.length,
    correlations: set.correlations.length,
    filters: set.filters.length,
    rejected: set.rejected.length,
    errors: of('error'),
    warnings: of('warning'),
    notes: of('note'),
  }
}
