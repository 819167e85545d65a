import { ask, type Visit } from '../traffic/visit.ts'
import type { PersonalRoute } from '../routes/route-book.ts'
import type { Evasion } from '../scenarios.ts'
import type { Stage, Traffic } from '../traffic/stage.ts'
import type { ActorTruth, Truth } from '../truth.ts'

export interface AttackStage extends Stage {
  readonly truth: Truth
  readonly evasion: Evasion
}

export interface Attack extends Traffic {
  readonly confounder: null
}

export interface Reading {
  readonly route: PersonalRoute
  readonly account: string
  readonly item: string
  readonly status: number
  /** Whose data the answer held; null for nobody's. */
  readonly subject: string | null
  /** The order asked for, where only that says whose data it is. */
  readonly order: number | null
}

/** One request for personal data, and the truth about it. */
export const read = (stage: AttackStage, actor: ActorTruth, visit: Visit, reading: Reading): void => {
  const { route, account, item, status, subject, order } = reading
  const bytes = subject === null ? 240 : route.bytes
  if (!ask(stage.journal, stage.random, visit, { target: route.target(account, item), status, bytes })) return
  if (status === 200 && subject !== null)
    stage.truth.exposed(actor, Math.floor(visit.time), subject, route.returns, order)
}

/** Work spread over the days on which it falls; `at` ascending. */
export const byDay = <T extends { readonly at: number }>(
  stage: Stage,
  items: Iterable<T>,
): ReadonlyMap<number, readonly T[]> => {
  const days = new Map<number, T[]>()
  for (const item of items) {
    const day = stage.world.calendar.dayOf(item.at)
    const known = days.get(day)
    if (known === undefined) days.set(day, [item])
    else known.push(item)
  }
  return days
}
