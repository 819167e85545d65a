import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { CASE_DB } from '../../src/domain/case-files.ts'
import { sql } from '../../src/engine/sql.ts'
import { openCase } from '../../src/store/open-case.ts'
import { openSqliteStore } from '../../src/store/sqlite-store.ts'

/** Digests of all that a case says, without the times at which it was written down. */
export interface Fingerprint {
  readonly reports: string
  readonly documents: string
  readonly rows: string
}

export const fingerprintOf = async (dir: string): Promise<Fingerprint> => {
  const reports = ['report.json', 'report.html'].map((name) => readFileSync(path.join(dir, 'report', name)))
  const store = openSqliteStore(path.join(dir, CASE_DB))
  const documents = [...store.documents()].map(({ kind, key, body }) => JSON.stringify([kind, key, body])).sort()
  store.close()
  const theCase = await openCase(dir)
  try {
    const rows = createHash('sha256')
    const all = sql`SELECT *, (file, line) IN (SELECT file, line FROM evidence.duplicate) AS twin FROM evidence.log_line ORDER BY file, line`
    for await (const chunk of theCase.engine.stream(all, 'JSONEachRow')) rows.update(chunk)
    return { reports: digest(reports), documents: digest(documents), rows: rows.digest('hex') }
  } finally {
    await theCase.close()
  }
}

const digest = (parts: readonly (string | Buffer)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}
