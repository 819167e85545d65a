import { DAY, HOUR, SECOND } from '../calendar.ts'
import type { Credential } from '../events.ts'
import type { Evasion } from '../scenarios.ts'
import type { Visit } from '../traffic/visit.ts'
import { type Attack, type AttackStage, byDay } from './attack.ts'
import { makeInfrastructure, momentOf, planCampaign } from './infrastructure.ts'
import { REACHES, readPages } from './pages.ts'

interface Pace {
  /** Tokens used, as a share of the members. */
  readonly count: readonly [number, number]
  /** Tokens used from one address before the next. */
  readonly batch: number
  /** How many times more addresses than the requests need. */
  readonly spread: number
}

const PACES: Readonly<Record<Evasion, Pace>> = {
  loud: { count: [0.006, 0.04], batch: 20, spread: 1 },
  distributed: { count: [0.006, 0.03], batch: 2, spread: 60 },
  slow: { count: [0.003, 0.008], batch: 3, spread: 8 },
}

interface Loot {
  readonly credential: Credential
  readonly ended: number
}

/**
 * The service keeps answering log-ins that were ended, and somebody holds a copy of old ones. Expired ones are used only
 * where the logs show when a token expires.
 */
export const endedToken = (stage: AttackStage): Attack => {
  const { world, random, evasion } = stage
  const actor = stage.truth.actor('ended-token')
  const campaign = planCampaign(world, random)
  const pace = PACES[evasion]
  const { byRevocation, byExpiry } = collectLoot(stage)
  const count = Math.max(15, Math.round(world.members.count * random.logBetween(...pace.count)))
  const probes = random.whole(2, 6)
  const times = Float64Array.from({ length: count }, (_, i) =>
    i < probes
      ? campaign.probe + (campaign.from - campaign.probe) * random.unit()
      : momentOf(campaign, evasion, random),
  ).sort()
  const uses = byDay(
    stage,
    Array.from(times, (at, i) => ({ at, item: Math.floor(i / pace.batch) })),
  )
  const infrastructure = makeInfrastructure(world, random, {
    requests: count * 1.9,
    spread: pace.spread,
    days: (campaign.to - campaign.from) / DAY,
    evasion,
  })
  const reach = random.pick(REACHES)
  const numbers = new Map(world.members.ids.members.map((account, number) => [account, number]))
  return {
    confounder: null,
    day: (day) => {
      for (const { at, item } of uses.get(day) ?? []) {
        const loot = takeOne(stage, [byRevocation, byExpiry], at)
        if (loot === undefined) continue
        const { account } = loot
        const visit: Visit = {
          time: at,
          host: random.below(world.shape.hosts.length),
          address: infrastructure.address(at, item),
          agent: infrastructure.agent(at, item),
          device: '',
          account,
          credential: loot,
          referrer: '',
          actor: actor.number,
        }
        readPages(stage, actor, visit, { reach, account, member: numbers.get(account) ?? -1 })
        visit.time += SECOND
      }
    },
  }
}

const collectLoot = ({ world, journal }: AttackStage): { readonly byRevocation: Loot[]; readonly byExpiry: Loot[] } => {
  const byRevocation: Loot[] = []
  const byExpiry: Loot[] = []
  journal.watchAuth(({ action, account, credential, time }) => {
    if (credential === null || account === '') return
    /** A member's visits of one day come in no order: what is revoked may have been issued later that day. */
    if (action === 'revoke' && time > credential.issued) byRevocation.push({ credential, ended: time })
    if (world.shape.showsExpiry && (action === 'issue' || action === 'refresh'))
      byExpiry.push({ credential, ended: credential.expires })
  })
  return { byRevocation, byExpiry }
}

/** Any that ended an hour ago or more; each is used once. */
const takeOne = ({ random }: AttackStage, stores: readonly Loot[][], at: number): Credential | undefined => {
  const [first = [], second = []] = random.chance(0.5) ? stores : [...stores].reverse()
  for (const store of [first, second]) {
    for (let tries = 0; tries < 20 && store.length > 0; tries++) {
      const number = random.below(store.length)
      const loot = store[number]
      if (loot === undefined || loot.ended + HOUR > at) continue
      store.splice(number, 1)
      return loot.credential
    }
  }
  return undefined
}
