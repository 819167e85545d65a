import { DAY, HOUR, SECOND } from '../calendar.ts'
import type { Visit } from '../traffic/visit.ts'
import type { ActorTruth } from '../truth.ts'
import type { World } from '../world/world.ts'
import { type Attack, type AttackStage, byDay } from './attack.ts'
import { type Campaign, type Infrastructure, makeInfrastructure, momentIn, planCampaign } from './infrastructure.ts'
import { type Reach, REACHES, readPages } from './pages.ts'
import { choose } from './targets.ts'

/** One forged token: for a member by number, or for nobody (-1). */
interface Forgery {
  readonly at: number
  readonly member: number
  readonly account: string
  readonly item: number
}

/** What the forger writes into the header. */
interface Forged {
  readonly kidAt: World['kidAt']
  readonly alg?: string
}

interface Forger {
  readonly actor: ActorTruth
  readonly infrastructure: Infrastructure
  readonly campaign: Campaign
  readonly life: number
  /** Probability that a page is read with a token. */
  readonly reach: Reach
  readonly forgeries: ReadonlyMap<number, readonly Forgery[]>
}

/** Tokens with a valid signature that no log-in service ever issued; in some seeds two thieves hold the key: the one in use, or another. */
export const stolenKey = (stage: AttackStage, forged: Partial<Forged> = {}): Attack => {
  const { random } = stage
  const forgers = Array.from({ length: random.chance(0.3) ? 2 : 1 }, (_, i) =>
    makeForger(
      { ...stage, random: random.fork(`forger-${i}`) },
      i === 0 ? random.between(0.1, 0.4) : random.between(0.03, 0.12),
    ),
  )
  return {
    confounder: null,
    day: (day) => {
      for (const forger of forgers)
        for (const forgery of forger.forgeries.get(day) ?? [])
          use(stage, forger, forgery, { kidAt: stage.world.kidAt, ...forged })
    },
  }
}

const makeForger = (stage: AttackStage, share: number): Forger => {
  const { world, random } = stage
  const campaign = planCampaign(world, random)
  const victims = Math.max(12, Math.round(world.members.count * share))
  const strangers = Math.round(victims * random.logBetween(0.03, 0.5))
  const again = random.pick([1, 1, 1.3])
  const tokens = Math.round((victims + strangers) * again)
  return {
    actor: stage.truth.actor(),
    campaign,
    infrastructure: makeInfrastructure(world, random, tokens * 1.9, (campaign.to - campaign.from) / DAY),
    life: random.pick([HOUR, world.shape.life.web * HOUR, world.shape.life.app * HOUR, 3650 * DAY]),
    reach: random.pick(REACHES),
    forgeries: byDay(stage, [...probes(stage, campaign), ...bulk(stage, campaign, victims, strangers, tokens)]),
  }
}

/** The thief's own member accounts, tried out long before anybody else's. */
const probes = ({ world, random }: AttackStage, campaign: Campaign): readonly Forgery[] => {
  const own = Array.from({ length: random.whole(1, 3) }, () => random.below(world.members.count))
  return Array.from({ length: random.whole(3, 9) }, () => {
    const member = random.pick(own)
    const at = campaign.probe + random.unit() ** 2 * (campaign.from - campaign.probe) * 0.8
    return { at, member, account: world.members.account(member), item: 0 }
  }).sort((a, b) => a.at - b.at)
}

/** Members in the order of their ids where these can be counted through, else as some list had them. */
const bulk = (
  { world, random }: AttackStage,
  campaign: Campaign,
  victims: number,
  strangers: number,
  tokens: number,
): readonly Forgery[] => {
  const chosen = choose(world.members.count, victims, world.members.ids.walkable, random)
  const real = victims / (victims + strangers)
  const batch = random.whole(5, 80)
  const times = Float64Array.from({ length: tokens }, () => momentIn(campaign, random.unit())).sort()
  return Array.from(times, (at, i) => {
    const next = Math.floor((i * chosen.length) / tokens)
    const member = random.chance(real) || i < chosen.length / 50 ? (chosen[next] ?? -1) : -1
    return {
      at,
      member,
      account: member < 0 ? world.members.ids.nobody() : world.members.account(member),
      item: Math.floor(i / batch),
    }
  })
}

const use = (stage: AttackStage, forger: Forger, forgery: Forgery, forged: Forged): void => {
  const { world, random } = stage
  const { account, member, item, at } = forgery
  const issued = Math.floor(at - random.between(0, 600) * SECOND)
  const nobody = member < 0
  const credential = world.mint({
    account,
    kid: forged.kidAt(issued),
    issued,
    expires: issued + forger.life,
    ...(forged.alg === undefined ? {} : { alg: forged.alg }),
  })
  const visit: Visit = {
    time: at,
    host: random.below(world.shape.hosts.length),
    address: forger.infrastructure.address(at, item),
    agent: forger.infrastructure.agent(at, item),
    device: '',
    account: nobody && world.shape.nobody === 401 ? '' : account,
    credential,
    referrer: '',
    actor: forger.actor.number,
  }
  readPages(stage, forger.actor, visit, { reach: forger.reach, account, member })
}
