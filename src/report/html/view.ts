import type { Bounds, Count, Message, Report } from '../../domain/report-model.ts'
import { groupDigits } from '../../text/format-number.ts'
import { formatTime, formatTimeWithOffset } from '../../text/format-time.ts'
import { LOCALES, type Locale } from '../../text/locale.ts'
import { label, type MessageCode, nameOf, sayParts } from '../../text/say.ts'
import type { Sentence } from '../summarise.ts'
import { html, type Markup, raw } from './markup.ts'

/** Writes every text in both languages, every time in the case's zone, every number as a link to its certificate. */
export class View {
  readonly zone: string
  readonly #certified: ReadonlySet<string>

  constructor(report: Report) {
    this.zone = report.case.zone
    this.#certified = new Set(report.certificates.map(({ id }) => id))
  }

  label(code: MessageCode, values: Message['values'] = {}): Markup {
    return inBoth((locale) => html`${label(locale, code, values)}`)
  }

  /** The name of a level, category, detection, … */
  name(area: string, name: string): Markup {
    return inBoth((locale) => html`${nameOf(locale, area, name)}`)
  }

  say(message: Message): Markup {
    return this.sentence({ message, counts: {} })
  }

  sentence({ message, counts }: Sentence): Markup {
    return inBoth(
      (locale) =>
        html`${sayParts(locale, message, this.zone).map(({ text, value }) => {
          const count = value === null ? undefined : counts[value]
          return count === undefined ? html`${text}` : this.#link(count.certificate, text)
        })}`,
    )
  }

  count({ value, certificate }: Count): Markup {
    return this.#link(certificate, groupDigits(value))
  }

  /** The lower reading and, where it differs, the upper one in brackets. */
  range({ confirmed, possible }: Bounds): Markup {
    if (confirmed.value === possible.value) return this.count(confirmed)
    return html`${this.count(confirmed)} <span class="upper">(${this.count(possible)})</span>`
  }

  time(instant: string): Markup {
    return html`<time datetime="${instant}">${formatTime(instant, this.zone)}</time>`
  }

  exactTime(instant: string): Markup {
    return html`<time datetime="${instant}">${formatTimeWithOffset(instant, this.zone)}</time>`
  }

  certified(certificate: string, content: Markup): Markup {
    return this.#certified.has(certificate)
      ? html`<a class="n" href="#${certificateAnchor(certificate)}">${content}</a>`
      : content
  }

  #link(certificate: string, text: string): Markup {
    return this.certified(certificate, html`${text}`)
  }
}

/** The text once where both languages agree, else twice, each marked with its language. */
export const inBoth = (make: (locale: Locale) => Markup): Markup => {
  const texts = LOCALES.map((locale) => ({ locale, markup: make(locale) }))
  const [first, ...others] = texts.map(({ markup }) => markup.text)
  if (first !== undefined && others.every((text) => text === first)) return raw(first)
  return html`${texts.map(({ locale, markup }) => html`<span lang="${locale}">${markup}</span>`)}`
}

export const certificateAnchor = (id: string): string => anchor('cert', id)

/** An id for `href` and `id` alike; different names get different ids. */
export const anchor = (prefix: string, name: string): string =>
  `${prefix}-${name.replace(/[^A-Za-z0-9_-]/gu, (character) => `.${(character.codePointAt(0) ?? 0).toString(16)}.`)}`
