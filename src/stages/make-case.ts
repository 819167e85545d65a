import { existsSync } from 'node:fs'
import path from 'node:path'
import { CASE_DB, CASE_YAML } from '../domain/case-files.ts'
import { openCase, type OpenCaseOptions } from '../store/open-case.ts'

export interface MadeCase {
  readonly dir: string
  readonly config: string
  /** False where the case was there before; it is then left as it was. */
  readonly made: boolean
}

/** An empty, sealed case with a commented `case.yaml`. */
export const makeCase = async (dir: string, options: Omit<OpenCaseOptions, 'create'>): Promise<MadeCase> => {
  const made = !existsSync(path.join(dir, CASE_DB))
  const theCase = await openCase(dir, { ...options, create: true })
  await theCase.close()
  return { dir, config: path.join(dir, CASE_YAML), made }
}
