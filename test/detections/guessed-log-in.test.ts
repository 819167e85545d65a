import { describe, expect, it } from 'vitest'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 2, 1)
const HOUR = 3_600_000
const MEMBERS = 300
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0'
const CHROME = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36'

interface Line {
  readonly at: number
  readonly text: string
}

const account = (n: number): string => `m-${10_000 + n * 7}`
/** One member in ten is behind the address of an office. */
const homeOf = (n: number): string => (n % 10 === 0 ? '198.51.100.10' : `10.${n % 7}.${n >> 3}.${1 + (n % 200)}`)

const auth = (at: number, event: string, user: string, ip: string, agent: string, session?: string): Line => ({
  at,
  text: JSON.stringify({
    ts: new Date(at).toISOString(),
    event,
    user_id: user,
    ip,
    user_agent: agent,
    ...(session === undefined ? {} : { session_id: session }),
  }),
})

const request = (at: number, ip: string, agent: string, path: string, user: string, session: string): Line => ({
  at,
  text: JSON.stringify({
    time: new Date(at).toISOString(),
    ip,
    user_agent: agent,
    method: 'GET',
    path,
    status: 200,
    bytes: 900 + (at % 300),
    user_id: user,
    session_id: session,
  }),
})

interface Logs {
  readonly auth: Line[]
  readonly access: Line[]
}

const visit = (logs: Logs, at: number, n: number, ip: string, agent: string, pages: readonly string[]): void => {
  const session = `s${n}x${at.toString(36)}abcdefghij`
  logs.auth.push(auth(at, 'login_success', account(n), ip, agent, session))
  pages.forEach((page, i) => logs.access.push(request(at + 1000 * (i + 1), ip, agent, page, account(n), session)))
}

const own = (n: number): readonly string[] => ['/goods/1', `/users/${account(n)}/profile`, '/goods/2', '/cart']

/** Ten days in which members log in from home, mistype now and then, and are on the road one time in ten. */
const ordinary = (): Logs => {
  const dice = new Dice(7)
  const logs: Logs = { auth: [], access: [] }
  for (let day = 0; day < 10; day++)
    for (let n = 0; n < MEMBERS; n++) {
      if (!dice.chance(0.3)) continue
      const at = START + day * 24 * HOUR + Math.round(dice.next() * 16 * HOUR)
      const ip = dice.chance(0.1) ? `203.0.113.${dice.below(20)}` : homeOf(n)
      const agent = n % 3 === 0 ? FIREFOX : CHROME
      if (dice.chance(0.08)) logs.auth.push(auth(at - 20_000, 'login_failed', account(n), ip, agent))
      if (dice.chance(0.02)) logs.auth.push(auth(at - 40_000, 'login_failed', `${account(n)}0`, ip, agent))
      visit(logs, at, n, ip, agent, own(n))
    }
  return logs
}

/** Names tried one after the other; every so many of them is let in and read. */
const guess = (logs: Logs, from: string, agent: string, start: number, names: number, every: number): Set<string> => {
  const taken = new Set<string>()
  for (let i = 0; i < names; i++) {
    const at = start + i * 30_000
    const n = (i * 13 + start / HOUR) % MEMBERS
    if (i % every === every - 1) {
      visit(logs, at, n, from, agent, [`/users/${account(n)}/profile`])
      taken.add(account(n))
    } else logs.auth.push(auth(at, 'login_failed', i % 2 === 0 ? account(n) : `nobody-${start}-${i}`, from, agent))
  }
  return taken
}

const investigated = async (logs: Logs) => {
  const write = (lines: readonly Line[]): string =>
    [...lines]
      .sort((a, b) => a.at - b.at)
      .map(({ text }) => `${text}\n`)
      .join('')
  const { report, accounts } = await investigateLogs({
    files: { 'auth.jsonl': write(logs.auth), 'access.jsonl': write(logs.access) },
  })
  return { report, accounts, outcome: report.detections.find(({ id }) => id === 'guessed-log-in') }
}

