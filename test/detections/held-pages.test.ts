import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { sql } from '../../src/engine/sql.ts'
import { investigate } from '../../src/stages/investigate.ts'
import { makeScratch } from '../intake/scratch.ts'

const START = Date.UTC(2026, 8, 7)
const DAY = 86_400_000
const DAYS = 7
const CUSTOMERS = 500
const HOME = '198.51.100.44'

interface Line {
  readonly at: number
  readonly ip: string
  readonly who: string
  readonly path: string
  readonly status?: number
}

const customerOf = (n: number): string => `c${7_000_000_000 + 13 * n}`
const billOf = (n: number, k: number): string => `/my/bills/${30_000_000 + 2 * (3 * n + k) + (n % 2)}`

/** Customers read their own bills, and pages; four clerks with accounts of another form read anybody's by a page of theirs. */
const ordinary = (dice: Dice): Line[] => {
  const lines: Line[] = []
  for (let n = 0; n < CUSTOMERS; n++)
    for (let day = 0; day < DAYS; day++) {
      if (n === 9 || !dice.chance(0.3)) continue
      const at = START + Math.round((day + 0.25 + 0.7 * dice.next()) * DAY)
      const paths = ['/my/bills', billOf(n, dice.below(3)), '/news', `/goods/${dice.below(40)}`, '/app.js']
      paths.forEach((path, i) =>
        lines.push({ at: at + i * 8000, ip: `10.${n % 7}.${n % 250}.7`, who: customerOf(n), path }),
      )
    }
  for (let clerk = 0; clerk < 4; clerk++)
    for (let day = 0; day < DAYS; day++)
      for (let i = 0; i < 30; i++)
        lines.push({
          at: START + day * DAY + (8 + 9 * dice.next()) * 3_600_000,
          ip: '192.0.2.10',
          who: `desk${clerk}`,
          path: `/desk${billOf(dice.below(CUSTOMERS), dice.below(3))}`,
        })
  return lines
}

/** A customer's account that reads the bills of 56 others in their order, all week long, from two addresses; some are none. */
const walk = (dice: Dice): readonly Line[] =>
  Array.from({ length: 61 }, (_, i) => ({
    at: START + 0.4 * DAY + i * 8_300_000 + dice.below(4_000_000),
    ip: i % 20 < 10 ? '203.0.113.5' : '203.0.113.77',
    who: customerOf(9),
    path: i % 12 === 11 ? '/my/bills/31234567' : billOf(100 + i, 1),
    ...(i % 12 === 11 ? { status: 404 } : {}),
  }))

/** Its owner comes once, to two other pages and one script that his browser asks for again. */
const owner = (again: number): readonly Line[] =>
  ['/news', '/goods/5', '/app.js'].map((path, i) => ({
    at: START + 3.5 * DAY + i * 2000,
    ip: HOME,
    who: customerOf(9),
    path,
    status: path === '/app.js' ? again : 200,
  }))

/** Whether the account is taken for a customer's, and by which ways somebody came in. */
const looked = async (again: number) => {
  const dice = new Dice(43)
  const text = [...ordinary(dice), ...walk(dice), ...owner(again)]
    .sort((a, b) => a.at - b.at)
    .map(
      ({ at, ip, who, path, status = 200 }) =>
        `${JSON.stringify({ time: new Date(at).toISOString(), ip, method: 'GET', path, status, bytes: 700, user_agent: 'Mozilla/5.0 (X11)', user_id: who })}\n`,
    )
    .join('')
  const scratch = makeScratch()
  scratch.write('access.jsonl', text)
  const theCase = await scratch.open()
  const { actors } = await investigate(theCase, { paths: [scratch.logs] })
  const row = await theCase.engine.row<{ customer: boolean }>(
    sql`SELECT customer = 1 AS customer FROM derived.wide_reader_use WHERE who = ${customerOf(9)}`,
  )
  return { customer: Boolean(row.customer), ways: actors.map(({ vector }) => vector) }
}

it('who is answered that his browser holds the page already has asked for it as a customer does', async () => {
  expect(await looked(304)).toEqual({ customer: true, ways: ['object-enumeration'] })
})

it('and who is told that there is none has not', async () => {
  expect((await looked(404)).customer).toBe(false)
})
