import { DAY, HOUR, SECOND } from '../calendar.ts'
import type { Credential } from '../events.ts'
import type { Visit } from '../traffic/visit.ts'
import { type Attack, type AttackStage, byDay } from './attack.ts'
import { makeInfrastructure, momentIn, planCampaign } from './infrastructure.ts'
import { REACHES, readPages } from './pages.ts'

interface Loot {
  readonly credential: Credential
  readonly ended: number
}

/**
 * The service keeps answering log-ins that were ended, and somebody holds a copy of old ones. Expired ones are used only
 * where the logs show when a token expires.
 */
export const endedToken = (stage: AttackStage): Attack => {
  const { world, random } = stage
  const actor = stage.truth.actor()
  const campaign = planCampaign(world, random)
  const { byRevocation, byExpiry } = collectLoot(stage)
  const count = Math.max(15, Math.round(world.members.count * random.logBetween(0.006, 0.04)))
  const probes = random.whole(2, 6)
  const times = Float64Array.from({ length: count }, (_, i) =>
    i < probes ? campaign.probe + (campaign.from - campaign.probe) * random.unit() : momentIn(campaign, random.unit()),
  ).sort()
  const uses = byDay(
    stage,
    Array.from(times, (at, i) => ({ at, item: Math.floor(i / 20) })),
  )
  const infrastructure = makeInfrastructure(world, random, count * 1.9, (campaign.to - campaign.from) / DAY)
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
