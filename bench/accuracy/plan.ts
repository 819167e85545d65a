import { EVASIONS, type Evasion, type Scenario } from '../../src/simulate/scenarios.ts'
import { SHAPES } from '../../src/simulate/shapes/index.ts'

export interface Planned {
  readonly scenario: Scenario
  readonly seed: number
  readonly shape: string | undefined
  readonly evasion: Evasion | undefined
}

export interface Wish {
  readonly scenarios: readonly Scenario[]
  readonly first: number
  readonly seeds: number
  readonly shape: string | undefined
  readonly evasion: Evasion | undefined
}

/** Every scenario with every seed; shape and evasion, unless asked for, as the seed says. */
export const planRuns = ({ scenarios, first, seeds, shape, evasion }: Wish): readonly Planned[] =>
  scenarios.flatMap((scenario) =>
    Array.from({ length: seeds }, (_, i) => ({ scenario, seed: first + i, shape, evasion })),
  )

/**
 * Every scenario at every level of evasion with every seed; the shapes of companies take turns over the runs, from another
 * one for another first seed. A log without an attack has no levels.
 */
export const planMatrix = (wish: Wish): readonly Planned[] =>
  wish.scenarios
    .flatMap((scenario) =>
      levelsOf(scenario, wish).flatMap((evasion) => planRuns({ ...wish, scenarios: [scenario], evasion })),
    )
    .map((planned, i) => ({ ...planned, shape: wish.shape ?? SHAPES[(wish.first + i) % SHAPES.length]?.name }))

const levelsOf = (scenario: Scenario, { evasion }: Wish): readonly Evasion[] => {
  if (evasion !== undefined) return [evasion]
  return scenario === 'clean' ? ['loud'] : EVASIONS
}
