import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 2, 2)
const MINUTE = 60_000
const HANDS = 6
/** What one hand reads in one turn, and how often each has its turn. */
const TURN = 10
const TURNS = 4
const FIRST = 400_000

interface Line {
  readonly at: number
  readonly ip: string
  readonly who: string
  readonly order: number
  /** The same for all where not said. */
  readonly agent?: string
}

/** The order that is taken n-th; two hands take what nobody ever looks at. */
const taken = (n: number): number => FIRST + 3 * n
const handOf = (n: number): number => Math.floor(n / TURN) % HANDS

/** Owners who look at their own; hands that share one walk; and a shop that placed many orders on two evenings and looks at them. */
const lines = (): readonly Line[] => {
  const dice = new Dice(11)
  const all: Line[] = []
  for (let member = 0; member < 260; member++)
    for (let i = 0; i < 2; i++) {
      const at = START + Math.round(dice.next() * 12 * 1440) * MINUTE
      const order = FIRST + 5000 + 17 * Math.floor(dice.next() * 4000)
      all.push({ at, ip: `10.1.${member % 250}.7`, who: `u${70_000 + member}`, order })
    }
  for (let n = 0; n < HANDS * TURN * TURNS; n++) {
    const at = START + (4 * 1440 + 11 * n) * MINUTE
    all.push({ at, ip: `198.51.100.${Math.floor(n / TURN)}`, who: `u${90_000 + handOf(n)}`, order: taken(n) })
    if (handOf(n) < HANDS - 2 && n % 3 === 0)
      all.push({ at: at + 3000 * MINUTE, ip: `10.2.${n}.7`, who: `u${80_000 + n}`, order: taken(n) })
  }
  for (let n = 0; n < 40; n++) {
    const at = START + ((n < 20 ? 5 : 5.3) * 1440 + n) * MINUTE
    all.push({ at, ip: '10.3.1.7', who: 'u99999', order: FIRST + 30_000 + (n < 20 ? n : 20_000 + n) })
  }
  return all.sort((a, b) => a.at - b.at)
}

const investigated = (all: readonly Line[]) =>
  investigateLogs({
    files: {
      'access.jsonl': all
        .map(
          ({ at, ip, who, order, agent = 'okhttp/4.9' }) =>
            `${JSON.stringify({ time: new Date(at).toISOString(), ip, method: 'GET', path: `/api/orders/${order}`, status: 200, bytes: 900, user_agent: agent, user_id: who, session_id: `s-${who}-${ip}` })}\n`,
        )
        .join(''),
    },
  })

it('hands that go on with the walk of others are found with them, though nobody is known to own what they took', async () => {
  const { report } = await investigated(lines())
  expect(report.actors.map(({ vector, level }) => [vector, level])).toEqual([['object-enumeration', 'confirmed']])
  expect(report.actors[0]?.principals.value).toBe(BigInt(HANDS))
  expect(report.actors[0]?.events.value).toBe(BigInt(HANDS * TURN * TURNS))
  expect(report.actors[0]?.reasons).toContainEqual({ code: 'reason/walks-on', values: { n: 2 } })
})

it('a walk begins where its first steps were taken, though nobody is known to own what they led to', async () => {
  const [hand, begun] = ['u90000', START + 2 * 1440 * MINUTE]
  const trial = [-3, -2, -1].map(
    (n, i): Line => ({
      agent: 'Browser',

      at: begun + i * 90 * MINUTE,
      ip: '203.0.113.77',
      who: hand,
      order: taken(n),
    }),
  )
  const own = { at: begun + 600 * MINUTE, ip: '10.9.9.9', who: hand, order: FIRST + 77_777, agent: 'Browser' }
  const { report } = await investigated([...lines(), ...trial, own].sort((a, b) => a.at - b.at))
  expect(Date.parse(report.actors[0]?.first ?? '')).toBe(begun)
  expect(report.actors[0]?.events.value).toBe(BigInt(HANDS * TURN * TURNS + trial.length))
})
