import './allocator.ts'
import { mkdirSync } from 'node:fs'
import os from 'node:os'
import { type ClickHouseClient, createClient } from '@clickhouse/client'
import { drainPending } from 'chdb'
import { createChdbConnection } from 'chdb/connection'
import { clientEngine } from './client-engine.ts'
import { besideEmbedded } from './embedded-beside.ts'
import { embeddedStream } from './embedded-stream.ts'
import type { Engine } from './engine.ts'
import { engineError } from './engine-error.ts'
import { type EngineSettings, embeddedSettings, machineMemory, setStatement } from './settings.ts'

export interface EmbeddedOptions {
  /** Bytes the engine may plan with. Default: the machine's, or its control group's. */
  readonly memory?: number | undefined
  readonly threads?: number | undefined
}

/**
 * chDB in this process, behind the same client that speaks to a server. One data directory per process: another can
 * be opened once this one is closed; a directory that another process holds is refused as `engine/locked`.
 */
export const openEmbedded = async (dir: string, options: EmbeddedOptions = {}): Promise<Engine> => {
  const settings = embeddedSettings(options.memory ?? machineMemory(), options.threads ?? os.availableParallelism())
  const client = await connect(dir, settings)
  const second = besideEmbedded(dir, settings)
  return {
    ...clientEngine(client, 'embedded', dir),
    beside: second.rows,
    stream: (query, format, mode) => embeddedStream(dir, settings, query, format, mode),
    close: async () => {
      second.close()
      await client.close()
      await drainPending()
    },
  }
}

const connect = async (dir: string, settings: EngineSettings): Promise<ClickHouseClient> => {
  let client: ClickHouseClient | undefined
  try {
    mkdirSync(dir, { recursive: true })
    await drainPending()
    client = createClient({ connection: chdbConnection(dir) })
    await client.command({ query: setStatement(settings) })
    return client
  } catch (cause) {
    await client?.close()
    throw engineError(cause, 'embedded', dir)
  }
}

type ClientConnection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>

/** chDB declares the interface out of its own copy of the client's types; the shapes are the same, the names are not. */
const chdbConnection = (dir: string): ClientConnection =>
  createChdbConnection({ path: dir }) as unknown as ClientConnection
