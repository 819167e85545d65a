import { Command as Parser, Option } from 'commander'
import { displayWidth } from '../report/display-width.ts'
import { wrap } from '../report/terminal/wrap.ts'
import { label, type MessageCode } from '../text/say.ts'
import type { Locale } from '../text/locale.ts'
import type { Command, OptionSpec } from './command.ts'
import { COMMANDS } from './commands/index.ts'
import { Input } from './input.ts'

export interface Chosen {
  readonly command: Command
  readonly input: Input
}

export interface ProgramEffects {
  /** Help and version, asked for. */
  readonly asked: (text: string) => void
  /** Help that nobody asked for, beside a mistake. */
  readonly shown: (text: string) => void
  readonly chosen: (chosen: Chosen) => void
  readonly width: number
}

/** What every command takes. */
const COMMON: readonly OptionSpec[] = [
  { flags: '--json', about: 'cli/option-json' },
  { flags: '--lang <LANG>', about: 'cli/option-lang' },
]

/** The parser of all commands in one language. It carries nothing out: what was chosen goes to `effects.chosen`. */
export const makeProgram = (locale: Locale, version: string, effects: ProgramEffects): Parser => {
  const text = (code: MessageCode): string => label(locale, code)
  const program = dressed(new Parser('mapae'), locale, effects)
    .description(text('cli/program'))
    .version(version, '-V, --version', text('cli/option-version'))
    .helpCommand('help [COMMAND]', text('cli/help-command'))
    .usage(`COMMAND [${text('cli/word-options')}]`)
    .enablePositionalOptions()
    .addOption(new Option('--lang <LANG>', text('cli/option-lang')))
    .addHelpText('after', () => `\n${wrap(text('cli/exit-codes'), effects.width).join('\n')}`)
  for (const command of COMMANDS) addCommand(program, command, locale, effects)
  return program
}

const addCommand = (program: Parser, command: Command, locale: Locale, effects: ProgramEffects): void => {
  const text = (code: MessageCode): string => label(locale, code)
  const parser = dressed(program.command(command.name), locale, effects)
    .summary(text(command.about))
    .description(text(command.about))
    .usage([...command.arguments.map(({ usage }) => usage), `[${text('cli/word-options')}]`].join(' '))
    .addHelpText('after', () => examplesText(command, locale))
  for (const { usage, about } of command.arguments) parser.argument(usage, text(about))
  for (const option of [...command.options, ...COMMON]) {
    const made = new Option(option.flags, text(option.about))
    parser.addOption(option.default === undefined ? made : made.default(option.default))
  }
  parser.action(() => effects.chosen({ command, input: new Input(parser.args, parser.opts()) }))
}

/** Headings, widths, exits and errors as we want them; commander would write English and leave. */
const dressed = (parser: Parser, locale: Locale, effects: ProgramEffects): Parser =>
  parser
    .exitOverride()
    .allowExcessArguments(false)
    .showSuggestionAfterError(false)
    .helpOption('-h, --help', label(locale, 'cli/option-help'))
    .configureHelp({
      displayWidth,
      helpWidth: effects.width,
      styleTitle: (title) => headingIn(locale, title),
      subcommandTerm: (command) => command.name(),
      optionDescription: ({ description, defaultValue }: Option) =>
        typeof defaultValue === 'string'
          ? `${description} (${label(locale, 'cli/word-default')} ${defaultValue})`
          : description,
    })
    .configureOutput({ writeOut: effects.asked, writeErr: effects.shown, outputError: () => undefined })

const HEADINGS: Readonly<Record<string, MessageCode>> = {
  'Usage:': 'cli/heading-usage',
  'Commands:': 'cli/heading-commands',
  'Options:': 'cli/heading-options',
  'Arguments:': 'cli/heading-arguments',
}

const headingIn = (locale: Locale, title: string): string => {
  const code = HEADINGS[title]
  return code === undefined ? title : label(locale, code)
}

const examplesText = ({ examples }: Command, locale: Locale): string => {
  if (examples.length === 0) return ''
  const rows = examples.map(({ typed, about }) => `  # ${label(locale, about)}\n  ${typed}`)
  return `\n${label(locale, 'cli/heading-examples')}\n${rows.join('\n')}`
}
