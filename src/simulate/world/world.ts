import { makeAccountIds } from '../account-ids.ts'
import { Calendar } from '../calendar.ts'
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
  /** Id of the key in use. */
  readonly kid: string
  /** Whether apps of an old version still use the forgotten route, with their log-in. */
  readonly oldApps: boolean
}

export const makeWorld = (shape: Shape, members: number, days: number, random: Random): World => {
  const networks = new Networks(random.fork('networks'), members)
  const agents = new Agents(random.fork('agents'))
  const ids = makeAccountIds(shape.ids, members, random.fork('ids'))
  return {
    shape,
    calendar: new Calendar(random.fork('calendar'), days),
    members: new Members(ids, random.fork('members'), agents, networks),
    orders: new Orders(shape.orders, members, random.fork('orders')),
    networks,
    agents,
    mint: makeMint(shape.credentials, random.fork('mint')),
    kid: `key-${random.fork('kid').whole(2023, 2025)}-${random.fork('kid').hex(4)}`,
    oldApps: random.fork('old-apps').chance(0.6),
  }
}
