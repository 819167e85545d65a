import type { FileLedger } from '../domain/source-plan.ts'

type Lines = Pick<FileLedger, 'received' | 'parsed' | 'rejected' | 'duplicates'>

/** received = parsed + rejected + duplicates. */
export const balances = ({ received, parsed, rejected, duplicates }: Lines): boolean =>
  received === parsed + rejected + duplicates
