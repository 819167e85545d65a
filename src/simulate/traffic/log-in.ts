import { DAY, HOUR, SECOND } from '../calendar.ts'
import type { Credential } from '../events.ts'
import type { Stage } from './stage.ts'
import { ask, type Visit } from './visit.ts'

export interface LogInWish {
  readonly account: string
  readonly life: number
  /** Whether the client shows the log-in page first. */
  readonly withPage: boolean
  readonly failures: number
}

/** Goes through the log-in; the visit then carries the new credential. */
export const logIn = (stage: Stage, visit: Visit, wish: LogInWish): Credential => {
  const { world, journal, random } = stage
  const { routes } = world.shape
  const web = visit.device === ''
  if (wish.withPage) {
    ask(journal, random, visit, { target: routes.loginPage, bytes: 4200 })
    visit.time += random.between(4, 25) * SECOND
  }
  for (let i = 0; i < wish.failures; i++) {
    ask(journal, random, visit, { method: 'POST', target: routes.login, status: web ? 200 : 401, bytes: 4300 })
    tell(stage, visit, 'logon-failed', wish.account, null)
    visit.time += random.between(3, 40) * SECOND
  }
  ask(journal, random, visit, { method: 'POST', target: routes.login, status: web ? 302 : 200, bytes: 900 })
  const credential = mintFor(stage, visit, wish.account, wish.life)
  tell(stage, visit, 'logon', wish.account, world.shape.auth.issuesAtLogon ? credential : null)
  tell(stage, visit, 'issue', wish.account, credential)
  become(visit, wish.account, credential)
  visit.time += random.between(0.15, 2.5) * SECOND
  return credential
}

/** An app renews its token without asking anybody. */
export const renew = (stage: Stage, visit: Visit, account: string, life: number): Credential => {
  ask(stage.journal, stage.random, visit, { method: 'POST', target: stage.world.shape.routes.refresh, bytes: 700 })
  const credential = mintFor(stage, visit, account, life)
  tell(stage, visit, 'refresh', account, credential)
  become(visit, account, credential)
  visit.time += stage.random.between(0.1, 1) * SECOND
  return credential
}

export const logOut = (stage: Stage, visit: Visit): void => {
  ask(stage.journal, stage.random, visit, {
    method: 'POST',
    target: stage.world.shape.routes.logout,
    status: visit.device === '' ? 302 : 204,
    bytes: 0,
  })
  tell(stage, visit, 'revoke', visit.account, visit.credential)
  visit.credential = null
  visit.account = ''
}

export const tell = (
  stage: Stage,
  visit: Visit,
  action: 'issue' | 'refresh' | 'revoke' | 'logon' | 'logon-failed',
  account: string,
  credential: Credential | null,
): void => {
  const { address, agent, device } = visit
  stage.journal.auth({ time: Math.floor(visit.time + 20), action, account, credential, address, agent, device })
}

/** Credentials that were handed out before the window: live ones, with what is left of their life. */
export const fromBefore = (stage: Stage, account: string, life: number, time: number): Credential => {
  const issued = Math.floor(Math.min(time, stage.world.calendar.start) - stage.random.unit() * Math.min(life, 60 * DAY))
  return stage.world.mint({ account, kid: stage.world.kidAt(issued), issued, expires: issued + life })
}

export const hours = (count: number): number => count * HOUR

const mintFor = (stage: Stage, visit: Visit, account: string, life: number): Credential => {
  const issued = Math.floor(visit.time)
  return stage.world.mint({ account, kid: stage.world.kidAt(issued), issued, expires: issued + life })
}

const become = (visit: Visit, account: string, credential: Credential): void => {
  visit.credential = credential
  visit.account = account
}
