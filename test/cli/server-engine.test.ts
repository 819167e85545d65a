import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLoopback } from '../engine/loopback-server.ts'
import { done, mapae } from './fake-io.ts'

const root = mkdtempSync(path.join(os.tmpdir(), 'mapae-cli-server-'))
const at = (...names: readonly string[]): string => path.join(root, ...names)
const report = (dir: string): string => readFileSync(at(dir, 'report', 'report.json'), 'utf8')

afterAll(() => rmSync(root, { recursive: true, force: true }))
beforeAll(() =>
  done('simulate', 'clean', '--shape', 'token-shop', '--members', '200', '--days', '1', '--out', at('sim')),
)

describe('--engine', () => {
  it('comes to the same report on a server, which then answers queries and lists', async () => {
    await done('investigate', at('sim', 'logs'), '--case', at('embedded'), '--summary')
    const server = await startLoopback(at('lake'))
    try {
      const engine = ['--engine', server.url]
      await done('investigate', at('sim', 'logs'), '--case', at('server'), '--summary', ...engine)
      expect(report('server')).toBe(report('embedded'))
      expect(await done('query', 'SELECT 1 AS one', '--case', at('server'), ...engine)).toBe('one\n1\n')
      expect(await done('affected', '--case', at('server'), ...engine)).toMatch(/^"account",/)
    } finally {
      await server.close()
    }
  })

  it('that does not answer is named in one line', async () => {
    const { code, err } = await mapae(['init', '--case', at('none'), '--engine', 'http://127.0.0.1:9'])
    expect({ code, err }).toEqual({
      code: 2,
      err: 'The engine server does not answer. Check the address given with --engine.\n',
    })
  })
})
