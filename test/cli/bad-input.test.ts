import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseConfig } from '../../src/domain/case-config.ts'
import { refuseUnknownFormats } from '../../src/stages/ingest/check-formats.ts'
import { done, mapae, refused } from './fake-io.ts'

const root = mkdtempSync(path.join(os.tmpdir(), 'mapae-bad-input-'))
const at = (...names: readonly string[]): string => path.join(root, ...names)

afterAll(() => rmSync(root, { recursive: true, force: true }))

beforeAll(() => done('init', '--case', at('case')))

describe('bad input', () => {
  const investigate = (...argv: readonly string[]): Promise<string> =>
    refused('investigate', '--case', at('bad'), ...argv)

  it('that is not there stops the run before a case is made', async () => {
    mkdirSync(at('hollow'))
    expect(await investigate(at('nothing.log'))).toMatch(/^No such file or folder: .*nothing\.log\. Check the path\.$/)
    expect(await investigate(at('*.nothing'))).toMatch(/^No file matches/)
    expect(await investigate(at('hollow'))).toMatch(/^The folder .*hollow holds no file/)
    const both = await mapae(['investigate', at('x1'), at('x2'), '--case', at('bad')])
    expect(
      both.err
        .split('\n')
        .slice(0, 2)
        .map((line) => line.includes('No such file')),
    ).toEqual([true, true])
    expect(existsSync(at('bad'))).toBe(false)
  })

  it('of which no line can be read is refused, with what was tried and what it looks like', async () => {
    writeFileSync(at('odd.log'), 'one\ntwo\n')
    const { code, err } = await mapae(['investigate', at('odd.log'), '--case', at('bad')])
    expect(code).toBe(2)
    expect(err).toMatch(/No line of the files given could be read as an event.*sources --explain FILE/)
    expect(err).toMatch(/fits any of the \d+ formats that mapae sources lists\. It begins: "one" "two"/)
    expect(existsSync(at('bad', 'report', 'report.json'))).toBe(false)
  })

  it('of a case.yaml is named in full: line, column, what was expected', async () => {
    writeFileSync(at('bad.yaml'), 'zon: Asia/Seoul\nzone: Mars/Base\nsources:\n  - name: web\n')
    const { code, err } = await mapae(['report', '--case', at('case'), '--config', at('bad.yaml')])
    expect(code).toBe(2)
    expect(err.trimEnd().split('\n')).toEqual([
      `${at('bad.yaml')}, line 1, column 1: expected zone, found zon.`,
      `${at('bad.yaml')}, line 2, column 1: expected an IANA zone such as Asia/Seoul, or an offset such as +09:00, found "Mars/Base".`,
      `${at('bad.yaml')}, line 4, column 5: sources.0.match is missing; expected a text.`,
    ])
    expect(await refused('report', '--case', at('case'), '--config', at('none.yaml'))).toContain('cannot be read')
  })

  it('of Sigma rules that are not there, or none, is refused; of bad rules it is the answer', async () => {
    expect(await refused('sigma', 'check', at('no-rules'))).toMatch(/^The rules at .*no-rules cannot be read/)
    mkdirSync(at('rules'))
    expect(await refused('sigma', 'check', at('rules'))).toMatch(/^No rule could be read/)
    writeFileSync(at('rules', 'bad.yml'), 'title: Bad\n')
    const { code, out } = await mapae(['sigma', 'check', at('rules')])
    expect(code).toBe(1)
    expect(out).toMatch(/bad\.yml:1:1: error: /)
  })

  it('of a format is refused before anything is hashed', async () => {
    writeFileSync(at('format.yaml'), 'sources:\n  - match: "**"\n    format: "$remote_addr$status"\n')
    expect(await refused('investigate', at('odd.log'), '--case', at('format'), '--config', at('format.yaml'))).toBe(
      'The log format "$remote_addr$status" cannot be used: nothing separates remote_addr from status. Correct it in case.yaml.',
    )
    expect(readdirSync(at('format', 'evidence'))).toEqual([])
  })

  it('is no format that some kind of source can use, in whatever words', () => {
    const source = (format: string, kind?: string): CaseConfig => ({
      sources: [{ match: '**', format, ...(kind === undefined ? {} : { kind }) }],
    })
    const fine = [
      'combined',
      'vhost_combined',
      '%h %l %u %t',
      '$remote_addr $status',
      'haproxy $a $b',
      'date time c-ip',
    ]
    for (const format of fine) expect(() => refuseUnknownFormats(source(format))).not.toThrow()
    for (const format of ['$a$b', '100 %', 'haproxy $a$b'])
      expect(() => refuseUnknownFormats(source(format))).toThrow('format/unknown')
    expect(() => refuseUnknownFormats(source('columns', 'web-access'))).toThrow('format/unknown')
    expect(() => refuseUnknownFormats(source('combined', 'web'))).toThrow('format/unknown-kind')
  })

  it('shows where it happened only to those who ask', async () => {
    const { err } = await mapae(['query', 'SELECTT', '--case', at('case')], { env: { MAPAE_DEBUG: '1' } })
    expect(err).toMatch(/^ +at /m)
  })
})
