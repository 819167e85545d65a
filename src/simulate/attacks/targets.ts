import type { PersonalRoute } from '../routes/route-book.ts'
import type { World } from '../world/world.ts'
import type { Random } from '../random.ts'

/** One thing to ask a route for: somebody's, or nobody's (subject null). */
export interface Target {
  readonly account: string
  readonly item: string
  readonly subject: string | null
  readonly order: number | null
}

/** How many different people or orders there are to take on this route. */
export const supplyOf = (world: World, route: PersonalRoute): number =>
  route.owner === 'order' ? world.orders.count : world.members.count

/** Counted through in order where the ids allow it, else from a list somebody had; some of it is of no use. */
export const targetsOf = (world: World, route: PersonalRoute, count: number, random: Random): readonly Target[] => {
  const byOrder = route.owner === 'order'
  const walkable = byOrder ? world.orders.walkable : world.members.ids.walkable
  const chosen = choose(supplyOf(world, route), count, walkable, random)
  const useless = walkable ? random.between(0.05, 0.3) : random.between(0, 0.06)
  return chosen.flatMap((number) => {
    const found = byOrder ? orderTarget(world, number) : memberTarget(world, number)
    return random.chance(useless) ? [nobodys(world, byOrder), found] : [found]
  })
}

const orderTarget = (world: World, order: number): Target => ({
  account: '',
  item: world.orders.id(order),
  subject: world.members.account(world.orders.owner(order)),
  order,
})

const memberTarget = (world: World, member: number): Target => {
  const account = world.members.account(member)
  return { account, item: '', subject: account, order: null }
}

const nobodys = (world: World, byOrder: boolean): Target =>
  byOrder
    ? { account: '', item: world.orders.missing(), subject: null, order: null }
    : { account: world.members.ids.nobody(), item: '', subject: null, order: null }

/** `wanted` different numbers below `count`: a run, or a sample in no order. */
export const choose = (count: number, wanted: number, inOrder: boolean, random: Random): readonly number[] => {
  if (inOrder) {
    const from = random.below(Math.max(1, count - wanted))
    return Array.from({ length: wanted }, (_, i) => from + i)
  }
  const all = Uint32Array.from({ length: count }, (_, i) => i)
  for (let i = 0; i < wanted; i++) {
    const other = i + random.below(count - i)
    const kept = all[i] ?? 0
    all[i] = all[other] ?? 0
    all[other] = kept
  }
  return [...all.subarray(0, wanted)]
}
