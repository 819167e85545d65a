import type { CaseConfig } from '../../domain/case-config.ts'
import type { Random } from '../random.ts'
import { OWN_ADDRESS } from './call-centre.ts'
import type { OrdinaryLife } from './index.ts'
import { PARTNER_ACCOUNT } from './partner-server.ts'

/** Some companies know their own networks and partners and say so; others do not. */
export const tellNetworks = (
  life: OrdinaryLife,
  random: Random,
): Required<Pick<CaseConfig, 'networks' | 'accounts'>> => {
  if (!random.chance(0.4)) return { networks: undefined, accounts: undefined }
  return {
    networks: { own: [`${OWN_ADDRESS}/32`, '10.0.0.0/8'], test: [`${life.loadTest.address}/32`] },
    accounts: { partner: [PARTNER_ACCOUNT] },
  }
}
