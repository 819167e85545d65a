import { type Check, type CheckCode, done } from './result.ts'

/** A check that breaks off has failed, and says at what; the others go on. */
export const attempt = async (code: CheckCode, work: () => Promise<readonly Check[]>): Promise<readonly Check[]> => {
  try {
    return await work()
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return [done(code, 0, [{ code: 'verify/broke-off', values: { check: code, detail } }])]
  }
}
