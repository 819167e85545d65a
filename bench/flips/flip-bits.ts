import { closeSync, lstatSync, openSync, readSync, readdirSync, utimesSync, writeSync } from 'node:fs'
import path from 'node:path'
import { CASE_DB, CASE_KEY, CASE_SEAL, CASE_YAML } from '../../src/domain/case-files.ts'
import type { ManifestFile } from '../../src/domain/manifest.ts'
import { fsPath } from '../../src/domain/path-bytes.ts'
import { checkSeal } from '../../src/seal/check-seal.ts'
import { locationOf } from '../../src/stages/acquire/places.ts'
import { checkEvidence } from '../../src/stages/verify/evidence-check.ts'
import { openSqliteStore } from '../../src/store/sqlite-store.ts'

/** The evidence as it was received; ledger and documents; rows; renderings; the seal itself; key; what people told us. */
export const AREAS = ['evidence', 'store', 'lake', 'report', 'seal', 'key', 'config'] as const
export type Area = (typeof AREAS)[number]

export interface Flip {
  readonly area: Area
  readonly file: string
  readonly byte: number
  readonly bit: number
  readonly found: boolean
}

export interface FlipOptions {
  readonly flips: number
  readonly seed: number
  readonly tell?: (flip: Flip, done: number) => void
}

/**
 * Flips single bits at random places of a closed case and of its evidence, one at a time and each put back, the time
 * of the file kept as it was. The areas take turns. Found is a bit whose file is named by the two checks that `verify`
 * begins with: all files against the seal, the evidence against the manifest. What these miss, the rest of `verify`
 * is not asked.
 */
export const flipBits = async (
  dir: string,
  { flips, seed, tell = () => undefined }: FlipOptions,
): Promise<readonly Flip[]> => {
  const random = mulberry32(seed)
  const manifest = manifestOf(dir)
  const files = Object.fromEntries(AREAS.map((area) => [area, filesOf(dir, area, manifest)])) as Record<
    Area,
    readonly Place[]
  >
  const done: Flip[] = []
  for (let i = 0; i < flips; i++) {
    const area = AREAS[i % AREAS.length] ?? 'lake'
    const { place, byte } = placeIn(area, files[area], random)
    const bit = Math.floor(random() * 8)
    const undo = flipBit(place.location, byte, bit)
    const found = await isNamed(dir, place, manifest)
    undo()
    const flip = { area, file: place.name, byte, bit, found }
    done.push(flip)
    tell(flip, done.length)
  }
  return done
}

/** A file, and the name by which a check speaks of it. */
interface Place {
  readonly location: string | Buffer
  readonly name: string
}

const manifestOf = (dir: string): readonly ManifestFile[] => {
  const store = openSqliteStore(path.join(dir, CASE_DB))
  const manifest = store.list('file').map(({ body }) => body as unknown as ManifestFile)
  store.close()
  return manifest
}

const ONE_FILE = { store: CASE_DB, seal: CASE_SEAL, key: CASE_KEY, config: CASE_YAML } as const

const filesOf = (dir: string, area: Area, manifest: readonly ManifestFile[]): readonly Place[] => {
  if (area === 'evidence')
    return manifest
      .filter(({ sha256 }) => sha256 !== '')
      .map((file) => ({ location: fsPath(locationOf(dir, file)), name: file.stored ?? file.path }))
  if (area !== 'lake' && area !== 'report') return [{ location: path.join(dir, ONE_FILE[area]), name: ONE_FILE[area] }]
  return readdirSync(path.join(dir, area), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((location) => ({ location, name: path.relative(dir, location) }))
}

/** Every byte of the area is as likely as any other. */
const placeIn = (
  area: Area,
  places: readonly Place[],
  random: () => number,
): { readonly place: Place; readonly byte: number } => {
  const sizes = places.map(({ location }) => lstatSync(location).size)
  let at = Math.floor(random() * sizes.reduce((sum, size) => sum + size, 0))
  for (const [i, place] of places.entries()) {
    const size = sizes[i] ?? 0
    if (at < size) return { place, byte: at }
    at -= size
  }
  throw new Error(`nothing to flip: ${area}`)
}

const flipBit = (file: string | Buffer, byte: number, bit: number): (() => void) => {
  const { atimeMs, mtimeMs } = lstatSync(file)
  const write = (): void => {
    const handle = openSync(file, 'r+')
    const buffer = Buffer.alloc(1)
    readSync(handle, buffer, 0, 1, byte)
    buffer[0] = (buffer[0] ?? 0) ^ (1 << bit)
    writeSync(handle, buffer, 0, 1, byte)
    closeSync(handle)
    utimesSync(file, atimeMs / 1000, mtimeMs / 1000)
  }
  write()
  return write
}

const isNamed = async (dir: string, { name }: Place, manifest: readonly ManifestFile[]): Promise<boolean> => {
  const seal = await checkSeal(dir)
  const evidence = await checkEvidence(dir, manifest)
  return [...seal.failures, ...evidence.failures].some(({ values }) => values['file'] === name)
}

const mulberry32 = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
