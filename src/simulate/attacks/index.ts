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

/** Entry vector of each scenario, as findings name it. */
const VECTORS: Readonly<Record<Scenario, string | null>> = {
  'stolen-key': 'never-issued',
  'stolen-key-no-issuance-log': 'never-issued',
  'missing-authentication': 'missing-authentication',
  'object-enumeration': 'object-enumeration',
  'retired-key': 'retired-key',
  'unsigned-token': 'unsigned-token',
  'ended-token': 'ended-token',
  'credential-stuffing': 'credential-stuffing',
  'stolen-session': 'stolen-session',
  'staff-beyond-duty': 'staff-beyond-duty',
  injection: 'injection',
  clean: null,
}

/** A token that does not show its key or its header shows no more than that it was never issued. */
export const vectorIn = (scenario: Scenario, shape: Shape): string | null => {
  const hidden =
    (scenario === 'retired-key' && !shape.showsKey) || (scenario === 'unsigned-token' && shape.credentials !== 'jwt')
  return hidden ? VECTORS['stolen-key'] : VECTORS[scenario]
}

export const makeAttack = (scenario: Scenario, stage: AttackStage): readonly Traffic[] => ATTACKS[scenario](stage)

const owners = (stage: AttackStage): AttackStage => ({ ...stage, random: stage.random.fork('late-owners') })

const ATTACKS: Readonly<Record<Scenario, (stage: AttackStage) => readonly Traffic[]>> = {
  'stolen-key': (stage) => [stolenKey(stage)],
  'stolen-key-no-issuance-log': (stage) => [stolenKey(stage)],
  'missing-authentication': (stage) => [missingAuthentication(stage)],
  'object-enumeration': (stage) => [objectEnumeration(stage)],
  'retired-key': (stage) => [stolenKey(stage, { kidAt: () => stage.world.formerKid })],
  'unsigned-token': (stage) => [stolenKey(stage, { alg: stage.random.pick(['none', 'none', 'RS256']) })],
  'ended-token': (stage) => [endedToken(stage), lateOwners(owners(stage))],
  clean: (stage) => [lateOwners(owners(stage))],
  'credential-stuffing': (stage) => [credentialStuffing(stage)],
  'stolen-session': (stage) => [stolenSession(stage)],
  injection: (stage) => [injection(stage)],
  'staff-beyond-duty': (stage) => staffBeyondDuty(stage),
}
