import type { Member } from '../world/members.ts'
import type { PersonalPage, PersonalRoute } from '../routes/route-book.ts'
import { pause } from './browse.ts'
import type { Stage } from './stage.ts'
import { ask, type Visit } from './visit.ts'

/** A member looks after their own affairs: orders, profile, addresses, a purchase now and then. */
export const memberPages = (stage: Stage, visit: Visit, member: Member): void => {
  const { random } = stage
  const { personal } = stage.world.shape.routes
  if (random.chance(0.22)) shop(stage, visit, member)
  if (random.chance(0.34)) view(stage, visit, personal.orders, member, 'orders')
  if (random.chance(0.22)) viewOrder(stage, visit, personal.order, member)
  if (random.chance(0.12)) view(stage, visit, personal.profile, member, 'profile')
  if (random.chance(0.025)) view(stage, visit, personal.edit, member, 'edit')
  if (random.chance(0.06)) view(stage, visit, personal.addresses, member, 'addresses')
  if (random.chance(0.02)) view(stage, visit, personal.addressEdit, member, 'addressEdit')
  if (stage.world.oldApps && visit.device !== '' && random.chance(0.06)) useForgotten(stage, visit, member)
}

const shop = (stage: Stage, visit: Visit, member: Member): void => {
  const { world, journal, random } = stage
  const { routes } = world.shape
  ask(journal, random, visit, { method: 'POST', target: routes.addToCart, bytes: 320 })
  pause(random, visit)
  ask(journal, random, visit, { target: routes.cart, bytes: 9000 })
  pause(random, visit)
  if (!random.chance(0.35)) return
  ask(journal, random, visit, { target: routes.checkout, bytes: 14_000 })
  if (random.chance(0.5)) view(stage, visit, routes.personal.addresses, member, 'addresses')
  pause(random, visit)
  ask(journal, random, visit, { method: 'POST', target: routes.placeOrder, bytes: 600 })
  const order = world.orders.place(member.number)
  pause(random, visit)
  if (random.chance(0.4)) seeOrder(stage, visit, routes.personal.order, member, order)
}

const useForgotten = (stage: Stage, visit: Visit, member: Member): void => {
  const { forgotten } = stage.world.shape.routes
  if (forgotten.owner === 'order') viewOrder(stage, visit, forgotten, member)
  else view(stage, visit, forgotten, member, 'profile')
}

const viewOrder = (stage: Stage, visit: Visit, route: PersonalRoute, member: Member): void => {
  const order = stage.world.orders.oneOf(member.number, stage.random)
  if (order !== undefined) seeOrder(stage, visit, route, member, order)
}

const seeOrder = (stage: Stage, visit: Visit, route: PersonalRoute, member: Member, order: number): void => {
  ask(stage.journal, stage.random, visit, {
    target: route.target(member.account, stage.world.orders.id(order)),
    bytes: route.bytes,
  })
  stage.world.orders.show(order)
  pause(stage.random, visit)
}

const view = (stage: Stage, visit: Visit, route: PersonalRoute, member: Member, page: PersonalPage): void => {
  const item = page === 'addressEdit' ? addressOf(member.number, stage.random.below(2)) : ''
  const status = stage.random.chance(0.0006) ? 500 : 200
  ask(stage.journal, stage.random, visit, { target: route.target(member.account, item), status, bytes: route.bytes })
  pause(stage.random, visit)
}

/** Number of a member's n-th address; known to whoever has seen the list. */
export const addressOf = (member: number, n: number): string => String(700_000 + member * 3 + n)
