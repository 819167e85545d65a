import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, inject, it } from 'vitest'
import type { FileLedger } from '../../src/domain/source-plan.ts'
import { logLines } from '../intake/scratch.ts'

const CLI = inject('cli')
const root = mkdtempSync(path.join(os.tmpdir(), 'mapae-stdin-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const mapae = (argv: readonly string[], input: Buffer | string = ''): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...argv], { cwd: root, input, encoding: 'utf8' })
  expect({ status, stderr }).toMatchObject({ status: 0 })
  return stdout
}

describe('what can be read once only', () => {
  it('is taken in from standard input, packed or not, and from a pipe that is named', async () => {
    mapae(['acquire', '-', '--case', 'c'], logLines(30))
    mapae(['acquire', '-', '--case', 'c'], gzipSync(logLines(40, 100)))
    mapae(['acquire', '-', '--case', 'c'], logLines(30))
    execFileSync('mkfifo', [path.join(root, 'pipe')])
    const child = spawn(process.execPath, [CLI, 'acquire', 'pipe', '--case', 'c'], { cwd: root, stdio: 'ignore' })
    writeFileSync(path.join(root, 'pipe'), logLines(50, 200))
    expect(await once(child, 'close')).toEqual([0, null])
    const { ledger } = JSON.parse(mapae(['ingest', '--case', 'c', '--json'])) as {
      readonly ledger: readonly FileLedger[]
    }
    expect(ledger.map(({ path: name, received, parsed }) => `${path.basename(name)} ${received} ${parsed}`)).toEqual([
      '- 30 30',
      '- 40 40',
      'pipe 50 50',
    ])
    mapae(['report', '--case', 'c'])
    mapae(['verify', '--case', 'c'])
  })
})
