import { type Calendar, HOUR, MINUTE, SECOND } from '../calendar.ts'
import type { AuthEvent } from '../events.ts'
import type { Random } from '../random.ts'
import type { Shape } from '../shapes/shape.ts'

/** What goes wrong with logs in any company, drawn once for the whole window. */
export interface FaultPlan {
  /** One web host's clock: milliseconds it is ahead, until the time it is set right. */
  readonly skewedHost: number
  readonly skew: number
  readonly skewUntil: number
  /** Hours in which the log-in service wrote no issuance. */
  readonly issuanceHoles: readonly { readonly from: number; readonly to: number }[]
  /** Share of single issuance records that were lost. */
  readonly issuanceLoss: number
  readonly lateShare: number
  readonly brokenShare: number
  /** Probability that a rotation sends its last lines again. */
  readonly repeatChance: number
}

export const planFaults = (shape: Shape, calendar: Calendar, random: Random): FaultPlan => {
  const length = calendar.end - calendar.start
  const holes = Array.from({ length: random.whole(1, 2) }, () => {
    const from = calendar.start + Math.floor(random.between(0.05, 0.9) * length)
    return { from, to: from + Math.floor(random.between(1, Math.min(6, calendar.days)) * HOUR) }
  })
  return {
    skewedHost: random.below(shape.hosts.length),
    skew: Math.round(random.chance(0.5) ? random.between(-40, -4) : random.between(5, 90)) * SECOND,
    skewUntil: random.chance(0.6) ? calendar.end : calendar.start + Math.floor(random.between(0.5, 0.9) * length),
    issuanceHoles: holes.sort((a, b) => a.from - b.from),
    issuanceLoss: random.logBetween(0.0001, 0.003),
    lateShare: random.logBetween(0.0001, 0.001),
    brokenShare: random.logBetween(0.000002, 0.00002),
    repeatChance: random.between(0.05, 0.3),
  }
}

export class Faults {
  readonly plan: FaultPlan
  readonly #random: Random

  constructor(plan: FaultPlan, random: Random) {
    this.plan = plan
    this.#random = random
  }

  skew(host: number, time: number): number {
    return host === this.plan.skewedHost && time < this.plan.skewUntil ? this.plan.skew : 0
  }

  losesIssuance(event: AuthEvent, issuesAtLogon: boolean): boolean {
    const issues = event.action === 'issue' || event.action === 'refresh' || (issuesAtLogon && event.action === 'logon')
    if (!issues) return false
    if (this.#random.chance(this.plan.issuanceLoss)) return true
    return this.plan.issuanceHoles.some((hole) => event.time >= hole.from && event.time < hole.to)
  }

  /** Milliseconds by which a line comes to the file after its time. */
  lateness(): number {
    return this.#random.chance(this.plan.lateShare) ? Math.round(this.#random.between(5 * SECOND, 2 * MINUTE)) : 0
  }
}
