import type { FileLedger } from '../domain/source-plan.ts'
import type { Message } from '../domain/report-model.ts'

type Lines = Pick<FileLedger, 'received' | 'parsed' | 'rejected' | 'duplicates'>

/** received = parsed + rejected + duplicates. */
export const balances = ({ received, parsed, rejected, duplicates }: Lines): boolean =>
  received === parsed + rejected + duplicates

/** What became of a file: of one that was read, whether its lines balance. */
export const fateOf = (file: FileLedger): Message & { readonly code: FateCode } => {
  if (!balances(file)) return { code: 'label/unbalanced', values: {} }
  if (file.sameAs !== null) return { code: 'label/same-bytes', values: { file: file.sameAs.path } }
  return {
    code: file.fate === 'opened' || file.fate === 'unread' ? `label/${file.fate}` : 'label/balanced',
    values: {},
  }
}

type FateCode = `label/${'balanced' | 'unbalanced' | 'opened' | 'unread' | 'same-bytes'}`
