import type { Random } from '../random.ts'
import { DAY } from '../calendar.ts'
import type { Evasion } from '../scenarios.ts'
import type { World } from '../world/world.ts'

/** Where an actor's requests come from, and what they call themselves. */
export interface Infrastructure {
  /** Stays the same for a work item; rotates over the pool as the days go by. */
  address(time: number, item: number): string
  agent(time: number, item: number): string
}

const OWN_AGENTS = [
  'python-requests/2.31.0',
  'okhttp/4.9.3',
  'Go-http-client/2.0',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/119.0.0.0 Safari/537.36',
  'axios/1.6.7',
  'Mozilla/5.0 (Windows NT 10.0; rv:109.0) Gecko/20100101 Firefox/115.0',
]

/** What it has to carry. */
export interface Load {
  readonly requests: number
  readonly days: number
  readonly evasion: Evasion
  /** How many times more addresses than the requests need. */
  readonly spread: number
}

/** Who hides behind many addresses sends so many requests from each. */
const FEW = 6

/** Real ones send some hundreds per address and day, and take turns; one that hides uses all of them at once. */
export const makeInfrastructure = (world: World, random: Random, load: Load): Infrastructure => {
  const addresses = addressPool(world, random, load)
  const agents = agentPool(world, random)
  const turns = random.pick([1, 3, 7])
  const active = Math.max(1, Math.ceil(addresses.length / (load.evasion === 'distributed' ? 1 : turns)))
  return {
    address: (time, item) => {
      const shift = Math.floor(world.calendar.dayOf(time) * Math.max(1, active / 2))
      return addresses[(shift + (item % active)) % addresses.length] ?? ''
    },
    agent: (time, item) => agents[item % agents.length]?.(world.calendar.dayOf(time)) ?? '',
  }
}

const addressPool = (world: World, random: Random, load: Load): readonly string[] => {
  const requests = load.requests * load.spread
  const perDay = random.logBetween(80, 900)
  const needed = (requests / perDay) * random.between(0.3, 1.5)
  const crowd = random.chance(0.15) ? requests / 3 : needed
  const least = load.evasion === 'distributed' ? load.requests / FEW : load.days / 2
  const count = Math.min(3000, Math.max(3, Math.round(Math.max(crowd, least))))
  const kind = random.pick(['hosting', 'hosting', 'homes', 'mixed'] as const)
  return Array.from({ length: count }, () => {
    if (random.chance(kind === 'mixed' ? 0.04 : 0)) return world.networks.mobile(random.below(3))
    if (kind === 'hosting' || (kind === 'mixed' && random.chance(0.6))) return world.networks.hosting()
    return world.networks.outOf(world.networks.household())
  })
}

const agentPool = (world: World, random: Random): readonly ((day: number) => string)[] => {
  const kind = random.pick(['own', 'popular', 'mixed'] as const)
  const own = random.pick(OWN_AGENTS)
  const popular = Array.from({ length: random.whole(1, 12) }, () =>
    world.agents.ofMember(random.pick(['desktop', 'phone', 'app'] as const)),
  )
  if (kind === 'own') return [() => own]
  const pool = popular.map((agent) => (day: number) => agent.at(day))
  return kind === 'popular' ? pool : [...pool, () => own]
}

/** Days of a campaign, from its first probe to its end. */
export interface Campaign {
  readonly probe: number
  readonly from: number
  readonly to: number
  /** Bursts, in order. */
  readonly bursts: readonly { readonly from: number; readonly to: number }[]
}

/** A few requests first, a wait, then bursts with pauses in between. */
export const planCampaign = (world: World, random: Random): Campaign => {
  const { start, end } = world.calendar
  const length = end - start
  const from = start + random.between(0.3, 0.6) * length
  const to = Math.min(end - 0.01 * length, from + random.between(0.15, 0.6) * length)
  const probe = start + random.between(0.06, 0.28) * length
  const bursts: { from: number; to: number }[] = []
  const mean = Math.min(DAY, (to - from) / 4)
  for (let at = from; at < to; ) {
    const until = Math.min(to, at + random.between(0.2, 1.4) * mean)
    bursts.push({ from: at, to: until })
    at = until + random.exponential(0.5) * mean
  }
  return { probe, from, to, bursts }
}

/** A moment within the bursts, by share of their whole length. */
export const momentIn = (campaign: Campaign, share: number): number => {
  const total = campaign.bursts.reduce((sum, burst) => sum + burst.to - burst.from, 0)
  let left = share * total
  for (const burst of campaign.bursts) {
    const length = burst.to - burst.from
    if (left <= length) return burst.from + left
    left -= length
  }
  return campaign.to
}

/** Any moment within the bursts; of one who takes his time, any day and hour. */
export const momentOf = (campaign: Campaign, evasion: Evasion, random: Random): number =>
  evasion === 'slow' ? random.between(campaign.from, campaign.to) : momentIn(campaign, random.unit())
