import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readBack } from '../../bench/affected/check.ts'
import { fillCase } from '../../bench/affected/fill.ts'
import { type AffectedFormat, affected } from '../../src/stages/affected.ts'
import type { Case } from '../../src/store/case.ts'
import { openCase } from '../../src/store/open-case.ts'

const ACCOUNTS = 100_000
const dir = mkdtempSync(path.join(os.tmpdir(), 'mapae-affected-test-'))
let theCase: Case

beforeAll(async () => {
  theCase = await openCase(await fillCase(dir, ACCOUNTS))
})
afterAll(async () => {
  await theCase.close()
  rmSync(dir, { recursive: true, force: true })
})

const written = async (format: AffectedFormat): Promise<string> => {
  const file = path.join(dir, `affected.${format}`)
  await pipeline(affected(theCase, format), createWriteStream(file))
  return file
}

it('puts together what an account has in several routes', async () => {
  const rows = readFileSync(await written('jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
  // Account 86,402: three routes, seen from two seconds past midnight on, level 3, 1 + 86,402 % 7 views a route.
  expect(JSON.parse(rows.find((row) => row.includes('-86402"')) ?? '')).toMatchObject({
    level: 'possible',
    categories: ['EmailAddress', 'Name', 'PhysicalAddress', 'PurchaseHistory'],
    routes: ['GET /api/members/{id}/addresses', 'GET /api/members/{id}/me', 'GET /api/members/{id}/orders'],
    first_exposure: '2026-01-01T00:00:02.000000Z',
    last_exposure: '2026-01-02T00:00:02.000000Z',
    views: 6,
  })
  const cells = readFileSync(await written('csv'), 'utf8')
    .split('\n')
    .find((row) => row.includes('-86402"'))
  expect(cells).toContain(
    '"possible","EmailAddress Name PhysicalAddress PurchaseHistory","GET /api/members/{id}/addresses, GET /api/members/{id}/me, GET /api/members/{id}/orders","2026-01-01T00:00:02.000000Z","2026-01-02T00:00:02.000000Z",6',
  )
})

it.each(['csv', 'jsonl', 'parquet'] as const)(
  'lists every account once, by the bytes of its name: %s',
  async (format) => {
    const file = await written(format)
    await theCase.close()
    expect(await readBack(file, format, path.join(dir, 'scratch'))).toEqual({ rows: ACCOUNTS, inOrder: true })
    theCase = await openCase(path.join(dir, 'case'))
  },
)
