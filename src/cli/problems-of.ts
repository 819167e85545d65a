import type { Message } from '../domain/report-model.ts'
import { hasText } from '../text/say.ts'

/** Any error as sentences: what happened and the way out. What is no problem of ours is a fault of the program. */
export const problemsOf = (error: unknown): readonly Message[] => {
  if (isProblem(error)) return (error.problems ?? [error]).map(shortened)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const detail = error instanceof Error ? error.message : String(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return [{ code: 'cli/disk-full', values: {} }]
  if (/^E[A-Z0-9]+$/.test(code)) return [{ code: 'cli/file-refused', values: { detail } }]
  return [{ code: 'cli/unexpected', values: { detail: firstLine(detail) } }]
}

interface Problem extends Message {
  readonly problems?: readonly Message[]
}

/** Every layer throws its own class; what they share is a code that has a text, and its values. */
const isProblem = (error: unknown): error is Problem =>
  error instanceof Error && 'code' in error && 'values' in error && hasText(String(error.code))

/** The engine adds its version and, at times, a trace of its own. */
const shortened = ({ code, values }: Message): Message => {
  const { detail } = values
  if (typeof detail !== 'string') return { code, values }
  const bare = firstLine(detail)
    .replaceAll(/Code: \d+\. DB::Exception: /g, '')
    .replaceAll(/\s*\(version [^)]*\)+\.?/g, '')
    .replace(/( \([A-Z_]+\))(?:\.?\1)+$/, '$1')
  return { code, values: { ...values, detail: bare } }
}

const LONGEST = 600

const firstLine = (text: string): string => (text.split('\n', 1)[0] ?? '').slice(0, LONGEST)
