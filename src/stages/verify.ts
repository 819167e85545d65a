import { existsSync } from 'node:fs'
import path from 'node:path'
import { CASE_DB } from '../domain/case-files.ts'
import type { ManifestFile } from '../domain/manifest.ts'
import type { Message } from '../domain/report-model.ts'
import { type SealCheck, checkSeal } from '../seal/check-seal.ts'
import { lockForReading } from '../store/case-lock.ts'
import { CaseProblem } from '../store/case-problem.ts'
import { withShadow } from '../store/shadow-case.ts'
import { type SqliteStore, openSqliteStore } from '../store/sqlite-store.ts'
import { attempt } from './verify/attempt.ts'
import { checkEvidence } from './verify/evidence-check.ts'
import { checkDocuments, checkLedger } from './verify/ledger-check.ts'
import { checkNumbers, numbersNotChecked } from './verify/numbers-check.ts'
import type { VerifyOptions } from './verify/options.ts'
import { checkRendered } from './verify/rendered-check.ts'
import { type Check, done } from './verify/result.ts'

export interface VerifyResult {
  /** Root of the case's seal, '' where it has none. */
  readonly root: string
  readonly checks: readonly Check[]
  /** All failures of all checks; empty: everything holds. */
  readonly failures: readonly Message[]
  readonly skipped: readonly Message[]
}

/**
 * Checks a case from the outside in: every byte against the seal, the evidence against the manifest, the ledger's
 * chain and what is projected from it, the rows against the ledger, and then every number against a second
 * computation. The case itself is only read; all computing is done in a copy.
 */
export const verify = async (dir: string, options: VerifyOptions): Promise<VerifyResult> => {
  const root = path.resolve(dir)
  if (!existsSync(path.join(root, CASE_DB))) throw new CaseProblem({ code: 'case/not-a-case', values: { dir: root } })
  const unlock = lockForReading(root)
  try {
    options.progress?.('verify/seal')
    const seal = await checkSeal(root)
    const checks = await withShadow(root, options, (shadow) => checkInside(root, shadow, seal, options))
    return summary(seal, [sealCheck(seal, options.expectRoot), ...checks])
  } finally {
    unlock()
  }
}

const checkInside = async (
  root: string,
  shadow: string,
  seal: SealCheck,
  options: VerifyOptions,
): Promise<readonly Check[]> => {
  const inStore = await attempt('verify/ledger', () => withStore(shadow, (store) => checkStore(root, store, options)))
  if (seal.failures.some(isOfEngine)) return [...inStore, ...numbersNotChecked()]
  return [...inStore, ...(await checkNumbers(root, shadow, options))]
}

/** An engine that reads damaged tables may do anything, so it is not started on them: the seal names what is wrong. */
const isOfEngine = ({ values }: Message): boolean => /^(lake\/|case\.(db|key|yaml)$)/.test(String(values['file'] ?? ''))

const checkStore = async (root: string, store: SqliteStore, options: VerifyOptions): Promise<readonly Check[]> => {
  options.progress?.('verify/evidence')
  const manifest = store.list('file').map(({ body }) => body as unknown as ManifestFile)
  return [
    await checkEvidence(root, manifest),
    checkLedger(store),
    checkDocuments(store),
    await checkRendered(root, store),
  ]
}

const withStore = async <T>(shadow: string, work: (store: SqliteStore) => Promise<T>): Promise<T> => {
  const store = openSqliteStore(path.join(shadow, CASE_DB))
  try {
    return await work(store)
  } finally {
    store.close()
  }
}

const sealCheck = (seal: SealCheck, expectRoot: string | undefined): Check => {
  const other = expectRoot !== undefined && expectRoot !== seal.root
  const values = { expected: expectRoot ?? '', found: seal.root }
  return done('verify/seal', seal.files, [...seal.failures, ...(other ? [{ code: 'seal/other-root', values }] : [])])
}

const summary = (seal: SealCheck, checks: readonly Check[]): VerifyResult => ({
  root: seal.root,
  checks,
  failures: checks.flatMap((check) => check.failures),
  skipped: checks.flatMap((check) => check.skipped),
})
