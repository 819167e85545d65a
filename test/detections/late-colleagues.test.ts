import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 2, 2)
const DAYS = 16
const MEMBERS = 600
const HANDS = 4

interface Line {
  readonly at: number
  readonly ip: string
  readonly who: string
  readonly of: string
}

const memberOf = (n: number): string => `m${(7919 * (n + 13)) % 1_000_003}x`

/** Members who read their own profile; and four of them who read others', a few every day from `from` on, in no order. */
const lines = (from: number): readonly Line[] => {
  const dice = new Dice(23)
  const all: Line[] = []
  const moment = (day: number): number => START + Math.round((day + dice.next()) * 86_400_000)
  for (let n = 0; n < MEMBERS; n++)
    for (let i = 0; i < 3; i++)
      all.push({
        at: moment(Math.floor(dice.next() * DAYS)),
        ip: `10.${n % 7}.${n % 250}.7`,
        who: memberOf(n),
        of: memberOf(n),
      })
  for (let hand = 0; hand < HANDS; hand++)
    for (let day = from; day < DAYS; day++)
      for (let i = 0; i < 9; i++)
        all.push({
          at: moment(day),
          ip: `198.51.100.${i % 2}`,
          who: memberOf(hand),
          of: memberOf(HANDS + Math.floor(dice.next() * (MEMBERS - HANDS))),
        })
  return all.sort((a, b) => a.at - b.at)
}

const actors = async (from: number): Promise<readonly string[]> => {
  const text = lines(from)
    .map(
      ({ at, ip, who, of }) =>
        `${JSON.stringify({ time: new Date(at).toISOString(), ip, method: 'GET', path: `/api/users/${of}/profile`, status: 200, bytes: 900, user_agent: 'okhttp/4.9', user_id: who, session_id: `s-${who}-${ip}` })}\n`,
    )
    .join('')
  const { report } = await investigateLogs({ files: { 'access.jsonl': text } })
  return report.actors.map(({ vector }) => vector)
}

it('members who all read others’ data from the middle of the window on are no colleagues who vouch for each other', async () => {
  expect(await actors(7)).toEqual(['object-enumeration'])
})

it('members who did so from its first day to its last are', async () => {
  expect(await actors(0)).toEqual([])
})
