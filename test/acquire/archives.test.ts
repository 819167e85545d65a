import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { acquire } from '../../src/stages/acquire.ts'
import type { Case } from '../../src/store/case.ts'
import type { ManifestFile } from '../../src/domain/manifest.ts'
import { streamedZip, tarOf, zipOf } from '../intake/archives.ts'
import { codes, logLines, makeScratch, packWith } from '../intake/scratch.ts'

const text = (n: number): Buffer => Buffer.from(logLines(50, n * 1000))
const three = [
  { name: 'web/a.log', bytes: text(1) },
  { name: `long/${'x'.repeat(150)}/b.log`, bytes: text(2) },
  { name: Buffer.from([0x77, 0xc7, 0xd1]), bytes: text(3) },
]
const threeNames = ['web/a.log', `long/${'x'.repeat(150)}/b.log`, 'w\udcc7\udcd1']

const readable = (files: readonly ManifestFile[]): readonly ManifestFile[] =>
  files.filter(({ opened }) => opened === '')
const bytesOf = (theCase: Case, file: ManifestFile): Buffer => readFileSync(path.join(theCase.dir, file.stored ?? ''))

describe('archives', () => {
  it('opens tar, and tar in every compression, whatever the name says', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const tar = tarOf(three)
    const plain = scratch.write('plain', tar)
    const given = [
      plain,
      scratch.write('only.gz', gzipSync(Buffer.concat([tar, Buffer.alloc(512)]))),
      await packWith(theCase, plain, path.join(scratch.logs, 'a.zst')),
      await packWith(theCase, plain, path.join(scratch.logs, 'a.xz')),
      await packWith(theCase, plain, path.join(scratch.logs, 'a.lz4')),
    ]
    for (const file of given) {
      const { registered, problems } = await acquire(theCase, [file])
      expect(problems, file).toEqual([])
      expect(
        registered.map(({ opened }) => opened),
        file,
      ).toEqual(['tar', '', '', ''])
      expect(registered.slice(1).map(({ member }) => member)).toEqual(threeNames)
      registered.slice(1).forEach((member, i) => {
        expect(bytesOf(theCase, member).equals(three[i]?.bytes ?? Buffer.alloc(0))).toBe(true)
        expect(member.from).toBe(registered[0]?.number)
      })
    }
  })

  it('opens zip, and what lies in archives in it', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const inner = gzipSync(tarOf([{ name: 'c.log', bytes: text(3) }]))
    scratch.write(
      'logs.bin',
      zipOf([
        { name: 'a.log', bytes: text(1) },
        { name: 'stored.log', bytes: text(2), method: 0 },
        { name: 'folder/', bytes: Buffer.alloc(0), method: 0 },
        { name: 'none.log', bytes: Buffer.alloc(0), method: 0 },
        { name: 'inner.tar.gz', bytes: inner },
        { name: 'packed.log.gz', bytes: gzipSync(text(4)) },
      ]),
    )
    const { registered, problems } = await acquire(theCase, [scratch.logs])
    expect(problems).toEqual([
      { code: 'acquire/empty', values: { path: expect.stringMatching(/logs\.bin::none\.log$/) } },
    ])
    expect(readable(registered).map(({ member, compression }) => `${member} ${compression}`)).toEqual([
      'a.log ',
      'stored.log ',
      'inner.tar.gz::c.log ',
      'packed.log.gz gz',
    ])
    expect(bytesOf(theCase, registered[1]!).equals(text(1))).toBe(true)
    expect(readdirSync(path.join(theCase.dir, 'evidence/extracted'))).toHaveLength(5)
  })

  it('reads names that lead elsewhere under numbers, and writes nothing elsewhere', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const hostile = [
      { name: '../../escape.log', bytes: text(1) },
      { name: '/abs/olute.log', bytes: text(2) },
    ]
    scratch.write('a.zip', zipOf(hostile))
    scratch.write('a.tar', tarOf([{ name: '../../escape.log', bytes: text(3) }]))
    const { registered, problems } = await acquire(theCase, [scratch.logs])
    expect(codes(problems)).toEqual(['acquire/member-name', 'acquire/member-name', 'acquire/member-name'])
    expect(readable(registered).map(({ stored }) => stored)).toEqual([2, 4, 5].map((n) => `evidence/extracted/${n}`))
    expect(readdirSync(path.dirname(scratch.caseDir)).sort()).toEqual(['case', 'logs'])
  })

  it('records members that are encrypted, packed in a foreign way, or damaged', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    scratch.write(
      'a.zip',
      zipOf([
        { name: 'secret.log', bytes: text(1), flags: 1 },
        { name: 'foreign.log', bytes: text(2), method: 98 },
        { name: 'wrong-sum.log', bytes: text(3), claimed: 1 },
        { name: 'good.log', bytes: text(4) },
      ]),
    )
    const { registered, problems } = await acquire(theCase, [scratch.logs])
    expect(codes(problems)).toEqual(['acquire/member-encrypted', 'acquire/member-method', 'ingest/damaged'])
    expect(readable(registered).map(({ member }) => member)).toEqual(['wrong-sum.log', 'good.log'])
  })

  it('refuses a bomb: members that overlap, archives too deep in one another', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const zip = zipOf([
      { name: 'a.log', bytes: text(1) },
      { name: 'b.log', bytes: text(2) },
    ])
    const second = zip.lastIndexOf('PK\x01\x02')
    zip.writeUInt32LE(0, second + 42)
    scratch.write('overlap.zip', zip)
    let nested = zipOf([{ name: 'a.log', bytes: text(3) }])
    for (let i = 0; i < 8; i++) nested = zipOf([{ name: `${i}.zip`, bytes: nested }])
    scratch.write('nested.zip', nested)
    const { registered, problems } = await acquire(theCase, [scratch.logs])
    expect(problems.map(({ code, values }) => `${code} ${values['reason']}`).sort()).toEqual([
      'acquire/archive-refused depth',
      'acquire/archive-refused overlap',
    ])
    expect(readable(registered)).toEqual([])
  })

  it('keeps what stands before the tear', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const tar = tarOf([
      { name: 'a.log', bytes: text(1) },
      { name: 'b.log', bytes: text(2) },
    ])
    scratch.write('1.tar', tar.subarray(0, 512 + 2048 + 512 * 12 + 700))
    scratch.write('2.tar.gz', gzipSync(tar, { level: 0 }).subarray(0, 9000))
    scratch.write('3.zip', zipOf([{ name: 'c.log', bytes: text(3) }]).subarray(0, 300))
    const { registered, problems } = await acquire(theCase, [scratch.logs])
    expect(new Set(codes(problems))).toEqual(new Set(['acquire/archive-damaged', 'ingest/damaged']))
    const members = readable(registered).map(({ member, bytes }) => [member, Number(bytes) > 0])
    expect(members).toEqual(['a.log', 'b.log', 'a.log', 'b.log', 'c.log'].map((name) => [name, true]))
  })

  it('reads the members of a zip whose directory is missing, also where lengths follow the data', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const entries = [
      { name: 'a.log', bytes: text(1) },
      { name: 'folder/', bytes: Buffer.alloc(0), method: 0 },
      { name: 'b.log', bytes: text(2), method: 0 },
      { name: 'c.log', bytes: text(3) },
    ]
    const whole = zipOf(entries)
    const directory = whole.indexOf('PK\x01\x02')
    scratch.write('1.zip', whole.subarray(0, directory + 10))
    scratch.write('2.zip', whole.subarray(0, directory - 100))
    scratch.write('3.zip', streamedZip(entries.filter(({ method }) => method !== 0)))
    const { registered, problems } = await acquire(theCase, [scratch.logs])
    expect(codes(problems)).toEqual([
      'acquire/archive-damaged',
      'acquire/archive-damaged',
      'acquire/archive-damaged',
      'ingest/damaged',
    ])
    const taken = readable(registered)
    // The same bytes from the second and third archive are the first one's.
    expect(
      registered
        .filter(({ member }) => member !== null)
        .map(({ path: file, member }) => `${path.basename(file)} ${member}`),
    ).toEqual([
      '1.zip a.log',
      '1.zip b.log',
      '1.zip c.log',
      '2.zip a.log',
      '2.zip b.log',
      '2.zip c.log',
      '3.zip a.log',
      '3.zip c.log',
    ])
    expect(
      taken
        .slice(0, 3)
        .map((file) => bytesOf(theCase, file).equals(text(['a.log', 'b.log', 'c.log'].indexOf(file.member ?? '') + 1))),
    ).toEqual([true, true, true])
    expect(taken.filter(({ sameAs }) => sameAs === null)).toHaveLength(4)
  })
})
