import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '../../src/engine/sql.ts'
import { checkSeal } from '../../src/seal/check-seal.ts'
import { lockCase } from '../../src/store/case-lock.ts'
import { openCase } from '../../src/store/open-case.ts'
import { readCase, readStore } from '../../src/store/read-case.ts'
import type { Copying } from '../../src/store/shadow-case.ts'

const ROWS = 20_000

/** Whether this process may lay a folder over another one, so that it takes no writing. */
const mount = (...given: readonly string[]): boolean => {
  try {
    execFileSync('mount', given, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe('readCase', () => {
  let dir: string
  let root: string
  beforeEach(async () => {
    dir = mkdtempSync(path.join(os.tmpdir(), 'mapae-read-case-'))
    root = path.join(dir, 'case')
    const theCase = await openCase(root, { create: true })
    await theCase.engine.run(
      sql`CREATE TABLE evidence.kept ENGINE = MergeTree ORDER BY n AS SELECT number AS n, hex(sipHash128(number)) AS text FROM numbers(${ROWS})`,
    )
    await theCase.close()
  })
  afterEach(() => {
    rmSync(dir, { recursive: true, force: true })
  })

  const rows = (from: string): Promise<unknown> =>
    readCase(from, {}, (theCase) =>
      theCase.engine.row(sql`SELECT count() AS n, uniqExact(text) AS texts FROM evidence.kept`),
    )

  it('leaves every byte and the seal as they are, whatever the work does', async () => {
    const before = await checkSeal(root)
    await readCase(root, {}, async (theCase) => {
      expect(theCase.dir).toBe(root)
      await theCase.engine.run(sql`TRUNCATE TABLE evidence.kept`)
      theCase.store.put('case', 'note', { text: 'gone afterwards' })
    })
    expect(await checkSeal(root)).toEqual(before)
    expect(before).toMatchObject({ failures: [] })
    expect(await rows(root)).toEqual({ n: String(ROWS), texts: String(ROWS) })
    expect(readdirSync(dir)).toEqual(['case'])
  })

  it('holds the case only while the copy is made, and takes the copy away where the work fails', async () => {
    const failing = readCase(root, {}, async () => {
      lockCase(root)()
      await Promise.reject(new Error('of the work'))
    })
    await expect(failing).rejects.toThrow('of the work')
    expect(readdirSync(dir)).toEqual(['case'])
  })

  it('refuses a case that another process works on, one that was changed while closed, and what is none', async () => {
    const unlock = lockCase(root)
    await expect(rows(root)).rejects.toMatchObject({ code: 'case/held-by-another-process' })
    unlock()
    truncateSync(path.join(root, 'case.key'), 3)
    await expect(rows(root)).rejects.toMatchObject({ code: 'case/changed-while-closed', values: { dir: root } })
    mkdirSync(path.join(dir, 'other'))
    writeFileSync(path.join(dir, 'other', 'a.log'), 'x')
    await expect(rows(path.join(dir, 'other'))).rejects.toMatchObject({ code: 'case/not-a-case' })
  })

  it('says what it copies where it cannot link, links where the temporary folder is on the disk of the case, and refuses where there is no room', async ({
    skip,
  }) => {
    const medium = path.join(dir, 'medium')
    mkdirSync(medium)
    if (!mount('-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', medium))
      skip('mounting takes rights that this process has not')
    const temporary = process.env['TMPDIR']
    const told: Copying[] = []
    const read = (): Promise<unknown> =>
      readCase(medium, { copying: (event) => told.push(event) }, (theCase) =>
        theCase.engine.row(sql`SELECT count() AS n FROM evidence.kept`),
      )
    const small = path.join(dir, 'small')
    try {
      cpSync(root, medium, { recursive: true, verbatimSymlinks: true })
      expect(await read()).toEqual({ n: String(ROWS) })
      const total = told[0]?.bytesTotal ?? 0
      expect(total).toBeGreaterThan(300_000)
      expect(told[0]).toEqual({ where: expect.any(String), bytesDone: 0, bytesTotal: total })
      expect(told.at(-1)).toMatchObject({ bytesDone: total, bytesTotal: total })
      process.env['TMPDIR'] = path.join(medium, 'tmp')
      mkdirSync(path.join(medium, 'tmp'))
      told.length = 0
      expect(await read()).toEqual({ n: String(ROWS) })
      expect(told).toEqual([])
      mkdirSync(small)
      expect(mount('-t', 'tmpfs', '-o', 'size=300k', 'tmpfs', small)).toBe(true)
      mkdirSync(path.join(small, 'case'))
      expect(mount('--bind', medium, path.join(small, 'case'))).toBe(true)
      process.env['TMPDIR'] = small
      await expect(readCase(path.join(small, 'case'), {}, () => Promise.resolve())).rejects.toMatchObject({
        code: 'case/no-room-to-read',
        values: { where: small },
      })
      expect(readdirSync(small)).toEqual(['case'])
      expect(await readStore(path.join(small, 'case'), (store) => store.list('plan'))).toEqual([])
    } finally {
      if (temporary === undefined) delete process.env['TMPDIR']
      else process.env['TMPDIR'] = temporary
      for (const mounted of [path.join(small, 'case'), small, medium]) spawnSync('umount', ['-l', mounted])
    }
  })

  it('reads a case on a medium that takes no writing', async ({ skip }) => {
    const medium = path.join(dir, 'medium')
    mkdirSync(medium)
    if (!mount('--bind', root, medium)) skip('mounting takes rights that this process has not')
    try {
      expect(mount('-o', 'remount,ro,bind', medium)).toBe(true)
      expect(await rows(medium)).toEqual({ n: String(ROWS), texts: String(ROWS) })
      await expect(openCase(medium)).rejects.toMatchObject({ code: 'case/not-writable' })
    } finally {
      execFileSync('umount', [medium])
    }
  })
})
