import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bind, sql } from '../../src/engine/sql.ts'
import { sealCase } from '../../src/seal/seal.ts'
import type { CheckCode } from '../../src/stages/verify/result.ts'
import { type VerifyResult, verify } from '../../src/stages/verify.ts'
import { openCase } from '../../src/store/open-case.ts'
import { type FakeCase, makeFakeCase, recomputeFake } from './fake-case.ts'

const codes = (result: VerifyResult): readonly string[] =>
  [...new Set(result.failures.map((failure) => failure.code))].sort()

describe('verify', () => {
  let fake: FakeCase
  const run = (): Promise<VerifyResult> => verify(fake.dir, { recompute: recomputeFake })
  /** What an insider could do who knows the program: change, and seal again. */
  const resealed = async (change: () => void | Promise<void>): Promise<VerifyResult> => {
    await change()
    await sealCase(fake.dir)
    return run()
  }
  const store = (work: (db: InstanceType<typeof DatabaseSync>) => void): void => {
    const db = new DatabaseSync(path.join(fake.dir, 'case.db'))
    work(db)
    db.close()
  }
  beforeEach(async () => {
    fake = await makeFakeCase()
  })
  afterEach(() => {
    rmSync(fake.scratch, { recursive: true, force: true })
  })

  it('holds for a case as it was left, twice, and leaves no trace', async () => {
    const before = readdirSync(fake.scratch)
    const seal = readFileSync(path.join(fake.dir, 'case.seal'), 'utf8')
    for (const result of [await run(), await run()]) {
      expect(result.failures).toEqual([])
      expect(result.skipped).toEqual([])
      const counts = Object.fromEntries(result.checks.map((check) => [check.code, check.count])) as Record<
        CheckCode,
        number
      >
      expect(counts).toMatchObject({
        'verify/evidence': 2,
        'verify/rows': 2,
        'verify/certificates': 1,
        'verify/rendered': 2,
      })
      expect(counts['verify/seal']).toBeGreaterThan(20)
    }
    expect(readdirSync(fake.scratch)).toEqual(before)
    expect(readFileSync(path.join(fake.dir, 'case.seal'), 'utf8')).toBe(seal)
  })

  it('compares with the root that was noted at hand-over', async () => {
    const { root } = await run()
    expect((await verify(fake.dir, { recompute: recomputeFake, expectRoot: root })).failures).toEqual([])
    expect(codes(await verify(fake.dir, { recompute: recomputeFake, expectRoot: '0'.repeat(64) }))).toEqual([
      'seal/other-root',
    ])
  })

  it('names evidence that is changed, missing, or swapped', async () => {
    const [one = '', two = ''] = fake.evidence
    const text = readFileSync(one, 'utf8')
    writeFileSync(one, text.replace('line 7\n', 'line 8\n'))
    expect((await run()).failures).toMatchObject([
      { code: 'verify/evidence-changed', values: { file: one, number: 1 } },
    ])
    copyFileSync(two, one)
    expect((await run()).failures).toMatchObject([
      { code: 'verify/evidence-swapped', values: { file: one, holds: two } },
    ])
    unlinkSync(one)
    expect((await run()).failures).toMatchObject([{ code: 'verify/evidence-missing', values: { file: one } }])
  })

  it('names a deleted line of evidence', async () => {
    const [one = ''] = fake.evidence
    writeFileSync(one, readFileSync(one, 'utf8').replace(/.* line 7\n/, ''))
    expect(codes(await run())).toEqual(['verify/evidence-changed'])
  })

  it('names files of the case that are changed, missing, or added', async () => {
    writeFileSync(path.join(fake.dir, 'report', 'report.html'), 'nothing happened')
    writeFileSync(path.join(fake.dir, 'note.txt'), '')
    rmSync(path.join(fake.dir, 'case.yaml'))
    expect((await run()).failures.map(({ code, values }) => `${code} ${values['file']}`).sort()).toEqual([
      'seal/file-added note.txt',
      'seal/file-changed report/report.html',
      'seal/file-missing case.yaml',
      'verify/rendered-changed report/report.html',
    ])
  })

  it('does not start the engine on a damaged lake, and says so', async () => {
    const part =
      readdirSync(path.join(fake.dir, 'lake'), { recursive: true, encoding: 'utf8' }).find((name) =>
        /^store.*data\.bin$/.test(name),
      ) ?? ''
    const file = path.join(fake.dir, 'lake', part)
    const bytes = readFileSync(file)
    bytes[20] = (bytes[20] ?? 0) ^ 1
    writeFileSync(file, bytes)
    const result = await run()
    expect(result.failures).toMatchObject([{ code: 'seal/file-changed', values: { file: `lake/${part}` } }])
    expect(result.skipped).toHaveLength(3)
  })

  it('sees an edited finding although the seal was made anew', async () => {
    const file = path.join(fake.dir, 'report', 'report.json')
    const result = await resealed(() =>
      writeFileSync(file, readFileSync(file, 'utf8').replace('"accounts":"50"', '"accounts":"5"')),
    )
    expect(codes(result)).toEqual(['verify/rendered-changed', 'verify/report-differs'])
    expect(result.failures.find((failure) => failure.code === 'verify/report-differs')?.values).toEqual({
      path: 'impact.accounts',
      reported: '"5"',
      recomputed: '"50"',
    })
  })

  it('sees an edited certificate although the seal was made anew', async () => {
    const file = path.join(fake.dir, 'report', 'report.json')
    const edit = (text: string): string => text.replace('\\"n\\":\\"50\\"', '\\"n\\":\\"49\\"')
    const result = await resealed(() => writeFileSync(file, edit(readFileSync(file, 'utf8'))))
    expect(result.failures).toContainEqual({
      code: 'verify/certificate-differs',
      values: { certificate: 'accounts', reported: '{"n":"49","views":"792"}', found: '{"n":"50","views":"792"}' },
    })
  })

  it('sees an edited ledger entry, a deleted one, and an edited document, although the seal was made anew', async () => {
    const lift = 'DROP TRIGGER IF EXISTS ledger_keeps; DROP TRIGGER IF EXISTS ledger_stays;'
    const edited = await resealed(() =>
      store((db) => db.exec(`${lift} UPDATE ledger SET body = '{"files":[1]}' WHERE kind = 'batch'`)),
    )
    expect(codes(edited)).toEqual(['verify/document-changed', 'verify/ledger-broken'])
    const deleted = await resealed(() => store((db) => db.exec(`${lift} DELETE FROM ledger WHERE seq = 3`)))
    expect(deleted.failures).toContainEqual({ code: 'verify/ledger-broken', values: { seq: 4, fault: 'sequence' } })
  })

  it('sees a document that the ledger does not know', async () => {
    const result = await resealed(() => store((db) => db.exec(`INSERT INTO document VALUES ('finding', 'x', 1, '{}')`)))
    expect(result.failures).toEqual([{ code: 'verify/document-added', values: { kind: 'finding', key: 'x', seq: 1 } }])
  })

  it('sees rows that were taken out of the lake with its own engine', async () => {
    const theCase = await openCase(fake.dir)
    await theCase.engine.run(sql`DELETE FROM evidence.log_line WHERE file = 1 AND line = ${bind('UInt64', 100)}`)
    await theCase.close()
    const result = await run()
    expect(result.failures).toContainEqual({
      code: 'verify/rows-differ',
      values: { file: fake.evidence[0], what: 'received', ledger: '400', lake: '399' },
    })
  })

  it('says that a case was not closed, rather than that it was tampered with', async () => {
    const theCase = await openCase(fake.dir)
    await theCase.engine.close()
    theCase.store.close()
    rmSync(path.join(fake.dir, 'case.lock'))
    expect(codes(await run())).toEqual(['seal/not-closed'])
  })

  it('reads a link by its target, and does not follow it', async () => {
    const link = path.join(fake.dir, 'evidence', '000001.log')
    const theCase = await openCase(fake.dir)
    symlinkSync(fake.evidence[0] ?? '', link)
    await theCase.close()
    expect((await run()).failures).toEqual([])
    unlinkSync(link)
    symlinkSync(fake.evidence[1] ?? '', link)
    expect((await run()).failures).toMatchObject([
      { code: 'seal/file-changed', values: { file: 'evidence/000001.log' } },
    ])
  })

  it('clears away the copy of a run that was killed', async () => {
    const left = path.join(fake.scratch, '.mapae-copy-4194305-abc')
    mkdirSync(left)
    await run()
    expect(existsSync(left)).toBe(false)
  })

  it('refuses a folder that is no case', async () => {
    await expect(verify(fake.scratch, { recompute: recomputeFake })).rejects.toMatchObject({ code: 'case/not-a-case' })
    expect(existsSync(path.join(fake.scratch, 'case.lock'))).toBe(false)
  })
})
