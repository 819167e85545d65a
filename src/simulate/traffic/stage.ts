import type { World } from '../world/world.ts'
import type { Journal } from '../output/journal.ts'
import type { Random } from '../random.ts'

/** What everybody who makes traffic needs. */
export interface Stage {
  readonly world: World
  readonly journal: Journal
  readonly random: Random
}

/** Whoever makes traffic: asked once for every day of the window, in order. */
export interface Traffic {
  /** What to record of it beside the logs. */
  readonly confounder: Confounder | null
  day(day: number): void
}

/** Something of normal life that looks like an attack. */
export interface Confounder {
  readonly kind: string
  readonly note: string
  readonly values: Readonly<Record<string, string | number | boolean | readonly string[]>>
}
