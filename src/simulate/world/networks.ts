import type { Random } from '../random.ts'

/**
 * Addresses nobody can have: IPv4 from 240.0.0.0/4 (reserved), IPv6 from 2001:db8::/32 (documentation), and the
 * company's own from 10.0.0.0/8 and 203.0.113.0/24.
 */
export class Networks {
  readonly #random: Random
  readonly #carriers: readonly (readonly string[])[]
  readonly #offices: readonly string[]
  readonly officeCount: number

  constructor(random: Random, members: number) {
    this.#random = random
    const perCarrier = Math.max(1, Math.round(members / 1200))
    this.#carriers = [245, 246, 247].map((first) => Array.from({ length: perCarrier }, () => within(random, first)))
    this.officeCount = Math.max(2, Math.round(members / 120))
    this.#offices = Array.from({ length: this.officeCount }, () => within(random, 244))
  }

  household(): string {
    return this.#random.chance(0.2)
      ? `2001:db8:${this.#random.hex(4)}:${this.#random.hex(4)}:`
      : within(this.#random, this.#random.whole(241, 243))
  }

  /** A household's address today; an IPv6 one changes its lower half. */
  outOf(household: string): string {
    return household.endsWith(':') ? `${household}:${this.#random.hex(4)}:${this.#random.hex(4)}` : household
  }

  /** Hundreds of people stand behind each of these. */
  mobile(carrier: number): string {
    const pool = this.#carriers[carrier % this.#carriers.length] ?? []
    return this.#random.pick(pool)
  }

  carrierAddresses(): readonly string[] {
    return this.#carriers.flat()
  }

  office(number: number): string {
    return this.#offices[number % this.#offices.length] ?? '203.0.113.1'
  }

  hosting(): string {
    return within(this.#random, this.#random.whole(250, 253))
  }
}

const within = (random: Random, first: number): string =>
  `${first}.${random.below(256)}.${random.below(256)}.${random.whole(1, 254)}`
