import { terminalText } from '../report/escape/terminal.ts'
import { displayWidth } from '../report/display-width.ts'
import { formatBytes, formatSeconds } from '../text/format-bytes.ts'
import { groupDigits } from '../text/format-number.ts'
import type { Locale } from '../text/locale.ts'
import { label, type MessageCode } from '../text/say.ts'
import type { Io } from './io.ts'

/** How far a step is; what a step does not know it leaves out. */
export interface Figures {
  readonly file?: string
  readonly files?: readonly [done: number, total: number]
  readonly days?: readonly [done: number, total: number]
  /** The total where it is known. */
  readonly bytes?: readonly [done: number, total?: number]
  readonly lines?: number
  readonly rejected?: number
}

const REPAINT_MS = 200
const PLAIN_MS = 5000

/**
 * Tells on stderr how far the work is: one line, written over again, on a terminal; elsewhere a line when a step begins
 * and then every few seconds. `silent` where nobody wants it.
 */
export class Progress {
  readonly #io: Io
  readonly #locale: Locale
  readonly #silent: boolean
  #step: MessageCode | undefined
  #figures: Figures = {}
  #since = 0
  #told = 0
  #painted = false
  #timer: NodeJS.Timeout | undefined

  constructor(io: Io, locale: Locale, silent: boolean) {
    this.#io = io
    this.#locale = locale
    this.#silent = silent && !io.err.isTerminal
  }

  /** `quiet`: worth a word only if it takes long. */
  step(code: MessageCode, quiet = false): void {
    this.#step = code
    this.#figures = {}
    this.#since = this.#io.now()
    this.#timer ??= setInterval(() => this.#tick(), REPAINT_MS).unref()
    if (quiet) this.#told = this.#since
    else this.#tell()
  }

  update(figures: Figures): void {
    this.#figures = figures
    this.#tick()
  }

  /** Makes room for other text; the next repaint brings the line back. */
  clear(): void {
    if (this.#painted) void this.#io.err.write('\r\u001b[K')
    this.#painted = false
  }

  end(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#step = undefined
    this.clear()
  }

  #tick(): void {
    const pause = this.#io.err.isTerminal ? REPAINT_MS : PLAIN_MS
    if (this.#io.now() - this.#told >= pause) this.#tell()
  }

  #tell(): void {
    if (this.#silent || this.#step === undefined) return
    this.#told = this.#io.now()
    const text = progressText(this.#step, this.#figures, (this.#told - this.#since) / 1000, this.#locale)
    if (!this.#io.err.isTerminal) {
      void this.#io.err.write(`${text}\n`)
      return
    }
    void this.#io.err.write(`\r${cut(text, this.#io.err.width() - 1)}\u001b[K`)
    this.#painted = true
  }
}

/** `Loading events · 3 of 12 files · 1.20 GB of 4.00 GB · 4,000,000 lines · 1,000,000 lines/s · 0:09 left · 0:04 · access.log` */
export const progressText = (step: MessageCode, figures: Figures, seconds: number, locale: Locale): string => {
  const { file, files, days, bytes, lines, rejected } = figures
  const say = (code: MessageCode, values: Readonly<Record<string, string | number>>): string =>
    label(locale, code, values)
  const parts = [
    say(step, {}),
    files === undefined ? '' : say('cli/progress-files', { done: files[0], total: files[1] }),
    days === undefined ? '' : say('cli/progress-days', { done: days[0], total: days[1] }),
    bytes === undefined ? '' : bytesText(bytes, locale),
    lines === undefined ? '' : say('cli/progress-lines', { lines: groupDigits(lines) }),
    lines === undefined || seconds < 1 || lines === 0
      ? ''
      : say('cli/progress-rate', { rate: groupDigits(Math.round(lines / seconds)) }),
    leftText(bytes ?? days ?? [0], seconds, locale),
    rejected === undefined || rejected === 0 ? '' : say('cli/progress-rejected', { n: rejected }),
    seconds < 1 ? '' : formatSeconds(seconds),
    terminalText(file ?? ''),
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

type Done = readonly [done: number, total?: number]

const bytesText = ([done, total]: Done, locale: Locale): string =>
  total === undefined
    ? formatBytes(done)
    : label(locale, 'cli/progress-bytes', { done: formatBytes(done), total: formatBytes(total) })

const leftText = ([done, total = 0]: Done, seconds: number, locale: Locale): string => {
  if (done <= 0 || done >= total || seconds < 1) return ''
  return label(locale, 'cli/progress-left', { left: formatSeconds((seconds * (total - done)) / done) })
}

const cut = (text: string, columns: number): string => {
  if (displayWidth(text) <= columns) return text
  let kept = ''
  for (const character of text) {
    if (displayWidth(kept + character) > columns - 1) break
    kept += character
  }
  return `${kept}…`
}
