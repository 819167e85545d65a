import { DAY, HOUR, SECOND } from '../calendar.ts'
import { logIn } from '../traffic/log-in.ts'
import type { PersonalRoute } from '../routes/route-book.ts'
import type { Credential } from '../events.ts'
import type { Random } from '../random.ts'
import type { Evasion } from '../scenarios.ts'
import type { Visit } from '../traffic/visit.ts'
import type { ActorTruth } from '../truth.ts'
import type { World } from '../world/world.ts'
import { type Attack, type AttackStage, byDay, read } from './attack.ts'
import { type Campaign, type Infrastructure, makeInfrastructure, momentIn, planCampaign } from './infrastructure.ts'
import { choose, type Target, targetsOf } from './targets.ts'

/** A member account that the actor registered and logs in with. */
interface Puppet {
  readonly account: string
  readonly agentItem: number
  credential: Credential | null
}

interface Enumerator {
  readonly actor: ActorTruth
  readonly routes: readonly PersonalRoute[]
  readonly puppets: readonly Puppet[]
  readonly infrastructure: Infrastructure
  /** Share of answers that the server refuses after all. */
  readonly forbidden: number
}

interface Probe extends Target {
  readonly at: number
  /** Requests of one group share an account and an address. */
  readonly group: number
}

interface Pace {
  /** Objects taken, as a share of the members. */
  readonly count: readonly [number, number]
  /** Objects that one account takes in all; without it, a handful of accounts take turns. */
  readonly each: readonly [number, number] | null
  /** Share of the campaign that the work fills; null: evenly, at the pace of people. */
  readonly work: readonly number[] | null
  /** How many times more addresses than the requests need. */
  readonly spread: number
}

const PACES: Readonly<Record<Evasion, Pace>> = {
  loud: { count: [0.02, 0.3], each: null, work: [0.05, 0.4, 1, 1], spread: 1 },
  distributed: { count: [0.05, 0.2], each: [20, 60], work: [0.4, 1], spread: 20 },
  slow: { count: [0.01, 0.04], each: [40, 150], work: null, spread: 1 },
}

/** Valid accounts ask for what is not theirs, and the server does not compare. */
export const objectEnumeration = (stage: AttackStage): Attack => {
  const { world, random } = stage
  const routes = openRoutes(world, random)
  const actor = stage.truth.actor('object-enumeration')
  const campaign = planCampaign(world, random)
  const pace = PACES[stage.evasion]
  const count = Math.max(20, Math.round(world.members.count * random.logBetween(...pace.count)))
  const targets = targetsOf(world, routes[0] ?? world.shape.routes.personal.order, count, random)
  const times = momentsOf(campaign, targets.length, pace, random)
  const hands = pace.each === null ? random.whole(1, 5) : Math.ceil(count / random.whole(...pace.each))
  const puppets = choose(world.members.count, hands, false, random).map(
    (member, i): Puppet => ({ account: world.members.account(member), agentItem: i, credential: null }),
  )
  const batch = pace.each === null ? random.whole(30, 300) : random.whole(3, 15)
  const forbidden = random.pick([0, 0, 0.02, 0.15])
  const infrastructure = makeInfrastructure(world, random, {
    requests: random.chance(0.4) && pace.spread === 1 ? 1 : targets.length,
    spread: pace.spread,
    days: (campaign.to - campaign.from) / DAY,
    evasion: stage.evasion,
  })
  const reads = byDay(
    stage,
    targets.map((target, i) => ({ ...target, at: times[i] ?? 0, group: Math.floor(i / batch) })),
  )
  const enumerator: Enumerator = { actor, routes, puppets, infrastructure, forbidden }
  return {
    confounder: null,
    day: (day) => {
      for (const probe of reads.get(day) ?? []) readOne(stage, enumerator, probe)
    },
  }
}

/** A few trials first; then in bursts, or evenly. */
const momentsOf = (campaign: Campaign, count: number, { work }: Pace, random: Random): Float64Array => {
  const probes = random.whole(3, 10)
  const share = work === null ? 1 : random.pick(work)
  return Float64Array.from({ length: count }, (_, i) => {
    if (i < probes) return campaign.probe + random.unit() ** 2 * (campaign.from - campaign.probe) * 0.8
    return work === null ? random.between(campaign.from, campaign.to) : momentIn(campaign, random.unit() * share)
  }).sort()
}

const readOne = (stage: AttackStage, enumerator: Enumerator, { at, group, ...target }: Probe): void => {
  const { world, random } = stage
  const { actor, infrastructure, puppets, routes, forbidden } = enumerator
  const puppet = puppets[group % puppets.length]
  if (puppet === undefined) return
  const visit: Visit = {
    time: at,
    host: random.below(world.shape.hosts.length),
    address: infrastructure.address(at, group),
    agent: infrastructure.agent(at, puppet.agentItem),
    device: '',
    account: '',
    credential: null,
    referrer: '',
    actor: actor.number,
  }
  comeIn(stage, puppet, visit)
  const own = target.subject === puppet.account
  for (const route of routes) {
    const status = target.subject === null ? 404 : random.chance(forbidden) ? 403 : 200
    read(stage, actor, visit, { ...target, route, status, subject: own ? null : target.subject })
    visit.time += random.exponential(0.7) * SECOND
  }
}

/** Routes that name the thing they show: one, or two of the same kind. */
const openRoutes = (world: World, random: Random): readonly PersonalRoute[] => {
  const { personal } = world.shape.routes
  const byAccount = Object.values(personal).filter(
    (route) => route.owner === 'account' && route !== personal.addressEdit,
  )
  if (byAccount.length === 0 || random.chance(0.3)) return [personal.order]
  const first = random.pick(byAccount)
  const second = random.pick(byAccount)
  return first === second || random.chance(0.5) ? [first] : [first, second]
}

/** Logs in like anybody, whenever the last log-in has run out. */
const comeIn = (stage: AttackStage, puppet: Puppet, visit: Visit): void => {
  const held = puppet.credential
  if (held !== null && held.expires > visit.time + 60 * SECOND) {
    visit.credential = held
    visit.account = puppet.account
    return
  }
  const life = stage.world.shape.life.web * HOUR
  puppet.credential = logIn(stage, visit, { account: puppet.account, life, withPage: true, failures: 0 })
}
