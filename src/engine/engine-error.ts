import { existsSync } from 'node:fs'
import path from 'node:path'

export type EngineErrorCode =
  | 'engine/locked'
  | 'engine/disk-full'
  | 'engine/memory'
  | 'engine/no-shared-disk'
  | 'engine/unreachable'
  | 'engine/read-only'
  | 'engine/query'

/** The engine could not do what it was asked; `code` and `values` make the sentence that a person reads. */
export class EngineError extends Error {
  readonly code: EngineErrorCode
  readonly values: Readonly<Record<string, string | number>>

  constructor(code: EngineErrorCode, values: Readonly<Record<string, string | number>>, cause?: unknown) {
    super(`${code} ${JSON.stringify(values)}`, { cause })
    this.name = 'EngineError'
    this.code = code
    this.values = values
  }
}

/** ClickHouse error numbers with a meaning of their own here. */
const BY_NUMBER: Readonly<Record<string, EngineErrorCode>> = {
  '173': 'engine/memory', // CANNOT_ALLOCATE_MEMORY
  '241': 'engine/memory', // MEMORY_LIMIT_EXCEEDED
  '243': 'engine/disk-full', // NOT_ENOUGH_SPACE
}

/** Error numbers that a server gives for a file it cannot see: missing, or outside its `user_files`. */
const UNSEEN_FILE = new Set(['107', '291', '636'])

const UNREACHABLE = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|Timeout error/

const textOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause)
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
  return cause.message === '' ? code : cause.message
}

/** The client takes `Code: N.` off the message and keeps N in `code`. */
const numberOf = (cause: unknown, text: string): string => {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return /^\d+$/.test(code) ? code : (/Code: (\d+)\./.exec(text)?.[1] ?? '')
}

/**
 * chDB says on stderr that it cannot lock the directory and throws only that it failed; the file that it locks is
 * there while it is held (and after a crash, when opening succeeds).
 */
const isLocked = (text: string, where: string): boolean =>
  /only one active data directory/.test(text) ||
  (/Failed to create connection/.test(text) && existsSync(path.join(where, 'status')))

const codeOf = (cause: unknown, text: string, kind: 'embedded' | 'server', where: string): EngineErrorCode => {
  if (kind === 'embedded' && isLocked(text, where)) return 'engine/locked'
  if (/No space left on device|ENOSPC/.test(text)) return 'engine/disk-full'
  const number = numberOf(cause, text)
  const known = BY_NUMBER[number]
  if (known !== undefined) return known
  if (kind === 'server' && UNSEEN_FILE.has(number)) return 'engine/no-shared-disk'
  return kind === 'server' && number === '' && UNREACHABLE.test(text) ? 'engine/unreachable' : 'engine/query'
}

/** What the engine threw, as an `EngineError`; `where` is the data directory or the URL. */
export const engineError = (cause: unknown, kind: 'embedded' | 'server', where: string): EngineError => {
  if (cause instanceof EngineError) return cause
  const text = textOf(cause)
  return new EngineError(codeOf(cause, text, kind, where), { where, detail: text }, cause)
}
