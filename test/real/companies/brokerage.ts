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

/** An insurance broker: customers read their own policies, twelve clerks read thousands of them all month; all of it is logged. */
const BROKER: Company = {
  start: Date.UTC(2026, 4, 1),
  days: 30,
  members: 1200,
  visits: 0.12,
  accountOf: (n) => `K${700_000 + n}`,
  sessionOf: (dice) => dice.hex(32),
  logIn: '/anmelden',
  logOut: '/abmelden',
  publicPages: ['/', '/tarife', '/tarife/kfz', '/kontakt', '/ueber-uns'],
  ownPages: (account) => [
    `/api/customers/${account}`,
    `/api/customers/${account}/policies`,
    `/api/customers/${account}/claims`,
  ],
  life: 2 * 3_600_000,
}

const requestLine = ({ at, ip, agent, method, path, status, bytes, account, session }: Request): string =>
  `${JSON.stringify({ zeit: new Date(at).toISOString(), client_addr: ip, method, path, status, size: bytes, user_agent: agent, session_id: session, customer_no: account })}\n`

const WORDS = {
  'log-in': 'LOGIN_OK',
  refused: 'LOGIN_FAILED',
  renewed: 'SESSION_RENEWED',
  'log-out': 'LOGOUT',
} as const

const sessionLine = ({ at, what, ip, account, session }: SessionEvent): string =>
  `${JSON.stringify({ zeit: new Date(at).toISOString(), event_type: WORDS[what], client_addr: ip, customer_no: account, session_id: session })}\n`

export const brokerage = (attacked: boolean, seed = 5): CompanyLogs => {
  const { requests, sessions } = ordinaryTraffic(BROKER, seed)
  clerks(requests, sessions, new Dice(seed + 50))
  const truth = attacked ? enumerate(requests, sessions, new Dice(seed + 90)) : NOTHING_HAPPENED
  return {
    files: {
      'web/requests.jsonl': inOrder(requests).map(requestLine).join(''),
      'web/logins.jsonl': inOrder(sessions).map(sessionLine).join(''),
    },
    config: 'sources:\n  - match: "**/*.jsonl"\n    fields: { time: zeit }\n',
    truth,
  }
}

const clerks = (requests: Request[], sessions: SessionEvent[], dice: Dice): void => {
  for (let clerk = 0; clerk < 12; clerk++)
    for (let day = 0; day < BROKER.days; day++) {
      if (day % 7 >= 5 || dice.chance(0.1)) continue
      let at = BROKER.start + day * 86_400_000 + 7 * 3_600_000 + dice.below(7_200_000)
      const who = { ip: `198.51.100.${200 + (clerk % 2)}`, account: `sb-${clerk}`, session: dice.hex(32) }
      const staff = { ...who, agent: agentOf(clerk), method: 'GET', status: 200, bytes: 4000 }
      requests.push({ ...staff, at: at - 3000, method: 'POST', path: '/anmelden', account: '', session: '' })
      sessions.push({ ...who, at: at - 2900, what: 'log-in' })
      for (let i = 60 + dice.below(40); i >= 0; i--) {
        at += 20_000 + dice.below(400_000)
        const customer = BROKER.accountOf(dice.below(BROKER.members))
        requests.push({ ...staff, at, path: `/api/customers/${customer}${dice.of(['', '/policies', '/claims'])}` })
      }
    }
}

/** The attack: a customer reads 500 others by counting the number up, over three evenings. */
const enumerate = (requests: Request[], sessions: SessionEvent[], dice: Dice): Truth => {
  const accounts = new Set<string>()
  const first = BROKER.start + 17 * 86_400_000 + 19 * 3_600_000
  const thief = {
    ip: '2001:db8:ffff::1',
    agent: agentOf(2),
    account: BROKER.accountOf(42),
    method: 'GET',
    status: 200,
    bytes: 4000,
  }
  for (let evening = 0; evening < 3; evening++) {
    let at = first + evening * 86_400_000
    const session = dice.hex(32)
    requests.push({ ...thief, at: at - 9000, method: 'POST', path: '/anmelden', account: '', session: '' })
    sessions.push({ at: at - 8900, what: 'log-in', ip: thief.ip, account: thief.account, session })
    requests.push({ ...thief, at: at - 7000, path: `/api/customers/${thief.account}`, session })
    for (let n = 600 + 170 * evening; n < 770 + 170 * evening; n++) {
      accounts.add(BROKER.accountOf(n))
      requests.push({ ...thief, at, path: `/api/customers/${BROKER.accountOf(n)}`, session })
      at += 1500 + dice.below(4000)
    }
  }
  return { accounts, addresses: new Set([thief.ip]), first }
}
