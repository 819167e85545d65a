import type { Locale } from '../../text/locale.ts'
import type { Message } from '../../domain/report-model.ts'
import { label, type MessageCode, nameOf, say } from '../../text/say.ts'
import { formatTime } from '../../text/format-time.ts'
import { terminalText } from '../escape/terminal.ts'

export interface TerminalOptions {
  readonly locale: Locale
  readonly colour: boolean
  readonly width: number
}

/** Writes for one reader: language, zone, colours. Everything that comes from data passes `terminalText` here. */
export class Pen {
  readonly width: number
  readonly locale: Locale
  readonly #colour: boolean
  readonly #zone: string

  constructor({ locale, colour, width }: TerminalOptions, zone: string) {
    this.locale = locale
    this.width = Math.max(width, 40)
    this.#colour = colour
    this.#zone = zone
  }

  label(code: MessageCode, values: Message['values'] = {}): string {
    return terminalText(label(this.locale, code, values))
  }

  say(message: Message): string {
    return terminalText(say(this.locale, message, this.#zone))
  }

  name(area: string, name: string): string {
    return terminalText(nameOf(this.locale, area, name))
  }

  time(instant: string): string {
    return terminalText(formatTime(instant, this.#zone))
  }

  data(text: string): string {
    return terminalText(text)
  }

  bold(text: string): string {
    return this.#style('1', text)
  }

  dim(text: string): string {
    return this.#style('2', text)
  }

  red(text: string): string {
    return this.#style('31', text)
  }

  #style(code: string, text: string): string {
    return this.#colour ? `\u001b[${code}m${text}\u001b[0m` : text
  }
}
