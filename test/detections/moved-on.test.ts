import { expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 8, 7)
const DAYS = 7
const PEOPLE = 300
const PROGRAMS = ['Chrome/126', 'Safari/17', 'Firefox/128', 'SamsungBrowser/25', 'Edge/126']

interface Taken {
  readonly program: (n: number) => string
  /** Seconds after the owner's own last request. */
  readonly after: (n: number) => number
}

interface Company {
  readonly taken?: Taken
  /** Log-ins stand on a host of their own, and from the fifth day on the telephones of one person in six reach the site through a tunnel, but not that host. */
  readonly tunnel?: boolean
  /** One person in twenty brings others their orders for hours after a visit, with a program of such people, at another of the carrier's addresses every twenty minutes. */
  readonly roads?: boolean
}

/**
 * People log in at home and read their orders; one visit in eight goes on at one of the carrier's addresses, without a
 * log-in, as telephones do. Requests name the account and no credential. One account in five, 59 of those who ever come, is read from one more address too, as `taken` says.
 */
const company = ({ taken, tunnel = false, roads = false }: Company = {}): Readonly<Record<string, string>> => {
  const dice = new Dice(31)
  const requests: { readonly at: number; readonly text: string }[] = []
  const records: { readonly at: number; readonly text: string }[] = []
  const ask = (at: number, ip: string, program: string, who: number, path: string): void => {
    requests.push({
      at,
      text: JSON.stringify({
        time: new Date(at).toISOString(),
        ip,
        method: path === '/login' ? 'POST' : 'GET',
        path,
        status: 200,
        bytes: 900,
        user_agent: program,
        ...(path === '/login' ? {} : { user: `k${who}` }),
      }),
    })
  }
  for (let n = 0; n < PEOPLE; n++) {
    const [home, program] = [`198.51.${n % 100}.${n % 250}`, PROGRAMS[tunnel ? n % 2 : n % PROGRAMS.length] ?? '']
    let last = 0
    for (let day = 0; day < DAYS; day++) {
      if (dice.next() < 0.5) continue
      let at = START + Math.round((day + 0.3 + 0.5 * dice.next()) * 86_400_000)
      const tunnelled = tunnel && n % 6 === 1 && day > 3
      const onRoad = roads && n % 20 === 1
      const device = onRoad ? `Courier/4.${(n + day) % 2}` : tunnelled ? 'Phone/15' : program
      if (!tunnel) ask(at, home, device, n, '/login')
      records.push({
        at: at + 20,
        text: JSON.stringify({
          ts: new Date(at + 20).toISOString(),
          event: 'LOGIN_SUCCESS',
          user_id: `k${n}`,
          ip: home,
          user_agent: device,
        }),
      })
      const moves = dice.next() < 0.12
      for (let i = 0; i < 6; i++) {
        at += 20_000
        ask(
          at,
          moves && i > 2 ? `192.0.2.${1 + (n % 4)}` : tunnelled ? `198.18.${Math.floor(n / 6) % 4}.9` : home,
          device,
          n,
          i % 2 === 0 ? `/orders/${40_000 + 7 * n}` : '/cart',
        )
      }
      for (let i = 0; i < (onRoad ? 20 : 0); i++) {
        at += 1_200_000
        ask(
          at,
          `203.0.${(n + 7 * i + day) % 40}.9`,
          device,
          n,
          `/orders/${40_000 + 7 * ((n * 31 + i * 17 + day) % PEOPLE)}`,
        )
      }
      last = at
    }
    if (taken !== undefined && n % 5 === 0 && last > 0)
      for (let i = 0; i < 2; i++)
        ask(last + 1000 * taken.after(n) + i * 900, '203.0.113.9', taken.program(n), n, `/orders/${40_000 + 7 * n}`)
  }
  const text = (rows: readonly { readonly at: number; readonly text: string }[]): string =>
    `${[...rows]
      .sort((a, b) => a.at - b.at)
      .map((row) => row.text)
      .join('\n')}\n`
  return { 'access.jsonl': text(requests), 'auth.jsonl': text(records) }
}

const found = async (files: Readonly<Record<string, string>>) => {
  const { report, accounts } = await investigateLogs({ files })
  return {
    actors: report.actors.map(({ vector }) => vector),
    said: report.verdict.reasons.flatMap(({ values }) => values['vector'] ?? []),
    reasons: report.actors.flatMap(({ reasons }) => reasons.map(({ code }) => code)).slice(0, 1),
    rivals: report.entryVectors.map(({ id }) => id),
    accounts: accounts.size,
  }
}

it('who leaves the house within a visit, and goes on at the address of the carrier, has forged nothing', async () => {
  expect(await found(company())).toMatchObject({ actors: [], said: [], accounts: 0 })
})

it('nor has who is on the road all day, from address to address without half an hour of rest', async () => {
  expect(await found(company({ roads: true }))).toMatchObject({ actors: [], said: [], accounts: 0 })
})

it('accounts that somebody uses without a log-in, hours after their owners, are told of', async () => {
  expect(await found(company({ taken: { program: () => 'curl/8.5', after: (n) => 9000 + 60 * n } }))).toEqual({
    actors: ['never-issued'],
    said: ['no-log-in-seen'],
    reasons: ['reason/no-log-in-recorded'],
    rivals: ['never-issued', 'credential-stuffing', 'issuance-log-loss'],
    accounts: 59,
  })
})

it('so are they where he comes minutes after the owners, with a program of his own', async () => {
  expect(await found(company({ taken: { program: () => 'curl/8.5', after: () => 300 } }))).toMatchObject({
    actors: ['never-issued'],
    accounts: 59,
  })
})

it('who reaches the site through a tunnel with another telephone, and the log-in service past it, has forged nothing', async () => {
  expect(await found(company({ tunnel: true }))).toMatchObject({ actors: [], accounts: 0 })
})

it('nor does that excuse who comes minutes after them with a program of his own', async () => {
  const taken = { program: () => 'curl/8.5', after: () => 300 }
  expect(await found(company({ tunnel: true, taken }))).toMatchObject({ actors: ['never-issued'], accounts: 59 })
})
