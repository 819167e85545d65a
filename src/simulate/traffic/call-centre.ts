import { HOUR, SECOND } from '../calendar.ts'
import type { World } from '../world/world.ts'
import { logIn } from './log-in.ts'
import type { Stage, Traffic } from './stage.ts'
import { ask, type Visit } from './visit.ts'

/** The company's own office, as its gateways see it. */
export const OWN_ADDRESS = '203.0.113.20'

export const staffAccount = (number: number): string => `cs${String(number + 1).padStart(3, '0')}`

export const staffCount = ({ members }: World): number => Math.min(22, Math.max(3, Math.round(members.count / 4500)))

/** Lookups of one of the staff in a day. */
export const lookupsPerDay = ({ members }: World): number => Math.min(260, Math.max(12, members.count * 0.03))

/** Staff read other people's data all day; that is their work. */
export const callCentre = (stage: Stage): Traffic => {
  const { world, random } = stage
  const staff = staffCount(world)
  const accounts = Array.from({ length: staff }, (_, i) => staffAccount(i))
  const perDay = lookupsPerDay(world)
  return {
    confounder: {
      kind: 'call-centre',
      note: 'Staff accounts each read many members in office hours.',
      values: { address: OWN_ADDRESS, accounts },
    },
    day: (day) => {
      const onDuty = world.calendar.isWeekend(day) ? Math.ceil(staff / 4) : staff
      for (let i = 0; i < onDuty; i++) shift(stage, day, accounts[i] ?? '', random.poisson(perDay))
    },
  }
}

export const OFFICE_AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36'

/** A day's work of one of the staff, in the office. */
export const shift = (stage: Stage, day: number, account: string, reads: number): void => {
  const { world, journal, random } = stage
  const { personal, staff } = world.shape.routes
  const start = world.calendar.startOf(day) + random.between(8.7, 9.3) * HOUR
  const visit: Visit = {
    time: start,
    host: 0,
    address: OWN_ADDRESS,
    agent: OFFICE_AGENT,
    device: '',
    account: '',
    credential: null,
    referrer: '',
    actor: 0,
  }
  logIn(stage, visit, { account, life: 10 * HOUR, withPage: true, failures: random.chance(0.08) ? 1 : 0 })
  const gap = (8.3 * HOUR) / Math.max(1, reads)
  for (let i = 0; i < reads; i++) {
    visit.host = random.below(world.shape.hosts.length)
    visit.time += random.exponential(gap)
    const member = world.members.activity.draw(random)
    const order = random.chance(0.3) ? world.orders.oneOf(member, random) : undefined
    ask(journal, random, visit, { target: staff.target(world.members.account(member), ''), bytes: staff.bytes })
    if (order === undefined) continue
    visit.time += random.between(3, 30) * SECOND
    ask(journal, random, visit, {
      target: personal.order.target('', world.orders.id(order)),
      bytes: personal.order.bytes,
    })
  }
}
