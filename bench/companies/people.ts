import type { Chance } from './chance.ts'

/** Times are epoch milliseconds. */
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export interface Person {
  readonly n: number
  readonly home: string
  /** At work, at school, or home again. */
  readonly away: string
  readonly browser: string
  readonly phone: string
  /** Mean days between visits. */
  readonly every: number
}

export interface Visit {
  readonly person: Person
  readonly at: number
  readonly address: string
  readonly agent: string
  readonly mobile: boolean
}

export interface Town {
  readonly people: readonly Person[]
  /** In the order of time. */
  readonly visits: readonly Visit[]
  readonly start: number
  readonly end: number
}

export interface TownOptions {
  readonly people: number
  readonly days: number
  /** Start of the first day, ISO 8601 with its offset. */
  readonly start: string
  /** Mean days between the visits of the median person. */
  readonly every?: number
  /** Share of the visits that are made with a phone, and behind how many addresses its carrier hides them. */
  readonly phones?: number
  readonly carrier?: number
  /** Name of the app that phones use; without one they browse. */
  readonly app?: string
}

export const addressOf = (chance: Chance): string =>
  `${240 + chance.below(10)}.${chance.below(256)}.${chance.below(256)}.${1 + chance.below(254)}`

export const browserOf = (chance: Chance): string => {
  const version = 118 + Math.floor(chance.unit() ** 3 * 14)
  return chance.pick([
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`,
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36 Edg/${version}.0.${chance.below(4)}.0`,
    `Mozilla/5.0 (X11; Linux x86_64; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`,
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_${chance.below(8)}) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.${chance.below(6)} Safari/605.1.15`,
  ])
}

const phoneOf = (chance: Chance, app: string | undefined): string => {
  const model = chance.pick(['Pixel 7', 'SM-S911B', 'SM-A546E', 'M2101K6G', 'CPH2451', 'SO-52C', 'Pixel 8a'])
  const version = 10 + chance.below(5)
  if (app === undefined)
    return `Mozilla/5.0 (Linux; Android ${version}; ${model}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${118 + chance.below(10)}.0.0.0 Mobile Safari/537.36`
  return chance.often(0.4)
    ? `${app}/${5 + chance.below(2)}.${chance.below(9)} (iPhone1${4 + chance.below(3)},${1 + chance.below(4)}; iOS 17.${chance.below(6)})`
    : `${app}/${5 + chance.below(2)}.${chance.below(9)} (${model}; Android ${version})`
}

/** Most of the visits of a day are made in the evening, few at night. */
const hourOfDay = (chance: Chance): number => {
  const hour = chance.often(0.6) ? 19.5 + 2.2 * chance.normal() : 13 + 3.5 * chance.normal()
  return Math.min(23.98, Math.max(0.02, hour))
}

/** People with their homes, offices and programs, and when they come; offices and carriers are shared, homes by couples. */
export const townOf = (chance: Chance, options: TownOptions): Town => {
  const start = Date.parse(options.start)
  const end = start + options.days * DAY
  const offices = Array.from({ length: Math.max(4, Math.ceil(options.people / 150)) }, () => addressOf(chance))
  const carrier = Array.from({ length: options.carrier ?? 24 }, () => addressOf(chance))
  const people: Person[] = []
  for (let n = 0; n < options.people; n++) {
    const partner = n > 0 && chance.often(0.12) ? people[n - 1] : undefined
    const home = partner?.home ?? addressOf(chance)
    people.push({
      n,
      home,
      away: chance.often(0.4) ? chance.pick(offices) : home,
      browser: browserOf(chance),
      phone: phoneOf(chance, options.app),
      every: (options.every ?? 4) * Math.exp(0.8 * chance.normal()),
    })
  }
  const visits: Visit[] = []
  for (const person of people) {
    for (let day = chance.wait(person.every); day < options.days; day += chance.wait(person.every)) {
      const at = start + Math.floor(day) * DAY + hourOfDay(chance) * HOUR
      const mobile = chance.often(options.phones ?? 0.4)
      const address = mobile && chance.often(0.7) ? chance.pick(carrier) : chance.often(0.7) ? person.home : person.away
      if (at < end) visits.push({ person, at, address, agent: mobile ? person.phone : person.browser, mobile })
    }
  }
  return { people, visits: visits.sort((a, b) => a.at - b.at), start, end }
}

/** Rented machines: where nobody lives. */
export const rentedOf = (chance: Chance): string =>
  `${250 + chance.below(4)}.${chance.below(256)}.${chance.below(256)}.${1 + chance.below(254)}`
