import { CaseProblem } from '../../store/case-problem.ts'
import type { SimulationOptions } from '../options.ts'
import { Random } from '../random.ts'
import { SHAPES } from '../shapes/index.ts'
import type { Shape } from '../shapes/shape.ts'
import { makeWorld, type World } from './world.ts'

export type WorldOptions = Pick<SimulationOptions, 'seed' | 'members' | 'days' | 'shape'>

/** The company these options lead to, and the generator that everything else in the run forks from. */
export const openWorld = (options: WorldOptions): { readonly world: World; readonly random: Random } => {
  const random = new Random(`mapae/${options.seed}`)
  return { world: makeWorld(chooseShape(options, random), options.members, options.days, random.fork('world')), random }
}

const chooseShape = ({ shape }: WorldOptions, random: Random): Shape => {
  if (shape === undefined) return random.fork('shape').pick(SHAPES)
  const found = SHAPES.find((each) => each.name === shape)
  if (found === undefined)
    throw new CaseProblem({
      code: 'simulate/unknown-shape',
      values: { shape, known: SHAPES.map((each) => each.name).join(', ') },
    })
  return found
}
