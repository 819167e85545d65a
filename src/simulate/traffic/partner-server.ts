import { DAY, SECOND } from '../calendar.ts'
import type { Stage, Traffic } from './stage.ts'
import { ask, type Visit } from './visit.ts'

export const PARTNER_ACCOUNT = 'partner-logistics-01'

/** A logistics partner reads the orders of thousands with one key that was handed over on paper, years ago. */
export const partnerServer = (stage: Stage): Traffic => {
  const { world, journal, random } = stage
  const address = world.networks.hosting()
  const credential = world.mint({
    account: PARTNER_ACCOUNT,
    kid: world.kidAt(world.calendar.start - 400 * DAY),
    issued: world.calendar.start - 400 * DAY,
    expires: world.calendar.start + 1500 * DAY,
  })
  const perDay = Math.max(25, world.members.count * 0.03)
  const route = world.shape.routes.partner
  return {
    confounder: {
      kind: 'partner-server',
      note: 'One address, one credential that no log shows being issued, many members.',
      values: { address, account: PARTNER_ACCOUNT },
    },
    day: (day) => {
      const runs = 24
      for (let run = 0; run < runs; run++) {
        const visit: Visit = {
          time: world.calendar.startOf(day) + ((run + 0.03) * DAY) / runs,
          host: 0,
          address,
          agent: 'Apache-HttpClient/4.5.14 (Java/17.0.9)',
          device: '',
          account: PARTNER_ACCOUNT,
          credential,
          referrer: '',
          actor: 0,
        }
        for (let i = random.poisson(perDay / runs); i > 0; i--) {
          visit.host = random.below(world.shape.hosts.length)
          const order = world.orders.count - 1 - Math.floor(world.orders.count * random.unit() ** 2.5)
          const gone = random.chance(0.004)
          const id = gone ? world.orders.missing() : world.orders.id(order)
          ask(journal, random, visit, { target: route.target('', id), status: gone ? 404 : 200, bytes: route.bytes })
          visit.time += random.exponential(0.8) * SECOND
        }
      }
    },
  }
}
