import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 8, 7)
const DAYS = 5
const PEOPLE = 300
const CONFIRM = '/password-reset/confirm'

interface Ask {
  /** Seconds from the start. */
  readonly at: number
  readonly ip: string
  readonly agent: string
  readonly path: string
  readonly status: number
  readonly user?: string
}

const post = (at: number, ip: string, agent: string, path: string, status: number): Ask => ({
  at,
  ip,
  agent,
  path,
  status,
})

/** A code is confirmed after `refused` wrong ones, `seconds` apart; then whoever did it logs in and reads. */
const confirmed = (at: number, ip: string, agent: string, user: string, refused: number, seconds: number): Ask[] => {
  const done = at + refused * seconds
  return [
    post(at - 5, ip, agent, '/password/forgot', 200),
    ...Array.from({ length: refused }, (_, i) => post(at + i * seconds, ip, agent, CONFIRM, 400)),
    post(done, ip, agent, CONFIRM, 200),
    post(done + 5, ip, agent, '/login', 200),
    ...['/account', '/orders'].map((path, i) => ({ ...post(done + 8 + 3 * i, ip, agent, path, 200), user })),
  ]
}

/** People log in and look at what is theirs; some of them reset their passwords, and mistype a code. */
const shop = (dice: Dice, mistyped: () => number, seconds: number): Ask[] =>
  Array.from({ length: PEOPLE }, (_, n) => {
    const [ip, agent, user] = [`198.51.${n % 90}.${n % 240}`, `Mozilla/5.0 Firefox/1${n % 5}8`, `k${1000 + n}`]
    const at = dice.next() * (DAYS - 1) * 86_400
    return [
      post(at, ip, agent, '/login', 200),
      ...['/account', '/orders', '/news'].map((path, i) => ({ ...post(at + 9 + 20 * i, ip, agent, path, 200), user })),
      ...(n % 10 === 0 ? confirmed(at + 40_000, ip, agent, user, mistyped(), seconds) : []),
    ]
  }).flat()

const found = async (asks: (dice: Dice) => readonly Ask[]) => {
  const dice = new Dice(3)
  const text = asks(dice)
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, ip, agent, path, status, user }) => {
      const method = user === undefined ? 'POST' : 'GET'
      return `${JSON.stringify({ time: new Date(START + Math.round(1000 * at)).toISOString(), ip, method, path, status, bytes: status === 200 ? 900 : 70, user_agent: agent, user })}\n`
    })
    .join('')
  const { report, accounts } = await investigateLogs({ files: { 'access.jsonl': text } })
  return { actors: report.actors.map(({ vector }) => vector), accounts: [...accounts.keys()].sort() }
}

it('who tries hundreds of codes of a reset until one holds, and reads the account, has taken it over', async () => {
  const guesser = [7, 21, 33, 48].flatMap((n, i) =>
    confirmed(250_000 + 900 * i, '203.0.113.9', 'python-requests/2.31', `k${1000 + n}`, 300, 0.5),
  )
  expect(await found((dice) => [...shop(dice, () => dice.below(3), 20), ...guesser])).toEqual({
    actors: ['guessed-password'],
    accounts: ['k1007', 'k1021', 'k1033', 'k1048'],
  })
})

it('people who mistype a code, one of them eight times, have not', async () => {
  expect(
    await found((dice) => [
      ...shop(dice, () => dice.below(3), 20),
      ...confirmed(250_000, '198.51.7.7', 'Mozilla/5.0 Firefox/118', 'k1007', 8, 15),
    ]),
  ).toEqual({ actors: [], accounts: [] })
})

it('nor have programs that ask again and again until a code is there, as all of them do', async () => {
  expect(await found((dice) => shop(dice, () => 20 + dice.below(40), 2))).toEqual({ actors: [], accounts: [] })
})
