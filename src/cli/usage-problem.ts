import type { CommanderError } from 'commander'
import type { Message } from '../domain/report-model.ts'
import { nearest } from '../store/nearest.ts'
import { COMMANDS } from './commands/index.ts'

/** What commander found wrong with the words typed, as a problem of ours; undefined where nothing is wrong. */
export const usageProblem = (error: CommanderError, argv: readonly string[]): Message | undefined => {
  const command = COMMANDS.find(({ name }) => argv.includes(name))
  const typed = quoted(error.message)
  const help = command === undefined ? 'mapae --help' : `mapae ${command.name} --help`
  switch (error.code) {
    case 'commander.help':
    case 'commander.helpDisplayed':
    case 'commander.version':
      return undefined
    case 'commander.unknownCommand':
      return withNearest(
        'cli/unknown-command',
        typed,
        COMMANDS.map(({ name }) => name),
        'mapae --help',
      )
    case 'commander.unknownOption':
      return withNearest('cli/unknown-option', typed, optionsOf(command?.options ?? []), help)
    case 'commander.missingArgument':
      return { code: 'cli/missing-argument', values: { name: typed, help } }
    case 'commander.optionMissingArgument':
      return { code: 'cli/missing-value', values: { option: typed, help } }
    case 'commander.excessArguments':
      return { code: 'cli/too-many-arguments', values: { command: command?.name ?? 'mapae', help } }
    default:
      return { code: 'cli/bad-usage', values: { detail: error.message, help } }
  }
}

const withNearest = (
  code: 'cli/unknown-command' | 'cli/unknown-option',
  typed: string,
  known: readonly string[],
  help: string,
): Message => {
  const near = nearest(typed.split('=')[0] ?? '', known)
  return near === undefined
    ? { code, values: { typed, help } }
    : { code: `${code}-near`, values: { typed, near, help } }
}

const optionsOf = (options: readonly { readonly flags: string }[]): readonly string[] => [
  ...options.map(({ flags }) => flags.split(' ')[0] ?? ''),
  '--json',
  '--lang',
  '--help',
]

/** Commander puts the word at fault into single quotes; the word may hold some itself. */
const quoted = (message: string): string => /'([^]*)'/.exec(message)?.[1] ?? ''
