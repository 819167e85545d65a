import type { Scenario } from '../scenarios.ts'
import type { AttackStage } from './attack.ts'
import type { Shape } from '../shapes/shape.ts'
import { lateOwners } from '../traffic/late-owners.ts'
import type { Traffic } from '../traffic/stage.ts'
import { endedToken } from './ended-token.ts'
import { credentialStuffing } from './credential-stuffing.ts'
import { missingAuthentication } from './missing-authentication.ts'
import { objectEnumeration } from './object-enumeration.ts'
import { stolenKey } from './stolen-key.ts'

/** Entry vector of each scenario, as findings name it. */
const VECTORS: Readonly<Record<Scenario, string | null>> = {
  'stolen-key': 'never-issued',
  'stolen-key-no-issuance-log': 'never-issued',
  'missing-authentication': 'missing-authentication',
  'object-enumeration': 'object-enumeration',
  'retired-key': 'retired-key',
  'ended-token': 'ended-token',
  'credential-stuffing': 'credential-stuffing',
  clean: null,
}

/** A token that does not show its key shows no more than that it was never issued. */
export const vectorIn = (scenario: Scenario, shape: Shape): string | null =>
  scenario === 'retired-key' && !shape.showsKey ? VECTORS['stolen-key'] : VECTORS[scenario]

export const makeAttack = (scenario: Scenario, stage: AttackStage): readonly Traffic[] => ATTACKS[scenario](stage)

const owners = (stage: AttackStage): AttackStage => ({ ...stage, random: stage.random.fork('late-owners') })

const ATTACKS: Readonly<Record<Scenario, (stage: AttackStage) => readonly Traffic[]>> = {
  'stolen-key': (stage) => [stolenKey(stage)],
  'stolen-key-no-issuance-log': (stage) => [stolenKey(stage)],
  'missing-authentication': (stage) => [missingAuthentication(stage)],
  'object-enumeration': (stage) => [objectEnumeration(stage)],
  'retired-key': (stage) => [stolenKey(stage, () => stage.world.formerKid)],
  'ended-token': (stage) => [endedToken(stage), lateOwners(owners(stage))],
  clean: (stage) => [lateOwners(owners(stage))],
  'credential-stuffing': (stage) => [credentialStuffing(stage)],
}
