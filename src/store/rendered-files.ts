import path from 'node:path'
import { hashFile } from '../seal/hash-file.ts'
import type { Case } from './case.ts'
import type { CaseStore } from './case-store.ts'

export interface RenderedFile {
  /** Relative to the case. */
  readonly path: string
  readonly sha256: string
  readonly bytes: string
}

/** Writes the digests of the rendered report files, given relative to the case, to the ledger. */
export const recordRenderedFiles = async (
  theCase: Pick<Case, 'dir' | 'store'>,
  names: readonly string[],
): Promise<void> => {
  const files: RenderedFile[] = []
  for (const name of [...names].sort()) {
    const { sha256, bytes } = await hashFile(path.join(theCase.dir, name))
    files.push({ path: name, sha256, bytes: bytes.toString() })
  }
  theCase.store.put('report', 'latest', { files: files.map((file) => ({ ...file })) })
}

export const renderedFiles = (store: Pick<CaseStore, 'get'>): readonly RenderedFile[] =>
  (store.get('report', 'latest') as { readonly files?: readonly RenderedFile[] } | undefined)?.files ?? []
