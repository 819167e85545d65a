import { detectionsOf } from '../../detections/index.ts'
import type { Cleared } from '../../domain/report-model.ts'
import type { ComponentRow } from './component-rows.ts'

/** Why a group is nobody's intrusion: declared, a desk's, or a world of its own; null where it may be one. */
export const clearedBecause = (
  row: ComponentRow,
  closed: ReadonlySet<string>,
  desks: ReadonlySet<string>,
): Cleared | null => {
  const day = row.first_at.slice(0, 10)
  const what = { code: 'cleared/load-test', values: { address: row.first_address, n: Number(row.accounts), day } }
  if (Number(row.declared) > 0 && !detectionsOf('principal-request').includes(row.kind))
    return { what, reasons: [{ code: 'cleared/declared', values: {} }] }
  if (desks.has(row.component))
    return {
      what: { code: 'cleared/desk', values: { address: row.first_address, n: Number(row.accounts) } },
      reasons: [{ code: 'cleared/at-work', values: {} }],
    }
  return closed.has(row.component)
    ? { what, reasons: [{ code: 'cleared/own-accounts', values: { n: Number(row.accounts) } }] }
    : null
}
