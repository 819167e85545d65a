import { existsSync } from 'node:fs'
import path from 'node:path'
import { CASE_DB } from '../domain/case-files.ts'
import { lockForReading } from './case-lock.ts'
import type { Case } from './case.ts'
import type { CaseStore } from './case-store.ts'
import { CaseProblem } from './case-problem.ts'
import { fileProblem } from './file-problem.ts'
import { openCase, refuseWhatWasChanged } from './open-case.ts'
import { makeShadow, removeShadow, type ShadowOptions } from './shadow-case.ts'
import { openSqliteStore } from './sqlite-store.ts'

export interface ReadCaseOptions extends Pick<ShadowOptions, 'copying'> {
  readonly engineUrl?: string | undefined
}

/**
 * Lets work read a case without a trace in it: not a byte of it changes, nor its seal, and it may lie on a medium that
 * takes no writing. The work has a copy made of links; the case is held only while that is made, so that several
 * people may read one case at once. What the work writes is gone afterwards. Messages name the case itself.
 */
export const readCase = async <T>(
  dir: string,
  options: ReadCaseOptions,
  work: (theCase: Case) => Promise<T>,
): Promise<T> => {
  const root = path.resolve(dir)
  if (!existsSync(path.join(root, CASE_DB))) throw new CaseProblem({ code: 'case/not-a-case', values: { dir: root } })
  const shadow = await copyOf(root, options)
  try {
    const theCase = await openCase(shadow, { scratch: true, engineUrl: options.engineUrl })
    try {
      return await work({ ...theCase, dir: root })
    } finally {
      await theCase.close()
    }
  } finally {
    await removeShadow(shadow)
  }
}

/** As `readCase`, for what only the store says: no engine is started, and the lake stays where it is. */
export const readStore = async <T>(dir: string, work: (store: CaseStore) => T): Promise<T> => {
  const shadow = await copyOf(path.resolve(dir), { withoutLake: true })
  try {
    const store = openSqliteStore(path.join(shadow, CASE_DB))
    try {
      return work(store)
    } finally {
      store.close()
    }
  } finally {
    await removeShadow(shadow)
  }
}

const copyOf = async (root: string, options: ShadowOptions): Promise<string> => {
  const unlock = lockForReading(root)
  try {
    await refuseWhatWasChanged(root)
    return await makeShadow(root, options)
  } catch (error) {
    throw fileProblem(error, root)
  } finally {
    unlock()
  }
}
