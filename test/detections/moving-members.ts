import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

export const START = Date.UTC(2026, 2, 1)
export const HOUR = 3_600_000
export const MEMBERS = 240

export interface Use {
  readonly at: number
  readonly ip: string
  readonly agent: string
  readonly member: number
  readonly session: string
  readonly path: string
}

export const account = (n: number): string => `m-${10_000 + n * 7}`
export const homeOf = (n: number): string => `10.${n % 7}.${n}.9`
export const carrier = (dice: Dice): string => `203.0.113.${dice.below(20)}`
export const phone = (version: number): string =>
  `Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 Chrome/${version}.0.0.0 Mobile Safari/537.36`
export const AGENTS: readonly ((version: number) => string)[] = [
  phone,
  (version) => `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/${version}.0.0.0 Safari/537.36`,
  (version) => `Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) Version/${version}.6 Mobile/15E148 Safari/604.1`,
]
export const THIEF = 'Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0'

export const profile = (n: number): string => `/users/${account(n)}/profile`

export interface Habit {
  /** Program used beside the member's own in the same session, and where. */
  readonly also?: (n: number, dice: Dice) => { readonly ip: string; readonly agent: string } | undefined
}

/** Two weeks; every member keeps one session, at home and one time in three on the road; browsers update in between. */
export const ordinary = ({ also }: Habit = {}): Use[] => {
  const dice = new Dice(11)
  const uses: Use[] = []
  for (let n = 0; n < MEMBERS; n++) {
    const session = `s-${n}-${dice.hex(20)}`
    for (let day = 0; day < 14; day++) {
      if (day > 0 && !dice.chance(0.5)) continue
      const agent = (AGENTS[n % 3] ?? phone)(140 + Math.floor((day + (n % 5)) / 7))
      const ip = day > 0 && dice.chance(0.33) ? carrier(dice) : homeOf(n)
      const at = START + day * 24 * HOUR + Math.round(dice.next() * 18 * HOUR)
      const common = { member: n, session }
      const pages = ['/goods/1', profile(n), '/goods/3']
      pages.forEach((path, i) => uses.push({ ...common, at: at + 20_000 * i, ip, agent, path }))
      const other = also?.(n, dice)
      if (other !== undefined) uses.push({ ...common, ...other, at: at + 90_000, path: profile(n) })
    }
  }
  return uses
}

/** Sessions of these members, used by somebody else in the second week. */
export const steal = (
  uses: Use[],
  members: readonly number[],
  from: (i: number) => string,
  agent: string,
): Set<string> => {
  const taken = new Set<string>()
  members.forEach((n, i) => {
    const session = uses.find(({ member }) => member === n)?.session ?? ''
    uses.push({
      at: START + (190 + i) * HOUR,
      ip: from(i),
      agent,
      member: n,
      session,
      path: profile(n),
    })
    taken.add(account(n))
  })
  return taken
}

export const investigated = async (uses: readonly Use[], shown: readonly string[] = []) => {
  const lines = [...uses]
    .sort((a, b) => a.at - b.at)
    .map(({ at, ip, agent, member, session, path }) => ({
      time: new Date(at).toISOString(),
      ip,
      user_agent: agent,
      method: 'GET',
      path,
      status: 200,
      bytes: 900,
      user_id: account(member),
      session_id: session,
    }))
  const kept = lines.map((line) =>
    Object.fromEntries(Object.entries(line).filter(([name]) => shown.length === 0 || shown.includes(name))),
  )
  const { report, accounts } = await investigateLogs({
    files: { 'access.jsonl': kept.map((line) => `${JSON.stringify(line)}\n`).join('') },
  })
  return { report, accounts, outcome: report.detections.find(({ id }) => id === 'second-place') }
}
