import { mkdir, open } from 'node:fs/promises'
import path from 'node:path'
import { BadData } from './bad-data.ts'
import { Digest, type Digested } from './digest.ts'
import { TornArchive } from './read-tar.ts'

export interface Written extends Digested {
  /** The content broke off or is damaged; what came before is written. */
  readonly broken: boolean
}

/** Writes bytes into the case, hashed while they pass. */
export const writeStored = async (target: string, content: AsyncIterable<Uint8Array>): Promise<Written> => {
  await mkdir(path.dirname(target), { recursive: true })
  const handle = await open(target, 'w')
  const digest = new Digest()
  let broken = false
  try {
    for await (const chunk of content) {
      digest.feed(chunk)
      await handle.writeFile(chunk)
    }
  } catch (error) {
    if (!(error instanceof BadData) && !(error instanceof TornArchive)) throw error
    broken = true
  } finally {
    await handle.close()
  }
  return { ...digest.end(), broken }
}
