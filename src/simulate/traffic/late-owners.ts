import { DAY, HOUR, MINUTE, SECOND } from '../calendar.ts'
import type { AuthEvent } from '../events.ts'
import type { Stage, Traffic } from './stage.ts'
import { ask } from './visit.ts'

interface Late {
  readonly at: number
  readonly event: AuthEvent
  readonly flying: boolean
}

/** Members whose tab or app still asks with a log-in that has ended: within seconds, or hours later. Some services answer. */
export const lateOwners = (stage: Stage): Traffic => {
  const { world, journal, random } = stage
  const answers = random.chance(0.5)
  const share = random.logBetween(0.01, 0.3)
  const waiting = new Map<number, Late[]>()
  journal.watchAuth((event) => {
    if (event.account === '' || event.credential === null) return
    const ended = event.action === 'revoke' ? event.time : event.action === 'issue' ? event.credential.expires : null
    if (ended === null || ended < event.credential.issued || !random.chance(share)) return
    const flying = random.chance(0.4)
    const at = ended + (flying ? random.between(0, 4) * SECOND : 2 * MINUTE + random.exponential(5) * HOUR)
    const day = Math.floor(at / DAY)
    waiting.set(day, [...(waiting.get(day) ?? []), { at, event, flying }])
  })
  return {
    confounder: null,
    day: (day) => {
      const until = world.calendar.startOf(day) + DAY
      for (const [of, list] of waiting) {
        const due = list.filter(({ at }) => at < until)
        if (due.length === 0) continue
        waiting.set(
          of,
          list.filter(({ at }) => at >= until),
        )
        for (const late of due) askLate(stage, late, answers || late.flying)
      }
    },
  }
}

const askLate = (stage: Stage, { at, event }: Late, answered: boolean): void => {
  const { world, random, journal } = stage
  const { account, credential, agent, device, address } = event
  const { orders, profile } = world.shape.routes.personal
  const page = random.chance(0.7) ? orders : profile
  const moved = device !== '' && random.chance(0.4)
  const visit = {
    time: at,
    host: random.below(world.shape.hosts.length),
    address: moved ? world.networks.mobile(random.below(3)) : address,
    agent,
    device,
    account: answered ? account : '',
    credential,
    referrer: '',
    actor: 0,
  }
  ask(journal, random, visit, {
    target: page.target(account, ''),
    status: answered ? 200 : 401,
    bytes: answered ? page.bytes : 120,
  })
}
