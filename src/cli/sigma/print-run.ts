import type { SigmaMatch } from '../../stages/sigma/match.ts'
import type { SigmaRun } from '../../stages/sigma.ts'
import { terminalText } from '../../report/escape/terminal.ts'
import { say } from '../../text/say.ts'
import type { Context } from '../context.ts'
import { authorOf } from './author-of.ts'
import { printReasons } from './print-coverage.ts'

export const printRun = async (context: Context, run: SigmaRun, zone: string): Promise<void> => {
  if (context.json) {
    await context.printJson({ zone, ...run })
    return
  }
  for (const match of run.matches) await printMatch(context, match, zone)
  await printReasons(
    context,
    run.notRun.flatMap(({ reasons }) => reasons.slice(0, 1)),
  )
  await context.tell('cli/sigma-asked', { asked: run.asked, found: run.matches.length, notRun: run.notRun.length })
}

/** Groups of a correlation that a person is shown; `--json` has more. */
const SHOWN_GROUPS = 10

const printMatch = async (context: Context, match: SigmaMatch, zone: string): Promise<void> => {
  const { level, matches, first, last, credit, examples, groups, foremost } = match
  const values = { level, matches, first, last, title: credit.title, author: authorOf(context, credit) }
  await context.print(`${terminalText(say(context.locale, { code: 'cli/sigma-match', values }, zone))}\n`)
  for (const { file, line } of examples)
    await context.printBullet({ code: 'cli/sigma-example', values: { file, line } })
  if (foremost.length === 0) return
  const shown = foremost.slice(0, SHOWN_GROUPS)
  await context.printLine('cli/sigma-groups', { groups, shown: shown.length })
  for (const group of shown) {
    const place = { matches: group.matches, keys: group.keys.join(', '), measure: group.measure }
    await context.printBullet({ code: 'cli/sigma-group', values: place })
  }
}
