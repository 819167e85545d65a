import { DAY, SECOND } from '../calendar.ts'
import type { Evasion } from '../scenarios.ts'
import type { Visit } from '../traffic/visit.ts'
import { type Attack, type AttackStage, byDay, read } from './attack.ts'
import { makeInfrastructure, momentOf, planCampaign } from './infrastructure.ts'
import { type Target, targetsOf } from './targets.ts'

interface Grab extends Target {
  readonly at: number
  readonly batch: number
}

interface Pace {
  /** People taken, as a share of the members. */
  readonly count: readonly [number, number]
  /** Requests from one address before the next. */
  readonly batch: readonly [number, number]
  /** How many times more addresses than the requests need. */
  readonly spread: number
}

const PACES: Readonly<Record<Evasion, Pace>> = {
  loud: { count: [0.05, 0.4], batch: [20, 200], spread: 1 },
  distributed: { count: [0.05, 0.2], batch: [2, 8], spread: 20 },
  slow: { count: [0.01, 0.03], batch: [5, 20], spread: 4 },
}

/** An old route answers whoever asks; somebody notices, tries a few, comes back and walks through it. */
export const missingAuthentication = (stage: AttackStage): Attack => {
  const { world, random } = stage
  const route = world.shape.routes.forgotten
  const actor = stage.truth.actor('missing-authentication')
  const campaign = planCampaign(world, random)
  const pace = PACES[stage.evasion]
  const count = Math.max(15, Math.round(world.members.count * random.between(...pace.count)))
  const targets = targetsOf(world, route, count, random)
  const batch = random.whole(...pace.batch)
  const probes = random.whole(2, 8)
  const times = Float64Array.from(targets, (_, i) =>
    i < probes
      ? campaign.probe + random.unit() ** 2 * (campaign.from - campaign.probe) * 0.8
      : momentOf(campaign, stage.evasion, random),
  ).sort()
  const grabs = byDay(
    stage,
    targets.map((target, i): Grab => ({ ...target, at: times[i] ?? 0, batch: Math.floor(i / batch) })),
  )
  const infrastructure = makeInfrastructure(world, random, {
    requests: targets.length,
    spread: pace.spread,
    days: (campaign.to - campaign.from) / DAY,
    evasion: stage.evasion,
  })
  return {
    confounder: null,
    day: (day) => {
      for (const { at, batch: group, ...target } of grabs.get(day) ?? []) {
        const visit: Visit = {
          time: at + random.unit() * SECOND,
          host: random.below(world.shape.hosts.length),
          address: infrastructure.address(at, group),
          agent: infrastructure.agent(at, group),
          device: '',
          account: '',
          credential: null,
          referrer: '',
          actor: actor.number,
        }
        const status = target.subject === null ? 404 : random.chance(0.003) ? 500 : 200
        read(stage, actor, visit, { ...target, route, status })
      }
    },
  }
}
