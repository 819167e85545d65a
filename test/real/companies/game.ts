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

/**
 * A game: players are numbers in the query, sessions live for a month in a week of logs, and every one of them posts a
 * match now and then, often as the first thing it does.
 */
const GAME: Company = {
  start: Date.UTC(2026, 4, 4),
  days: 7,
  members: 1500,
  visits: 0.4,
  accountOf: (n) => String(1_000_001 + 11 * n),
  sessionOf: (dice) => dice.hex(40),
  logIn: '/auth/login',
  logOut: '/auth/logout',
  publicPages: ['/patch/version.json', '/banner', '/notice'],
  ownPages: (account, dice) => [
    `/player/profile?uid=${account}`,
    `/player/inventory?uid=${account}&tab=${dice.below(4)}`,
    MATCH,
  ],
  life: 30 * 86_400_000,
}

const MATCH = '/match/start'

const requestLine = ({ at, ip, agent, method, path, status, bytes, account, session }: Request): string =>
  `${JSON.stringify({ ts: Math.floor(at / 1000), peer: ip, m: path === MATCH ? 'POST' : method, url: path, st: status, sz: bytes, ua: agent, uid: account === '' ? 0 : Number(account), sess: session === '' ? undefined : session })}\n`

const WORDS = { 'log-in': 'login_ok', refused: 'login_fail', renewed: 'renew', 'log-out': 'logout' } as const

const sessionLine = ({ at, what, ip, account, session }: SessionEvent): string =>
  `${JSON.stringify({ ts: Math.floor(at / 1000), evt: WORDS[what], uid: Number(account), ip, sess: session === '' ? undefined : session })}\n`

export const game = (attacked: boolean, seed = 7): CompanyLogs => {
  const { requests, sessions } = ordinaryTraffic(GAME, seed)
  const truth = attacked ? forge(requests, new Dice(seed + 90)) : NOTHING_HAPPENED
  return {
    files: {
      'api/game.jsonl': inOrder(requests).map(requestLine).join(''),
      'login/server.jsonl': inOrder(sessions).map(sessionLine).join(''),
    },
    truth,
  }
}

/** The attack: sessions made up for 250 players in one night; some start a match first. */
const forge = (requests: Request[], dice: Dice): Truth => {
  const accounts = new Set<string>()
  const addresses = ['192.0.2.31', '192.0.2.32', '192.0.2.33']
  const first = GAME.start + 2 * 86_400_000 + 4 * 3_600_000
  let at = first
  for (let n = 400; n < 650; n++) {
    const account = GAME.accountOf(n)
    accounts.add(account)
    const thief = {
      ip: addresses[n % 3] ?? '',
      agent: 'python-requests/2.32.3',
      method: 'GET',
      status: 200,
      bytes: 1500,
      account,
      session: dice.hex(40),
    }
    if (n > 400 && dice.chance(0.4)) requests.push({ ...thief, at: at - 1000, path: MATCH })
    requests.push({ ...thief, at, path: `/player/profile?uid=${account}` })
    at += 20_000 + 1000 * dice.below(60)
  }
  return { accounts, addresses: new Set(addresses), first }
}
