import { DAY, MINUTE } from '../calendar.ts'
import type { Credential } from '../events.ts'
import type { Evasion } from '../scenarios.ts'
import type { Visit } from '../traffic/visit.ts'
import { type Attack, type AttackStage, byDay } from './attack.ts'
import { makeInfrastructure, momentOf, planCampaign } from './infrastructure.ts'
import { REACHES, readPages } from './pages.ts'

/** Cookies that malware took from members' devices are used while their owners go on, from elsewhere and with other programs. */
export const stolenSession = (stage: AttackStage): Attack => {
  const { world, random } = stage
  const actor = stage.truth.actor('stolen-session')
  const campaign = planCampaign(world, random)
  const { count, batch, spread } = PACES[stage.evasion]
  const uses = Math.max(15, Math.round(world.members.count * random.logBetween(...count)))
  const times = Float64Array.from({ length: uses }, () => momentOf(campaign, stage.evasion, random)).sort()
  const days = byDay(
    stage,
    Array.from(times, (at, i) => ({ at, item: Math.floor(i / batch) })),
  )
  const infrastructure = makeInfrastructure(world, random, {
    requests: uses * 1.9,
    spread,
    days: (campaign.to - campaign.from) / DAY,
    evasion: stage.evasion,
  })
  const reach = random.pick(REACHES)
  const numbers = new Map(world.members.ids.members.map((account, number) => [account, number]))
  const live = collectLive(stage, (account) => numbers.has(account))
  return {
    confounder: null,
    day: (day) => {
      for (const { at, item } of days.get(day) ?? []) {
        const credential = live(at)
        if (credential === undefined) continue
        const { account } = credential
        const visit: Visit = {
          time: at,
          host: random.below(world.shape.hosts.length),
          address: infrastructure.address(at, item),
          agent: infrastructure.agent(at, item),
          device: '',
          account,
          credential,
          referrer: '',
          actor: actor.number,
        }
        readPages(stage, actor, visit, { reach, account, member: numbers.get(account) ?? -1 })
      }
    },
  }
}

interface Pace {
  /** Stolen sessions, as a share of the members. */
  readonly count: readonly [number, number]
  /** Sessions used from one address before the next. */
  readonly batch: number
  /** How many times more addresses than the requests need. */
  readonly spread: number
}

const PACES: Readonly<Record<Evasion, Pace>> = {
  loud: { count: [0.02, 0.08], batch: 40, spread: 1 },
  distributed: { count: [0.02, 0.06], batch: 2, spread: 60 },
  slow: { count: [0.004, 0.01], batch: 3, spread: 8 },
}

/** Draws log-ins that hold at a time: issued some minutes before, not expired, not revoked; each once. */
const collectLive = (
  { journal, random }: AttackStage,
  isMember: (account: string) => boolean,
): ((at: number) => Credential | undefined) => {
  const store: Credential[] = []
  const revoked = new Map<string, number>()
  journal.watchAuth(({ action, account, credential, time }) => {
    if (credential === null || !isMember(account)) return
    if (action === 'revoke') revoked.set(credential.text, time)
    if (action === 'issue' || action === 'refresh') store.push(credential)
  })
  return (at) => {
    for (let tries = 0; tries < 400 && store.length > 0; tries++) {
      const number = random.below(store.length)
      const credential = store[number]
      if (credential === undefined) continue
      if (credential.expires < at - DAY || (revoked.get(credential.text) ?? Infinity) < at - DAY) {
        store.splice(number, 1)
        continue
      }
      const holds =
        credential.issued + 5 * MINUTE < at &&
        credential.expires > at + 5 * MINUTE &&
        (revoked.get(credential.text) ?? Infinity) > at + 5 * MINUTE
      if (!holds) continue
      store.splice(number, 1)
      return credential
    }
    return undefined
  }
}
