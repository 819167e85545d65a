import type { Random } from '../random.ts'
import type { World } from '../world/world.ts'
import { type SimulationEffects, under } from './effects.ts'
import type { FaultPlan } from './faults.ts'
import type { LineBuffer } from './line-buffer.ts'

export interface Written {
  lines: number
  bytes: number
  readonly files: Set<string>
  repeated: number
  broken: number
}

export const nothingWritten = (): Written => ({ lines: 0, bytes: 0, files: new Set(), repeated: 0, broken: 0 })

export interface DayWriter {
  readonly world: World
  readonly plan: FaultPlan
  readonly random: Random
  readonly effects: SimulationEffects
  readonly logs: string
  readonly written: Written
  /** Last lines of each file of the day before, which a shipper may send again. */
  readonly tails: Map<string, LineBuffer>
  /** Bytes of the last day, being compressed while the next day happens. */
  readonly pending: { readonly path: string; readonly bytes: Promise<Uint8Array> }[]
}

/** Lines for one file, in order; `broken` holds what became of some. */
interface Batch {
  readonly buffer: LineBuffer
  readonly order: Uint32Array
  readonly broken: ReadonlyMap<number, Uint8Array>
}

const BLOCK = 50_000

/** Hands over the lines of one day, file by file, in the order in which they reached the files. `flush` ends it. */
export const writeDay = async (
  writer: DayWriter,
  day: number,
  streams: ReadonlyMap<string, LineBuffer>,
): Promise<void> => {
  await flush(writer)
  for (const stream of [...streams.keys()].sort()) {
    const lines = streams.get(stream)
    if (lines === undefined) continue
    const order = lines.inOrder()
    const file = openDayFile(writer, stream, day)
    for (const batch of [
      ...repeats(writer, stream, lines, order),
      { buffer: lines, order, broken: breakSome(writer, lines, order) },
    ]) {
      writeBatch(writer, file, batch)
    }
  }
}

export const flush = async ({ effects, pending }: DayWriter): Promise<void> => {
  for (const { path, bytes } of pending.splice(0)) await effects.append(path, await bytes)
}

/** A shipper that restarts at rotation sends yesterday's last lines again. */
const repeats = (
  { plan, random, tails, written }: DayWriter,
  stream: string,
  lines: LineBuffer,
  order: Uint32Array,
): readonly Batch[] => {
  const tail = tails.get(stream)
  tails.set(stream, lines.select(order.subarray(Math.max(0, order.length - random.whole(20, 300)))))
  if (!random.chance(plan.repeatChance) || tail === undefined) return []
  written.repeated += tail.count
  return [{ buffer: tail, order: Uint32Array.from({ length: tail.count }, (_, i) => i), broken: new Map() }]
}

/** A few lines break on the way; never those of an attack, so that the truth can be counted again. */
const breakSome = ({ plan, random, written }: DayWriter, lines: LineBuffer, order: Uint32Array): Batch['broken'] => {
  const broken = new Map<number, Uint8Array>()
  for (let n = random.poisson(order.length * plan.brokenShare + 0.02); n > 0; n--) {
    const index = order[random.below(order.length)] ?? 0
    if (lines.actor(index) === 0) broken.set(index, brokenLine(lines.line(index), random))
  }
  written.broken += broken.size
  return broken
}

const brokenLine = (bytes: Uint8Array, random: Random): Uint8Array => {
  const cut = random.below(Math.max(1, bytes.length - 2)) + 1
  return random.chance(0.6) ? bytes.slice(0, cut) : Buffer.concat([Buffer.alloc(3), bytes.subarray(cut)])
}

interface DayFile {
  readonly path: string
  readonly packed: boolean
}

const openDayFile = ({ world, logs, written }: DayWriter, stream: string, day: number): DayFile => {
  const { files } = world.shape
  const label = world.calendar.label(day)
  const name = stream === '' ? files.auth(label) : files.access(stream, label)
  const packed = files.gzip && stream !== '' && day < world.calendar.days - 1
  const path = under(logs, packed ? `${name}.gz` : name)
  written.files.add(path)
  return { path, packed }
}

const writeBatch = ({ effects, written, pending }: DayWriter, { path, packed }: DayFile, batch: Batch): void => {
  for (let from = 0; from < batch.order.length; from += BLOCK) {
    const indexes = batch.order.subarray(from, from + BLOCK)
    const bytes = joined(batch, indexes)
    pending.push({ path, bytes: packed ? effects.compress(bytes) : Promise.resolve(bytes) })
    written.bytes += bytes.length
    written.lines += indexes.length
    if (effects.observe !== undefined) observe(path, batch, indexes, effects)
  }
}

const joined = ({ buffer, broken }: Batch, indexes: Uint32Array): Buffer => {
  let size = 0
  for (const index of indexes) size += (broken.get(index)?.length ?? buffer.length(index)) + 1
  const whole = Buffer.allocUnsafe(size)
  let at = 0
  for (const index of indexes) {
    const instead = broken.get(index)
    if (instead === undefined) at = buffer.copy(index, whole, at)
    else whole.set(instead, at)
    at += instead?.length ?? 0
    whole[at++] = 10
  }
  return whole
}

const observe = (path: string, { buffer, broken }: Batch, indexes: Uint32Array, effects: SimulationEffects): void => {
  for (const index of indexes) {
    effects.observe?.(
      path,
      Buffer.from(broken.get(index) ?? buffer.line(index)).toString('latin1'),
      buffer.actor(index),
    )
  }
}
