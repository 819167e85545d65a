import { isUtf8 } from 'node:buffer'
import type { Problems } from './problem.ts'

export interface RuleFile {
  /** As problems name it. */
  readonly path: string
  readonly text: string
}

/** The text of a rule file, or null and a problem when its bytes are not UTF-8. */
export const decodeRuleFile = (path: string, bytes: Uint8Array, problems: Problems): RuleFile | null => {
  if (isUtf8(bytes)) return { path, text: Buffer.from(bytes).toString('utf8') }
  problems.add('sigma/not-utf8', { file: path, line: 1, column: 1 })
  return null
}
