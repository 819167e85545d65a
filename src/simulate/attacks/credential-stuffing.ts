import { DAY, HOUR, SECOND } from '../calendar.ts'
import { addressOf } from '../traffic/member-pages.ts'
import { logIn, tell } from '../traffic/log-in.ts'
import { ask, type Visit } from '../traffic/visit.ts'
import type { PersonalPage } from '../routes/route-book.ts'
import type { Random } from '../random.ts'
import type { Evasion } from '../scenarios.ts'
import type { ActorTruth } from '../truth.ts'
import { type Attack, type AttackStage, byDay, read } from './attack.ts'
import { type Campaign, type Infrastructure, makeInfrastructure, momentOf, planCampaign } from './infrastructure.ts'
import { choose } from './targets.ts'

/** One name and password of the list: a member's by number, or nobody's (-1). */
interface Try {
  readonly at: number
  readonly member: number
  readonly account: string
  readonly item: number
  readonly holds: boolean
}

interface Stuffer {
  readonly actor: ActorTruth
  readonly infrastructure: Infrastructure
  /** What the log-in answers to a wrong password. */
  readonly refusal: number
  readonly reach: Readonly<Partial<Record<PersonalPage, number>>>
}

interface Pace {
  /** Share of the members that are on the list. */
  readonly share: readonly [number, number]
  /** Tries from one address before the next is taken. */
  readonly batch: readonly [number, number]
  /** How many times more addresses than the requests need. */
  readonly spread: number
}

const PACES: Readonly<Record<Evasion, Pace>> = {
  loud: { share: [0.2, 0.6], batch: [200, 1000], spread: 0.2 },
  distributed: { share: [0.15, 0.4], batch: [2, 8], spread: 20 },
  slow: { share: [0.03, 0.1], batch: [5, 20], spread: 4 },
}

/** Somebody tries a list of names and passwords from elsewhere; a few still hold. */
export const credentialStuffing = (stage: AttackStage): Attack => {
  const { world, random } = stage
  const pace = PACES[stage.evasion]
  const campaign = planCampaign(world, random)
  const tries = listOf(stage, campaign, pace)
  const stuffer: Stuffer = {
    actor: stage.truth.actor('credential-stuffing'),
    infrastructure: makeInfrastructure(world, random, {
      requests: tries.length,
      spread: pace.spread,
      days: (campaign.to - campaign.from) / DAY,
      evasion: stage.evasion,
    }),
    refusal: random.pick([200, 401, 401, 403]),
    reach: random.pick(REACHES),
  }
  const days = byDay(stage, tries)
  return {
    confounder: null,
    day: (day) => {
      for (const one of days.get(day) ?? []) attempt(stage, stuffer, one)
    },
  }
}

const REACHES: readonly Stuffer['reach'][] = [
  { profile: 0.9, orders: 0.6, addresses: 0.3 },
  { edit: 0.6, addresses: 0.8 },
  { orders: 0.9, order: 0.5, profile: 0.2 },
]

/** At least this many passwords hold, or there is no breach to find. */
const LEAST_HITS = 12

const listOf = (stage: AttackStage, campaign: Campaign, pace: Pace): readonly Try[] => {
  const { world, random } = stage
  const known = Math.max(60, Math.round(world.members.count * random.between(...pace.share)))
  const members = choose(world.members.count, Math.min(known, world.members.count), false, random)
  const strangers = Math.round(known * random.logBetween(0.2, 3))
  const holding = Math.max(LEAST_HITS / known, random.logBetween(0.005, 0.04))
  const batch = random.whole(...pace.batch)
  const names = shuffled([...members, ...Array.from({ length: strangers }, () => -1)], random)
  const times = Float64Array.from(names, () => momentOf(campaign, stage.evasion, random)).sort()
  return names.map((member, i) => ({
    at: times[i] ?? 0,
    member,
    account: member < 0 ? world.members.ids.nobody() : world.members.account(member),
    item: Math.floor(i / batch),
    holds: member >= 0 && random.chance(holding),
  }))
}

const shuffled = (numbers: readonly number[], random: Random): readonly number[] =>
  choose(numbers.length, numbers.length, false, random).map((i) => numbers[i] ?? -1)

const attempt = (stage: AttackStage, stuffer: Stuffer, { at, member, account, item, holds }: Try): void => {
  const { world, random, journal } = stage
  const visit: Visit = {
    time: at,
    host: random.below(world.shape.hosts.length),
    address: stuffer.infrastructure.address(at, item),
    agent: stuffer.infrastructure.agent(at, item),
    device: '',
    account: '',
    credential: null,
    referrer: '',
    actor: stuffer.actor.number,
  }
  if (!holds) {
    const { login } = world.shape.routes
    ask(journal, random, visit, { method: 'POST', target: login, status: stuffer.refusal, bytes: 4300 })
    tell(stage, visit, 'logon-failed', account, null)
    return
  }
  logIn(stage, visit, { account, life: world.shape.life.web * HOUR, withPage: false, failures: 0 })
  for (const page of PAGES) {
    if (!random.chance(stuffer.reach[page] ?? 0)) continue
    const order = page === 'order' ? world.orders.oneOf(member, random) : undefined
    if (page === 'order' && order === undefined) continue
    read(stage, stuffer.actor, visit, {
      route: world.shape.routes.personal[page],
      account,
      item: order === undefined ? addressOf(member, 0) : world.orders.id(order),
      status: random.chance(0.004) ? 500 : 200,
      subject: account,
      order: null,
    })
    visit.time += random.exponential(1.5) * SECOND
  }
}

const PAGES: readonly PersonalPage[] = ['profile', 'edit', 'addresses', 'orders', 'order']
