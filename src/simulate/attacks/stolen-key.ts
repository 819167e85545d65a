import { DAY, HOUR, SECOND } from '../calendar.ts'
import type { Visit } from '../traffic/visit.ts'
import type { ActorTruth } from '../truth.ts'
import type { World } from '../world/world.ts'
import type { Evasion } from '../scenarios.ts'
import { type Attack, type AttackStage, byDay } from './attack.ts'
import { type Campaign, type Infrastructure, makeInfrastructure, momentOf, planCampaign } from './infrastructure.ts'
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

interface Pace {
  /** People taken, as a share of the members, by the first forger. */
  readonly share: readonly [number, number]
  /** Tokens used from one address before the next. */
  readonly batch: readonly [number, number]
  /** How many times more addresses than the requests need. */
  readonly spread: number
}

const PACES: Readonly<Record<Evasion, Pace>> = {
  loud: { share: [0.1, 0.4], batch: [5, 80], spread: 1 },
  distributed: { share: [0.05, 0.2], batch: [1, 3], spread: 60 },
  slow: { share: [0.004, 0.02], batch: [1, 4], spread: 8 },
}
/** A second forger takes less. */
const SECOND_SHARE = 0.3

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
export const stolenKey = (stage: AttackStage, vector: string, forged: Partial<Forged> = {}): Attack => {
  const { random } = stage
  const { share } = PACES[stage.evasion]
  const forgers = Array.from({ length: random.chance(0.3) ? 2 : 1 }, (_, i) =>
    makeForger(
      { ...stage, random: random.fork(`forger-${i}`) },
      vector,
      random.between(...share) * (i === 0 ? 1 : SECOND_SHARE),
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

const makeForger = (stage: AttackStage, vector: string, share: number): Forger => {
  const { world, random, evasion } = stage
  const campaign = planCampaign(world, random)
  const victims = Math.max(12, Math.round(world.members.count * share))
  const strangers = Math.round(victims * random.logBetween(0.03, 0.5))
  const again = random.pick([1, 1, 1.3])
  const tokens = Math.round((victims + strangers) * again)
  return {
    actor: stage.truth.actor(vector),
    campaign,
    infrastructure: makeInfrastructure(world, random, {
      requests: tokens * 1.9,
      spread: PACES[evasion].spread,
      days: (campaign.to - campaign.from) / DAY,
      evasion,
    }),
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
  { world, random, evasion }: AttackStage,
  campaign: Campaign,
  victims: number,
  strangers: number,
  tokens: number,
): readonly Forgery[] => {
  const chosen = choose(world.members.count, victims, world.members.ids.walkable, random)
  const real = victims / (victims + strangers)
  const batch = random.whole(...PACES[evasion].batch)
  const times = Float64Array.from({ length: tokens }, () => momentOf(campaign, evasion, random)).sort()
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
