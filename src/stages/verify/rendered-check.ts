import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Message } from '../../domain/report-model.ts'
import { hashFile } from '../../seal/hash-file.ts'
import type { CaseStore } from '../../store/case-store.ts'
import { type RenderedFile, renderedFiles } from '../../store/rendered-files.ts'
import { type Check, done } from './result.ts'

/** The rendered files are the ones that the ledger knows. */
export const checkRendered = async (dir: string, store: CaseStore): Promise<Check> => {
  const files = renderedFiles(store)
  const failures = await Promise.all(files.map((file) => checkFile(dir, file)))
  return done('verify/rendered', files.length, failures.flat())
}

const checkFile = async (dir: string, file: RenderedFile): Promise<readonly Message[]> => {
  const at = path.join(dir, file.path)
  if (!existsSync(at)) return [{ code: 'verify/rendered-missing', values: { file: file.path } }]
  const { sha256 } = await hashFile(at)
  return sha256 === file.sha256
    ? []
    : [{ code: 'verify/rendered-changed', values: { file: file.path, expected: file.sha256, found: sha256 } }]
}
