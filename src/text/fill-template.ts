import type { Message } from '../domain/report-model.ts'
import { groupDigits } from './format-number.ts'
import { formatTimeWithOffset } from './format-time.ts'
import { chooseJosa } from './josa.ts'
import type { Locale } from './locale.ts'

/**
 * Places of a template:
 * - `{n}` the value; numbers in groups of three
 * - `{pid!}` the value as it is, not grouped
 * - `{n,}` grouped also when the count came as text (64 bits)
 * - `{share%}` a share, given in per cent
 * - `{from@}` an instant in the case's zone, with its offset
 * - `{level#level}` the text of `level/<value>`
 * - `{n:account|accounts}` English: one or many; Korean: the particle after a consonant or a vowel
 */
const PLACE = /\{([a-zA-Z][a-zA-Z0-9]*)(?:([,%@!])|#([a-z]+)|:([^|}]*)\|([^}]*))?\}/g

export interface Filling {
  readonly locale: Locale
  readonly zone: string
  /** Text of another code, for `{level#level}`. */
  readonly word: (code: string) => string | undefined
}

/** A piece of a sentence: fixed text, or what stands for the value of that name. */
export interface Part {
  readonly text: string
  readonly value: string | null
}

export const fillTemplate = (template: string, values: Message['values'], filling: Filling): readonly Part[] => {
  const parts: Part[] = []
  let end = 0
  for (const match of template.matchAll(PLACE)) {
    parts.push({ text: template.slice(end, match.index), value: null }, fillPlace(match, values, filling))
    end = match.index + match[0].length
  }
  return [...parts, { text: template.slice(end), value: null }].filter(({ text }) => text !== '')
}

/** Names of the values a template asks for, sorted: both languages must ask for the same. */
export const placesOf = (template: string): readonly string[] =>
  [
    ...new Set([...template.matchAll(PLACE)].filter((match) => match[4] === undefined).map((match) => match[1] ?? '')),
  ].sort()

const fillPlace = (match: RegExpExecArray, values: Message['values'], filling: Filling): Part => {
  const [, name = '', form = '', area = '', one, other = ''] = match
  const value = values[name]
  if (value === undefined) return { text: one === undefined ? `{${name}}` : other, value: null }
  if (one !== undefined) return { text: choose(filling.locale, value, one, other), value: null }
  return { text: showValue(value, form, area, filling), value: name }
}

const choose = (locale: Locale, value: string | number, one: string, other: string): string => {
  if (locale === 'ko') return chooseJosa(String(value), one, other)
  return String(value) === '1' ? one : other
}

const showValue = (value: string | number, form: string, area: string, filling: Filling): string => {
  if (area !== '')
    return filling.word(String(value).includes('/') ? String(value) : `${area}/${value}`) ?? String(value)
  if (form === '%') return `${value}\u00a0%`
  if (form === '!') return String(value)
  if (form === '@') return formatTimeWithOffset(String(value), filling.zone)
  if (typeof value === 'number') return groupDigits(value)
  return form === ',' && /^-?\d+$/.test(value) ? groupDigits(value) : value
}
