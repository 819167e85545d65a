import { closeSync, lstatSync, openSync, readSync, readdirSync, utimesSync, writeSync } from 'node:fs'
import path from 'node:path'
import type { ManifestFile } from '../../src/domain/manifest.ts'
import { checkSeal } from '../../src/seal/check-seal.ts'
import { checkEvidence } from '../../src/stages/verify/evidence-check.ts'
import { openSqliteStore } from '../../src/store/sqlite-store.ts'

export const AREAS = ['evidence', 'ledger', 'lake', 'report', 'seal'] as const
export type Area = (typeof AREAS)[number]

export interface Flip {
  readonly area: Area
  readonly file: string
  readonly byte: number
  readonly bit: number
  readonly found: boolean
}

/**
 * Flips single bits at random places of a closed case and of its evidence, one at a time and each put back, the time
 * of the file kept as it was; says for each whether verification named the file.
 */
export const flipBits = async (dir: string, flips: number, seed: number): Promise<readonly Flip[]> => {
  const random = mulberry32(seed)
  const manifest = manifestOf(dir)
  const files = Object.fromEntries(AREAS.map((area) => [area, filesOf(dir, area, manifest)])) as Record<
    Area,
    readonly string[]
  >
  const done: Flip[] = []
  for (let i = 0; i < flips; i++) {
    const area = AREAS[i % AREAS.length] ?? 'lake'
    const { file, byte } = placeIn(files[area], random)
    const bit = Math.floor(random() * 8)
    const undo = flip(file, byte, bit)
    const found = await finds(dir, area, file, manifest)
    undo()
    done.push({ area, file, byte, bit, found })
  }
  return done
}

const manifestOf = (dir: string): readonly ManifestFile[] => {
  const store = openSqliteStore(path.join(dir, 'case.db'))
  const manifest = store.list('file').map(({ body }) => body as unknown as ManifestFile)
  store.close()
  return manifest
}

const filesOf = (dir: string, area: Area, manifest: readonly ManifestFile[]): readonly string[] => {
  if (area === 'evidence') return manifest.map((file) => file.path)
  if (area === 'ledger') return [path.join(dir, 'case.db')]
  if (area === 'seal') return [path.join(dir, 'case.seal')]
  return readdirSync(path.join(dir, area), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
}

/** Every byte of the area is as likely as any other. */
const placeIn = (files: readonly string[], random: () => number): { readonly file: string; readonly byte: number } => {
  const sizes = files.map((file) => lstatSync(file).size)
  let at = Math.floor(random() * sizes.reduce((sum, size) => sum + size, 0))
  for (const [i, file] of files.entries()) {
    const size = sizes[i] ?? 0
    if (at < size) return { file, byte: at }
    at -= size
  }
  throw new Error('nothing to flip')
}

const flip = (file: string, byte: number, bit: number): (() => void) => {
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

const finds = async (dir: string, area: Area, file: string, manifest: readonly ManifestFile[]): Promise<boolean> => {
  const failures = area === 'evidence' ? (await checkEvidence(dir, manifest)).failures : (await checkSeal(dir)).failures
  const name = area === 'evidence' ? file : path.relative(dir, file)
  return failures.some(({ values }) => values['file'] === name)
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
