import { CaseProblem } from './case-problem.ts'

const CODES: Readonly<Record<string, string>> = {
  ENOSPC: 'case/disk-full',
  EDQUOT: 'case/disk-full',
  EACCES: 'case/not-writable',
  EPERM: 'case/not-writable',
  EROFS: 'case/not-writable',
}

/** What the file system refused, as a problem of the case; anything else as it came. */
export const fileProblem = (error: unknown, dir: string): unknown => {
  const code = error instanceof Error && 'code' in error ? CODES[String(error.code)] : undefined
  if (code === undefined || error instanceof CaseProblem) return error
  return new CaseProblem({ code, values: { dir, detail: error instanceof Error ? error.message : '' } }, [], error)
}
