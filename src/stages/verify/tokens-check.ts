import type { Message } from '../../domain/report-model.ts'
import type { Case } from '../../store/case.ts'
import { type TokenDocument, verdicts } from '../check-tokens.ts'
import { addRow, NOTHING_CHECKED, storedDigest, type TokenDigest } from '../check-tokens/digest.ts'
import { type Check, done, notDone } from './result.ts'

/**
 * Verdicts on signatures: the table against the ledger, and the ledger against every token of the evidence verified once
 * more. Where tokens are signed with a secret that is not at hand, only the former.
 */
export const checkVerdicts = async (theCase: Case): Promise<readonly Check[]> => {
  const known = (theCase.store.get('case', 'tokens') ?? null) as unknown as TokenDocument | null
  if (known === null) return []
  const row = await theCase.engine.row<{ rows: string; digest: string }>(storedDigest)
  const stored = differs('verify/verdicts-changed', known, { rows: Number(row.rows), digest: row.digest })
  const lacking = theCase.tokenKeys.keys.filter(({ fingerprint: f }) => f !== '' && !theCase.tokenKeys.secrets.has(f))
  if (lacking.length > 0) {
    const skipped = notDone('verify/tokens', { code: 'verify/no-secret', values: { n: lacking.length } })
    return [{ ...skipped, failures: stored }]
  }
  let again = NOTHING_CHECKED
  for await (const verdict of verdicts(theCase)) again = addRow(again, verdict)
  return [done('verify/tokens', again.rows, [...stored, ...differs('verify/verdicts-differ', known, again)])]
}

const differs = (code: string, known: TokenDigest, found: TokenDigest): readonly Message[] =>
  known.rows === found.rows && known.digest === found.digest
    ? []
    : [{ code, values: { expected: known.rows, found: found.rows } }]
