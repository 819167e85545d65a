import {
  commonTime,
  type Company,
  type CompanyLogs,
  inOrder,
  NOTHING_HAPPENED,
  ordinaryTraffic,
  type Request,
  type Truth,
} from './traffic.ts'
import { Dice } from './dice.ts'

/** A bulletin board on Apache and PHP: members are numbers in the path, the log knows their session cookie only. */
const BOARD: Company = {
  start: Date.UTC(2025, 8, 1),
  days: 14,
  members: 600,
  visits: 0.35,
  accountOf: (n) => String(12_000 + 7 * n),
  sessionOf: (dice) => dice.hex(26),
  logIn: '/login.php',
  logOut: '/logout.php',
  publicPages: ['/', '/index.php', '/forum/general', '/forum/help', '/topic/1871', '/topic/2044', '/search.php?q=bike'],
  ownPages: (account) => [`/user/${account}/settings`, `/user/${account}/settings`, `/user/${account}/messages`],
  life: 14 * 86_400_000,
}

const FORMAT = '%h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-Agent}i\\" %D \\"%{PHPSESSID}C\\"'

const lineOf = ({ at, ip, agent, method, path, status, bytes, session }: Request): string =>
  `${ip} - - [${commonTime(at)}] "${method} ${path} HTTP/1.1" ${status} ${bytes} "-" "${agent}" ${bytes * 13} "${session === '' ? '-' : session}"\n`

/** The attack: a member who changes the number in the path, for two nights. */
export const bulletinBoard = (attacked: boolean, seed = 1): CompanyLogs => {
  const { requests } = ordinaryTraffic(BOARD, seed)
  const truth = attacked ? enumerate(requests, new Dice(seed + 90)) : NOTHING_HAPPENED
  return {
    files: { forum_access_log: inOrder(requests).map(lineOf).join('') },
    config: `sources:\n  - match: "**/*access_log"\n    format: "${FORMAT}"\n`,
    truth,
  }
}

const enumerate = (requests: Request[], dice: Dice): Truth => {
  const accounts = new Set<string>()
  const first = BOARD.start + 9 * 86_400_000 + 2 * 3_600_000
  const session = dice.hex(26)
  const thief = { ip: '192.0.2.200', agent: 'python-requests/2.32.3', method: 'GET', bytes: 3000, account: '', session }
  requests.push({ ...thief, at: first - 9000, method: 'POST', path: '/login.php', status: 200, session: '' })
  requests.push({ ...thief, at: first - 8000, path: `/user/${BOARD.accountOf(3)}/settings`, status: 200 })
  let at = first
  for (let n = 100; n < 400; n++) {
    const account = BOARD.accountOf(n)
    if (n === 250) at += 86_400_000
    at += 2000 + dice.below(8000)
    requests.push({ ...thief, at, path: `/user/${account}/settings`, status: 200 })
    accounts.add(account)
    if (dice.chance(0.3))
      requests.push({ ...thief, at: at + 900, path: `/user/${Number(account) + 1}/settings`, status: 404 })
  }
  return { accounts, addresses: new Set([thief.ip]), first }
}
