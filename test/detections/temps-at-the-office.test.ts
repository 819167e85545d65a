import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 8, 7)
const DAY = 86_400_000
const DAYS = 8
const CUSTOMERS = 180
const OFFICE = '192.0.2.10'
const HOME = '203.0.113.44'

interface Line {
  readonly at: number
  readonly ip: string
  readonly who: string
  readonly path: string
  readonly refused: boolean
}

interface Office {
  /** Steady clerks, and whether they ask for other pages beside the bills. */
  readonly clerks: number
  readonly clerksBrowse?: boolean
  /** Of a hundred of their requests so many are refused, as of customers' where it is not said. */
  readonly clerksRefused?: number
  /** Of a hundred requests of customers so many are refused. */
  readonly refused?: number
  readonly temp: {
    readonly ip: string
    readonly browses?: boolean
    readonly refused?: number
    /** Whose bills, one after the other, and how many of each. */
    readonly customers: readonly number[]
    readonly bills: number
  }
}

const customerOf = (n: number): string => new Dice(7000 + n).hex(12)
/** Who works there has an account of the form that others have. */
const staffOf = (n: number): string => `0${new Dice(9000 + n).hex(11)}`
/** Three bills of one customer follow one another. */
const billOf = (n: number, k: number): string => `/api/bills/${710_000 + 3 * n + k}`
const PAGES = ['/tariffs', '/news', '/contact', '/help']

const linesOf = ({ clerks, clerksBrowse = false, refused = 0, clerksRefused = refused, temp }: Office): Line[] => {
  const dice = new Dice(77)
  const lines: Line[] = []
  const add = (at: number, ip: string, who: string, path: string, share: number) =>
    lines.push({ at, ip, who, path, refused: path.startsWith('/api/bills') && dice.chance(share / 100) })
  for (let n = 0; n < CUSTOMERS; n++)
    for (let day = 0; day < DAYS; day++) {
      if (!dice.chance(0.4)) continue
      const at = START + Math.round((day + 0.25 + 0.7 * dice.next()) * DAY)
      ;[...PAGES.slice(dice.below(2)), billOf(n, dice.below(3)), billOf(n, dice.below(3))].forEach((path, i) =>
        add(at + i * 8000, `198.51.100.${n % 250}`, customerOf(n), path, refused),
      )
    }
  for (let clerk = 0; clerk < clerks; clerk++)
    for (let day = 0; day < DAYS; day++)
      for (let i = 0; i < 15; i++) {
        const at = START + day * DAY + (8 + 9 * dice.next()) * 3_600_000
        add(at, OFFICE, staffOf(clerk), billOf(dice.below(CUSTOMERS), dice.below(3)), clerksRefused)
        if (clerksBrowse) add(at + 60_000, OFFICE, staffOf(clerk), PAGES[i % 4] ?? '/', 0)
      }
  temp.customers.forEach((n, i) => {
    const at = START + (i < 30 ? 5 : 6) * DAY + 9 * 3_600_000 + i * 240_000
    for (let k = 0; k < temp.bills; k++)
      add(at + k * 30_000, temp.ip, staffOf(900), billOf(n, k), temp.refused ?? refused)
    if (temp.browses) add(at + 120_000, temp.ip, staffOf(900), PAGES[i % 4] ?? '/', 0)
  })
  return lines.sort((a, b) => a.at - b.at)
}

const accused = async (office: Office): Promise<readonly string[]> => {
  const text = linesOf(office)
    .map(
      ({ at, ip, who, path, refused }) =>
        `${JSON.stringify({ time: new Date(at).toISOString(), ip, method: 'GET', path, status: refused ? 404 : 200, bytes: 900, user_agent: 'Mozilla/5.0', user_id: who })}\n`,
    )
    .join('')
  return (await investigateLogs({ files: { 'access.jsonl': text } })).report.actors.map(({ vector }) => vector)
}

/** Anybody, in no order. */
const anybody = Array.from({ length: 60 }, (_, i) => (i * 173) % CUSTOMERS)
/** One after the other. */
const inARow = Array.from({ length: 60 }, (_, i) => 100 + i)

it('who helps out for two days and is refused as often as customers are is nobody to accuse', async () => {
  expect(await accused({ clerks: 3, refused: 6, temp: { ip: OFFICE, customers: anybody, bills: 2 } })).toEqual([])
})

it('who is refused far more often than they is', async () => {
  expect(
    await accused({ clerks: 3, refused: 6, temp: { ip: HOME, refused: 30, customers: anybody, bills: 2 } }),
  ).toEqual(['object-enumeration'])
})

it('nor is who is refused as often as those at work are, though no customer is', async () => {
  expect(
    await accused({
      clerks: 3,
      refused: 1,
      clerksRefused: 15,
      temp: { ip: HOME, refused: 15, customers: anybody, bills: 2 },
    }),
  ).toEqual([])
})

it('but who is refused far more often than those at work is told of', async () => {
  expect(
    await accused({
      clerks: 3,
      refused: 1,
      clerksRefused: 6,
      temp: { ip: HOME, refused: 30, customers: anybody, bills: 2 },
    }),
  ).toEqual(['object-enumeration'])
})

it('whole customers, each with bills that follow one another, are no walk', async () => {
  expect(await accused({ clerks: 0, temp: { ip: OFFICE, customers: anybody, bills: 3 } })).toEqual([])
})

it('customers one after the other are', async () => {
  expect(await accused({ clerks: 0, temp: { ip: HOME, customers: inARow, bills: 3 } })).toEqual(['object-enumeration'])
})

it('who browses at a desk where everybody does is no customer', async () => {
  expect(
    await accused({
      clerks: 3,
      clerksBrowse: true,
      temp: { ip: OFFICE, browses: true, customers: inARow, bills: 1 },
    }),
  ).toEqual([])
})

it('nor where the others at the desk are two', async () => {
  expect(
    await accused({ clerks: 2, clerksBrowse: true, temp: { ip: OFFICE, browses: true, customers: inARow, bills: 1 } }),
  ).toEqual([])
})

it('who browses so somewhere else is', async () => {
  expect(
    await accused({ clerks: 3, clerksBrowse: true, temp: { ip: HOME, browses: true, customers: inARow, bills: 1 } }),
  ).toEqual(['object-enumeration'])
})

it('and who browses at a desk where nobody does', async () => {
  expect(await accused({ clerks: 3, temp: { ip: OFFICE, browses: true, customers: inARow, bills: 1 } })).toEqual([
    'object-enumeration',
  ])
})
