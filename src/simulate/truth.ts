import type { HttpEvent } from './events.ts'
import type { Confounder } from './traffic/stage.ts'

/** What one actor really did, counted while it was done. */
export interface ActorTruth {
  readonly number: number
  /** His way in, as findings name it. */
  readonly vector: string
  first: number
  /** First answer that held somebody's personal data. */
  firstExposure: number
  last: number
  requests: number
  views: number
  readonly addresses: Set<string>
  readonly accounts: Set<string>
}

export class Truth {
  readonly actors: ActorTruth[] = []
  readonly byCategory = new Map<string, Set<string>>()
  readonly #named = new Set<string>()
  readonly #byOrder: { readonly account: string; readonly order: number }[] = []

  actor(vector: string): ActorTruth {
    const made = {
      number: this.actors.length + 1,
      vector,
      first: Infinity,
      firstExposure: Infinity,
      last: -Infinity,
      requests: 0,
      views: 0,
      addresses: new Set<string>(),
      accounts: new Set<string>(),
    }
    this.actors.push(made)
    return made
  }

  /** Any request of an actor that reached the logs. */
  witness({ actor: number, time, address }: HttpEvent): void {
    const actor = this.actors[number - 1]
    if (actor === undefined) return
    actor.first = Math.min(actor.first, time)
    actor.last = Math.max(actor.last, time)
    actor.requests++
    actor.addresses.add(address)
  }

  /** `order`: the order through which the account was exposed, where the request named nothing else of it. */
  exposed(actor: ActorTruth, time: number, account: string, categories: readonly string[], order: number | null): void {
    if (order === null) this.#named.add(account)
    else this.#byOrder.push({ account, order })
    actor.firstExposure = Math.min(actor.firstExposure, time)
    actor.views++
    actor.accounts.add(account)
    for (const category of categories) {
      const accounts = this.byCategory.get(category) ?? new Set<string>()
      this.byCategory.set(category, accounts.add(account))
    }
  }

  affected(): readonly string[] {
    return [...new Set(this.actors.flatMap((actor) => [...actor.accounts]))].sort()
  }

  /** Those of the affected that the logs name at all: an order's owner shows only where the owner looked at it too. */
  affectedInLogs(isShown: (order: number) => boolean): readonly string[] {
    const shown = this.#byOrder.filter(({ order }) => isShown(order)).map(({ account }) => account)
    return [...new Set([...this.#named, ...shown])].sort()
  }

  summary(facts: TruthFacts): object {
    const { actors } = this
    return {
      ...facts,
      entryVectors: [...new Set(actors.map(({ vector }) => vector))],
      firstEvent: moment(Math.min(...actors.map((a) => a.first))),
      firstExposure: moment(Math.min(...actors.map((a) => a.firstExposure))),
      lastEvent: moment(Math.max(...actors.map((a) => a.last))),
      addresses: new Set(actors.flatMap((a) => [...a.addresses])).size,
      affectedAccounts: this.affected().length,
      accountsByCategory: Object.fromEntries(
        [...this.byCategory].map(([name, set]) => [name, set.size] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
      actors: actors.map((a) => ({
        entryVector: a.vector,
        firstEvent: moment(a.first),
        firstExposure: moment(a.firstExposure),
        lastEvent: moment(a.last),
        requests: a.requests,
        views: a.views,
        addresses: a.addresses.size,
        affectedAccounts: a.accounts.size,
      })),
    }
  }
}

export interface TruthFacts {
  readonly scenario: string
  readonly evasion: string
  readonly seed: number
  readonly shape: string
  readonly members: number
  readonly from: string
  readonly to: string
  readonly confounders: readonly Confounder[]
}

const moment = (time: number): string | null => (Number.isFinite(time) ? new Date(time).toISOString() : null)

export const affectedCsv = (accounts: readonly string[]): string =>
  ['account', ...accounts].map((line) => `${line}\n`).join('')
