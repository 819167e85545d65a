import type { Scenario } from '../scenarios.ts'
import type { Attack, AttackStage } from './attack.ts'
import { missingAuthentication } from './missing-authentication.ts'
import { objectEnumeration } from './object-enumeration.ts'
import { stolenKey } from './stolen-key.ts'

/** Entry vector of each scenario, as findings name it. */
export const VECTORS: Readonly<Record<Scenario, string | null>> = {
  'stolen-key': 'never-issued',
  'stolen-key-no-issuance-log': 'never-issued',
  'missing-authentication': 'missing-authentication',
  'object-enumeration': 'object-enumeration',
  clean: null,
}

export const makeAttack = (scenario: Scenario, stage: AttackStage): readonly Attack[] => ATTACKS[scenario](stage)

const ATTACKS: Readonly<Record<Scenario, (stage: AttackStage) => readonly Attack[]>> = {
  'stolen-key': (stage) => [stolenKey(stage)],
  'stolen-key-no-issuance-log': (stage) => [stolenKey(stage)],
  'missing-authentication': (stage) => [missingAuthentication(stage)],
  'object-enumeration': (stage) => [objectEnumeration(stage)],
  clean: () => [],
}
