import { CaseProblem } from '../store/case-problem.ts'
import { makeAttack } from './attacks/index.ts'
import { isoUtc } from './calendar.ts'
import { caseYaml } from './case-yaml.ts'
import { type Evasion, EVASIONS, OPEN_UNLESS_ASKED } from './scenarios.ts'
import type { SimulationOptions, SimulationSummary } from './options.ts'
import { fileEffects, type SimulationEffects, under } from './output/effects.ts'
import { Faults, planFaults } from './output/faults.ts'
import { Journal } from './output/journal.ts'
import { type DayWriter, flush, nothingWritten, writeDay } from './output/write-day.ts'
import { tellNetworks } from './traffic/declarations.ts'
import { faultConfounders } from './traffic/fault-confounders.ts'
import { ordinaryLife } from './traffic/index.ts'
import type { Confounder, Traffic } from './traffic/stage.ts'
import { affectedCsv, Truth } from './truth.ts'
import { openWorld } from './world/open-world.ts'
import type { World } from './world/world.ts'

/** Writes a company's logs with one scenario in them, and the truth beside them. Same options, same bytes. */
export const simulate = async (
  options: SimulationOptions,
  effects: SimulationEffects = fileEffects(),
): Promise<SimulationSummary> => {
  await refuseUsedFolder(options.out, effects)
  const { world, random } = openWorld(options)
  const plan = planFaults(world.shape, world.calendar, random.fork('faults'))
  const hasAuthLog = options.scenario !== 'stolen-key-no-issuance-log'
  const truth = new Truth()
  const faults = new Faults(plan, random.fork('losses'))
  const journal = new Journal(world.shape, world.calendar, faults, hasAuthLog, (event) => truth.witness(event))
  const life = ordinaryLife({ world, journal, random: random.fork('life') })
  const evasion =
    options.evasion ?? (OPEN_UNLESS_ASKED.has(options.scenario) ? 'loud' : random.fork('evasion').pick(EVASIONS))
  const attack = makeAttack(options.scenario, { world, journal, random: random.fork('attack'), truth, evasion })
  const logs = under(options.out, 'logs')
  const writer: DayWriter = {
    world,
    plan,
    effects,
    logs,
    random: random.fork('writing'),
    tails: new Map(),
    pending: [],
    written: nothingWritten(),
  }
  await letDaysPass([...life.all, ...attack], journal, writer)
  const confounders = [...confoundersOf(life.all), ...faultConfounders(world, plan, writer.written, hasAuthLog)]
  await writeTruth({ ...options, evasion }, world, truth, confounders, effects)
  const config = options.withConfig === false ? null : under(options.out, 'case.yaml')
  if (config !== null)
    await effects.write(
      config,
      caseYaml({ shape: world.shape, hasAuthLog, ...tellNetworks(life, random.fork('declarations')) }),
    )
  const { lines, bytes, files } = writer.written
  const { scenario } = options
  const affected = truth.affected().length
  return {
    scenario,
    evasion,
    shape: world.shape.name,
    lines,
    bytes,
    files: files.size,
    affected,
    logs,
    truth: under(options.out, 'truth'),
    config,
  }
}

const letDaysPass = async (everybody: readonly Traffic[], journal: Journal, writer: DayWriter): Promise<void> => {
  const { days } = writer.world.calendar
  for (let day = 0; day < days; day++) {
    for (const traffic of everybody) traffic.day(day)
    const taken = journal.take(day)
    await writeDay(writer, day, taken)
    journal.recycle(taken)
    writer.effects.progress({ day: day + 1, days, lines: writer.written.lines })
  }
  await flush(writer)
}

const confoundersOf = (traffic: readonly Traffic[]): readonly Confounder[] =>
  traffic.flatMap(({ confounder }) => (confounder === null ? [] : [confounder]))

const writeTruth = async (
  { scenario, seed, members, out, evasion }: SimulationOptions & { readonly evasion: Evasion },
  { shape, calendar, orders }: World,
  truth: Truth,
  confounders: readonly Confounder[],
  effects: SimulationEffects,
): Promise<void> => {
  const facts = {
    scenario,
    evasion,
    seed,
    shape: shape.name,
    members,
    from: isoUtc(calendar.start),
    to: isoUtc(calendar.end),
    confounders,
  }
  await effects.write(under(out, 'truth/affected.csv'), affectedCsv(truth.affected()))
  const inLogs = truth.affectedInLogs((order) => orders.isShown(order))
  await effects.write(under(out, 'truth/affected-in-logs.csv'), affectedCsv(inLogs))
  await effects.write(under(out, 'truth/truth.json'), `${JSON.stringify(truth.summary(facts), null, 2)}\n`)
}

const refuseUsedFolder = async (out: string, effects: SimulationEffects): Promise<void> => {
  const names = await effects.list(out)
  const taken = names.filter((name) => ['logs', 'truth', 'case.yaml'].includes(name))
  if (taken.length > 0)
    throw new CaseProblem({ code: 'simulate/folder-in-use', values: { folder: out, found: taken.sort().join(', ') } })
}
