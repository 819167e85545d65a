import type { Scenario } from '../scenarios.ts'
import type { AttackStage } from './attack.ts'
import type { Shape } from '../shapes/shape.ts'
import { lateOwners } from '../traffic/late-owners.ts'
import type { Traffic } from '../traffic/stage.ts'
import { endedToken } from './ended-token.ts'
import { credentialStuffing } from './credential-stuffing.ts'
import { injection } from './injection.ts'
import { missingAuthentication } from './missing-authentication.ts'
import { objectEnumeration } from './object-enumeration.ts'
import { staffBeyondDuty } from './staff-beyond-duty.ts'
import { stolenSession } from './stolen-session.ts'
import { stolenKey } from './stolen-key.ts'

export const makeAttack = (scenario: Scenario, stage: AttackStage): readonly Traffic[] => ATTACKS[scenario](stage)

const owners = (stage: AttackStage): AttackStage => ({ ...stage, random: stage.random.fork('late-owners') })

const NEVER_ISSUED = 'never-issued'

/** A token that does not show its key or its header shows no more than that it was never issued. */
const formerKey = (stage: AttackStage): Traffic =>
  stolenKey(stage, stage.world.shape.showsKey ? 'retired-key' : NEVER_ISSUED, { kidAt: () => stage.world.formerKid })

const noSignature = (stage: AttackStage): Traffic =>
  stolenKey(stage, showsHeader(stage.world.shape) ? 'unsigned-token' : NEVER_ISSUED, {
    alg: stage.random.pick(['none', 'none', 'RS256']),
  })

const showsHeader = ({ credentials }: Shape): boolean => credentials === 'jwt'

/** Pairs that share nothing: neither a token nor a route that only thieves ask. */
const PAIRS: readonly (readonly [Scenario, Scenario])[] = [
  ['stolen-session', 'missing-authentication'],
  ['stolen-key', 'object-enumeration'],
  ['credential-stuffing', 'missing-authentication'],
  ['stolen-session', 'injection'],
]

const twoActors = (stage: AttackStage): readonly Traffic[] =>
  stage.random
    .pick(PAIRS)
    .flatMap((scenario) => makeAttack(scenario, { ...stage, random: stage.random.fork(scenario) }))

const ATTACKS: Readonly<Record<Scenario, (stage: AttackStage) => readonly Traffic[]>> = {
  'stolen-key': (stage) => [stolenKey(stage, NEVER_ISSUED)],
  'stolen-key-no-issuance-log': (stage) => [stolenKey(stage, NEVER_ISSUED)],
  'missing-authentication': (stage) => [missingAuthentication(stage)],
  'object-enumeration': (stage) => [objectEnumeration(stage)],
  'retired-key': (stage) => [formerKey(stage)],
  'unsigned-token': (stage) => [noSignature(stage)],
  'ended-token': (stage) => [endedToken(stage), lateOwners(owners(stage))],
  clean: (stage) => [lateOwners(owners(stage))],
  'credential-stuffing': (stage) => [credentialStuffing(stage)],
  'stolen-session': (stage) => [stolenSession(stage)],
  injection: (stage) => [injection(stage)],
  'staff-beyond-duty': (stage) => staffBeyondDuty(stage),
  'two-actors': twoActors,
}