describe('guessed-log-in', () => {
  it('finds whom one address got into with a list, and what they lost; of one of them no record of the log-in is left; since the first name of the list, and not since who guessed days before', async () => {
    const logs = ordinary()
    guess(logs, '192.0.2.99', 'python-requests/2.32', START + 10 * HOUR, 60, 1000)
    const taken = guess(logs, '192.0.2.66', 'python-requests/2.32', START + 100 * HOUR, 300, 20)
    const unrecorded = logs.auth.findIndex(({ text }) => text.includes('login_success') && text.includes('192.0.2.66'))
    logs.auth.splice(unrecorded, 1)
    const { report, accounts, outcome } = await investigated(logs)
    expect(outcome?.outcome).toBe('found')
    expect(report.verdict.answer).toBe('found')
    expect(report.actors.map(({ vector }) => vector)).toEqual(['credential-stuffing'])
    expect(new Set(accounts.keys())).toEqual(taken)
    expect(Date.parse(report.sinceWhen?.firstLikely?.time ?? '')).toBe(START + 100 * HOUR)
  })

  it('finds them behind forty addresses with eight tries each and the program of ordinary people', async () => {
    const logs = ordinary()
    const taken = new Set<string>()
    for (let i = 0; i < 40; i++)
      for (const one of guess(logs, `192.0.${3 + i}.${7 + i}`, CHROME, START + (60 + i) * HOUR, 8, 8)) taken.add(one)
    const { report, accounts } = await investigated(logs)
    expect(report.actors.map(({ vector }) => vector)).toEqual(['credential-stuffing'])
    expect(new Set(accounts.keys())).toEqual(taken)
  })

  it.each([
    ['192.0.2', ['credential-stuffing']],
    ['10.200.9', []],
  ])(
    'who logs in beside an address of guessing is its hand where addresses are rented by the block, in %s, and not inside the own network',
    async (net, vectors) => {
      const logs = ordinary()
      guess(logs, `${net}.66`, 'python-requests/2.32', START + 100 * HOUR, 150, 1000)
      guess(logs, `${net}.70`, 'k6/0.52', START + 130 * HOUR, 2, 1000)
      for (let i = 0; i < 30; i++) {
        const n = i * 10 + 3
        visit(logs, START + 131 * HOUR + i * 20_000, n, `${net}.70`, 'k6/0.52', [`/users/${account(n)}/profile`])
      }
      const { report } = await investigated(logs)
      expect(report.actors.map(({ vector }) => vector)).toEqual(vectors)
    },
  )

  it('says that names are guessed where none was let in, and accuses nobody', async () => {
    const logs = ordinary()
    guess(logs, '192.0.2.66', 'python-requests/2.32', START + 100 * HOUR, 150, 1000)
    const { report, outcome } = await investigated(logs)
    expect(report.verdict.answer).toBe('no-evidence')
    expect(outcome?.outcome).toBe('nothing-found')
    expect(outcome?.reasons.map(({ code }) => code)).toContain('detection/guessing-seen')
  })

  it('leaves the people of an office alone whose address somebody guesses from', async () => {
    const logs = ordinary()
    guess(logs, '198.51.100.10', 'python-requests/2.32', START + 100 * HOUR, 150, 1000)
    const { report, accounts } = await investigated(logs)
    expect(report.actors).toEqual([])
    expect(accounts.size).toBe(0)
  })

  it('tells whom somebody got into from the address of an office from those who work there', async () => {
    const logs = ordinary()
    const taken = guess(logs, '198.51.100.10', 'ShopApp/6.1 (Android 13)', START + 100 * HOUR, 120, 30)
    const { report, accounts } = await investigated(logs)
    expect(report.actors.map(({ vector }) => vector)).toEqual(['credential-stuffing'])
    expect(new Set(accounts.keys())).toEqual(taken)
  })

  it('keeps quiet where nothing happens', async () => {
    expect((await investigated(ordinary())).outcome?.outcome).toBe('nothing-found')
  })

  it('keeps quiet through an outage, and a release that breaks log-ins for everybody', async () => {
    const logs = ordinary()
    const dice = new Dice(9)
    const broken = (at: number): boolean => at >= START + 130 * HOUR && at < START + 137 * HOUR
    const failing = logs.auth.filter(({ at }) => broken(at)).length
    for (let i = 0; i < 4 * failing; i++) {
      const n = dice.below(MEMBERS)
      const at = START + 130 * HOUR + dice.below(7 * HOUR)
      logs.auth.push(auth(at, 'login_failed', account(n), homeOf(n), n % 3 === 0 ? FIREFOX : CHROME))
    }
    for (let i = 0; i < 120; i++) {
      const n = dice.below(MEMBERS)
      const at = START + 150 * HOUR + dice.below(60 * HOUR)
      logs.auth.push(auth(at, 'login_failed', account(n), `203.0.113.${dice.below(20)}`, 'ShopApp/7.0 (broken)'))
    }
    const { report, outcome } = await investigated(logs)
    expect(outcome?.outcome).toBe('nothing-found')
    expect(report.actors).toEqual([])
    expect(outcome?.reasons.map(({ code }) => code)).toContain('detection/log-in-broken')
  })

  it('learns from requests what a failed log-in looks like, where no log-in is logged', async () => {
    const logs = ordinary()
    const taken = guess(logs, '192.0.2.66', 'python-requests/2.32', START + 100 * HOUR, 200, 20)
    const posts = logs.auth.map(({ at, text }) => {
      const { event, ip, user_agent: agent } = JSON.parse(text) as Record<'event' | 'ip' | 'user_agent', string>
      const ok = event === 'login_success'
      const line = { ip, user_agent: agent, method: 'POST', path: '/enter', status: 200, bytes: ok ? 310 : 4100 }
      return { at, text: JSON.stringify({ time: new Date(at).toISOString(), ...line }) }
    })
    const { report, accounts } = await investigated({ auth: [], access: [...logs.access, ...posts] })
    expect(report.actors.map(({ vector }) => vector)).toEqual(['credential-stuffing'])
    expect(new Set(accounts.keys())).toEqual(taken)
  })

  it('knows an outage by people at home where no refusal says whom: whoever is let in now and then makes none of his attack', async () => {
    const logs = ordinary()
    const taken = new Set<string>()
    for (let i = 0; i < 60; i++)
      for (const one of guess(logs, `192.0.${3 + i}.${7 + i}`, CHROME, START + (100 + (i % 6)) * HOUR, 24, 12))
        taken.add(one)
    const nameless = logs.auth.map(({ at, text }) => {
      const { user_id: user, ...record } = JSON.parse(text) as Record<string, string>
      return { at, text: record['event'] === 'login_failed' ? JSON.stringify(record) : text, user }
    })
    const { report, accounts, outcome } = await investigated({ auth: nameless, access: logs.access })
    expect(outcome?.reasons.map(({ code }) => code)).not.toContain('detection/log-in-broken')
    expect(report.actors.map(({ vector }) => vector)).toEqual(['credential-stuffing'])
    expect(new Set(accounts.keys())).toEqual(taken)
  })

  it('could not look where no failure is logged and no log-in request can be recognised', async () => {
    const logs = ordinary()
    const { outcome } = await investigated({
      auth: logs.auth.filter(({ text }) => !text.includes('login_failed')),
      access: logs.access,
    })
    expect(outcome).toMatchObject({ outcome: 'could-not-look' })
    expect(outcome?.reasons.map(({ code }) => code)).toEqual(['detection/no-failed-log-ins'])
  })
})
