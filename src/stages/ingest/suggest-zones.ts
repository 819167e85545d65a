import type { Message } from '../../domain/report-model.ts'
import { sql } from '../../engine/sql.ts'
import type { Case } from '../../store/case.ts'
import { recordProblems, withdrawProblems } from '../problems.ts'

/** Zones differ by quarters of an hour, at most by 26 hours. */
const QUARTER = 900
const WIDEST = 26 * 4 * QUARTER
/** Fewer credentials, or a smaller share of them, say nothing. */
const LEAST_PAIRS = 30
const LEAST_SHARE = 0.8

interface Row {
  readonly source: string
  readonly issuer: string
  readonly quarters: number
  readonly pairs: string
  readonly of: string
}

/**
 * A credential is first used soon after it was issued. Where one log uses most of them a whole number of quarters of an
 * hour before or after the other issued them, the zone of one of the two is wrong, and is said to be.
 */
export const suggestZones = async (theCase: Case): Promise<void> => {
  const rows = await theCase.engine.rows<Row>(sql`
    SELECT source, issuer, argMax(quarter, (n, -abs(quarter))) AS quarters, max(n) AS pairs, sum(n) AS of FROM (
      SELECT source, issuer, toInt32(round(dateDiff('second', issued, used) / ${QUARTER})) AS quarter, count() AS n FROM evidence.first_use
      WHERE issuer != source AND abs(dateDiff('second', issued, used)) <= ${WIDEST}
      GROUP BY source, issuer, quarter)
    GROUP BY source, issuer ORDER BY source, issuer`)
  const found = rows.filter(isShift).map(told)
  const sources = new Set(found.map(({ values }) => values['source']))
  withdrawProblems(theCase, ({ code, values }) => code === 'ingest/zone-shift' && !sources.has(values['source']))
  recordProblems(theCase, found)
}

const isShift = ({ quarters, pairs, of }: Row): boolean =>
  Number(quarters) !== 0 && Number(pairs) >= LEAST_PAIRS && Number(pairs) >= LEAST_SHARE * Number(of)

const told = ({ source, issuer, quarters, pairs, of }: Row): Message => ({
  code: 'ingest/zone-shift',
  values: { source, issuer, shift: shiftText(Number(quarters)), pairs: Number(pairs), of: Number(of) },
})

/** As an offset is written: `+09:00`. */
const shiftText = (quarters: number): string => {
  const minutes = Math.abs(quarters) * 15
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${quarters < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
