import type { Random } from '../random.ts'

export type Client = 'desktop' | 'phone' | 'app'

/** User agents whose version moves on with the days; `day` counts from the window's start. */
export interface Agent {
  readonly client: Client
  at(day: number): string
}

/** `lag`: days by which this device updates later than the first. */
const versioned = (
  client: Client,
  first: number,
  every: number,
  lag: number,
  text: (version: number) => string,
): Agent => {
  const known = new Map<number, string>()
  return {
    client,
    at: (day) => {
      const version = first + Math.floor((day + 100 - lag) / every)
      const made = known.get(version) ?? text(version)
      known.set(version, made)
      return made
    },
  }
}

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)'
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko)'
const PHONES = ['SM-S928N', 'SM-S911N', 'SM-A546S', 'SM-F946N', 'SM-G991N', 'SM-A155N', 'LM-V510N']

const phone = (model: string): string =>
  `Mozilla/5.0 (Linux; Android 1${model.length % 5}; ${model}) AppleWebKit/537.36 (KHTML, like Gecko)`

const families = (lag: number): Readonly<Record<Client, readonly Agent[]>> => ({
  desktop: [
    versioned('desktop', 125, 28, lag, (v) => `${WINDOWS} Chrome/${v}.0.0.0 Safari/537.36`),
    versioned('desktop', 125, 28, lag, (v) => `${WINDOWS} Chrome/${v}.0.0.0 Safari/537.36 Edg/${v}.0.0.0`),
    versioned('desktop', 125, 28, lag, (v) => `${MAC} Chrome/${v}.0.0.0 Safari/537.36`),
    versioned('desktop', 20, 60, lag, (v) => `${WINDOWS} Chrome/1${v}.0.0.0 Whale/3.${v}.0.18 Safari/537.36`),
  ],
  phone: [
    ...PHONES.map((model) =>
      versioned('phone', 125, 28, lag, (v) => `${phone(model)} Chrome/${v}.0.0.0 Mobile Safari/537.36`),
    ),
    ...[16, 17, 18].map((os) =>
      versioned(
        'phone',
        1,
        45,
        lag,
        (v) =>
          `Mozilla/5.0 (iPhone; CPU iPhone OS ${os}_${v} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${os}.${v} Mobile/15E148 Safari/604.1`,
      ),
    ),
  ],
  app: [
    ...PHONES.map((model) =>
      versioned('app', 10, 14, lag, (v) => `ShopApp/5.${v}.0 (Android 1${model.length % 5}; ${model}) okhttp/4.12.0`),
    ),
    ...[16, 17, 18].map((os) =>
      versioned('app', 10, 14, lag, (v) => `ShopApp/5.${v}.1 (iPhone; iOS ${os}.${v % 6}) CFNetwork/1410`),
    ),
  ],
})

export class Agents {
  readonly #random: Random
  readonly #byLag: readonly Readonly<Record<Client, readonly Agent[]>>[]

  constructor(random: Random) {
    this.#random = random
    this.#byLag = [0, 2, 5, 12, 30, 80].map(families)
  }

  ofMember(client: Client): Agent {
    const choice = this.#byLag[Math.floor(this.#byLag.length * this.#random.unit() ** 1.6)] ?? this.#byLag[0]
    const agents = choice?.[client] ?? []
    const agent = agents[Math.floor(agents.length * this.#random.unit() ** 1.4)]
    if (agent === undefined) throw new RangeError(`no agent for ${client}`)
    return agent
  }
}
