import { DAY, HOUR, SECOND } from '../calendar.ts'
import type { Evasion } from '../scenarios.ts'
import { lookupsPerDay, OFFICE_AGENT, OWN_ADDRESS, shift, staffAccount, staffCount } from '../traffic/call-centre.ts'
import { logIn } from '../traffic/log-in.ts'
import { PARTNER_ACCOUNT } from '../traffic/partner-server.ts'
import type { Stage, Traffic } from '../traffic/stage.ts'
import type { Visit } from '../traffic/visit.ts'
import type { ActorTruth } from '../truth.ts'
import { type Attack, type AttackStage, byDay, read } from './attack.ts'
import { choose, type Target, targetsOf } from './targets.ts'

interface Pace {
  /** Accounts that one hand uses. */
  readonly accounts: readonly [number, number]
  /** People taken, as a share of the members. */
  readonly share: readonly [number, number]
  readonly sittings: readonly [number, number]
  /** Seconds between two reads. */
  readonly gap: number
}

const PACES: Readonly<Record<Evasion, Pace>> = {
  loud: { accounts: [1, 1], share: [0.1, 0.4], sittings: [2, 5], gap: 1.2 },
  distributed: { accounts: [2, 4], share: [0.08, 0.25], sittings: [8, 16], gap: 4 },
  slow: { accounts: [1, 1], share: [0.02, 0.06], sittings: [8, 14], gap: 25 },
}

/** Whose account it is: of somebody at work, of somebody who left in the middle of the window, or a partner's. */
type Kind = 'clerk' | 'former' | 'partner'

interface Sitting {
  readonly at: number
  readonly account: string
  readonly address: string
  readonly agent: string
  readonly targets: readonly Target[]
}

/** Accounts that may look up anybody do so in the evening and at night, person after person. */
export const staffBeyondDuty = (stage: AttackStage): readonly Traffic[] => {
  const { random } = stage
  const kind: Kind = random.pick(['clerk', 'clerk', 'former', 'partner'])
  const attack = takings(stage, kind)
  return kind === 'former' ? [leaver({ ...stage, random: random.fork('leaver') }), attack] : [attack]
}

const takings = (stage: AttackStage, kind: Kind): Attack => {
  const actor = stage.truth.actor('staff-beyond-duty')
  const days = byDay(stage, sittingsOf(stage, kind))
  return {
    confounder: null,
    day: (day) => {
      for (const sitting of days.get(day) ?? []) sit(stage, actor, sitting)
    },
  }
}

/** Until when one who leaves comes to work, as a share of the window, and from when on others use the account. */
const LEAVES = 0.35
const BEGINS = 0.45

const sittingsOf = (stage: AttackStage, kind: Kind): readonly Sitting[] => {
  const { world, random, evasion } = stage
  const { start, days } = world.calendar
  const pace = PACES[evasion]
  const accounts = accountsOf(stage, kind)
  const count = Math.max(40, Math.round(world.members.count * random.between(...pace.share)))
  const targets = targetsOf(world, world.shape.routes.staff, count, random)
  const first = Math.ceil(days * BEGINS)
  const nights = Math.max(1, days - 1 - first)
  const wanted = Math.min(random.whole(...pace.sittings), evasion === 'loud' ? nights : nights * accounts.length)
  const each = Math.ceil(targets.length / wanted)
  const places = placesOf(stage, kind, evasion === 'distributed' ? wanted : 1)
  const chosen = choose(nights * accounts.length, wanted, false, random)
  return chosen
    .map((slot, i): Sitting => {
      const night = first + (slot % nights)
      const place = places[i % places.length] ?? { address: '', agent: '' }
      return {
        at: start + night * DAY + hourOf(stage) * HOUR,
        account: accounts[Math.floor(slot / nights)] ?? '',
        ...place,
        targets: targets.slice(i * each, (i + 1) * each),
      }
    })
    .sort((a, b) => a.at - b.at)
}

/** Late in the evening, or before anybody comes. */
const hourOf = ({ random }: Stage): number => (random.chance(0.75) ? random.between(20, 23) : random.between(1, 5))

const accountsOf = ({ world, random, evasion }: AttackStage, kind: Kind): readonly string[] => {
  const staff = staffCount(world)
  if (kind === 'partner') return [PARTNER_ACCOUNT]
  if (kind === 'former') return [staffAccount(staff)]
  const most = Math.max(1, Math.floor(staff / 3))
  const wanted = Math.min(most, random.whole(...PACES[evasion].accounts))
  return choose(staff, wanted, false, random).map(staffAccount)
}

const placesOf = (
  { world, random }: AttackStage,
  kind: Kind,
  count: number,
): readonly { readonly address: string; readonly agent: string }[] => {
  if (kind === 'clerk' && random.chance(0.3)) return [{ address: OWN_ADDRESS, agent: OFFICE_AGENT }]
  const script = random.chance(0.3) ? 'python-requests/2.31.0' : null
  return Array.from({ length: count }, () => ({
    address: random.chance(0.5) ? world.networks.hosting() : world.networks.outOf(world.networks.household()),
    agent: script ?? world.agents.ofMember('desktop').at(0),
  }))
}

const sit = (stage: AttackStage, actor: ActorTruth, sitting: Sitting): void => {
  const { world, random } = stage
  const { account, address, agent, targets } = sitting
  const visit: Visit = {
    time: sitting.at,
    host: random.below(world.shape.hosts.length),
    address,
    agent,
    device: '',
    account: '',
    credential: null,
    referrer: '',
    actor: actor.number,
  }
  logIn(stage, visit, { account, life: 10 * HOUR, withPage: true, failures: 0 })
  const route = world.shape.routes.staff
  for (const target of targets) {
    read(stage, actor, visit, { ...target, route, status: target.subject === null ? 404 : 200 })
    visit.time += random.exponential(PACES[stage.evasion].gap) * SECOND
  }
}

/** One more of the staff, who works like the others and then does not come any more. */
const leaver = (stage: Stage): Traffic => ({
  confounder: null,
  day: (day) => {
    const { calendar } = stage.world
    if (day >= calendar.days * LEAVES || calendar.isWeekend(day)) return
    shift(stage, day, staffAccount(staffCount(stage.world)), stage.random.poisson(lookupsPerDay(stage.world)))
  },
})
