import type { Engine } from '../../src/engine/engine.ts'
import type { Sql } from '../../src/engine/sql.ts'

export interface StatementTime {
  /** How the statement begins, on one line. */
  readonly statement: string
  readonly calls: number
  readonly seconds: number
}

const WIDTH = 90

/** An engine that keeps how long each statement took; statements that begin alike are one. */
export const stopwatch = (
  engine: Engine,
): { readonly engine: Engine; readonly times: () => readonly StatementTime[] } => {
  let taken = new Map<string, { calls: number; seconds: number }>()
  const timed = async <T>(query: Sql, work: () => Promise<T>): Promise<T> => {
    const start = performance.now()
    try {
      return await work()
    } finally {
      const statement = query.text.trim().replace(/\s+/g, ' ').slice(0, WIDTH)
      const entry = taken.get(statement) ?? { calls: 0, seconds: 0 }
      taken.set(statement, { calls: entry.calls + 1, seconds: entry.seconds + (performance.now() - start) / 1000 })
    }
  }
  return {
    engine: {
      ...engine,
      rows: <Row>(query: Sql) => timed(query, () => engine.rows<Row>(query)),
      row: <Row>(query: Sql) => timed(query, () => engine.row<Row>(query)),
      run: (query) => timed(query, () => engine.run(query)),
    },
    /** Slowest first, since the last call. */
    times: () => {
      const entries = [...taken].map(([statement, entry]) => ({ statement, ...entry }))
      taken = new Map()
      return entries.sort((a, b) => b.seconds - a.seconds)
    },
  }
}
