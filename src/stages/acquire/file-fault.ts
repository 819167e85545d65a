import type { Message } from '../../domain/report-model.ts'

/** The disk of the case, not the evidence: the run cannot go on. */
const OF_THE_CASE = new Set(['ENOSPC', 'EDQUOT', 'EROFS'])

/** Why a file could not be read, as a problem; what is no fault of the file is thrown on. */
export const fileFault = (path: string, error: unknown): Message => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!/^E[A-Z]+$/.test(code) || OF_THE_CASE.has(code)) throw error
  return code === 'ENOENT'
    ? { code: 'acquire/vanished', values: { path } }
    : { code: 'acquire/unreadable', values: { path, reason: code } }
}
