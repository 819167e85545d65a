import { stat } from 'node:fs/promises'
import { isGlob } from '../../domain/glob.ts'
import type { Message } from '../../domain/report-model.ts'
import { CaseProblem } from '../../store/case-problem.ts'
import { findFiles } from './find-files.ts'

/** Evidence that was named and is not there must not go missing in silence: nothing is begun, and all of it is named. */
export const requirePaths = async (paths: readonly string[]): Promise<void> => {
  const { missing } = await findFiles(paths)
  const [first, ...others] = await Promise.all(missing.map(problemWith))
  if (first !== undefined) throw new CaseProblem(first, others)
}

const problemWith = async (path: string): Promise<Message> => {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (isFolder) return { code: 'acquire/empty-folder', values: { path } }
  return { code: isGlob(path) ? 'acquire/no-match' : 'acquire/no-such-path', values: { path } }
}
