import type { Message } from '../domain/report-model.ts'
import { en } from './en.ts'
import { fillTemplate, type Part } from './fill-template.ts'
import { ko } from './ko.ts'
import type { Locale } from './locale.ts'

export type MessageCode = keyof typeof en

const DICTIONARIES: Readonly<Record<Locale, Readonly<Record<MessageCode, string>>>> = { en, ko }

/**
 * A message as a sentence. Plain text: values may be the attacker's, so whoever prints it escapes it. A code without a
 * text is shown with its values.
 */
export const say = (locale: Locale, message: Message, zone = 'UTC'): string =>
  sayParts(locale, message, zone)
    .map(({ text }) => text)
    .join('')

/** The same in pieces, so that a renderer can link the numbers. */
export const sayParts = (locale: Locale, message: Message, zone = 'UTC'): readonly Part[] => {
  const template = lookUp(locale, message.code)
  if (template === undefined) return [{ text: spellOut(message), value: null }]
  return fillTemplate(template, message.values, { locale, zone, word: (code) => lookUp(locale, code) })
}

/** A fixed text; the compiler knows the code. */
export const label = (locale: Locale, code: MessageCode, values: Message['values'] = {}): string =>
  say(locale, { code, values })

/** The text of `area/name` where there is one, else the name: for names that come from data. */
export const nameOf = (locale: Locale, area: string, name: string): string => lookUp(locale, `${area}/${name}`) ?? name

export const hasText = (code: string): code is MessageCode => Object.hasOwn(en, code)

const lookUp = (locale: Locale, code: string): string | undefined =>
  hasText(code) ? DICTIONARIES[locale][code] : undefined

const spellOut = ({ code, values }: Message): string => {
  const pairs = Object.entries(values).map(([name, value]) => `${name}=${value}`)
  return pairs.length === 0 ? code : `${code} (${pairs.join(', ')})`
}
