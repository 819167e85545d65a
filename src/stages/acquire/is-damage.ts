import { EngineError } from '../../engine/engine-error.ts'

/** Numbers of the engine's errors: gzip and zlib, xz, zstd, lz4. */
const DECOMPRESSION = new Set(['354', '554', '561', '618'])

/** Whether the engine failed because compressed data is torn or damaged. */
export const isDamage = (error: unknown): boolean => {
  if (!(error instanceof EngineError) || error.code !== 'engine/query') return false
  const { cause } = error
  const number = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const told = /^\d+$/.test(number) ? number : /Code: (\d+)\./.exec(String(error.values['detail']))?.[1]
  return told !== undefined && DECOMPRESSION.has(told)
}
