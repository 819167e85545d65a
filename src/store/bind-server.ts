import { createHash } from 'node:crypto'
import type { Engine } from '../engine/engine.ts'
import { sql } from '../engine/sql.ts'
import type { Case } from './case.ts'
import { CaseProblem } from './case-problem.ts'

/** A server holds the evidence of one case: the first to come leaves its mark, any other is refused. */
export const bindServer = async (engine: Engine, key: Case['key'], url: string): Promise<void> => {
  const mark = createHash('sha256').update(`mapae case ${key.k0} ${key.k1}`).digest('hex')
  await engine.run(sql`CREATE TABLE IF NOT EXISTS evidence.bound_case (mark String) ENGINE = MergeTree ORDER BY mark`)
  const bound = await engine.rows<{ mark: string }>(sql`SELECT DISTINCT mark FROM evidence.bound_case ORDER BY mark`)
  if (bound.length === 0) await engine.run(sql`INSERT INTO evidence.bound_case SELECT ${mark}`)
  else if (bound.some((row) => row.mark !== mark))
    throw new CaseProblem({ code: 'case/server-holds-another-case', values: { url } })
}
