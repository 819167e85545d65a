import { Dice } from './dice.ts'

/** One request as it happened; a company's log shows of it what its format has room for. */
export interface Request {
  readonly at: number
  readonly ip: string
  readonly agent: string
  readonly method: string
  readonly path: string
  readonly status: number
  readonly bytes: number
  /** Who is logged in, and by which session; '' for nobody. */
  readonly account: string
  readonly session: string
}

export interface SessionEvent {
  readonly at: number
  readonly what: 'log-in' | 'refused' | 'renewed' | 'log-out'
  readonly ip: string
  readonly account: string
  readonly session: string
}

export interface Happened {
  readonly requests: Request[]
  readonly sessions: SessionEvent[]
}

export interface Truth {
  /** As the company's logs name them. */
  readonly accounts: ReadonlySet<string>
  readonly addresses: ReadonlySet<string>
  readonly first: number
}

export interface CompanyLogs {
  readonly files: Readonly<Record<string, string>>
  readonly config?: string
  readonly truth: Truth
}

export const NOTHING_HAPPENED: Truth = { accounts: new Set(), addresses: new Set(), first: 0 }

export interface Company {
  readonly start: number
  readonly days: number
  readonly members: number
  /** Visits a member makes a day. */
  readonly visits: number
  readonly accountOf: (n: number) => string
  readonly sessionOf: (dice: Dice, account: string, at: number) => string
  readonly logIn: string
  readonly logOut: string
  readonly publicPages: readonly string[]
  /** What a member reads when logged in: paths with the account filled in. */
  readonly ownPages: (account: string, dice: Dice) => readonly string[]
  /** How long a session lives, in ms; those who stay logged in come back to it. */
  readonly life: number
}

const DAY = 86_400_000

const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Version/18.6 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 Chrome/141.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.6 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
]

/** Homes each have an address; one member in eight sits behind one of two shared addresses. */
const homeOf = (n: number): string =>
  n % 8 === 0
    ? `198.51.100.${1 + (n % 16 === 0 ? 0 : 1)}`
    : `2001:db8:${(n >> 8).toString(16)}:${(n & 255).toString(16)}::${(2 + (n % 9)).toString(16)}`

export const agentOf = (n: number): string => AGENTS[(n * 7) % AGENTS.length] ?? ''

/** A moment of a day as people live it: few at night. */
const momentOf = (dice: Dice): number => {
  for (;;) {
    const hour = 24 * dice.next()
    if (dice.next() < 0.15 + 0.85 * Math.max(0, Math.sin(((hour - 6) / 18) * Math.PI)))
      return Math.round(hour * 3_600_000)
  }
}

interface Held {
  readonly session: string
  readonly until: number
}

/** What members, a crawler and a health check do from the first day to the last, in no order. */
export const ordinaryTraffic = (company: Company, seed: number): Happened => {
  const dice = new Dice(seed)
  const happened: Happened = { requests: [], sessions: [] }
  for (let n = 0; n < company.members; n++) liveOf(company, n, dice, happened)
  robots(company, dice, happened)
  return happened
}

const liveOf = (company: Company, n: number, dice: Dice, happened: Happened): void => {
  const account = company.accountOf(n)
  let held: Held | undefined
  if (dice.chance(0.4)) {
    const began = Math.round(company.start - dice.next() * company.life)
    held = { session: company.sessionOf(dice, account, began), until: began + company.life }
  }
  for (let day = 0; day < company.days; day++) {
    if (!dice.chance(company.visits)) continue
    held = visit(company, n, company.start + day * DAY + momentOf(dice), held, dice, happened)
  }
}

const visit = (
  company: Company,
  n: number,
  start: number,
  before: Held | undefined,
  dice: Dice,
  { requests, sessions }: Happened,
): Held | undefined => {
  const account = company.accountOf(n)
  /** Now and then from the road, by a carrier's address. */
  const ip = dice.chance(0.1) ? `203.0.113.${dice.below(20)}` : homeOf(n)
  let at = start
  let held = before !== undefined && before.until > at + 1_200_000 ? before : undefined
  const ask = (method: string, path: string, status: number): void => {
    const bytes = 400 + dice.below(6000)
    const known = held === undefined ? { account: '', session: '' } : { account, session: held.session }
    requests.push({ at, ip, agent: agentOf(n), method, path, status, bytes, ...known })
    at += 500 + dice.below(40_000)
  }
  for (let i = dice.below(3); i >= 0; i--) ask('GET', dice.of(company.publicPages), 200)
  if (held === undefined) {
    if (dice.chance(0.08)) {
      ask('POST', company.logIn, 401)
      sessions.push({ at: at - 200, what: 'refused', ip, account, session: '' })
    }
    ask('POST', company.logIn, 200)
    held = { session: company.sessionOf(dice, account, at), until: at + company.life }
    sessions.push({ at: at - 300, what: 'log-in', ip, account, session: held.session })
  }
  for (let i = dice.below(5); i >= 0; i--)
    ask('GET', dice.chance(0.55) ? dice.of(company.ownPages(account, dice)) : dice.of(company.publicPages), 200)
  if (!dice.chance(0.3)) return held
  sessions.push({ at, what: 'log-out', ip, account, session: held.session })
  ask('POST', company.logOut, 200)
  return undefined
}

const robots = (company: Company, dice: Dice, { requests }: Happened): void => {
  const nobody = { account: '', session: '', status: 200, method: 'GET', bytes: 900 }
  for (let at = company.start; at < company.start + company.days * DAY; at += 600_000) {
    requests.push({ ...nobody, at, ip: '192.0.2.250', agent: 'kube-probe/1.30', path: '/healthz' })
    requests.push({
      ...nobody,
      at: at + dice.below(600_000),
      ip: `192.0.2.${66 + dice.below(3)}`,
      agent: 'Mozilla/5.0 (compatible; ExampleBot/2.1; +https://bot.example/)',
      path: dice.of(company.publicPages),
    })
  }
}

export const inOrder = <T extends { readonly at: number }>(things: readonly T[]): readonly T[] =>
  [...things].sort((a, b) => a.at - b.at)

/** `10/Oct/2025:13:55:36 +0000` */
export const commonTime = (at: number): string => {
  const [, day = '', month = '', year = '', clock = ''] = new Date(at).toUTCString().split(' ')
  return `${day}/${month}/${year}:${clock} +0000`
}
