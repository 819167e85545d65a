import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '../../src/engine/sql.ts'
import { checkSeal } from '../../src/seal/check-seal.ts'
import { CaseProblem } from '../../src/store/case-problem.ts'
import { openCase } from '../../src/store/open-case.ts'

const problem = async (work: Promise<unknown>): Promise<CaseProblem> => {
  try {
    await work
  } catch (error) {
    if (error instanceof CaseProblem) return error
    throw error
  }
  throw new Error('no problem')
}

describe('openCase', () => {
  let dir: string
  let root: string
  beforeEach(() => {
    dir = mkdtempSync(path.join(os.tmpdir(), 'mapae-case-'))
    root = path.join(dir, 'case')
  })
  afterEach(() => {
    rmSync(dir, { recursive: true, force: true })
  })

  it('makes a case, and seals it when it is closed', async () => {
    const theCase = await openCase(root, { create: true })
    expect(await theCase.engine.row(sql`SELECT count() AS n FROM evidence.log_line`)).toEqual({ n: '0' })
    expect(existsSync(path.join(root, 'case.seal'))).toBe(false)
    await theCase.close()
    expect(readdirSync(root).sort()).toEqual([
      'case.db',
      'case.key',
      'case.seal',
      'case.yaml',
      'evidence',
      'lake',
      'report',
    ])
    expect(statSync(path.join(root, 'case.key')).mode & 0o777).toBe(0o600)
    expect((await checkSeal(root)).failures).toEqual([])
  })

  it('opens it again with the same key and data, and changes nothing', async () => {
    const first = await openCase(root, { create: true })
    await first.engine.run(sql`INSERT INTO evidence.duplicate VALUES (1, 2, 3, 4)`)
    first.store.put('batch', '1', { files: [1] })
    await first.close()
    const seal = readFileSync(path.join(root, 'case.seal'), 'utf8')
    const second = await openCase(root)
    expect(second.key).toEqual(first.key)
    expect(second.store.get('batch', '1')).toEqual({ files: [1] })
    expect(await second.engine.row(sql`SELECT count() AS n FROM evidence.duplicate`)).toEqual({ n: '1' })
    await second.close()
    const rootOf = (text: string): string => /^root (.*)$/m.exec(text)?.[1] ?? ''
    expect(rootOf(readFileSync(path.join(root, 'case.seal'), 'utf8'))).toBe(rootOf(seal))
  })

  it('refuses what is not a case', async () => {
    expect((await problem(openCase(root))).code).toBe('case/not-a-case')
    writeFileSync(path.join(dir, 'access.log'), '')
    expect((await problem(openCase(dir, { create: true }))).code).toBe('case/not-empty')
  })

  it('is held by one process, and says by which', async () => {
    const theCase = await openCase(root, { create: true })
    const refused = await problem(openCase(root))
    expect([refused.code, refused.values['pid']]).toEqual(['case/held-by-another-process', process.pid])
    await theCase.close()
    await (await openCase(root)).close()
  })

  it('takes over from a process that died', async () => {
    await (await openCase(root, { create: true })).close()
    const child = spawn(process.execPath, ['-e', ''])
    await once(child, 'exit')
    writeFileSync(path.join(root, 'case.lock'), JSON.stringify({ pid: child.pid, host: os.hostname(), started: '1' }))
    await (await openCase(root)).close()
    expect((await checkSeal(root)).failures).toEqual([])
  })

  it('says that a case was not closed, and seals it in the next run', async () => {
    await (await openCase(root, { create: true })).close()
    const { markOpen } = await import('../../src/seal/seal.ts')
    markOpen(root)
    expect((await checkSeal(root)).failures.map((failure) => failure.code)).toEqual(['seal/not-closed'])
    await (await openCase(root)).close()
    expect((await checkSeal(root)).failures).toEqual([])
  })

  it('does not open, and so does not seal, what was changed while closed', async () => {
    await (await openCase(root, { create: true })).close()
    writeFileSync(path.join(root, 'case.key'), `${'0'.repeat(32)}\n`)
    const refused = await problem(openCase(root))
    expect(refused.code).toBe('case/changed-while-closed')
    expect(refused.values['file']).toBe('case.key')
    expect((await checkSeal(root)).failures.map((failure) => failure.values['file'])).toEqual(['case.key'])
  })

  it('takes an edited case.yaml, and writes the change to the ledger', async () => {
    await (await openCase(root, { create: true })).close()
    writeFileSync(path.join(root, 'case.yaml'), 'zone: Asia/Seoul\n')
    const theCase = await openCase(root)
    expect(theCase.config.zone).toBe('Asia/Seoul')
    expect([...theCase.store.ledger()].filter((entry) => entry.kind === 'case' && entry.key === 'config')).toHaveLength(
      2,
    )
    await theCase.close()
  })

  it('keeps a given config and the OpenAPI document beside it', async () => {
    writeFileSync(path.join(dir, 'mine.yaml'), 'openapi: ./api.json\n')
    writeFileSync(path.join(dir, 'api.json'), '{}')
    const first = await openCase(root, { create: true, configFile: path.join(dir, 'mine.yaml') })
    expect(first.config.openapi).toBe(path.join(root, 'openapi', 'api.json'))
    await first.close()
    rmSync(path.join(dir, 'api.json'))
    const again = await openCase(root)
    expect(readFileSync(again.config.openapi ?? '', 'utf8')).toBe('{}')
    await again.close()
  })

  it('leaves a case alone whose config is wrong', async () => {
    await (await openCase(root, { create: true })).close()
    writeFileSync(path.join(dir, 'wrong.yaml'), 'zone: Asia/Atlantis\n')
    expect((await problem(openCase(root, { configFile: path.join(dir, 'wrong.yaml') }))).code).toBe('config/invalid')
    expect((await checkSeal(root)).failures).toEqual([])
  })
})
