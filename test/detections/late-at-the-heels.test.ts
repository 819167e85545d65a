import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 9, 5)
const DAY = 86_400_000
const DAYS = 8
const MEMBERS = 240
const orderOf = (n: number): string => `/api/orders/${710_000 + n}`

/**
 * Members log in from home and go on there, or at a carrier's address; for every other one, a helper opens the order under the member's session within
 * half a minute; `late` of them it does so for only after seven minutes. A thief opens 40 others' sessions two hours after.
 */
const lines = (late: number, thief: boolean): string => {
  const dice = new Dice(7)
  const all: { readonly at: number; readonly [field: string]: unknown }[] = []
  const add = (at: number, ip: string, agent: string, n: number, session: string, path: string): void => {
    const named = path === '/login' ? {} : { user_id: `m${10_000 + 13 * n}`, session_id: session }
    const method = path === '/login' ? 'POST' : 'GET'
    all.push({ at, ip, user_agent: agent, method, path, status: 200, bytes: 900, ...named })
  }
  let stolen = 0
  for (let day = 0; day < DAYS; day++)
    for (let n = 0; n < MEMBERS; n++) {
      if (!dice.chance(0.5)) continue
      const at = START + day * DAY + Math.round(dice.next() * 0.95 * DAY)
      const [home, agent, session] = [`81.${n % 5}.${n % 250}.9`, `Mozilla/5.0 (program ${n % 23})`, dice.hex(20)]
      add(at, home, agent, n, session, '/login')
      add(at + 2000, home, agent, n, session, '/help')
      if (n % 2 === 0) {
        const delay = n < 2 * late ? 400_000 : 20_000
        for (const again of [0, 9000])
          add(at + 4000 + delay + again, `198.51.100.${11 + ((n / 2) % 2)}`, 'node-fetch/2.7', n, session, orderOf(n))
        add(at + 3_000_000, home, agent, n, session, '/news')
        continue
      }
      const ip = n % 3 === 1 ? `203.0.114.${n % 7}` : home
      for (const [i, path] of ['/api/books/1', orderOf(n), '/api/books/7'].entries())
        add(at + 24_000 + 9000 * i, ip, agent, n, session, path)
      if (thief && day === 5 && stolen++ < 40)
        for (const i of [0, 1, 2])
          add(at + 7_200_000 + 3000 * i, `203.0.113.${stolen % 2}`, 'curl/8', n, session, orderOf(n))
    }
  return all
    .sort((a, b) => a.at - b.at)
    .map(({ at, ...rest }) => `${JSON.stringify({ time: new Date(at).toISOString(), ...rest })}\n`)
    .join('')
}

const taken = async (late: number, thief: boolean): Promise<readonly string[]> => {
  const { report } = await investigateLogs({ files: { 'app.ndjson': lines(late, thief) } })
  return report.actors.flatMap(({ vector, topAddresses }) => [vector, ...topAddresses.map(({ name }) => name).sort()])
}

it('who follows nine in ten accounts at the heels is a helper for the few whom he follows late, too', async () => {
  expect(await taken(8, false)).toEqual([])
})

it('who is late for more of them is none', async () => {
  expect((await taken(40, false))[0]).toBe('stolen-session')
})

it('a helper hides no thief who comes by when he likes', async () => {
  expect(await taken(8, true)).toEqual(['stolen-session', '203.0.113.0', '203.0.113.1'])
})
