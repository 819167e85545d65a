import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { openCase } from '../../src/store/open-case.ts'
import { tarOf, zipOf } from '../intake/archives.ts'
import { balances } from '../intake/ledger.ts'
import { logLines } from '../intake/scratch.ts'

const root = mkdtempSync(path.join(os.tmpdir(), 'mapae-full-'))
const mount = mkdtempSync(path.join(os.tmpdir(), 'mapae-full-disk-'))

/** A file system of 16 MB; only root may make one. */
const mounted = ((): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', mount], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

afterAll(() => {
  if (mounted) execFileSync('umount', ['-l', mount])
  for (const dir of [mount, root]) rmSync(dir, { recursive: true, force: true })
})

describe.skipIf(!mounted)(
  'a disk that is full while evidence is taken in (skipped where no tmpfs may be mounted)',
  () => {
    it('stops the run by its name, and the next run goes on when there is room', { timeout: 120_000 }, async () => {
      const long = (n: number): string => logLines(20_000, n).replaceAll('/items/', `/${'x'.repeat(900)}${n}/`)
      writeFileSync(path.join(root, 'a.log'), logLines(1000))
      writeFileSync(path.join(root, 'b.zip'), zipOf([{ name: 'b.log', bytes: Buffer.from(long(5000)) }]))
      writeFileSync(
        path.join(root, 'bomb.tar.gz'),
        gzipSync(tarOf([{ name: 'zeros.log', bytes: Buffer.alloc(60_000_000) }])),
      )
      const noise = Array.from(
        { length: 20_000 },
        (_, i) => `${Math.sin(i)} ${'y'.repeat(i % 90)} ${Math.cos(i)} ${Math.tan(i)}\n`,
      )
      for (let i = 0; i < 12; i++)
        writeFileSync(path.join(root, `noise-${i}.txt`), noise.map((line) => `${i * 7} ${line}`).join(''))
      const dir = path.join(mount, 'case')
      let theCase = await openCase(dir, { create: true })
      const refused = await acquire(theCase, [root])
      expect(refused.problems).toMatchObject([
        { code: 'acquire/archive-refused', values: { path: path.join(root, 'b.zip'), reason: 'size' } },
        { code: 'acquire/archive-refused', values: { path: path.join(root, 'bomb.tar.gz'), reason: 'size' } },
      ])
      rmSync(path.join(root, 'bomb.tar.gz'))
      await expect(ingest(theCase)).rejects.toMatchObject({ code: expect.stringMatching(/^(engine|case)\/disk-full$/) })
      await theCase.close().catch((error: unknown) => expect(error).toMatchObject({ code: 'case/disk-full' }))
      execFileSync('mount', ['-o', 'remount,size=512m', mount])
      theCase = await openCase(dir)
      const { ledger } = await ingest(theCase)
      expect(balances(ledger)).toHaveLength(13)
      expect(ledger.map(({ received }) => received)).toEqual([1000n, ...Array.from({ length: 12 }, () => 20_000n)])
      await theCase.close()
    })
  },
)
