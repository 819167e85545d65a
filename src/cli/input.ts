import type { Level } from '../domain/report-model.ts'
import { CliProblem } from './cli-problem.ts'

/** What was typed: arguments in order and options by their long name. */
export class Input {
  readonly arguments: readonly string[]
  readonly #options: Readonly<Record<string, unknown>>

  constructor(args: readonly string[], options: Readonly<Record<string, unknown>>) {
    this.arguments = args
    this.#options = options
  }

  text(name: string): string | undefined {
    const value = this.#options[camel(name)]
    return typeof value === 'string' ? value : undefined
  }

  flag(name: string): boolean {
    return this.#options[camel(name)] === true
  }

  /** `--no-NAME` was given. */
  isOff(name: string): boolean {
    return this.#options[camel(name)] === false
  }

  texts(name: string): readonly string[] {
    const value = this.#options[camel(name)]
    return Array.isArray(value) ? value.map(String) : []
  }

  /** A whole number, or the problem that says which. */
  count(name: string, least: number): number {
    const text = this.text(name) ?? ''
    const value = Number(text)
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value
    throw new CliProblem('cli/not-a-number', { option: name, value: text, least })
  }

  oneOf<Known extends string>(name: string, known: readonly Known[]): Known | undefined {
    const text = this.text(name)
    const found = known.find((one) => one === text)
    if (text !== undefined && found === undefined)
      throw new CliProblem('cli/not-one-of', { option: name, value: text, known: known.join(', ') })
    return found
  }

  level(name: string): Level | undefined {
    return this.oneOf(name, ['confirmed', 'likely', 'possible'])
  }

  url(name: string): string | undefined {
    const text = this.text(name)
    if (text === undefined || /^https?:\/\/[^/\s]/.test(text)) return text
    throw new CliProblem('cli/not-a-server', { option: name, value: text })
  }
}

/** As commander names the value of `--fail-on`. */
const camel = (name: string): string => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
