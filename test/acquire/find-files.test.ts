import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { acquire } from '../../src/stages/acquire.ts'
import { findFiles } from '../../src/stages/acquire/find-files.ts'
import { codes, logLines, makeScratch, names } from '../intake/scratch.ts'

describe('what a path names', () => {
  it('is a file, everything below a folder, or what a glob matches; each once, in order', async () => {
    const scratch = makeScratch()
    for (const name of ['b.log', 'a.log', 'deep/er/c.log', 'deep/d.txt', 'x{1}*.log']) scratch.write(name, 'line\n')
    const found = async (...paths: string[]): Promise<readonly string[]> =>
      (
        await findFiles(
          paths.map((name) => path.join(scratch.logs, name)),
          scratch.caseDir,
        )
      ).files.map((file) => path.relative(scratch.logs, file))
    expect(await found('.')).toEqual(['a.log', 'b.log', 'deep/d.txt', 'deep/er/c.log', 'x{1}*.log'])
    expect(await found('a.log', '.', 'a.log')).toHaveLength(5)
    expect(await found('*.log')).toEqual(['a.log', 'b.log', 'x{1}*.log'])
    expect(await found('**/*.log')).toEqual(['a.log', 'b.log', 'deep/er/c.log', 'x{1}*.log'])
    expect(await found('deep/*/c.log')).toEqual(['deep/er/c.log'])
    expect(await found('de*')).toEqual(['deep/d.txt', 'deep/er/c.log'])
    expect(await found('{a,b}.log')).toEqual(['a.log', 'b.log'])
    expect(await found('x{1}*.log')).toEqual(['x{1}*.log'])
    expect((await findFiles([path.join(scratch.logs, 'none*'), '/no/such'], '')).missing).toHaveLength(2)
  })

  it('keeps names with spaces, newlines, globs and bytes that are no text', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const odd = ['a b.log', 'new\nline.log', 'a{b}*.log', "quote'\\.log", '한글.log']
    odd.forEach((name, i) => scratch.write(name, logLines(3, 10 * i)))
    const raw = Buffer.concat([
      Buffer.from(`${scratch.logs}/`),
      Buffer.from([0xc7, 0xd1, 0xb1, 0xdb]),
      Buffer.from('.log'),
    ])
    writeFileSync(raw, logLines(3, 100))
    const { registered, problems } = await acquire(theCase, [scratch.logs])
    expect(problems).toEqual([])
    expect(registered).toHaveLength(6)
    expect(names(scratch, registered)).toEqual(expect.arrayContaining(odd))
    expect(registered.map(({ path: file }) => file)).toContain(`${scratch.logs}/\udcc7ѱ\udcdb.log`)
  })

  it('follows links, enters each folder once, opens no pipe and leaves the case itself out', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    scratch.write('real/a.log', logLines(3))
    symlinkSync(path.join(scratch.logs, 'real'), path.join(scratch.logs, 'again'))
    symlinkSync(scratch.logs, path.join(scratch.logs, 'real', 'loop'))
    symlinkSync('self', path.join(scratch.logs, 'self'))
    symlinkSync('/no/such/file', path.join(scratch.logs, 'dangling'))
    symlinkSync(scratch.caseDir, path.join(scratch.logs, 'case'))
    execFileSync('mkfifo', [path.join(scratch.logs, 'pipe')])
    mkdirSync(path.join(scratch.logs, 'empty'))
    const { registered, problems } = await acquire(theCase, [scratch.logs, path.dirname(scratch.caseDir)])
    expect(names(scratch, registered)).toEqual(['again/a.log'])
    expect(new Set(problems.map(({ code, values }) => `${code} ${path.basename(String(values['path']))}`))).toEqual(
      new Set(['acquire/not-a-file pipe', 'acquire/vanished dangling', 'acquire/unreadable self']),
    )
  })

  it.skipIf(process.getuid?.() !== 0)(
    'names what may not be read (run as root, who takes another user on)',
    async () => {
      const scratch = makeScratch()
      const theCase = await scratch.open()
      execFileSync('chmod', ['-R', 'a+rwX', path.dirname(scratch.caseDir)])
      execFileSync('chmod', [
        '0',
        scratch.write('secret.log', logLines(3)),
        path.dirname(scratch.write('dark/b.log', 'x\n')),
      ])
      scratch.write('open.log', logLines(3))
      process.seteuid?.(65534)
      const { registered, problems } = await acquire(theCase, [scratch.logs]).finally(() => process.seteuid?.(0))
      expect(names(scratch, registered)).toEqual(['open.log'])
      expect(codes(problems)).toEqual(['acquire/unreadable', 'acquire/unreadable'])
      expect(problems.map(({ values }) => values['reason'])).toEqual(['EACCES', 'EACCES'])
      const again = await acquire(theCase, [scratch.logs])
      expect(names(scratch, again.registered)).toEqual(['dark/b.log', 'secret.log'])
      expect(theCase.store.list('problem').filter(({ body }) => body !== null)).toEqual([])
    },
  )
})
