import { describe, expect, test } from 'vitest'
import { SCENARIOS } from '../../src/simulate/scenarios.ts'
import { SHAPES } from '../../src/simulate/shapes/index.ts'
import { authLines, simulateInMemory, truthOf } from './memory.ts'
import { plainReader } from './plain-reader.ts'

const EVERYWHERE = [
  'broken-lines',
  'call-centre',
  'carrier-nat',
  'crawler',
  'duplicated-lines',
  'health-check',
  'late-lines',
  'load-test',
  'long-lived-session',
  'marketing-push',
  'office',
  'partner-server',
  'password-reset-wave',
  'price-scraper',
  'skewed-clock',
]

test.each(SCENARIOS)('every confounder is recorded: $id', async ({ id }) => {
  const kinds = truthOf(await simulateInMemory({ scenario: id, seed: 3, members: 300, days: 3 })).confounders.map(
    ({ kind }) => kind,
  )
  const withLog = id === 'stolen-key-no-issuance-log' ? [] : ['lost-issuance-hours', 'lost-issuance-records']
  expect(kinds.sort()).toEqual([...EVERYWHERE, ...withLog].sort())
})

describe.each(SHAPES)('in the logs of $name', async (shape) => {
  const run = await simulateInMemory({ scenario: 'clean', seed: 5, members: 1500, days: 4, shape: shape.name })
  const truth = truthOf(run)
  const value = (kind: string, name: string): unknown =>
    truth.confounders.find((each) => each.kind === kind)?.values[name]
  const read = plainReader(shape)
  const access = run.lines.flatMap(({ text }) => read(text) ?? [])
  const from = (address: unknown) => access.filter((line) => line.address === address)
  const auth = authLines(run, shape)

  test('the partner reads many orders with one credential that was never issued', () => {
    const lines = from(value('partner-server', 'address'))
    expect(lines.length).toBeGreaterThan(80)
    expect(new Set(lines.map(({ credential }) => credential)).size).toBe(1)
    expect(auth.some((text) => text.includes(`"${lines[0]?.credential ?? ''}"`))).toBe(false)
  })

  test('the call centre reads other people’s data', () => {
    const staff = new Set(value('call-centre', 'accounts') as readonly string[])
    const reads = access.filter(({ account, method }) => staff.has(account) && method === 'GET')
    expect(new Set(reads.map(({ target }) => target)).size).toBeGreaterThan(40)
  })

  test('many members share a carrier address', () => {
    const [address] = value('carrier-nat', 'addresses') as readonly string[]
    expect(new Set(from(address).map(({ account }) => account)).size).toBeGreaterThan(20)
  })

  test('the load test and the health checks are there', () => {
    expect(from(value('load-test', 'address')).length).toBeGreaterThan(400)
    expect(access.some(({ target, credential }) => target === shape.routes.health && credential === '')).toBe(true)
  })

  test('sessions from before the window are used and never issued', () => {
    const used = new Set(
      access.filter(({ account, status }) => account !== '' && status === 200).map(({ credential }) => credential),
    )
    const issued = auth.join('\n')
    const neverIssued = [...used].filter((credential) => !issued.includes(`"${credential}"`))
    expect(neverIssued.length).toBeGreaterThan(20)
    expect(neverIssued.length).toBeLessThan(used.size)
  })

  test('most lines read, and hardly any is broken', () => {
    expect(access.length + auth.length).toBeGreaterThanOrEqual(
      run.lines.length - Number(value('broken-lines', 'lines')),
    )
  })
})
