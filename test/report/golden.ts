import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'

const FOLDER = join(import.meta.dirname, 'golden')

/** Compares with a file under `golden/`; writes it only when asked to, and never under CI. */
export const expectGolden = (name: string, text: string): void => {
  const path = join(FOLDER, name)
  const update = process.env['MAPAE_UPDATE_GOLDEN'] === '1' && process.env['CI'] === undefined
  if (update) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  expect(existsSync(path), `${name} is missing: run with MAPAE_UPDATE_GOLDEN=1`).toBe(true)
  expect(text).toBe(readFileSync(path, 'utf8'))
}
