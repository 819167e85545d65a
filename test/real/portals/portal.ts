import { createHash } from 'node:crypto'
import { Dice } from '../companies/dice.ts'
import {
  agentOf,
  type Company,
  type CompanyLogs,
  type Happened,
  inOrder,
  NOTHING_HAPPENED,
  ordinaryTraffic,
  type Request,
  type SessionEvent,
  type Truth,
} from '../companies/traffic.ts'

export const DAY = 86_400_000
export const HOUR = 3_600_000

/** A company, the people in it whose work is to read about others, and the one thief it may have. */
export interface Portal {
  readonly company: Company
  readonly work: (happened: Happened, dice: Dice) => void
  readonly theft: (happened: Happened, dice: Dice) => Truth
  readonly log: (happened: Happened) => CompanyLogs['files']
}

export const logsOf = (portal: Portal, attacked: boolean, seed: number): CompanyLogs => {
  const happened = ordinaryTraffic(portal.company, seed)
  portal.work(happened, new Dice(seed + 50))
  const truth = attacked ? portal.theft(happened, new Dice(seed + 90)) : NOTHING_HAPPENED
  return { files: portal.log(happened), truth }
}

/** Digits and letters of both cases, as link shorteners make them. */
export const base62Of = (text: string, length: number): string => {
  const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  const bytes = createHash('sha256').update(text).digest()
  return Array.from({ length }, (_, i) => letters[(bytes[i] ?? 0) % letters.length]).join('')
}

export interface Worker {
  readonly account: string
  readonly ip: string
  readonly agent: string
}

export interface Shift {
  readonly from: number
  /** Milliseconds from one request to the next, at most. */
  readonly pause: number
  readonly paths: readonly string[]
  readonly session: string
  readonly status?: (i: number) => number
}

/** One log-in and what is read in it; answers when each path was asked for. */
export const shift = (
  { requests, sessions }: Happened,
  company: Company,
  worker: Worker,
  { from, pause, paths, session, status = () => 200 }: Shift,
  dice: Dice,
): readonly number[] => {
  const base = { ip: worker.ip, agent: worker.agent, bytes: 3000, method: 'GET', status: 200 }
  requests.push({ ...base, at: from - 3000, method: 'POST', path: company.logIn, account: '', session: '' })
  sessions.push({ at: from - 2900, what: 'log-in', ip: worker.ip, account: worker.account, session })
  let at = from
  return paths.map((path, i) => {
    const now = at
    requests.push({ ...base, at, path, account: worker.account, session, status: status(i) })
    at += 300 + dice.below(pause)
    return now
  })
}

/** A member's own device at home. */
export const memberAs = (company: Company, n: number): Worker => ({
  account: company.accountOf(n),
  ip: `2001:db8:${(n >> 8).toString(16)}:${(n & 255).toString(16)}::9`,
  agent: agentOf(n),
})

const WHAT = { 'log-in': 'login', refused: 'login_failed', renewed: 'token_refresh', 'log-out': 'logout' } as const

/** JSON lines, by the company's own words for the fields. */
export const jsonLogs =
  (words: (request: Request) => object, names: (event: SessionEvent, what: string) => object): Portal['log'] =>
  ({ requests, sessions }) => ({
    'access.jsonl': inOrder(requests)
      .map((one) => `${JSON.stringify(words(one))}\n`)
      .join(''),
    'auth.jsonl': inOrder(sessions)
      .map((one) => `${JSON.stringify(names(one, WHAT[one.what]))}\n`)
      .join(''),
  })

/** What a thief took of things with owners, as the logs can name these: whose own reads show that the thing is theirs. */
export const seenOwners = (
  { requests }: Happened,
  thief: string,
  taken: readonly string[],
  ownerOf: (path: string) => string,
): ReadonlySet<string> => {
  const seen = new Set(
    requests.filter(({ account }) => account !== thief).map(({ account, path }) => `${account} ${path}`),
  )
  return new Set(taken.filter((path) => seen.has(`${ownerOf(path)} ${path}`)).map(ownerOf))
}
