import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { REPORT_JSON } from '../../domain/case-files.ts'
import type { Json } from '../../domain/json.ts'
import type { Certificate, Message } from '../../domain/report-model.ts'
import type { Engine } from '../../engine/engine.ts'
import { EVIDENCE_DATABASE } from '../../engine/lake.ts'
import { ident, sql } from '../../engine/sql.ts'
import { plainJson } from '../../seal/plain-json.ts'
import type { Case } from '../../store/case.ts'
import { openCase } from '../../store/open-case.ts'
import { attempt } from './attempt.ts'
import { checkCertificates } from './certificate-check.ts'
import { jsonDifferences } from './json-differences.ts'
import type { VerifyOptions } from './options.ts'
import { type Check, done, notDone } from './result.ts'
import { checkRows } from './rows-check.ts'
import { checkVerdicts } from './tokens-check.ts'

const DAMAGED: Message = { code: 'verify/not-computed-on-damage', values: {} }

export const numbersNotChecked = (): readonly Check[] => [
  notDone('verify/rows', DAMAGED),
  notDone('verify/certificates', DAMAGED),
  notDone('verify/report', DAMAGED),
]

/** Rows against the ledger, certificates as they stand, and then everything computed again from the events alone. */
export const checkNumbers = (root: string, shadow: string, options: VerifyOptions): Promise<readonly Check[]> =>
  attempt('verify/rows', async () => {
    const theCase = await openCase(shadow, { scratch: true, engineUrl: options.engineUrl })
    try {
      options.progress?.('verify/rows')
      const rows = await checkRows(theCase.engine, theCase.store)
      const tokens = await attempt('verify/tokens', () => checkVerdicts(theCase))
      return [rows, ...tokens, ...(await checkReport(root, theCase, options))]
    } finally {
      await theCase.close()
    }
  })

const checkReport = async (root: string, theCase: Case, options: VerifyOptions): Promise<readonly Check[]> => {
  const file = path.join(root, REPORT_JSON)
  if (!existsSync(file)) return [notDone('verify/report', { code: 'verify/no-report', values: { file: REPORT_JSON } })]
  return attempt('verify/report', async () => {
    const reported = JSON.parse(readFileSync(file, 'utf8')) as { readonly [key: string]: Json }
    const certificates = (reported['certificates'] ?? []) as unknown as readonly Certificate[]
    options.progress?.('verify/certificates')
    const asWritten = await checkCertificates(theCase.engine, certificates)
    options.progress?.('verify/report')
    return [asWritten, await checkAgain(theCase, reported, options)]
  })
}

/** Nothing that was derived before may be of help. */
const checkAgain = async (theCase: Case, reported: Json, options: VerifyOptions): Promise<Check> => {
  if (theCase.engine.kind === 'embedded') await dropDerived(theCase.engine)
  const recomputed = plainJson(await options.recompute(theCase))
  const failures = jsonDifferences(reported, recomputed).map((difference) => ({
    code: 'verify/report-differs',
    values: { ...difference },
  }))
  return done('verify/report', leaves(recomputed), failures)
}

const leaves = (value: Json): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce<number>((sum, member) => sum + leaves(member), 0)
    : 1

const dropDerived = async (engine: Engine): Promise<void> => {
  const kept = [EVIDENCE_DATABASE, 'system', 'default', 'INFORMATION_SCHEMA', 'information_schema']
  const found = await engine.rows<{ name: string }>(
    sql`SELECT name FROM system.databases WHERE NOT has(${kept}, name) ORDER BY name`,
  )
  for (const { name } of found) await engine.run(sql`DROP DATABASE ${ident(name)} SYNC`)
}
