import { describe, expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { type Answer, investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 9, 5)
const DAY = 86_400_000
const MEMBERS = 240
const DAYS = 8

const memberOf = (n: number): string => `m${10_000 + 13 * n}`
const orderOf = (n: number): string => `/api/orders/${710_000 + n}`

/** Members log in from their homes; from day `begins` on, the pages of every other one are asked for by two machines of the house. */
const asked = (begins: number): Promise<Answer> => {
  const dice = new Dice(7)
  const lines: { readonly at: number; readonly [field: string]: unknown }[] = []
  const add = (at: number, ip: string, agent: string, who: string, session: string, path: string): void => {
    const method = path === '/login' ? 'POST' : 'GET'
    const named = path === '/login' ? {} : { user_id: who, session_id: session }
    lines.push({ at, ip, user_agent: agent, method, path, status: 200, bytes: 900, ...named })
  }
  for (let day = 0; day < DAYS; day++)
    for (let n = 0; n < MEMBERS; n++) {
      if (!dice.chance(0.5)) continue
      const at = START + day * DAY + Math.round(dice.next() * 0.95 * DAY)
      const [home, agent, session] = [`81.${n % 5}.${n % 250}.9`, `Mozilla/5.0 (program ${n % 23})`, dice.hex(20)]
      const isRelayed = n % 2 === 0 && day >= begins
      const [ip, program] = isRelayed ? [`10.0.0.${11 + (n % 4) / 2}`, 'node-fetch/2.7'] : [home, agent]
      add(at, home, agent, memberOf(n), session, '/login')
      for (const [i, path] of ['/api/books/1', orderOf(n), '/api/books/7'].entries())
        add(at + 4000 + 9000 * i, ip, program, memberOf(n), session, path)
    }
  const text = lines
    .sort((a, b) => a.at - b.at)
    .map(({ at, ...rest }) => `${JSON.stringify({ time: new Date(at).toISOString(), ...rest })}\n`)
    .join('')
  return investigateLogs({ files: { 'app.ndjson': text } })
}

describe('what the own machines ask for people', () => {
  it('shows no log-in at their addresses, accuses nobody, and is named as cleared', async () => {
    const { report } = await asked(0)
    expect(report.verdict.answer).toBe('no-evidence')
    expect(report.detections.find(({ id }) => id === 'no-log-in-seen')?.outcome).toBe('nothing-found')
    const relay = report.cleared.find(({ what }) => what.code === 'cleared/inner-relay')
    expect(relay?.what.values).toMatchObject({ place: '10.0.0.', n: 120 })
  })

  it('hides nobody who makes sessions there from some day on', async () => {
    expect((await asked(5)).report.actors.map(({ vector }) => vector)).toEqual(['never-issued'])
  })
})
