import type { MessageCode } from '../text/say.ts'
import type { Context } from './context.ts'
import type { Input } from './input.ts'

/** 0 done; 1 found what `--fail-on` asks for, or verify found what does not hold; 2 could not run. */
export type ExitCode = 0 | 1 | 2

/** A command declares itself, so that help and parsing need none of the code that carries it out. */
export interface Command {
  readonly name: string
  readonly about: MessageCode
  /** As in a usage line: `<PATH...>`, `[SQL]`. */
  readonly arguments: readonly { readonly usage: string; readonly about: MessageCode }[]
  readonly options: readonly OptionSpec[]
  readonly examples: readonly Example[]
  readonly run: (input: Input, context: Context) => Promise<ExitCode>
}

export interface OptionSpec {
  /** `--case <DIR>`, `--json`. */
  readonly flags: string
  readonly about: MessageCode
  readonly default?: string
}

export interface Example {
  readonly typed: string
  readonly about: MessageCode
}
