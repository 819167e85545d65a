import { existsSync } from 'node:fs'
import path from 'node:path'
import { derivedIn } from '../../src/engine/lake.ts'
import { type Sql, join, sql } from '../../src/engine/sql.ts'
import { coverage, taxonomiesOf } from '../../src/stages/sigma.ts'
import { DERIVED_DATABASE } from '../../src/stages/certifier.ts'
import { readRules } from '../../src/stages/sigma/read-rules.ts'
import { runSigma } from '../../src/stages/sigma.ts'
import { rowsOfRule } from '../../src/stages/sigma/sigma-findings.ts'
import type { Case } from '../../src/store/case.ts'

/** What one simple rule alone calls affected. */
export interface Baseline {
  readonly name: string
  readonly truth: number
  readonly found: number
  readonly right: number
}

/** An address with more accounts than this is what many rules call an attack. */
const ACCOUNTS = 20
const SIGMA = path.resolve('../shared/data/sigma/rules')

/**
 * The peers' way on the same logs, each rule alone: a token without a record of issue; an address with many accounts; the
 * web and proxy rules of SigmaHQ (where that data lies beside the project). Affected is whose account the request named.
 */
export const baselinesOf = async (theCase: Case, affected: readonly string[]): Promise<readonly Baseline[]> => {
  const t = derivedIn(DERIVED_DATABASE).table
  const truth = new Set(affected)
  const baseline = async (name: string, accounts: Sql): Promise<Baseline> => {
    const rows = await theCase.engine.rows<{ account: string }>(
      sql`SELECT DISTINCT account FROM (${accounts}) WHERE account != ''`,
    )
    const right = rows.filter(({ account }) => truth.has(account)).length
    return { name, truth: truth.size, found: rows.length, right }
  }
  const { issued } = await theCase.engine.row<{ issued: string }>(
    sql`SELECT countIf(issuances > 0) AS issued FROM ${t('session')}`,
  )
  const sigma = await sigmaAccounts(theCase)
  return [
    ...(issued === '0'
      ? []
      : [
          await baseline(
            'token not in issuance log',
            sql`SELECT principal AS account FROM ${t('session')} WHERE issuances = 0`,
          ),
        ]),
    await baseline(
      `address with more than ${ACCOUNTS} accounts`,
      sql`SELECT principal AS account FROM ${t('event')} WHERE kind = 'http' AND src_ip IN (
        SELECT src_ip FROM ${t('event')} WHERE kind = 'http' AND principal != '' GROUP BY src_ip HAVING uniqExact(principal) > ${ACCOUNTS})`,
    ),
    ...(sigma === null ? [] : [await baseline('SigmaHQ web rules', sigma)]),
  ]
}

/** Accounts of the requests that some web or proxy rule matches; null where the rules are not here. */
const sigmaAccounts = async (theCase: Case): Promise<Sql | null> => {
  const folders = ['web', 'network'].map((name) => path.join(SIGMA, name)).filter((folder) => existsSync(folder))
  if (folders.length === 0) return null
  const set = await readRules(folders)
  const taxonomies = await taxonomiesOf(theCase)
  const matched = new Set((await runSigma(theCase, set)).matches.map(({ key }) => key))
  const places = coverage(set, taxonomies)
    .rules.filter(({ document }) => matched.has(document.key))
    .map(({ document }) => rowsOfRule(document, taxonomies))
  if (places.length === 0) return sql`SELECT '' AS account`
  return sql`SELECT principal AS account FROM evidence.event WHERE bitShiftLeft(toUInt128(file), 64) + line IN (${join(places, ' UNION ALL ')})`
}
