import { describe, expect, it } from 'vitest'
import type { Report } from '../../src/domain/report-model.ts'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const START = Date.UTC(2026, 1, 2)
const HOUR = 3_600_000
const DAY = 24 * HOUR

interface Line {
  readonly at: number
  readonly text: string
}

const sorted = (lines: readonly Line[]): string =>
  [...lines]
    .sort((a, b) => a.at - b.at)
    .map(({ text }) => `${text}\n`)
    .join('')

const sshd = (at: number, message: string): Line => ({
  at,
  text: `${new Date(at).toISOString()} host-1 sshd[${1000 + (at % 9000)}]: ${message}`,
})

const accepted = (at: number, user: string, ip: string, by = 'password'): Line =>
  sshd(at, `Accepted ${by} for ${user} from ${ip} port ${2000 + (at % 60_000)} ssh2`)
const failed = (at: number, user: string, ip: string): Line =>
  sshd(at, `Failed password for ${user} from ${ip} port ${2000 + (at % 60_000)} ssh2`)

const ADMINS = ['mina', 'joon', 'sora', 'tae', 'yuri', 'deploy']

/** Two weeks of administrators who log in from their desks and mistype now and then, and of strangers who try names in vain. */
const host = (): Line[] => {
  const dice = new Dice(3)
  const lines: Line[] = []
  for (let day = 0; day < 14; day++) {
    ADMINS.forEach((user, i) => {
      for (let n = dice.below(4); n > 0; n--) {
        const at = START + day * DAY + 8 * HOUR + dice.below(9 * HOUR)
        for (let m = dice.chance(0.15) ? 1 + dice.below(3) : 0; m > 0; m--)
          lines.push(failed(at - 9000 * m, user, `198.51.100.${10 + i}`))
        lines.push(accepted(at, user, `198.51.100.${10 + i}`))
      }
    })
    for (let stranger = 0; stranger < 20; stranger++) {
      const [ip, at] = [`203.0.113.${dice.below(250)}`, START + day * DAY + dice.below(20 * HOUR)]
      for (let n = 1 + dice.below(60); n > 0; n--)
        lines.push(failed(at + n * 4000, n % 3 === 0 ? 'root' : `invalid user u${dice.below(90)}`, ip))
    }
  }
  return lines
}

const guess = (ip: string, at: number, tries: number): readonly Line[] =>
  Array.from({ length: tries }, (_, i) => failed(at + i * 3000, i % 2 === 0 ? 'deploy' : 'root', ip))

const investigated = async (files: Readonly<Record<string, string>>): Promise<Report> =>
  (await investigateLogs({ files })).report

const outcomeOf = (report: Report) => report.detections.find(({ id }) => id === 'log-in-after-failures')

