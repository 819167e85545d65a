import { DAY, HOUR } from '../calendar.ts'
import type { Device, Member } from '../world/members.ts'
import { browse, pause } from './browse.ts'
import { fromBefore, hours, logIn, logOut, renew, tell } from './log-in.ts'
import { memberPages } from './member-pages.ts'
import type { Stage } from './stage.ts'
import { ask, type Visit } from './visit.ts'

export interface SessionWish {
  readonly start: number
  /** First page, where a link led there. */
  readonly landing?: string
  /** Whether the member means to log in, whatever they came for. */
  readonly mustLogIn?: boolean
}

/** One visit of one member, from the first page to the last. */
export const memberSession = (stage: Stage, number: number, wish: SessionWish): void => {
  const { world, random } = stage
  const member = world.members.get(number)
  const device = random.pick(member.devices)
  const visit = arrive(stage, member, device, wish.start)
  firstSight(stage, device, member, wish.start)
  if (wish.landing !== undefined) {
    ask(stage.journal, random, visit, { target: wish.landing, bytes: 24_000 })
    pause(random, visit)
  }
  const live = comeBack(stage, visit, member, device)
  browse(stage, visit, 1 + random.poisson(random.chance(0.15) ? 9 : 2.6))
  wander(stage, visit, member, device)
  if (!live && !(wish.mustLogIn ?? random.chance(0.5))) return
  if (visit.credential === null || visit.account === '') device.credential = enter(stage, visit, member, device)
  memberPages(stage, visit, member)
  wander(stage, visit, member, device)
  browse(stage, visit, random.poisson(1.3))
  if (random.chance(device.id === '' ? 0.09 : 0.01)) {
    logOut(stage, visit)
    device.credential = null
    device.renewable = -1
  }
}

const arrive = (stage: Stage, member: Member, device: Device, start: number): Visit => {
  const { world, random } = stage
  if (random.chance(0.01)) member.household = world.networks.household()
  return {
    time: start,
    host: random.below(world.shape.hosts.length),
    address: addressFor(stage, member, device, start),
    agent: device.agent.at(world.calendar.dayOf(start)),
    device: device.id,
    account: '',
    credential: anonymousSession(stage, start),
    referrer: '',
    actor: 0,
  }
}

/** Where the device is: at the desk in office hours, out on the mobile network, or at home. */
const addressFor = ({ world, random }: Stage, member: Member, device: Device, time: number): string => {
  const { calendar, networks } = world
  const hour = calendar.hourOf(time)
  const working = hour >= 9 && hour < 18 && !calendar.isWeekend(calendar.dayOf(time))
  if (working && member.office >= 0 && random.chance(device.agent.client === 'desktop' ? 0.8 : 0.3))
    return networks.office(member.office)
  if (device.agent.client !== 'desktop' && random.chance(0.45)) return networks.mobile(member.carrier)
  return networks.outOf(member.household)
}

/** Some servers give a session to everybody; it says nothing about who is there. */
const anonymousSession = ({ world }: Stage, time: number): Visit['credential'] =>
  world.shape.anonymousSessions ? world.mint({ account: '', kid: '', issued: time, expires: time + HOUR }) : null

const lifeOf = (stage: Stage, device: Device): number =>
  hours(device.id === '' ? stage.world.shape.life.web : stage.world.shape.life.app)

/** Devices that logged in before the logs begin are still logged in. */
const firstSight = (stage: Stage, device: Device, member: Member, time: number): void => {
  if (device.renewable !== 0) return
  device.renewable = -1
  const app = device.id !== ''
  if (app && stage.world.shape.refresh && stage.random.chance(0.7)) device.renewable = time + 60 * DAY
  if (stage.random.chance(app ? 0.75 : 0.3))
    device.credential = fromBefore(stage, member.account, lifeOf(stage, device), time)
}

/** Takes up the log-in the device kept; answers whether it still holds. */
const comeBack = (stage: Stage, visit: Visit, member: Member, device: Device): boolean => {
  const kept = device.credential
  if (kept !== null && kept.expires > visit.time + HOUR) {
    visit.credential = kept
    visit.account = member.account
    return true
  }
  device.credential = null
  if (device.renewable > visit.time) {
    device.credential = renew(stage, visit, member.account, lifeOf(stage, device))
    return true
  }
  if (kept !== null && kept.expires < visit.time && visit.time - kept.expires < 3 * DAY && stage.random.chance(0.5))
    refused(stage, visit, member, kept)
  return false
}

const refused = (stage: Stage, visit: Visit, member: Member, expired: NonNullable<Visit['credential']>): void => {
  const { world, journal, random } = stage
  const route = world.shape.routes.personal.orders
  const before = visit.credential
  visit.credential = expired
  ask(journal, random, visit, {
    target: route.target(member.account, ''),
    status: visit.device === '' ? 302 : 401,
    bytes: 120,
  })
  visit.credential = before
  pause(random, visit)
}

const enter = (stage: Stage, visit: Visit, member: Member, device: Device): NonNullable<Visit['credential']> => {
  const { random } = stage
  const failures = random.chance(0.06) ? random.whole(1, 3) : 0
  if (stage.world.shape.refresh && device.id !== '') device.renewable = visit.time + 60 * DAY
  return logIn(stage, visit, {
    account: member.account,
    life: lifeOf(stage, device),
    withPage: device.id === '',
    failures,
  })
}

/** Phones change their address on the way; load balancers change the host. */
const wander = (stage: Stage, visit: Visit, member: Member, device: Device): void => {
  const { world, random } = stage
  if (random.chance(0.12)) visit.host = random.below(world.shape.hosts.length)
  if (device.agent.client !== 'desktop' && random.chance(0.12)) visit.address = world.networks.mobile(member.carrier)
}

/** After a reset every log-in of the member is void. */
export const resetPassword = (stage: Stage, number: number, start: number): void => {
  const { world, journal, random } = stage
  const { routes } = world.shape
  const member = world.members.get(number)
  const device = random.pick(member.devices)
  const visit = arrive(stage, member, device, start)
  ask(journal, random, visit, { target: `${routes.resetPage}?key=${random.hex(24)}`, bytes: 3900 })
  pause(random, visit)
  ask(journal, random, visit, {
    method: 'POST',
    target: routes.reset,
    status: visit.device === '' ? 302 : 200,
    bytes: 300,
  })
  for (const each of member.devices) {
    if (each.credential !== null) tell(stage, visit, 'revoke', member.account, each.credential)
    each.credential = null
    each.renewable = -1
  }
  memberSession(stage, number, { start: visit.time + random.between(2, 60) * 1000, mustLogIn: true })
}
