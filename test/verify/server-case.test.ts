import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { verify } from '../../src/stages/verify.ts'
import { openCase } from '../../src/store/open-case.ts'
import { startLoopback } from '../engine/loopback-server.ts'
import { makeFakeCase, recomputeFake } from './fake-case.ts'

it('a case on a server verifies, and the server takes no second case', async () => {
  const lake = mkdtempSync(path.join(os.tmpdir(), 'mapae-server-'))
  const server = await startLoopback(lake)
  const fake = await makeFakeCase(server.url)
  try {
    const result = await verify(fake.dir, { recompute: recomputeFake, engineUrl: server.url })
    expect(result.failures).toEqual([])
    expect(result.checks.find((check) => check.code === 'verify/rows')?.count).toBe(2)
    const second = openCase(path.join(fake.scratch, 'second'), { create: true, engineUrl: server.url })
    await expect(second).rejects.toMatchObject({ code: 'case/server-holds-another-case' })
  } finally {
    await server.close()
    for (const dir of [lake, fake.scratch]) rmSync(dir, { recursive: true, force: true })
  }
})
