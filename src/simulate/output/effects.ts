import { appendFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

/** How a simulation touches the world. */
export interface SimulationEffects {
  /** Names that lie in the folder already; none where it does not exist. */
  list(folder: string): Promise<readonly string[]>
  append(path: string, bytes: Uint8Array): Promise<void>
  write(path: string, text: string): Promise<void>
  compress(bytes: Uint8Array): Promise<Uint8Array>
  progress(done: { readonly day: number; readonly days: number; readonly lines: number }): void
  /** Told of each line as it is written, with its actor; for tests that count again. */
  observe?(path: string, text: string, actor: number): void
}

const compress = promisify<Uint8Array, { level: number }, Uint8Array>(gzip)

export const fileEffects = (): SimulationEffects => ({
  list: async (folder) => {
    try {
      return await readdir(folder)
    } catch {
      return []
    }
  },
  append: async (path, bytes) => {
    await mkdir(dirname(path), { recursive: true })
    await appendFile(path, bytes)
  },
  write: async (path, text) => {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  },
  compress: (bytes) => compress(bytes, { level: 1 }),
  progress: () => undefined,
})

export const under = (folder: string, path: string): string => join(folder, ...path.split('/'))
