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
 * A hospital's portal: its web log knows session cookies only, its log of sessions says whose they are. Results are named
 * by a number in the query. Six doctors read patients' results on most days; a new one in the last three, who looks at other
 * pages too.
 */
const HOSPITAL: Company = {
  start: Date.UTC(2026, 1, 2),
  days: 12,
  members: 1000,
  visits: 0.3,
  accountOf: (n) => `PT-${100_234 + 3 * n}`,
  sessionOf: (dice) => dice.hex(26),
  logIn: '/portal/account/login',
  logOut: '/portal/account/logout',
  publicPages: ['/', '/portal/visiting', '/portal/doctors', '/content/site.css'],
  ownPages: (account, dice) => [
    resultOf(account, dice.below(2)),
    resultOf(account, dice.below(2)),
    '/portal/patient/profile',
    '/portal/patient/appointments',
  ],
  life: 8 * 3_600_000,
}

const resultOf = (account: string, which: number): string =>
  `/portal/patient/results?id=${5 * Number(account.slice(3)) + which}`

const requestLine = ({ at, ip, agent, method, path, status, bytes, session }: Request): string =>
  `${JSON.stringify({ time: new Date(at).toISOString(), client_ip: ip, method, url: path, status, bytes, user_agent: agent, session_id: session === '' ? null : session })}\n`

const WORDS = {
  'log-in': 'LoginSucceeded',
  refused: 'LoginFailed',
  renewed: 'SessionRenewed',
  'log-out': 'Logout',
} as const

const sessionLine = ({ at, what, ip, account, session }: SessionEvent): string =>
  `${JSON.stringify({ Timestamp: new Date(at).toISOString(), Level: 'Information', Event: WORDS[what], PatientId: account, ClientIp: ip, SessionId: session === '' ? null : session })}\n`

/** `accounts` of the truth: those whose own reads show that the result is theirs. */
export const hospital = (attacked: boolean, seed = 6): CompanyLogs => {
  const { requests, sessions } = ordinaryTraffic(HOSPITAL, seed)
  doctors(requests, sessions, new Dice(seed + 50))
  const truth = attacked ? enumerate(requests, sessions, new Dice(seed + 90)) : NOTHING_HAPPENED
  return {
    files: {
      'iis/portal.jsonl': inOrder(requests).map(requestLine).join(''),
      'app/auth.jsonl': inOrder(sessions).map(sessionLine).join(''),
    },
    truth,
  }
}

const doctors = (requests: Request[], sessions: SessionEvent[], dice: Dice): void => {
  for (let doctor = 0; doctor < 7; doctor++)
    for (let day = doctor === 6 ? 8 : 0; day < HOSPITAL.days - 1; day++) {
      if (day % 7 >= 5 || dice.chance(0.1)) continue
      let at = HOSPITAL.start + day * 86_400_000 + 8 * 3_600_000 + dice.below(3_600_000)
      const who = { ip: '198.51.100.200', account: `dr.kim${doctor}`, session: dice.hex(26) }
      const staff = { ...who, agent: agentOf(doctor), method: 'GET', status: 200, bytes: 4000 }
      requests.push({ ...staff, at: at - 3000, method: 'POST', path: HOSPITAL.logIn, session: '' })
      sessions.push({ ...who, at: at - 2900, what: 'log-in' })
      for (let i = 25 + dice.below(25); i >= 0; i--) {
        at += 60_000 + dice.below(500_000)
        const result = resultOf(HOSPITAL.accountOf(dice.below(HOSPITAL.members)), dice.below(2))
        const looksAround = doctor === 6 && dice.chance(0.25)
        requests.push({ ...staff, at, path: looksAround ? dice.of(HOSPITAL.publicPages) : result })
      }
    }
}

/** The attack: a patient counts the number of the result up, through one night. */
const enumerate = (requests: Request[], sessions: SessionEvent[], dice: Dice): Truth => {
  const owners = new Set(
    requests.filter(({ account }) => account.startsWith('PT-')).map((r) => `${r.account} ${r.path}`),
  )
  const accounts = new Set<string>()
  const first = HOSPITAL.start + 4 * 86_400_000 + 5 * 3_600_000
  const thief = {
    ip: '192.0.2.77',
    agent: 'axios/1.7.2',
    account: HOSPITAL.accountOf(42),
    session: dice.hex(26),
    method: 'GET',
    status: 200,
    bytes: 4000,
  }
  requests.push({ ...thief, at: first - 9000, method: 'POST', path: HOSPITAL.logIn, session: '' })
  sessions.push({ at: first - 8900, what: 'log-in', ip: thief.ip, account: thief.account, session: thief.session })
  let at = first
  for (let n = 100; n < 400; n++) {
    const account = HOSPITAL.accountOf(n)
    const path = resultOf(account, dice.below(2))
    requests.push({ ...thief, at, path, status: dice.chance(0.03) && n > 100 ? 403 : 200 })
    if (requests.at(-1)?.status === 200 && owners.has(`${account} ${path}`)) accounts.add(account)
    at += 20_000 + dice.below(60_000)
  }
  return { accounts, addresses: new Set([thief.ip]), first }
}
