import { sql } from '../engine/sql.ts'
import type { Scene } from './scene.ts'

/** What the events of the window are, as `span` holds it: a question about what none of them is need not be asked. */
export interface WindowFacts {
  /** Issuances and log-ins, and records of log-in services altogether. */
  readonly issuances: bigint
  readonly records: bigint
  /** Calls of cloud interfaces and the like, that are neither requests nor log-ins. */
  readonly others: bigint
  readonly requests: bigint
  readonly posts: bigint
  /** Requests with a query that were sent on elsewhere, as who comes back from a log-in service is. */
  readonly returns: bigint
}

export const windowFacts = async (scene: Scene): Promise<WindowFacts> => {
  const row = await scene.engine.row<Record<keyof WindowFacts, string>>(
    sql`SELECT issuances, records, others, requests, posts, returns FROM ${scene.derived.table('span')}`,
  )
  return {
    issuances: BigInt(row.issuances),
    records: BigInt(row.records),
    others: BigInt(row.others),
    requests: BigInt(row.requests),
    posts: BigInt(row.posts),
    returns: BigInt(row.returns),
  }
}
