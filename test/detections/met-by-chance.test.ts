import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 2, 2)
const DAYS = 12
const MEMBERS = 4000
const THINGS = 90_000
/** What one member reads who reads the most. */
const WIDEST = 24

interface Read {
  readonly at: number
  readonly who: string
  readonly path: string
}

const order = (thing: number): string => `/api/orders/${100_000 + thing}`

/** Strangers who read things at random, so that two of them now and then meet at one; the widest meets others at `met` of its own. */
const reads = (met: number): readonly Read[] => {
  const dice = new Dice(5)
  const at = (): number => START + Math.round(dice.next() * DAYS * 86_400_000)
  const all: Read[] = []
  for (let member = 0; member < MEMBERS; member++)
    for (let n = 1 + Math.floor(dice.next() * 8); n > 0; n--)
      all.push({ at: at(), who: `u${10_000 + member}`, path: order(Math.floor(dice.next() * THINGS)) })
  const others = all.filter((_, i) => i % 97 === 0).map(({ path }) => path)
  for (let n = 0; n < WIDEST; n++) {
    const when = START + (7 * 1440 + n * 2) * 60_000
    all.push({ at: when, who: 'u99999', path: (n < met && others[n]) || order(THINGS + ((n * 7919) % 5003)) })
    all.push({ at: when + 20_000, who: 'u99999', path: ['/cart', '/search', '/events'][n % 3] ?? '' })
  }
  return all.sort((a, b) => a.at - b.at)
}

const accused = async (met: number): Promise<readonly string[]> => {
  const text = reads(met)
    .map(
      ({ at, who, path }) =>
        `${JSON.stringify({ time: new Date(at).toISOString(), ip: `10.${Number(who.slice(1)) % 200}.3.7`, method: 'GET', path, status: 200, bytes: 900, user_agent: 'okhttp/4.9', user_id: who, session_id: `s-${who}` })}\n`,
    )
    .join('')
  const { report } = await investigateLogs({ files: { 'access.jsonl': text } })
  return report.actors.map(({ vector, principals }) => `${vector} ${principals.value}`)
}

it('among thousands who meet at things by chance, one who met the most is nobody', async () => {
  expect(await accused(10)).toEqual([])
})

it('one of the same reach who met others at all of its things did not do so by chance', async () => {
  expect(await accused(WIDEST)).toEqual(['object-enumeration 1'])
})
