import type { Message } from '../../domain/report-model.ts'
import type { Engine } from '../../engine/engine.ts'
import { bind, sql } from '../../engine/sql.ts'
import type { CaseStore } from '../../store/case-store.ts'
import { type Check, done } from './result.ts'

interface Lines {
  readonly received: bigint
  readonly parsed: bigint
  readonly rejected: bigint
  readonly duplicates: bigint
}

const COLUMNS = ['received', 'parsed', 'rejected', 'duplicates'] as const satisfies readonly (keyof Lines)[]
const NONE: Lines = { received: 0n, parsed: 0n, rejected: 0n, duplicates: 0n }

type Row = Readonly<Record<'file' | keyof Lines, string>>

/** Lines of each file: the ledger's numbers balance, and the lake holds exactly as many rows. */
export const checkRows = async (engine: Engine, store: CaseStore): Promise<Check> => {
  const ledger = new Map(store.list('lines').map(({ key, body }) => [key, linesOf(body as unknown as Row)]))
  const lake = new Map((await countLines(engine)).map((row) => [String(row.file), linesOf(row)]))
  const paths = new Map(
    store.list('file').map(({ key, body }) => [key, (body as { readonly path?: string }).path ?? key]),
  )
  const keys = [...new Set([...ledger.keys(), ...lake.keys()])].sort((a, b) => Number(a) - Number(b))
  const failures = keys.flatMap((key) => compare(paths.get(key) ?? key, ledger.get(key) ?? NONE, lake.get(key) ?? NONE))
  return done('verify/rows', keys.length, [...failures, ...(await unknownBatches(engine, store))])
}

const linesOf = (row: Readonly<Record<keyof Lines, string | number>>): Lines => ({
  received: BigInt(row.received),
  parsed: BigInt(row.parsed),
  rejected: BigInt(row.rejected),
  duplicates: BigInt(row.duplicates),
})

const countLines = (engine: Engine): Promise<readonly Row[]> =>
  engine.rows<Row>(sql`
    SELECT file, sum(r) AS received, sum(r) - sum(j) - sum(d) AS parsed, sum(j) AS rejected, sum(d) AS duplicates
    FROM (
      SELECT file, count() AS r, countIf(reject != '') AS j, 0 AS d FROM evidence.log_line GROUP BY file
      UNION ALL
      SELECT file, 0 AS r, 0 AS j, count() AS d FROM evidence.duplicate GROUP BY file
    )
    GROUP BY file ORDER BY file`)

const compare = (file: string, ledger: Lines, lake: Lines): readonly Message[] => {
  const { received, parsed, rejected, duplicates } = ledger
  const values = {
    file,
    received: `${received}`,
    parsed: `${parsed}`,
    rejected: `${rejected}`,
    duplicates: `${duplicates}`,
  }
  const unbalanced = received === parsed + rejected + duplicates ? [] : [{ code: 'verify/lines-unbalanced', values }]
  const different = COLUMNS.filter((column) => ledger[column] !== lake[column]).map((column) => ({
    code: 'verify/rows-differ',
    values: { file, what: column, ledger: `${ledger[column]}`, lake: `${lake[column]}` },
  }))
  return [...unbalanced, ...different]
}

/** Rows of a load that was broken off; the next run drops them. */
const unknownBatches = async (engine: Engine, store: CaseStore): Promise<readonly Message[]> => {
  const known = store.list('batch').map(({ key }) => Number(key))
  const rows = await engine.rows<{ batch: number; rows: string }>(sql`
    SELECT batch, count() AS rows FROM evidence.log_line
    WHERE NOT has(${bind('Array(UInt32)', known)}, batch) GROUP BY batch ORDER BY batch`)
  return rows.map(({ batch, rows: count }) => ({ code: 'verify/batch-unknown', values: { batch, rows: count } }))
}
