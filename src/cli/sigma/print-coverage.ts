import type { Message } from '../../domain/report-model.ts'
import type { Coverage } from '../../stages/sigma.ts'
import type { RuleSet } from '../../sigma/rule-set.ts'
import { say } from '../../text/say.ts'
import type { Context } from '../context.ts'

/** How many rules can run on which source, for each reason how many cannot, and how many are none. */
export const printCoverage = async (
  context: Context,
  { rules, correlations }: Coverage,
  rejected: RuleSet['rejected'],
): Promise<void> => {
  const all = [...rules, ...correlations]
  if (context.json) {
    const rows = all.map(({ document: { key, document }, taxonomies, hindrances }) => ({
      key,
      title: document.meta.title,
      sources: taxonomies.map(({ id }) => id),
      reasons: hindrances,
    }))
    await context.printJson({ rules: rows, rejected })
    return
  }
  for (const [source, count] of tally(all.flatMap(({ taxonomies }) => taxonomies.map(({ id }) => id))))
    await context.printLine('cli/sigma-able', { source, count })
  await printReasons(
    context,
    all.flatMap(({ hindrances }) => hindrances.slice(0, 1)),
  )
  if (rejected.length > 0) await context.printLine('cli/sigma-rejected', { count: rejected.length })
}

/** Each reason once, with how many rules it keeps from running. */
export const printReasons = async (context: Context, reasons: readonly Message[]): Promise<void> => {
  for (const [reason, count] of tally(reasons.map((one) => say(context.locale, one))))
    await context.printLine('cli/sigma-not-run', { count, reason })
}

/** Most first, then by name. */
const tally = (names: readonly string[]): readonly (readonly [string, number])[] => {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
}
