import type { AccountIds } from '../account-ids.ts'
import type { Credential } from '../events.ts'
import type { Random } from '../random.ts'
import { Weighted } from '../weighted.ts'
import type { Agent, Agents, Client } from './agents.ts'
import type { Networks } from './networks.ts'

/** A browser or app of one member, with whatever log-in it keeps. */
export interface Device {
  readonly id: string
  readonly agent: Agent
  credential: Credential | null
  /** Until when an app may renew its token. */
  renewable: number
}

export interface Member {
  readonly number: number
  readonly account: string
  readonly devices: readonly Device[]
  readonly carrier: number
  /** Office number, or -1. */
  readonly office: number
  household: string
}

/** Members come to be when they are first seen; only the active ones cost memory. */
export class Members {
  readonly ids: AccountIds
  readonly activity: Weighted
  readonly #known: (Member | undefined)[] = []
  readonly #random: Random
  readonly #agents: Agents
  readonly #networks: Networks

  constructor(ids: AccountIds, random: Random, agents: Agents, networks: Networks) {
    this.ids = ids
    this.#random = random
    this.#agents = agents
    this.#networks = networks
    this.activity = new Weighted(Float64Array.from(ids.members, () => random.logNormal(1, 1.15)))
  }

  get count(): number {
    return this.ids.members.length
  }

  account(number: number): string {
    return this.ids.members[number] ?? ''
  }

  get(number: number): Member {
    const known = this.#known[number]
    if (known !== undefined) return known
    const made = this.#make(number)
    this.#known[number] = made
    return made
  }

  #make(number: number): Member {
    const random = this.#random
    const clients: readonly Client[] = random.pick(HABITS)
    return {
      number,
      account: this.account(number),
      devices: clients.map((client) => ({
        id: client === 'app' ? random.hex(16) : '',
        agent: this.#agents.ofMember(client),
        credential: null,
        renewable: 0,
      })),
      carrier: random.below(3),
      office: random.chance(0.35) ? random.below(this.#networks.officeCount) : -1,
      household: this.#networks.household(),
    }
  }
}

const HABITS: readonly (readonly Client[])[] = [
  ['app'],
  ['app'],
  ['app'],
  ['phone'],
  ['phone'],
  ['desktop'],
  ['app', 'desktop'],
  ['app', 'desktop'],
  ['phone', 'desktop'],
  ['app', 'phone', 'desktop'],
]
