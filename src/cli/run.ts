import { CommanderError } from 'commander'
import { isLocale, LOCALES } from '../text/locale.ts'
import { PROGRAM } from '../stages/program.ts'
import { CliProblem } from './cli-problem.ts'
import type { ExitCode } from './command.ts'
import { Context } from './context.ts'
import type { Io } from './io.ts'
import { langOption, localeOf } from './locale-of.ts'
import { problemsOf } from './problems-of.ts'
import { type Chosen, makeProgram } from './program.ts'
import { usageProblem } from './usage-problem.ts'

/** Carries out what was typed (without `node` and the script) and says how it ended. Throws nothing. */
export const run = async (argv: readonly string[], io: Io): Promise<ExitCode> => {
  const locale = localeOf(argv, io.env)
  const context = new Context(io, locale, argv.includes('--json'))
  const interrupted = io.onInterrupt(async () => {
    context.progress.end()
    await context.tell(argv[0] === 'simulate' ? 'cli/simulate-interrupted' : 'cli/interrupted')
  })
  try {
    const chosen = await parsed(argv, context)
    const code = typeof chosen === 'number' ? chosen : await carriedOut(chosen, context)
    return await afterOutput(code, context)
  } catch (error) {
    context.progress.end()
    if (io.env['MAPAE_DEBUG'] === '1' && error instanceof Error) await io.err.write(`${error.stack ?? ''}\n`)
    await context.tellProblems(problemsOf(error))
    return 2
  } finally {
    interrupted()
  }
}

/** The command with its input, or the exit code where help or a mistake was all there was. */
const parsed = async (argv: readonly string[], context: Context): Promise<Chosen | ExitCode> => {
  const { io, locale } = context
  const lang = langOption(argv)
  if (lang !== undefined && !isLocale(lang))
    throw new CliProblem('cli/not-one-of', { option: 'lang', value: lang, known: LOCALES.join(', ') })
  let chosen: Chosen | undefined
  let [asked, shown] = ['', '']
  const program = makeProgram(locale, PROGRAM.split(' ').at(-1) ?? '', {
    asked: (text) => (asked += text),
    shown: (text) => (shown += text),
    chosen: (choice) => (chosen = choice),
    width: Math.min(io.out.width(), 120),
  })
  try {
    program.parse([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    await io.out.write(asked)
    await io.err.write(shown)
    const problem = usageProblem(error, argv)
    if (problem !== undefined) await context.tellProblems([problem])
    return error.exitCode === 0 ? 0 : 2
  }
  return chosen ?? 2
}

const carriedOut = async ({ command, input }: Chosen, context: Context): Promise<ExitCode> => {
  const code = await command.run(input, context)
  context.progress.end()
  return code
}

/** Results that could not be written are no success; a reader that has seen enough is none of our business. */
const afterOutput = async (code: ExitCode, context: Context): Promise<ExitCode> => {
  const fault = context.io.out.fault()
  if (fault === undefined) return code
  throw new CliProblem('cli/output-refused', { reason: fault })
}
