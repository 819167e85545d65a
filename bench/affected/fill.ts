import path from 'node:path'
import { derivedIn } from '../../src/engine/lake.ts'
import { bind, sql } from '../../src/engine/sql.ts'
import { simulate } from '../../src/simulate/simulate.ts'
import { DERIVED_DATABASE } from '../../src/stages/certifier.ts'
import { investigate } from '../../src/stages/investigate.ts'
import { openCase } from '../../src/store/open-case.ts'

/**
 * A small investigated case whose exposures are put in the place of others: so many accounts, in no order, each by one
 * to three routes. Gives the folder of the case.
 */
export const fillCase = async (dir: string, accounts: number): Promise<string> => {
  const company = await simulate({
    scenario: 'stolen-key',
    seed: 1,
    members: 500,
    days: 2,
    out: path.join(dir, 'company'),
  })
  const caseDir = path.join(dir, 'case')
  const theCase = await openCase(caseDir, { create: true, configFile: company.config ?? undefined })
  try {
    await investigate(theCase, { paths: [company.logs] })
    const exposure = derivedIn(DERIVED_DATABASE).table('exposure')
    await theCase.engine.run(sql`TRUNCATE TABLE ${exposure}`)
    await theCase.engine.run(sql`
      INSERT INTO ${exposure} (account, method, route, categories, marked, rank, first, last, views)
      SELECT concat('member-', hex(sipHash64(number)), '-', toString(number)), 'GET', concat('/api/members/{id}/', route),
        if(route = 'orders', ['PurchaseHistory'], ['EmailAddress', 'Name', 'PhysicalAddress']), 'declared', 1 + number % 3,
        toDateTime64('2026-01-01 00:00:00', 6, 'UTC') + number % 86400, toDateTime64('2026-01-02 00:00:00', 6, 'UTC') + number % 86400,
        1 + number % 7
      FROM numbers(${bind('UInt64', accounts)})
      ARRAY JOIN arraySlice(['me', 'orders', 'addresses'], 1, 1 + number % 3) AS route`)
  } finally {
    await theCase.close()
  }
  return caseDir
}
