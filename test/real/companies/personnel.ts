import { Dice } from './dice.ts'
import {
  agentOf,
  type Company,
  type CompanyLogs,
  inOrder,
  NOTHING_HAPPENED,
  ordinaryTraffic,
  type Request,
  type SessionEvent,
  type Truth,
} from './traffic.ts'

/**
 * A company's personnel system: everybody is an employee and reads the own payslips. Those of the personnel department read
 * everybody's on the same route, and their own too: some all month, one on three days a week, one only when wages are paid,
 * number by number. Managers read the leave of their teams.
 */
const PERSONNEL: Company = {
  start: Date.UTC(2026, 5, 1),
  days: 30,
  members: 420,
  visits: 0.2,
  accountOf: (n) => `E${20_117 + 3 * n}`,
  sessionOf: (dice) => dice.hex(40),
  logIn: '/sso/callback',
  logOut: '/sso/logout',
  publicPages: ['/', '/news', '/canteen', '/holidays', '/directory'],
  ownPages: (account) => pagesOf(account),
  life: 9 * 3_600_000,
}

const pagesOf = (account: string): readonly string[] => [
  `/hr/employees/${account}`,
  `/hr/employees/${account}/payslips`,
  `/hr/employees/${account}/leave`,
]

const requestLine = ({ at, ip, agent, method, path, status, bytes, account, session }: Request): string =>
  `${JSON.stringify({ ts: new Date(at).toISOString(), remote_ip: ip, verb: method, uri: path, status, bytes, user_agent: agent, sid: session, employee: account })}\n`

const WORDS = { 'log-in': 'login', refused: 'login_failed', renewed: 'refresh', 'log-out': 'logout' } as const

const sessionLine = ({ at, what, ip, account, session }: SessionEvent): string =>
  `${JSON.stringify({ ts: new Date(at).toISOString(), event: WORDS[what], remote_ip: ip, employee: account, sid: session })}\n`

export interface Department {
  /** How many of the personnel department work there every day. */
  readonly clerks: number
  readonly seed: number
  /** What else happens; all of it is the truth. */
  readonly beside?: readonly Sitting[]
}

/** Somebody reads payslips of the first `objects` employees in some order. */
export interface Sitting {
  /** Number of the employee whose account it is; the first of them are the clerks. */
  readonly employee: number
  readonly day: number
  readonly hour: number
  readonly ip: string
  readonly agent: string
  readonly objects: number
  /** Seconds from one to the next, about. */
  readonly gap: number
}

export const personnel = ({ clerks, seed, beside = [] }: Department): CompanyLogs => {
  const { requests, sessions } = ordinaryTraffic(PERSONNEL, seed)
  const happened = { requests, sessions }
  const dice = new Dice(seed + 50)
  for (let clerk = 0; clerk < clerks; clerk++) work(happened, dice, clerk, (day) => day % 7 < 5 && !dice.chance(0.1))
  work(happened, dice, clerks, (day) => day % 7 < 3)
  payWages(happened, dice, clerks + 1)
  for (let manager = 0; manager < 20; manager++) look(happened, dice, 40 + manager)
  const truth = beside.length === 0 ? NOTHING_HAPPENED : sit(happened, dice, beside)
  return {
    files: {
      'web/hr.jsonl': inOrder(requests).map(requestLine).join(''),
      'web/sso.jsonl': inOrder(sessions).map(sessionLine).join(''),
    },
    config: 'sources:\n  - match: "**/*.jsonl"\n    fields: { principal: employee, credential: sid }\n',
    truth,
  }
}

const sit = (logs: Logs, dice: Dice, sittings: readonly Sitting[]): Truth => {
  const accounts = new Set<string>()
  const starts = sittings.map(({ day, hour }) => PERSONNEL.start + day * 86_400_000 + hour * 3_600_000)
  for (const [i, { employee, ip, agent, objects, gap }] of sittings.entries()) {
    let at = starts[i] ?? 0
    const self = sitDown(logs, dice, employee, at, { ip, agent })
    for (let n = 0; n < objects; n++) {
      const account = PERSONNEL.accountOf((11 * n + 100) % PERSONNEL.members)
      if (account !== self.account) accounts.add(account)
      logs.requests.push({ ...self, at, path: `/hr/employees/${account}/payslips`, bytes: 800 + dice.below(5000) })
      at += 1000 * gap * (0.5 + dice.next())
    }
  }
  return { accounts, addresses: new Set(sittings.map(({ ip }) => ip)), first: Math.min(...starts) }
}

interface Logs {
  readonly requests: Request[]
  readonly sessions: SessionEvent[]
}

/** Where the department sits, two rooms of it, and the program of each desk. */
export const deskOf = (n: number): Pick<Request, 'ip' | 'agent'> => ({
  ip: `198.51.100.${200 + (n % 2)}`,
  agent: agentOf(n),
})

const sitDown = (
  { requests, sessions }: Logs,
  dice: Dice,
  n: number,
  at: number,
  { ip, agent } = deskOf(n),
): Omit<Request, 'at' | 'path'> => {
  const who = { ip, account: PERSONNEL.accountOf(n), session: dice.hex(40) }
  const self = { ...who, agent, method: 'GET', status: 200, bytes: 4000 }
  requests.push({ ...self, at: at - 3000, method: 'POST', path: PERSONNEL.logIn, account: '', session: '' })
  sessions.push({ ...who, at: at - 2900, what: 'log-in' })
  return self
}

const morning = (day: number, dice: Dice): number =>
  PERSONNEL.start + day * 86_400_000 + 8 * 3_600_000 + dice.below(3_600_000)

const work = (logs: Logs, dice: Dice, n: number, isOn: (day: number) => boolean): void => {
  for (let day = 0; day < PERSONNEL.days; day++) {
    if (!isOn(day)) continue
    let at = morning(day, dice)
    const self = sitDown(logs, dice, n, at)
    /** Twice the work when wages are due. */
    for (let i = (12 + dice.below(25)) * (day >= 23 && day < 26 ? 2 : 1); i >= 0; i--) {
      at += 30_000 + dice.below(600_000)
      const path = dice.chance(0.12)
        ? dice.of(PERSONNEL.publicPages)
        : dice.of(pagesOf(PERSONNEL.accountOf(dice.below(PERSONNEL.members))))
      logs.requests.push({ ...self, at, path, bytes: 800 + dice.below(5000) })
    }
  }
}

/** Two days before the end of the month: every payslip, in the order of the numbers. */
const payWages = (logs: Logs, dice: Dice, n: number): void => {
  for (const day of [23, 24]) {
    let at = morning(day, dice)
    const self = sitDown(logs, dice, n, at)
    for (let employee = day - 23; employee < PERSONNEL.members; employee += 2) {
      at += 20_000 + dice.below(80_000)
      const path = `/hr/employees/${PERSONNEL.accountOf(employee)}/payslips`
      logs.requests.push({ ...self, at, path, bytes: 800 + dice.below(5000) })
    }
  }
}

/** A manager looks at the leave of the team of eight, each week. */
const look = (logs: Logs, dice: Dice, n: number): void => {
  for (let day = dice.below(5); day < PERSONNEL.days; day += 7) {
    let at = morning(day, dice)
    const self = sitDown(logs, dice, n, at)
    for (let i = 0; i < 8; i++) {
      at += 5000 + dice.below(60_000)
      const path = `/hr/employees/${PERSONNEL.accountOf(60 + 8 * (n - 40) + i)}/leave`
      logs.requests.push({ ...self, at, path, bytes: 700 + dice.below(900) })
    }
  }
}
