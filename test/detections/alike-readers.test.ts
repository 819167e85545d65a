import { expect, it } from 'vitest'
import { fitKinds } from '../../src/detections/object-enumeration/fit-kinds.ts'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 2, 2)
const MINUTE = 60_000
const EACH = 30

interface Line {
  readonly at: number
  readonly ip: string
  readonly who: string
  readonly order: string
}

/** Names of orders between which nobody can walk. */
const orderOf = (n: number): string => `${(n * 2_654_435_761) % 9973}k${(n * 40_503) % 65_536}x`

/** Members who look at their own; a shop with thirty of its own on two days; hands of whose thirty each so many have an owner who looks. */
const lines = (known: readonly number[]): readonly Line[] => {
  const dice = new Dice(5)
  const all: Line[] = []
  for (let member = 0; member < 300; member++)
    for (let i = 0; i < 2; i++) {
      const at = START + Math.round(dice.next() * 12 * 1440) * MINUTE
      all.push({ at, ip: `10.1.${member % 250}.7`, who: `u${70_000 + member}`, order: orderOf(2 * member + i) })
    }
  for (let n = 0; n < EACH; n++) {
    const at = START + ((n < 15 ? 5 : 6) * 1440 + n) * MINUTE
    all.push({ at, ip: '10.3.1.7', who: 'u99999', order: orderOf(50_000 + n) })
  }
  known.forEach((met, hand) => {
    for (let n = 0; n < EACH; n++) {
      const at = START + (4 * 1440 + 40 * n + hand) * MINUTE
      const order = n < met ? orderOf(40 * hand + n) : orderOf(10_000 + 100 * hand + n)
      all.push({ at, ip: `198.51.100.${8 * hand + Math.floor(n / 5)}`, who: `u${90_000 + hand}`, order })
    }
  })
  return all.sort((a, b) => a.at - b.at)
}

const accused = async (known: readonly number[]): Promise<bigint> => {
  const { report } = await investigateLogs({
    files: {
      'access.jsonl': lines(known)
        .map(
          ({ at, ip, who, order }) =>
            `${JSON.stringify({ time: new Date(at).toISOString(), ip, method: 'GET', path: `/api/orders/${order}`, status: 200, bytes: 900, user_agent: 'okhttp/4.9', user_id: who, session_id: `s-${who}-${ip}` })}\n`,
        )
        .join(''),
    },
  })
  return report.actors.reduce((sum, actor) => sum + BigInt(actor.principals.value), 0n)
}

it('who reads as much as sure hands, and one thing of another, is one of them; who reads his own is not', async () => {
  expect(await accused([4, 3, 5, 4, 1, 1])).toBe(6n)
})

it('one thing of another accuses nobody where no hands are sure', async () => {
  expect(await accused([1, 1, 1, 1, 1, 1])).toBe(0n)
})

it('kinds are told by how often each meets things of others', () => {
  const sure = { objects: 30, foreign: 4, sure: 8, open: 0 }
  const [one, none] = [
    { objects: 30, foreign: 1, sure: 0, open: 3 },
    { objects: 30, foreign: 0, sure: 0, open: 2 },
  ]
  const few = fitKinds([sure, one, none], 0.0005)
  expect(few(one)).toBeGreaterThan(0.9)
  expect(few(none)).toBeLessThan(0.5)
  const sellers = { objects: 30, foreign: 0, sure: 0, open: 200 }
  expect(fitKinds([sure, one, sellers], 0.0005)(one)).toBeLessThan(few(one))
  expect(fitKinds([sure, one], 0.2)(one)).toBe(0)
})
