import { Dice } from './dice.ts'
import {
  type Company,
  type CompanyLogs,
  inOrder,
  NOTHING_HAPPENED,
  ordinaryTraffic,
  type Request,
  type SessionEvent,
  type Truth,
} from './traffic.ts'

/** A club of 200 members, two days of logs: JSON lines of an application and of its sessions. */
const CLUB: Company = {
  start: Date.UTC(2026, 3, 4),
  days: 2,
  members: 200,
  visits: 0.8,
  accountOf: (n) => `member-${1000 + n}`,
  sessionOf: (dice) => `s_${dice.hex(24)}`,
  logIn: '/session/new',
  logOut: '/session/end',
  publicPages: ['/', '/fixtures', '/news', '/clubhouse'],
  ownPages: () => ['/me', '/me/bookings', '/me/invoices'],
  life: 86_400_000,
}

const requestLine = ({ at, ip, agent, method, path, status, bytes, account, session }: Request): string =>
  `${JSON.stringify({ ts: at / 1000, level: 'info', remote: ip, ua: agent, verb: method, uri: path, code: status, len: bytes, member: account === '' ? null : account, sid: session === '' ? null : session })}\n`

const WORDS = {
  'log-in': 'session.created',
  refused: 'password.rejected',
  renewed: 'session.extended',
  'log-out': 'session.destroyed',
} as const

const sessionLine = ({ at, what, ip, account, session }: SessionEvent): string =>
  `${JSON.stringify({ ts: at / 1000, event: WORDS[what], member: account, remote: ip, sid: session === '' ? null : session })}\n`

export const club = (attacked: boolean, seed = 4): CompanyLogs => {
  const { requests, sessions } = ordinaryTraffic(CLUB, seed)
  const truth = attacked ? forge(requests, new Dice(seed + 90)) : NOTHING_HAPPENED
  return {
    files: {
      'app.jsonl': inOrder(requests).map(requestLine).join(''),
      'sessions.jsonl': inOrder(sessions).map(sessionLine).join(''),
    },
    truth,
  }
}

/** The attack: 40 members' pages by sessions that the application never opened, in a quarter of an hour. */
const forge = (requests: Request[], dice: Dice): Truth => {
  const accounts = new Set<string>()
  const first = CLUB.start + 86_400_000 + 20 * 3_600_000
  let at = first - 5000
  for (let n = 50; n < 90; n++) {
    at += 5000 + dice.below(30_000)
    if (n === 50) at = first
    const account = CLUB.accountOf(n)
    accounts.add(account)
    const thief = {
      ip: '192.0.2.5',
      agent: 'curl/8.14.1',
      method: 'GET',
      status: 200,
      bytes: 1500,
      account,
      session: `s_${dice.hex(24)}`,
    }
    requests.push({ ...thief, at, path: '/me' }, { ...thief, at: at + 300, path: '/me/invoices' })
  }
  return { accounts, addresses: new Set(['192.0.2.5']), first }
}
