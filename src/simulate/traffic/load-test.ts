import { DAY, HOUR, SECOND } from '../calendar.ts'
import type { Credential } from '../events.ts'
import { publicPage } from './browse.ts'
import { tell } from './log-in.ts'
import { OWN_ADDRESS } from './call-centre.ts'
import type { Stage, Traffic } from './stage.ts'
import { ask, type Visit } from './visit.ts'

const PRIVATE_ADDRESS = '10.20.7.44'

export interface LoadTest extends Traffic {
  readonly address: string
  readonly accounts: readonly string[]
}

/** On one day a test tool plays hundreds of test members; some fixtures make their tokens without the log-in service. */
export const loadTest = (stage: Stage): LoadTest => {
  const { world, random } = stage
  const when = random.below(world.calendar.days)
  const address = random.chance(0.5) ? PRIVATE_ADDRESS : OWN_ADDRESS
  const minted = random.chance(0.4)
  const count = Math.min(400, Math.max(20, Math.round(world.members.count / 60)))
  const accounts = Array.from({ length: count }, () => world.members.ids.nobody())
  return {
    address,
    accounts,
    confounder: {
      kind: 'load-test',
      note: 'Test accounts from one own address at a high rate.',
      values: { day: world.calendar.label(when), address, accounts: count, issued: !minted },
    },
    day: (day) => {
      if (day !== when) return
      const start = world.calendar.startOf(day) + random.between(1, 5) * HOUR
      for (const account of accounts) play(stage, start + random.unit() * 20 * 60 * SECOND, account, address, minted)
    },
  }
}

const play = (stage: Stage, start: number, account: string, address: string, minted: boolean): void => {
  const { world, journal, random } = stage
  const { routes } = world.shape
  const visit: Visit = {
    time: start,
    host: 0,
    address,
    agent: 'k6/0.52.0 (https://k6.io/)',
    device: '',
    account: '',
    credential: null,
    referrer: '',
    actor: 0,
  }
  const credential = tokenOf(stage, visit, account, minted)
  visit.credential = credential
  visit.account = account
  for (let i = 0; i < 30; i++) {
    visit.host = random.below(world.shape.hosts.length)
    visit.time += random.between(0.9, 1.1) * SECOND
    if (i % 10 === 3) ask(journal, random, visit, { target: routes.personal.orders.target(account, ''), bytes: 400 })
    else if (i % 10 === 7) ask(journal, random, visit, { target: routes.cart, bytes: 5000 })
    else if (i % 15 === 11)
      ask(journal, random, visit, {
        target: routes.personal.profile.target(account, ''),
        bytes: routes.personal.profile.bytes,
      })
    else ask(journal, random, visit, publicPage(stage))
  }
}

const tokenOf = (stage: Stage, visit: Visit, account: string, minted: boolean): Credential => {
  const { world, journal, random } = stage
  const issued = Math.floor(visit.time)
  const credential = world.mint({ account, kid: world.kidAt(issued), issued, expires: issued + DAY })
  if (minted) return credential
  ask(journal, random, visit, { method: 'POST', target: world.shape.routes.login, bytes: 900 })
  tell(stage, visit, 'logon', account, world.shape.auth.issuesAtLogon ? credential : null)
  tell(stage, visit, 'issue', account, credential)
  return credential
}
