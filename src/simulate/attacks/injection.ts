import { DAY, HOUR, MINUTE, SECOND } from '../calendar.ts'
import type { Evasion } from '../scenarios.ts'
import { ask, type Visit } from '../traffic/visit.ts'
import type { ActorTruth } from '../truth.ts'
import { type Attack, type AttackStage, byDay } from './attack.ts'
import { makeInfrastructure, planCampaign } from './infrastructure.ts'
import { choose } from './targets.ts'

interface Pace {
  readonly probes: readonly [number, number]
  /** Answers that hold rows of the table of members. */
  readonly dumps: readonly [number, number]
  /** Seconds between two requests, and of how many addresses one takes turns in the others' place. */
  readonly gap: number
  readonly spread: number
}

const PACES: Readonly<Record<Evasion, Pace>> = {
  loud: { probes: [200, 900], dumps: [40, 200], gap: 0.6, spread: 0.2 },
  distributed: { probes: [80, 200], dumps: [40, 120], gap: 8, spread: 60 },
  slow: { probes: [15, 40], dumps: [12, 30], gap: 60, spread: 1 },
}

interface Request {
  readonly at: number
  readonly item: number
  readonly method: 'GET' | 'POST'
  readonly target: string
  readonly status: number
  readonly bytes: number
  /** Members whose rows the answer holds. */
  readonly members: readonly number[]
}

/**
 * The search puts its words into a query as they are: somebody tries quotes, then takes the table of members, and on some
 * web servers leaves a script behind, and uses it.
 */
export const injection = (stage: AttackStage): Attack => {
  const { world, random } = stage
  const actor = stage.truth.actor('injection')
  const { from, to } = planCampaign(world, random)
  const requests = requestsOf(stage, from, to)
  const infrastructure = makeInfrastructure(world, random, {
    requests: requests.length,
    spread: PACES[stage.evasion].spread,
    days: (to - from) / DAY,
    evasion: stage.evasion,
  })
  const days = byDay(stage, requests)
  return {
    confounder: null,
    day: (day) => {
      for (const request of days.get(day) ?? []) {
        const { at, item } = request
        send(stage, actor, request, {
          time: at,
          host: random.below(world.shape.hosts.length),
          address: infrastructure.address(at, item),
          agent: infrastructure.agent(at, item),
          device: '',
          account: '',
          credential: null,
          referrer: '',
          actor: actor.number,
        })
      }
    },
  }
}

const send = (stage: AttackStage, actor: ActorTruth, request: Request, visit: Visit): void => {
  const { world, random, journal } = stage
  const { method, target, status, bytes, members } = request
  if (!ask(journal, random, visit, { method, target, status, bytes }) || status !== 200) return
  /** No line names them. */
  for (const member of members)
    stage.truth.exposed(actor, Math.floor(visit.time), world.members.account(member), COLUMNS, -1)
}

const COLUMNS = ['Name', 'EmailAddress', 'TelephoneNumber']
const USUAL = 36_000
const ROW_BYTES = 130

const requestsOf = (stage: AttackStage, from: number, to: number): readonly Request[] => {
  const { world, random, evasion } = stage
  const pace = PACES[evasion]
  const probes = random.whole(...pace.probes)
  const rows = random.whole(400, 2500)
  const dumps = Math.min(random.whole(...pace.dumps), Math.ceil(world.members.count / rows))
  const taken = choose(world.members.count, Math.min(world.members.count, dumps * rows), true, random)
  const batch = evasion === 'distributed' ? random.whole(3, 6) : probes + dumps
  const requests: Request[] = []
  let at = from
  for (let i = 0; i < probes; i++) {
    requests.push({ at, item: Math.floor(i / batch), ...probe(stage, i) })
    at += random.exponential(pace.gap) * SECOND
    at += rest(stage, 0.08, (from + to) / 2 - at)
  }
  at += random.between(2, 20) * MINUTE
  for (let i = 0; i < dumps; i++) {
    const members = taken.slice(i * rows, (i + 1) * rows)
    const words = `${random.pick(GOODS)}' UNION ALL SELECT NULL,CONCAT(name,0x7e,email,0x7e,phone),NULL FROM members ORDER BY 1 LIMIT ${i * rows},${rows}-- -`
    requests.push({
      at,
      item: Math.floor((probes + i) / batch),
      ...search(stage, words),
      status: 200,
      bytes: USUAL + rows * ROW_BYTES,
      members,
    })
    at += random.exponential(pace.gap * 2) * SECOND
    at += rest(stage, 0.2, to - at)
    if (at > to) break
  }
  return [...requests, ...shellUses(stage, at, Math.floor((probes + dumps) / batch))]
}

/** Who takes his time comes back another day, if there is one: who has taken nothing came in by no way. */
const rest = ({ evasion, random }: AttackStage, chance: number, left: number): number => {
  const pause = evasion === 'slow' && random.chance(chance) ? random.between(5, 30) * HOUR : 0
  return pause < left ? pause : 0
}

const GOODS = ['tumbler', 'desk lamp', 'sneakers', 'tent']

const search = ({ world }: AttackStage, words: string): Pick<Request, 'method' | 'target'> => ({
  method: 'GET',
  target: world.shape.routes.search(encodeURIComponent(words)),
})

const probe = (stage: AttackStage, number: number): Omit<Request, 'at' | 'item'> => {
  const { random } = stage
  const word = random.pick(GOODS)
  const columns = Array.from({ length: 1 + (number % 8) }, () => 'NULL').join(',')
  const words = random.pick([
    `${word}'`,
    `${word}' AND ${number}=${number + (number % 2)}-- -`,
    `${word}' ORDER BY ${1 + (number % 12)}-- -`,
    `${word}' UNION ALL SELECT ${columns}-- -`,
    `${word}') AND SLEEP(${number % 6})-- -`,
  ])
  const fails = random.chance(0.4)
  return {
    ...search(stage, words),
    status: fails ? 500 : 200,
    bytes: fails ? 900 : random.chance(0.5) ? 2400 : USUAL,
    members: [],
  }
}

/** A script among the pictures of the shop, where a web server would run it; it is asked and posted to by turns. */
const shellUses = ({ world, random }: AttackStage, after: number, item: number): readonly Request[] => {
  const runs = world.shape.access.config.kind !== 'json-lines' && random.chance(0.6)
  if (!runs) return []
  const folder = world.shape.routes.asset(3).split('/').slice(0, -1).join('/')
  const script = `${folder}/${random.base36(6)}.${world.shape.name === 'java-mall' ? 'jsp' : 'php'}`
  const uses: Request[] = []
  let at = after + random.between(5, 40) * MINUTE
  for (let i = random.whole(6, 12); i > 0; i--) {
    const asked = random.chance(0.6)
    const target = asked ? `${script}?c=${encodeURIComponent(random.pick(COMMANDS))}` : script
    uses.push({
      at,
      item,
      method: asked ? 'GET' : 'POST',
      target,
      status: 200,
      bytes: random.whole(80, 30_000),
      members: [],
    })
    at += random.exponential(2) * MINUTE
  }
  return uses
}

const COMMANDS = [
  'whoami',
  'id',
  'uname -a',
  'ls -la /var/www',
  'cat /etc/passwd',
  'mysqldump --all-databases',
  'netstat -an',
]
