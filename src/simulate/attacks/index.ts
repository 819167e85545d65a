import type { Scenario } from '../scenarios.ts'
import type { AttackStage } from './attack.ts'
import { lateOwners } from '../traffic/late-owners.ts'
import type { Traffic } from '../traffic/stage.ts'
import { endedToken } from './ended-token.ts'
import { missingAuthentication } from './missing-authentication.ts'
import { objectEnumeration } from './object-enumeration.ts'
import { stolenKey } from './stolen-key.ts'

/** Entry vector of each scenario, as findings name it. */
export const VECTORS: Readonly<Record<Scenario, string | null>> = {
  'stolen-key': 'never-issued',
  'stolen-key-no-issuance-log': 'never-issued',
  'missing-authentication': 'missing-authentication',
  'object-enumeration': 'object-enumeration',
  'ended-token': 'ended-token',
  clean: null,
}

export const makeAttack = (scenario: Scenario, stage: AttackStage): readonly Traffic[] => ATTACKS[scenario](stage)

const owners = (stage: AttackStage): AttackStage => ({ ...stage, random: stage.random.fork('late-owners') })

const ATTACKS: Readonly<Record<Scenario, (stage: AttackStage) => readonly Traffic[]>> = {
  'stolen-key': (stage) => [stolenKey(stage)],
  'stolen-key-no-issuance-log': (stage) => [stolenKey(stage)],
  'missing-authentication': (stage) => [missingAuthentication(stage)],
  'object-enumeration': (stage) => [objectEnumeration(stage)],
  'ended-token': (stage) => [endedToken(stage), lateOwners(owners(stage))],
  clean: (stage) => [lateOwners(owners(stage))],
}
