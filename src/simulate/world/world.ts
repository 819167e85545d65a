import { makeAccountIds } from '../account-ids.ts'
import { Calendar, DAY } from '../calendar.ts'
import { makeMint, type Mint } from '../credentials.ts'
import type { Random } from '../random.ts'
import type { Shape } from '../shapes/shape.ts'
import { Agents } from './agents.ts'
import { Members } from './members.ts'
import { Networks } from './networks.ts'
import { Orders } from './orders.ts'

/** One company at one time, before anything happens. */
export interface World {
  readonly shape: Shape
  readonly calendar: Calendar
  readonly members: Members
  readonly orders: Orders
  readonly networks: Networks
  readonly agents: Agents
  readonly mint: Mint
  /** Id of the key by which the service signs at a time. */
  readonly kidAt: (time: number) => string
  /** Id of the key before that; its tokens live out their life. */
  readonly formerKid: string
  /** Whether apps of an old version still use the forgotten route, with their log-in. */
  readonly oldApps: boolean
}

export const makeWorld = (shape: Shape, members: number, days: number, random: Random): World => {
  const networks = new Networks(random.fork('networks'), members)
  const agents = new Agents(random.fork('agents'))
  const calendar = new Calendar(random.fork('calendar'), days)
  const ids = makeAccountIds(shape.ids, members, random.fork('ids'))
  return {
    shape,
    calendar,
    members: new Members(ids, random.fork('members'), agents, networks),
    orders: new Orders(shape.orders, members, random.fork('orders')),
    networks,
    agents,
    mint: makeMint(shape.credentials, random.fork('mint')),
    ...keys(calendar, random),
    oldApps: random.fork('old-apps').chance(0.6),
  }
}

/** Keys are changed once in a while: before the window in most companies, early in it in the others. */
const keys = ({ start, end }: Calendar, random: Random): Pick<World, 'kidAt' | 'formerKid'> => {
  const rotation = random.fork('rotation')
  const since = rotation.chance(0.4)
    ? start + rotation.between(0.02, 0.25) * (end - start)
    : start - rotation.between(3, 300) * DAY
  const kid = (year: number, name: string): string => `key-${year}-${random.fork(name).hex(4)}`
  const [formerKid, current] = [kid(2024, 'former-kid'), kid(2025, 'kid')]
  return { formerKid, kidAt: (time) => (time < since ? formerKid : current) }
}
