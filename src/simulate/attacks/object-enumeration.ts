import { DAY, HOUR, SECOND } from '../calendar.ts'
import { logIn } from '../traffic/log-in.ts'
import type { PersonalRoute } from '../routes/route-book.ts'
import type { Credential } from '../events.ts'
import type { Random } from '../random.ts'
import type { Visit } from '../traffic/visit.ts'
import type { ActorTruth } from '../truth.ts'
import type { World } from '../world/world.ts'
import { type Attack, type AttackStage, byDay, read } from './attack.ts'
import { type Infrastructure, makeInfrastructure, momentIn, planCampaign } from './infrastructure.ts'
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

/** Valid accounts ask for what is not theirs, and the server does not compare. */
export const objectEnumeration = (stage: AttackStage): Attack => {
  const { world, random } = stage
  const routes = openRoutes(world, random)
  const actor = stage.truth.actor()
  const campaign = planCampaign(world, random)
  const count = Math.max(20, Math.round(world.members.count * random.logBetween(0.02, 0.3)))
  const targets = targetsOf(world, routes[0] ?? world.shape.routes.personal.order, count, random)
  const probes = random.whole(3, 10)
  const pace = random.pick([0.05, 0.4, 1, 1])
  const times = Float64Array.from(targets, (_, i) =>
    i < probes
      ? campaign.probe + random.unit() ** 2 * (campaign.from - campaign.probe) * 0.8
      : momentIn(campaign, random.unit() * pace),
  ).sort()
  const puppets = choose(world.members.count, random.whole(1, 5), false, random).map(
    (member, i): Puppet => ({ account: world.members.account(member), agentItem: i, credential: null }),
  )
  const batch = random.whole(30, 300)
  const forbidden = random.pick([0, 0, 0.02, 0.15])
  const infrastructure = makeInfrastructure(
    world,
    random,
    random.chance(0.4) ? 1 : targets.length,
    (campaign.to - campaign.from) / DAY,
  )
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
