import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { CaseConfig } from '../../src/domain/case-config.ts'
import { SHAPES } from '../../src/simulate/shapes/index.ts'
import { openWorld } from '../../src/simulate/world/open-world.ts'
import { simulateInMemory } from './memory.ts'
import { plainReader } from './plain-reader.ts'

const runs = await Promise.all(
  SHAPES.map(async (shape) => ({
    shape,
    run: await simulateInMemory({ scenario: 'clean', seed: 2, members: 300, days: 3, shape: shape.name }),
  })),
)

test('the shapes write in different formats, with different ids and tokens', () => {
  const distinct = (of: (shape: (typeof SHAPES)[number]) => unknown): number => new Set(SHAPES.map(of)).size
  expect(distinct(({ access }) => access)).toBeGreaterThanOrEqual(5)
  expect(distinct(({ ids }) => ids)).toBeGreaterThanOrEqual(5)
  expect(distinct(({ routes }) => routes)).toBeGreaterThanOrEqual(5)
  expect(distinct(({ credentials }) => credentials)).toBe(4)
})

test('seeds lead to different shapes', () => {
  const names = Array.from({ length: 40 }, (_, seed) => openWorld({ seed, members: 5, days: 1 }).world.shape.name)
  expect(new Set(names).size).toBe(SHAPES.length)
})

test.each(runs)('$shape.name: access lines read by the format it declares', ({ shape, run }) => {
  const read = plainReader(shape)
  const accounts = new Set(openWorld({ seed: 2, members: 300, days: 3, shape: shape.name }).world.members.ids.members)
  const lines = run.lines.flatMap(({ text }) => read(text) ?? [])
  expect(lines.length).toBeGreaterThan(500)
  expect(lines.filter(({ account }) => accounts.has(account)).length).toBeGreaterThan(100)
  expect(new Set(lines.map(({ status }) => status)).size).toBeGreaterThan(3)
})

test.each(runs)('$shape.name: case.yaml names every file and every personal route', ({ shape, run }) => {
  const config = parse(run.text('out/case.yaml')) as CaseConfig
  const patterns = (config.sources ?? []).map(
    ({ match }) => new RegExp(`/${match.replace('**/', '').replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`),
  )
  const logs = [...run.files.keys()].filter((path) => path.startsWith('out/logs/'))
  for (const path of logs) expect(patterns.filter((pattern) => pattern.test(path)).length, path).toBe(1)
  expect(config.routes?.map(({ route }) => route)).toEqual(
    expect.arrayContaining(Object.values(shape.routes.personal).map(({ route }) => route)),
  )
})

test('a company may tell nothing', async () => {
  const run = await simulateInMemory({ scenario: 'clean', seed: 2, members: 100, days: 2, withConfig: false })
  expect(run.summary.config).toBeNull()
  expect(run.files.has('out/case.yaml')).toBe(false)
})
