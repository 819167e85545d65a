import type { Message } from '../domain/report-model.ts'
import { terminalText } from '../report/escape/terminal.ts'
import type { TerminalOptions } from '../report/terminal/pen.ts'
import type { Locale } from '../text/locale.ts'
import { label, type MessageCode, say } from '../text/say.ts'
import type { Io, Output } from './io.ts'
import { jsonText } from './json-text.ts'
import { Progress } from './progress.ts'

/** What a command is given to talk with: data to stdout, talk to stderr. */
export class Context {
  readonly io: Io
  readonly locale: Locale
  readonly json: boolean
  readonly progress: Progress

  constructor(io: Io, locale: Locale, json: boolean) {
    this.io = io
    this.locale = locale
    this.json = json
    this.progress = new Progress(io, locale, json)
  }

  /** Text that is ours or already escaped. */
  async print(text: string): Promise<void> {
    this.progress.clear()
    await this.io.out.write(text)
  }

  async printJson(value: unknown): Promise<void> {
    await this.print(jsonText(value))
  }

  /** One sentence a line. */
  async printLine(code: MessageCode, values: Message['values'] = {}): Promise<void> {
    await this.print(`${this.#sentence(code, values)}\n`)
  }

  async printBullet({ code, values }: Message): Promise<void> {
    await this.print(`   · ${terminalText(say(this.locale, { code, values }))}\n`)
  }

  async tell(code: MessageCode, values: Message['values'] = {}): Promise<void> {
    this.progress.clear()
    await this.io.err.write(`${this.#sentence(code, values)}\n`)
  }

  /** What went wrong, one line each; for a program that reads, one JSON object each. */
  async tellProblems(problems: readonly Message[]): Promise<void> {
    this.progress.clear()
    for (const { code, values } of problems) {
      const text = terminalText(say(this.locale, { code, values }))
      await this.io.err.write(this.json ? `${JSON.stringify({ code, values, text })}\n` : `${text}\n`)
    }
  }

  /** How to render for stdout. */
  terminal(): TerminalOptions {
    return { locale: this.locale, colour: isColoured(this.io.out, this.io.env), width: this.io.out.width() }
  }

  #sentence(code: MessageCode, values: Message['values']): string {
    return terminalText(label(this.locale, code, values))
  }
}

/** Colour only where a person looks, and not where they set NO_COLOR (https://no-color.org) or have a dumb terminal. */
const isColoured = (output: Output, env: Io['env']): boolean =>
  output.isTerminal && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb'
