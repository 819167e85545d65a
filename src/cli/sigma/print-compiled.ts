import { terminalText } from '../../report/escape/terminal.ts'
import type { Compiled } from '../../stages/sigma/compile-rules.ts'
import { say } from '../../text/say.ts'
import type { Context } from '../context.ts'

/** SQL with comments: the rule and its author above, the parameters below. */
export const printCompiled = async (context: Context, compiled: readonly Compiled[]): Promise<void> => {
  if (context.json) {
    await context.printJson(compiled)
    return
  }
  for (const { credit, key, statement, reasons } of compiled) {
    await context.print(`-- ${terminalText(`${credit.title} (${key}) ${credit.author}`)}\n`)
    for (const reason of reasons) await context.print(`-- ${terminalText(say(context.locale, reason))}\n`)
    if (statement === null) continue
    await context.print(`${terminalText(statement.text.replaceAll(/\s*\n\s*/g, ' '))};\n`)
    for (const [name, value] of Object.entries(statement.params))
      await context.print(`--   ${name} = ${shown(value)}\n`)
  }
}

const shown = (value: unknown): string =>
  terminalText(JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner)))
