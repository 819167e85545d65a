import { isoUtc, SECOND } from '../calendar.ts'
import type { FaultPlan } from '../output/faults.ts'
import type { Written } from '../output/write-day.ts'
import type { World } from '../world/world.ts'
import type { Confounder } from './stage.ts'

/** Faults of the logs themselves and crowds behind one address, for the record. */
export const faultConfounders = (
  world: World,
  plan: FaultPlan,
  written: Written,
  hasAuthLog: boolean,
): readonly Confounder[] => [
  {
    kind: 'carrier-nat',
    note: 'Hundreds of people share each of these addresses.',
    values: { addresses: world.networks.carrierAddresses() },
  },
  {
    kind: 'office',
    note: 'Colleagues share an address in office hours.',
    values: { offices: world.networks.officeCount },
  },
  {
    kind: 'long-lived-session',
    note: 'Devices logged in before the first line of the logs.',
    values: { appHours: world.shape.life.app },
  },
  {
    kind: 'skewed-clock',
    note: "One web host's clock is off.",
    values: {
      host: world.shape.hosts[plan.skewedHost] ?? '',
      seconds: plan.skew / SECOND,
      until: isoUtc(plan.skewUntil),
    },
  },
  ...(hasAuthLog ? lostIssuance(plan) : []),
  { kind: 'duplicated-lines', note: 'Blocks sent again at rotation.', values: { lines: written.repeated } },
  { kind: 'broken-lines', note: 'Lines cut or overwritten on the way.', values: { lines: written.broken } },
  { kind: 'late-lines', note: 'Lines that reached the file after their time.', values: { share: plan.lateShare } },
]

const lostIssuance = (plan: FaultPlan): readonly Confounder[] => [
  {
    kind: 'lost-issuance-hours',
    note: 'Issuance was not recorded, although people logged in.',
    values: { holes: plan.issuanceHoles.map((hole) => `${isoUtc(hole.from)}/${isoUtc(hole.to)}`) },
  },
  { kind: 'lost-issuance-records', note: 'Single issuance records were lost.', values: { share: plan.issuanceLoss } },
]
