import { CaseProblem } from '../store/case-problem.ts'
import { makeAttack, VECTORS } from './attacks/index.ts'
import { caseYaml } from './case-yaml.ts'
import { isoUtc } from './calendar.ts'
import type { SimulationOptions, SimulationSummary } from './options.ts'
import { fileEffects, type SimulationEffects, under } from './output/effects.ts'
import { Faults, planFaults } from './output/faults.ts'
import { Journal } from './output/journal.ts'
import { type DayWriter, flush, writeDay } from './output/write-day.ts'
import { Random } from './random.ts'
import { SHAPES } from './shapes/index.ts'
import type { Shape } from './shapes/shape.ts'
import { tellNetworks } from './traffic/declarations.ts'
import { ordinaryLife } from './traffic/index.ts'
import { faultConfounders } from './traffic/fault-confounders.ts'
import { affectedCsv, Truth } from './truth.ts'
import { makeWorld } from './world/world.ts'

/** Writes a company's logs with one scenario in them, and the truth beside them. Same options, same bytes. */
export const simulate = async (options: SimulationOptions, effects: SimulationEffects = fileEffects()): Promise<SimulationSummary> => {
  await refuseUsedFolder(options.out, effects)
  const random = new Random(`mapae/${options.seed}`)
  const shape = chooseShape(options, random)
  const world = makeWorld(shape, options.members, options.days, random.fork('world'))
  const plan = planFaults(shape, world.calendar, random.fork('faults'))
  const hasAuthLog = options.scenario !== 'stolen-key-no-issuance-log'
  const truth = new Truth(VECTORS[options.scenario])
  const journal = new Journal(shape, world.calendar, new Faults(plan, random.fork('losses')), hasAuthLog, (event) => truth.witness(event))
  const life = ordinaryLife({ world, journal, random: random.fork('life') })
  const attack = makeAttack(options.scenario, { world, journal, random: random.fork('attack'), truth })
  const logs = under(options.out, 'logs')
  const writer: DayWriter = {
    world, plan, effects, logs, random: random.fork('writing'), tails: new Map(), pending: [],
    written: { lines: 0, bytes: 0, files: new Set(), repeated: 0, broken: 0 },
  }
  for (let day = 0; day < options.days; day++) {
    for (const traffic of [...life.all, ...attack]) traffic.day(day)
    await writeDay(writer, day, journal.take(day))
    effects.progress({ day: day + 1, days: options.days, lines: writer.written.lines })
  }
  await flush(writer)
  const affected = truth.affected()
  const confounders = [...life.all.flatMap((t) => (t.confounder === null ? [] : [t.confounder])), ...faultConfounders(world, plan, writer.written, hasAuthLog)]
  await effects.write(under(options.out, 'truth/affected.csv'), affectedCsv(affected))
  const { scenario, seed, members } = options
  const facts = { scenario, seed, shape: shape.name, members, from: isoUtc(world.calendar.start), to: isoUtc(world.calendar.end), confounders }
  await effects.write(under(options.out, 'truth/truth.json'), `${JSON.stringify(truth.summary(facts), null, 2)}\n`)
  const config = options.withConfig === false ? null : under(options.out, 'case.yaml')
  if (config !== null) await effects.write(config, caseYaml({ shape, hasAuthLog, ...tellNetworks(life, random.fork('declarations')) }))
  const { lines, bytes, files } = writer.written
  return {
    scenario, shape: shape.name, lines, bytes, files: files.size, affected: affected.length,
    logs, truth: under(options.out, 'truth'), config,
  }
}

const refuseUsedFolder = async (out: string, effects: SimulationEffects): Promise<void> => {
  const names = await effects.list(out)
  const taken = names.filter((name) => ['logs', 'truth', 'case.yaml'].includes(name))
  if (taken.length > 0) throw new CaseProblem({ code: 'simulate/folder-in-use', values: { folder: out, found: taken.sort().join(', ') } })
}

const chooseShape = ({ shape }: SimulationOptions, random: Random): Shape => {
  if (shape === undefined) return random.fork('shape').pick(SHAPES)
  const found = SHAPES.find((each) => each.name === shape)
  if (found === undefined) throw new CaseProblem({ code: 'simulate/unknown-shape', values: { shape, known: SHAPES.map((each) => each.name).join(', ') } })
  return found
}
