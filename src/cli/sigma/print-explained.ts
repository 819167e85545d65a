import { terminalText } from '../../report/escape/terminal.ts'
import { type Explanation } from '../../sigma/explain.ts'
import { showPlace } from '../../sigma/problem.ts'
import type { Explained } from '../../stages/sigma/explain-event.ts'
import { label } from '../../text/say.ts'
import type { Context } from '../context.ts'
import { authorOf } from './author-of.ts'

export const printExplained = async (context: Context, explained: readonly Explained[]): Promise<void> => {
  if (context.json) {
    await context.printJson(explained)
    return
  }
  if (explained.length === 0) await context.tell('cli/sigma-no-event')
  for (const { event, credit, matched, explanation } of explained) {
    const code = matched ? 'cli/sigma-matched' : 'cli/sigma-not-matched'
    await context.printLine(code, { event, title: credit.title, author: authorOf(context, credit) })
    await context.print(linesOf(context, explanation, 1).join(''))
  }
}

/** A tree, one part a line: ✓ or ✗, what was asked, what was seen, and where the rule says so. */
const linesOf = (context: Context, explanation: Explanation, depth: number): readonly string[] => {
  const { kind, matched, name, asked, seen, place, parts } = explanation
  const mark = matched ? '✓' : '✗'
  const line = (text: string): string => `${'  '.repeat(depth)}${mark} ${terminalText(text)}\n`
  if (kind === 'match') {
    const code = seen === null ? 'cli/sigma-test-absent' : 'cli/sigma-test'
    const where = place === null ? '' : ` [${showPlace(place)}]`
    return [line(`${label(context.locale, code, { asked, seen: (seen ?? '').slice(0, 300) })}${where}`)]
  }
  const inner = parts.flatMap((part) => linesOf(context, part, depth + 1))
  return [line(kind === 'named' ? name : kind.toUpperCase()), ...inner]
}
