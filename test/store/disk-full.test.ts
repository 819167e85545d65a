import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { sql } from '../../src/engine/sql.ts'
import { openCase } from '../../src/store/open-case.ts'

const mount = mkdtempSync(path.join(os.tmpdir(), 'mapae-small-'))

/** A file system of 12 MB; only root may make one. */
const mounted = ((): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', mount], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

afterAll(() => {
  if (mounted) execFileSync('umount', ['-l', mount])
  rmSync(mount, { recursive: true, force: true })
})

describe.skipIf(!mounted)('a full disk (skipped where no tmpfs may be mounted)', () => {
  it('is named by the engine and by the store, and the case opens again when there is room', async () => {
    const root = path.join(mount, 'case')
    const theCase = await openCase(root, { create: true })
    const rows = sql`INSERT INTO evidence.duplicate SELECT 1, number, rand64(), rand64(1) FROM numbers(3000000)`
    await expect(theCase.engine.run(rows)).rejects.toMatchObject({ code: 'engine/disk-full' })
    const fill = (): void => {
      for (let i = 0; i < 10000; i++) theCase.store.put('file', String(i), 'x'.repeat(10000))
    }
    expect(fill).toThrow(expect.objectContaining({ code: 'case/disk-full' }))
    await theCase.close().catch((error: unknown) => expect(error).toMatchObject({ code: 'case/disk-full' }))
    execFileSync('mount', ['-o', 'remount,size=64m', mount])
    const again = await openCase(root)
    expect(await again.engine.row(sql`SELECT count() AS n FROM evidence.duplicate`)).toEqual({ n: '0' })
    expect(again.store.list('file').length).toBeGreaterThan(100)
    await again.close()
  })
})
