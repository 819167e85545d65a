import { describe, expect, it } from 'vitest'
import { openServer } from '../../src/engine/server.ts'
import { engineContract } from './engine-contract.ts'
import { startLoopback } from './loopback-server.ts'

engineContract('server', async (dir) => {
  const server = await startLoopback(dir)
  const engine = await openServer(server.url)
  return {
    engine,
    close: async () => {
      await engine.close()
      await server.close()
    },
  }
})

describe('a server', () => {
  it('that is not there is unreachable', async () => {
    await expect(openServer('http://127.0.0.1:9')).rejects.toMatchObject({ code: 'engine/unreachable' })
  })
})

const live = process.env['MAPAE_CLICKHOUSE_URL']
if (live !== undefined) {
  engineContract('live server', async () => {
    const engine = await openServer(live)
    return { engine, close: () => engine.close() }
  })
} else {
  it.skip('live server: MAPAE_CLICKHOUSE_URL is not set', () => undefined)
}