describe('log-in-after-failures, at a host', () => {
  it('says how much is tried in vain, and accuses nobody', async () => {
    const report = await investigated({ 'auth.log': sorted(host()) })
    expect(report.actors).toEqual([])
    expect(outcomeOf(report)?.outcome).toBe('nothing-found')
    expect(report.verdict.answer).toBe('no-evidence')
    const { refusedLogIns } = report
    expect(Number(refusedLogIns?.addresses.value)).toBeGreaterThan(150)
    expect(Number(refusedLogIns?.tries.value) / Number(refusedLogIns?.refused.value)).toBeGreaterThan(0.98)
    expect(refusedLogIns?.letIn.value).toBe(0n)
    expect(refusedLogIns?.named.every(({ ip }) => ip.startsWith('203.0.113.'))).toBe(true)
  })

  it('finds the password that was guessed in the end, and all that was tried before', async () => {
    const at = START + 9 * DAY
    const lines = [
      ...host(),
      ...guess('192.0.2.66', at, 300),
      accepted(at + 300 * 3000, 'deploy', '192.0.2.66'),
      accepted(at + 2 * DAY, 'deploy', '192.0.2.66'),
    ]
    const report = await investigated({ 'auth.log': sorted(lines) })
    expect(report.actors.map(({ vector }) => vector)).toEqual(['guessed-password'])
    expect(report.actors[0]).toMatchObject({
      events: { value: 301n },
      principals: { value: 1n },
      topAddresses: [{ name: '192.0.2.66' }],
    })
    expect(report.sinceWhen?.last.slice(0, 19)).toBe(new Date(at + 300 * 3000).toISOString().slice(0, 19))
    expect(report.refusedLogIns?.named[0]).toMatchObject({
      ip: '192.0.2.66',
      tries: 300n,
      names: 2n,
      letIn: 1n,
      fromActor: true,
    })
  })

  it('clears an owner who forgot his password, people beside a guesser, keys, and a program with an old password', async () => {
    const at = START + 9 * DAY
    const lines = [
      ...host(),
      ...Array.from({ length: 14 }, (_, i) => failed(at + i * 8000, 'mina', '198.51.100.10')),
      accepted(at + 200_000, 'mina', '198.51.100.10'),
      ...guess('198.51.100.11', at + 3 * DAY, 200),
      accepted(at + 3 * DAY + 630_000, 'joon', '198.51.100.11'),
      ...guess('192.0.2.67', at + 4 * DAY, 200),
      accepted(at + 4 * DAY + 700_000, 'deploy', '192.0.2.67', 'publickey'),
      // A program of the house with an old password, until somebody gives it the new one.
      ...Array.from({ length: 700 }, (_, i) => failed(at + i * 300_000, 'backup', '10.0.0.8')),
      ...Array.from({ length: 300 }, (_, i) => accepted(at + (700 + i) * 300_000, 'backup', '10.0.0.8')),
    ]
    expect((await investigated({ 'auth.log': sorted(lines) })).actors).toEqual([])
  })
})

const AGENTS = ['Firefox/147.0', 'Chrome/144.0', 'Safari/26.1']

interface Asked {
  readonly ip: string
  readonly agent: string
  readonly method?: string
  readonly target: string
  readonly status: number
  readonly bytes: number
}

const line = (at: number, { ip, agent, method = 'GET', target, status, bytes }: Asked): Line => {
  const date = new Date(at)
  const [, , month = ''] = date.toUTCString().split(' ')
  return {
    at,
    text: `${ip} - - [${String(date.getUTCDate()).padStart(2, '0')}/${month}/${date.getUTCFullYear()}:${date.toISOString().slice(11, 19)} +0000] "${method} ${target} HTTP/1.1" ${status} ${bytes} "-" "${agent}"`,
  }
}

/** How a service says no and yes. */
interface Way {
  readonly door: string
  readonly no: readonly [status: number, bytes: number]
  readonly yes: readonly [status: number, bytes: number]
}

const WAYS: readonly (readonly [string, Way])[] = [
  ['a page with 200, and a redirect', { door: '/wp-login.php', no: [200, 5364], yes: [302, 40] }],
  ['401, and 200, at a route that no word tells', { door: '/api/v2/enter', no: [401, 90], yes: [200, 610] }],
]

/** Ten days of people who log in and read, and mistype now and then; some share the address of an office. */
const web = ({ door, no, yes }: Way): Line[] => {
  const dice = new Dice(5)
  const lines: Line[] = []
  for (let n = 0; n < 900; n++) {
    const person = dice.below(150)
    const ip = person % 5 === 0 ? '198.51.100.9' : `10.1.${person % 9}.${person}`
    const agent = `Mozilla/5.0 ${AGENTS[person % 3] ?? ''}`
    const at = START + dice.below(10 * DAY)
    const post = (when: number, [status, bytes]: readonly [number, number]) =>
      lines.push(line(when, { ip, agent, method: 'POST', target: door, status, bytes: bytes + dice.below(9) }))
    for (let m = dice.chance(0.1) ? 1 + dice.below(3) : 0; m > 0; m--) post(at - 15_000 * m, no)
    post(at, yes)
    for (let page = 0; page < 3; page++)
      lines.push(
        line(at + 2000 + 9000 * page, {
          ip,
          agent,
          target: `/pages/${['home', 'list', 'me'][page] ?? ''}`,
          status: 200,
          bytes: 4000 + dice.below(900),
        }),
      )
  }
  return lines
}

