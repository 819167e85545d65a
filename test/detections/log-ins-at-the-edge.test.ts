import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { type Answer, investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 9, 5)
const DAY = 86_400_000
const MEMBERS = 300
const DAYS = 6

const memberOf = (n: number): string => `m${10_000 + 13 * n}`
const programOf = (n: number): string => `Mozilla/5.0 (program ${n % 11})`

/**
 * One log of requests, which name accounts only, and no other. People log in through a network before the house; of half of the
 * members each other visit comes by a carrier's address, with a program that `named` gives, and goes on without a log-in.
 */
const asked = (named: (n: number) => string): Promise<Answer> => {
  const dice = new Dice(11)
  const lines: { readonly at: number; readonly [field: string]: unknown }[] = []
  for (let day = 0; day < DAYS; day++)
    for (let n = 0; n < MEMBERS; n++) {
      if (!dice.chance(0.5)) continue
      const at = START + day * DAY + Math.round(dice.next() * 0.95 * DAY)
      const isCarried = n % 2 === 0 && dice.chance(0.5)
      const visit = {
        ip: isCarried ? `81.7.${n % 3}.9` : `203.0.113.${n % 8}`,
        user_agent: isCarried ? named(n) : programOf(n),
      }
      if (!isCarried) lines.push({ at, ...visit, method: 'POST', path: '/signin', status: 200, bytes: 300 })
      for (const [i, path] of ['/api/books/1', `/api/orders/${710_000 + n}`, '/api/books/7'].entries())
        lines.push({
          at: at + 4000 + 9000 * i,
          ...visit,
          method: 'GET',
          path,
          status: 200,
          bytes: 900,
          user_id: memberOf(n),
        })
    }
  const text = [...lines]
    .sort((a, b) => a.at - b.at)
    .map(({ at, ...rest }) => `${JSON.stringify({ time: new Date(at).toISOString(), ...rest })}\n`)
    .join('')
  return investigateLogs({ files: { 'edge.ndjson': text } })
}

it('a carrier from which nobody logs in, with the programs that its accounts use at the edge, where they log in, accuses nobody', async () => {
  const { report } = await asked(programOf)
  expect(report.actors.map(({ vector }) => vector)).toEqual([])
  expect(report.verdict.answer).toBe('no-evidence')
  const relays = report.cleared.filter(({ what }) => what.code === 'cleared/outer-relay')
  expect(relays.map(({ what }) => what.values['place'])).toEqual(['81.7.0.', '81.7.1.', '81.7.2.'])
})

it('one with the programs of others is an attack', async () => {
  const { report } = await asked((n) => programOf(n * 7 + 3))
  expect(new Set(report.actors.map(({ vector }) => vector))).toEqual(new Set(['never-issued']))
  expect(report.cleared.map(({ what }) => what.code)).not.toContain('cleared/outer-relay')
})
