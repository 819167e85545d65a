import { SECOND } from '../calendar.ts'
import type { PersonalPage } from '../routes/route-book.ts'
import { addressOf } from '../traffic/member-pages.ts'
import type { Visit } from '../traffic/visit.ts'
import type { ActorTruth } from '../truth.ts'
import { type AttackStage, read } from './attack.ts'

/** Probability that a page is read with a token. */
export type Reach = Readonly<Partial<Record<PersonalPage, number>>>

export const REACHES: readonly Reach[] = [
  { edit: 0.97, addresses: 0.6, addressEdit: 0.01, orders: 0.03 },
  { profile: 0.95, addresses: 0.35, orders: 0.1 },
  { edit: 0.5, addresses: 0.95, order: 0.04 },
  { profile: 0.9, edit: 0.1, orders: 0.4 },
]

const PAGES: readonly PersonalPage[] = ['profile', 'edit', 'addresses', 'addressEdit', 'orders', 'order']

export interface Reader {
  readonly reach: Reach
  readonly account: string
  /** Number of the member, -1 for nobody. */
  readonly member: number
}

/** Reads pages as the account of the visit's token, one after the other. */
export const readPages = (stage: AttackStage, actor: ActorTruth, visit: Visit, reader: Reader): void => {
  const { world, random } = stage
  const { account, member, reach } = reader
  const nobody = member < 0
  const status = (): number => (nobody ? world.shape.nobody : random.chance(0.004) ? 500 : 200)
  for (const page of PAGES) {
    if (!random.chance(reach[page] ?? 0)) continue
    const order = page === 'order' && !nobody ? world.orders.oneOf(member, random) : undefined
    if (page === 'order' && order === undefined) continue
    const thing = order === undefined ? addressOf(Math.max(member, 0), 0) : world.orders.id(order)
    read(stage, actor, visit, {
      route: world.shape.routes.personal[page],
      account,
      item: thing,
      status: status(),
      subject: nobody ? null : account,
      order: null,
    })
    visit.time += random.exponential(1.2) * SECOND
  }
}
