import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { type Answer, investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 9, 5)
const DAY = 86_400_000
const MEMBERS = 240
const DAYS = 6

const memberOf = (n: number): string => `m${10_000 + 13 * n}`
const orderOf = (n: number): string => `/api/orders/${710_000 + n}`
const programOf = (n: number): string => `Mozilla/5.0 (program ${n % 11})`

/**
 * Requests name accounts only, and the log of log-ins their own addresses. The requests of every third member come by one of eight machines of a network
 * before the house, with the program that `named` gives.
 */
const asked = (named: (n: number) => string): Promise<Answer> => {
  const dice = new Dice(7)
  const lines: { readonly at: number; readonly [field: string]: unknown }[] = []
  const records: typeof lines = []
  for (let day = 0; day < DAYS; day++)
    for (let n = 0; n < MEMBERS; n++) {
      if (!dice.chance(0.4)) continue
      const at = START + day * DAY + Math.round(dice.next() * 0.95 * DAY)
      const home = `81.${n % 5}.${n}.9`
      records.push({ at, event: 'login', user_id: memberOf(n), ip: home, user_agent: programOf(n) })
      for (const [i, path] of ['/api/books/1', orderOf(n), '/api/books/7'].entries()) {
        const isRelayed = n % 3 === 0
        lines.push({
          at: at + 4000 + 9000 * i,
          ip: isRelayed ? `203.0.113.${10 + dice.below(8)}` : home,
          user_agent: isRelayed ? named(n) : programOf(n),
          method: 'GET',
          path,
          status: 200,
          bytes: 900,
          user_id: memberOf(n),
        })
      }
    }
  const text = (all: typeof lines): string =>
    [...all]
      .sort((a, b) => a.at - b.at)
      .map(({ at, ...rest }) => `${JSON.stringify({ time: new Date(at).toISOString(), ...rest })}\n`)
      .join('')
  return investigateLogs({ files: { 'edge.ndjson': text(lines), 'idp.ndjson': text(records) } })
}

it('a network that names for each account the program by which it logs in passes requests on, and is named as cleared', async () => {
  const { report } = await asked(programOf)
  expect(report.actors.map(({ vector }) => vector)).toEqual([])
  expect(report.verdict.answer).toBe('no-evidence')
  const relay = report.cleared.find(({ what }) => what.code === 'cleared/outer-relay')
  expect(relay?.what.values).toMatchObject({ place: '203.0.113.', n: 76 })
})

it('one that names programs of others does not', async () => {
  const { report } = await asked((n) => programOf(n * 7 + 3))
  expect(new Set(report.actors.map(({ vector }) => vector))).toEqual(new Set(['never-issued']))
})

it('nor does one that names the commonest for all', async () => {
  const { report } = await asked(() => programOf(0))
  expect(report.cleared.map(({ what }) => what.code)).not.toContain('cleared/outer-relay')
})