const tool = (way: Way, ip: string, at: number, tries: number): readonly Line[] =>
  Array.from({ length: tries }, (_, i) =>
    line(at + i * 1500, {
      ip,
      agent: 'python-requests/2.32',
      method: 'POST',
      target: way.door,
      status: way.no[0],
      bytes: way.no[1],
    }),
  )

/** Thirty devices whose program tries the old password every six seconds until its owner sees to it. */
const expired = (way: Way): readonly Line[] =>
  Array.from({ length: 30 }, (_, n) => {
    const device = { ip: `10.9.${n}.7`, agent: 'okhttp/4.12', method: 'POST', target: way.door }
    const from = START + 2 * DAY + n * 3 * HOUR
    const tries = Array.from({ length: 40 }, (__, i) =>
      line(from + i * 6000, { ...device, status: way.no[0], bytes: way.no[1] }),
    )
    return [...tries, line(from + 40 * 6000, { ...device, status: way.yes[0], bytes: way.yes[1] })]
  }).flat()

const stranger = { ip: '192.0.2.66', agent: 'python-requests/2.32' }
const at = START + 6 * DAY

describe('log-in-after-failures, at a web service', () => {
  it.each(WAYS)(
    'finds the guess that got in, and what was read then, where the service answers with %s',
    async (_, way) => {
      const report = await investigated({
        'access.log': sorted([
          ...web(way),
          ...tool(way, '192.0.2.66', at, 400),
          line(at + 400 * 1500, {
            ...stranger,
            method: 'POST',
            target: way.door,
            status: way.yes[0],
            bytes: way.yes[1],
          }),
          line(at + 401 * 1500, { ...stranger, target: '/pages/me', status: 200, bytes: 4100 }),
        ]),
      })
      expect(report.actors.map(({ vector }) => vector)).toEqual(['guessed-password'])
      expect(report.actors[0]?.events.value).toBe(402n)
      expect(report.refusedLogIns?.named).toMatchObject([
        { door: `POST ${way.door}`, ip: '192.0.2.66', tries: 400n, letIn: 1n },
      ])
    },
  )

  it('finds guesses behind forty addresses, half of which got in once and went on trying', async () => {
    const [, way] = WAYS[1] ?? []
    if (way === undefined) throw new Error('no way')
    const crowd = Array.from({ length: 40 }, (_, n) => {
      const from = at + n * 7000
      const tries = tool(way, `192.0.2.${10 + n}`, from, 50)
      const asked = { ip: `192.0.2.${10 + n}`, agent: 'python-requests/2.32', method: 'POST', target: way.door }
      return n % 2 === 0
        ? tries
        : [...tries, line(from + 25 * 1500 + 700, { ...asked, status: way.yes[0], bytes: way.yes[1] })]
    }).flat()
    const report = await investigated({ 'access.log': sorted([...web(way), ...crowd]) })
    expect(report.actors.map(({ vector }) => vector)).toEqual(['guessed-password'])
    expect(report.actors[0]?.addresses.value).toBe(20n)
  })

  it('says how much is tried in vain, and accuses nobody: neither an office from whose address somebody guesses, nor programs that try what has expired', async () => {
    const [, way] = WAYS[0] ?? []
    if (way === undefined) throw new Error('no way')
    const report = await investigated({
      'access.log': sorted([
        ...web(way),
        ...tool(way, '192.0.2.66', at, 400),
        ...tool(way, '198.51.100.9', at + DAY, 500),
        ...expired(way),
      ]),
    })
    expect(report.actors).toEqual([])
    expect(report.refusedLogIns).toMatchObject({ addresses: { value: 32n } })
    expect(report.refusedLogIns?.named.slice(0, 2)).toMatchObject([
      { ip: '198.51.100.9', fromActor: false },
      { ip: '192.0.2.66', tries: 400n, letIn: 0n, fromActor: false },
    ])
  })
})
