import { correctionsOf } from '../domain/skew.ts'
import { sql } from '../engine/sql.ts'
import type { Case } from '../store/case.ts'

/** Lags beyond this are not a matter of clocks. */
const WIDEST = 900

/**
 * Skew of each access source against the issuance log, from issuance → first use of credentials that both name: the
 * most frequent lag in whole seconds, of `pairUses`. Recorded as `clock`; one estimate per source name, so hosts with clocks of their
 * own should be sources of their own.
 */
export const estimateClocks = async (theCase: Case): Promise<void> => {
  const rows = await theCase.engine.rows<{ source: string; reference: string; mode: string; pairs: string }>(sql`
    SELECT source, any(issuer) AS reference, toString(argMax(lag, (n, -abs(lag)))) AS mode, toString(sum(n)) AS pairs FROM (
      SELECT source, issuer, round(dateDiff('millisecond', issued, used) / 1000) AS lag, count() AS n FROM evidence.first_use
      WHERE abs(dateDiff('second', issued, used)) <= ${WIDEST}
      GROUP BY source, issuer, lag)
    GROUP BY source ORDER BY source`)
  const corrections = correctionsOf(
    rows.map(({ source, mode, pairs }) => ({ source, mode: Number(mode), pairs: Number(pairs) })),
  )
  theCase.store.transaction(() => {
    for (const { source, reference, pairs } of rows)
      theCase.store.put('clock', source, { source, reference, correction: corrections.get(source) ?? 0, pairs })
  })
}
