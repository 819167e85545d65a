import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SCENARIOS } from '../../src/simulate/scenarios.ts'
import { simulate } from '../../src/simulate/simulate.ts'
import { simulateInMemory } from './memory.ts'

const SIZE = { members: 300, days: 3 }

test.each(SCENARIOS)('same seed, same bytes: $id', async ({ id }) => {
  const [one, two] = [
    await simulateInMemory({ scenario: id, seed: 7, ...SIZE }),
    await simulateInMemory({ scenario: id, seed: 7, ...SIZE }),
  ]
  expect([...one.files.keys()]).toEqual([...two.files.keys()])
  for (const [path, bytes] of one.files) expect(two.files.get(path)?.equals(bytes), path).toBe(true)
})

test('another seed, other bytes', async () => {
  const [one, two] = [
    await simulateInMemory({ scenario: 'clean', seed: 1, ...SIZE }),
    await simulateInMemory({ scenario: 'clean', seed: 2, ...SIZE }),
  ]
  expect([...one.files.values()].some((bytes, i) => bytes.equals([...two.files.values()][i] ?? Buffer.alloc(0)))).toBe(
    false,
  )
})

test('an attack adds to the log and leaves everybody else as they were', async () => {
  const options = { seed: 9, shape: 'java-mall', ...SIZE }
  const clean = await simulateInMemory({ scenario: 'clean', ...options })
  const attacked = await simulateInMemory({ scenario: 'missing-authentication', ...options })
  const others = attacked.lines.filter(({ actor }) => actor === 0).length
  expect(Math.abs(others - clean.lines.length)).toBeLessThan(clean.lines.length * 0.05)
})

test('writes logs, truth and case.yaml to the folder, and refuses to write there twice', async () => {
  const out = await mkdtemp(join(tmpdir(), 'mapae-simulate-'))
  try {
    const options = { scenario: 'clean', seed: 1, members: 50, days: 1, out } as const
    const summary = await simulate(options)
    expect((await readdir(out)).sort()).toEqual(['case.yaml', 'logs', 'truth'])
    expect(summary.lines).toBeGreaterThan(100)
    await expect(simulate(options)).rejects.toMatchObject({ code: 'simulate/folder-in-use' })
  } finally {
    await rm(out, { recursive: true })
  }
})

test('says which shapes there are when asked for one there is not', async () => {
  await expect(simulateInMemory({ scenario: 'clean', seed: 1, shape: 'bank', ...SIZE })).rejects.toMatchObject({
    code: 'simulate/unknown-shape',
  })
})
