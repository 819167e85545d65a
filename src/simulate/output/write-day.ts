import type { World } from '../world/world.ts'
import type { FaultPlan } from './faults.ts'
import type { Random } from '../random.ts'
import { type SimulationEffects, under } from './effects.ts'
import type { Lines } from './journal.ts'

export interface Written {
  lines: number
  bytes: number
  readonly files: Set<string>
  repeated: number
  broken: number
}

export interface DayWriter {
  readonly world: World
  readonly plan: FaultPlan
  readonly random: Random
  readonly effects: SimulationEffects
  readonly logs: string
  readonly written: Written
  /** Last lines of each file of the day before, which a shipper may send again. */
  readonly tails: Map<string, Block>
}

interface Block {
  readonly texts: readonly string[]
  readonly actors: readonly number[]
}

const BLOCK = 50_000

/** Writes the lines of one day, file by file, in the order in which they reached the files. */
export const writeDay = async (writer: DayWriter, day: number, streams: ReadonlyMap<string, Lines>): Promise<void> => {
  for (const stream of [...streams.keys()].sort()) {
    const lines = streams.get(stream)
    if (lines === undefined) continue
    const block = withFaults(writer, stream, inOrder(lines))
    await writeFileOf(writer, stream, day, block)
  }
}

const inOrder = (lines: Lines): Block => {
  const order = Uint32Array.from(lines.times, (_, i) => i)
  const { times } = lines
  order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b)
  return { texts: Array.from(order, (i) => lines.texts[i] ?? ''), actors: Array.from(order, (i) => lines.actors[i] ?? 0) }
}

/** A shipper that restarts at rotation sends yesterday's last lines again; a few lines break on the way. */
const withFaults = ({ plan, random, tails, written }: DayWriter, stream: string, block: Block): Block => {
  const tail = tails.get(stream)
  const size = random.whole(20, 300)
  tails.set(stream, { texts: block.texts.slice(-size), actors: block.actors.slice(-size) })
  const repeats = tail !== undefined && random.chance(plan.repeatChance)
  if (repeats) written.repeated += tail.texts.length
  const texts = repeats ? [...tail.texts, ...block.texts] : [...block.texts]
  const actors = repeats ? [...tail.actors, ...block.actors] : block.actors
  for (let n = random.poisson(texts.length * plan.brokenShare + 0.02); n > 0; n--) {
    const at = random.below(texts.length)
    if (actors[at] !== 0) continue
    texts[at] = broken(texts[at] ?? '', random)
    written.broken++
  }
  return { texts, actors }
}

const broken = (text: string, random: Random): string => {
  const cut = random.below(Math.max(1, text.length - 2)) + 1
  return random.chance(0.6) ? text.slice(0, cut) : `\u0000\u0000\u0000${text.slice(cut)}`
}

const writeFileOf = async ({ world, effects, logs, written }: DayWriter, stream: string, day: number, block: Block): Promise<void> => {
  const { files } = world.shape
  const label = world.calendar.label(day)
  const name = stream === '' ? files.auth(label) : files.access(stream, label)
  const packed = files.gzip && stream !== '' && day < world.calendar.days - 1
  const path = under(logs, packed ? `${name}.gz` : name)
  for (let from = 0; from < block.texts.length; from += BLOCK) {
    const bytes = Buffer.from(`${block.texts.slice(from, from + BLOCK).join('\n')}\n`)
    await effects.append(path, packed ? await effects.compress(bytes) : bytes)
    written.bytes += bytes.length
  }
  written.lines += block.texts.length
  written.files.add(path)
  block.texts.forEach((text, i) => effects.observe?.(path, text, block.actors[i] ?? 0))
}
