import { Dice } from '../companies/dice.ts'
import { signed } from './shop.ts'

/** One thing that somebody does, at a time of the shop's. */
export interface Step {
  readonly at: number
  readonly ip: string
  readonly agent: string
  readonly method: string
  readonly path: string
  /** Steps of one visitor share what the shop gave them. */
  readonly visitor: Visitor
  readonly password?: 'right' | 'wrong'
}

export interface Visitor {
  readonly account: string
  token: string
}

export const START = Date.UTC(2026, 1, 9)
export const DAYS = 6
const DAY = 86_400_000
const HOUR = 3_600_000
const MEMBERS = 260
const PUBLIC = ['/', '/products', '/products/18', '/products/27', '/about', '/products/31']
const PERSONAL = ['/api/me', '/api/me/orders', '/api/me/addresses']

const BROWSERS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/141.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) Version/18.6 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 15; Pixel 8) Chrome/141.0.0.0 Mobile Safari/537.36',
]

const accountName = (n: number): string => `u${String(40_000 + 13 * n)}`

/** One member in ten goes out through one shared address. */
const homeOf = (n: number): string => (n % 10 === 0 ? '203.0.113.1' : `2001:db8:${n.toString(16)}::7`)

/** Six days of members, a crawler and a health check. */
export const ordinaryDays = (seed: number): readonly Step[] => {
  const dice = new Dice(seed)
  const steps: Step[] = []
  for (let n = 0; n < MEMBERS; n++) {
    const visitor: Visitor = { account: accountName(n), token: '' }
    /** Some are logged in from before the logs begin; they come back in the first day or so. */
    if (n % 7 === 3) visitor.token = signed(visitor.account, START - dice.below(3 * DAY))
    let loggedIn = visitor.token !== ''
    for (let day = 0; day < DAYS; day++)
      if (dice.chance(0.45)) loggedIn = visit(steps, n, visitor, { day, loggedIn }, dice)
  }
  robots(steps, dice)
  return steps
}

/** Whether the member is logged in still when the visit ends. */
const visit = (
  steps: Step[],
  n: number,
  visitor: Visitor,
  { day, loggedIn }: { readonly day: number; readonly loggedIn: boolean },
  dice: Dice,
): boolean => {
  const who = { ip: homeOf(n), agent: BROWSERS[n % BROWSERS.length] ?? '', visitor }
  let at = START + day * DAY + dice.below(22 * HOUR)
  const step = (method: string, path: string, more: Partial<Step> = {}): void => {
    steps.push({ ...who, at, method, path, ...more })
    at += 800 + dice.below(50_000)
  }
  step('GET', dice.of(PUBLIC))
  /** Tokens last long: one visit in four goes on with the one from the last. */
  if (!loggedIn || dice.chance(0.75)) {
    if (dice.chance(0.05)) step('POST', '/login', { password: 'wrong' })
    step('POST', '/login', { password: 'right' })
  }
  for (let i = dice.below(4); i >= 0; i--) step('GET', dice.chance(0.6) ? dice.of(PERSONAL) : dice.of(PUBLIC))
  if (dice.chance(0.15)) {
    step('POST', '/refresh')
    step('GET', '/api/me')
  }
  if (!dice.chance(0.25)) return true
  step('POST', '/logout')
  return false
}

const robots = (steps: Step[], dice: Dice): void => {
  const nobody: Visitor = { account: '', token: '' }
  for (let at = START; at < START + DAYS * DAY; at += HOUR) {
    steps.push({ at, ip: '192.0.2.250', agent: 'kube-probe/1.30', method: 'GET', path: '/health', visitor: nobody })
    const crawler = {
      ip: '192.0.2.66',
      agent: 'ExampleBot/2.1 (+https://bot.example/)',
      method: 'GET',
      visitor: nobody,
    }
    steps.push({ ...crawler, at: at + dice.below(HOUR), path: dice.of(PUBLIC) })
  }
}

export interface Attack {
  readonly steps: readonly Step[]
  readonly accounts: ReadonlySet<string>
  readonly addresses: ReadonlySet<string>
  readonly first: number
}

/** Whoever holds the key: two tries on the third day, and on the fifth 70 members from three addresses. */
export const stolenKey = (seed: number): Attack => {
  const dice = new Dice(seed)
  const steps: Step[] = []
  const addresses = ['198.51.100.21', '198.51.100.22', '198.51.100.23']
  const read = (n: number, at: number, paths: readonly string[]): void => {
    const visitor = { account: accountName(n), token: signed(accountName(n), at - 60_000) }
    const thief = { ip: addresses[n % 3] ?? '', agent: 'python-requests/2.32.3', method: 'GET', visitor }
    paths.forEach((path, i) => steps.push({ ...thief, at: at + 700 * i, path }))
  }
  const first = START + 2 * DAY + 3 * HOUR
  read(3, first, ['/api/me'])
  read(4, first + 90_000, ['/api/me'])
  let at = START + 4 * DAY + HOUR
  for (let n = 100; n < 170; n++) {
    at += 3000 + dice.below(60_000)
    read(n, at, dice.chance(0.5) ? ['/api/me', '/api/me/addresses'] : ['/api/me'])
  }
  const accounts = new Set(steps.map(({ visitor }) => visitor.account))
  return { steps, accounts, addresses: new Set(addresses), first }
}
