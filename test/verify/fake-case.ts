import { appendFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Report } from '../../src/domain/report-model.ts'
import { bind, sql } from '../../src/engine/sql.ts'
import { canonicalJson } from '../../src/seal/canonical-json.ts'
import { hashFile } from '../../src/seal/hash-file.ts'
import { plainJson } from '../../src/seal/plain-json.ts'
import type { Case } from '../../src/store/case.ts'
import { openCase } from '../../src/store/open-case.ts'
import { recordRenderedFiles } from '../../src/store/rendered-files.ts'

export interface FakeCase {
  readonly scratch: string
  readonly dir: string
  readonly evidence: readonly string[]
}

const LINES = 400

/** A small case as the stages leave one: two evidence files, rows in the lake, documents, a rendered report. */
export const makeFakeCase = async (engineUrl?: string): Promise<FakeCase> => {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'mapae-verify-test-'))
  const evidence = ['one.log', 'two.log'].map((name, i) => writeEvidence(path.join(scratch, name), i + 1))
  const dir = path.join(scratch, 'case')
  const theCase = await openCase(dir, { create: true, engineUrl })
  for (const [i, file] of evidence.entries()) await register(theCase, file, i + 1)
  theCase.store.put('batch', '1', { files: [1, 2] })
  await derive(theCase)
  await writeReport(theCase)
  await theCase.close()
  return { scratch, dir, evidence }
}

const writeEvidence = (file: string, number: number): string => {
  writeFileSync(file, '')
  for (let line = 1; line <= LINES; line++) appendFileSync(file, `192.0.2.${number} - - line ${line}\n`)
  return file
}

const register = async (theCase: Case, file: string, number: number): Promise<void> => {
  const { sha256, bytes } = await hashFile(file)
  const known = { sha256, bytes: bytes.toString(), path: file }
  theCase.store.put('file', String(number), {
    number,
    ...known,
    member: null,
    modified: '2024-01-01T00:00:00.000Z',
    compression: '',
    sameAs: null,
    opened: '',
    from: null,
    stored: null,
    bom: false,
    extends: null,
  })
  await theCase.engine.run(sql`
    INSERT INTO evidence.log_line (batch, file, line, line_hash, reject, time, path, principal)
    SELECT 1, ${bind('UInt32', number)}, number + 1, reinterpretAsUInt128(sipHash128(number)), if(number < 3, 'no-format', ''),
      toDateTime64('2024-01-01 00:00:00', 6, 'UTC') + number, concat('/a/', toString(number)), toString(number % 50)
    FROM numbers(${bind('UInt64', LINES)})`)
  await theCase.engine.run(
    sql`INSERT INTO evidence.duplicate VALUES (${bind('UInt32', number)}, 10, ${bind('UInt32', number)}, 9)`,
  )
  theCase.store.put('lines', String(number), {
    file: number,
    ...known,
    source: 'web',
    received: `${LINES}`,
    parsed: `${LINES - 4}`,
    rejected: '3',
    duplicates: '1',
  })
}

/** A derived table, as `detect` would make it. */
const derive = async (theCase: Case): Promise<void> => {
  await theCase.engine.run(sql`CREATE DATABASE IF NOT EXISTS derived`)
  await theCase.engine.run(sql`CREATE OR REPLACE TABLE derived.account ENGINE = MergeTree ORDER BY principal
    AS SELECT principal, count() AS views FROM evidence.event GROUP BY principal`)
}

const CERTIFICATE_SQL = sql`SELECT count() AS n, sum(a.views) AS views FROM derived.account AS a WHERE principal != ${'x'} AND NOT has(${bind('Array(UInt64)', [7n])}, a.views)`

/** Stands in for the whole computation of a report. */
export const recomputeFake = async (theCase: Case): Promise<Report> => {
  await derive(theCase)
  const row = await theCase.engine.row<{ n: string; views: string }>(CERTIFICATE_SQL)
  const certificate = {
    id: 'accounts',
    definition: { code: 'count/accounts', values: {} },
    sql: CERTIFICATE_SQL.text,
    params: CERTIFICATE_SQL.params,
    evidence: '',
    engine: await theCase.engine.version(),
    result: canonicalJson({ n: row.n, views: row.views }),
  }
  return {
    schema: 'mapae/report/1',
    impact: { accounts: BigInt(row.n) },
    certificates: [certificate],
  } as unknown as Report
}

const writeReport = async (theCase: Case): Promise<void> => {
  mkdirSync(path.join(theCase.dir, 'report'), { recursive: true })
  writeFileSync(
    path.join(theCase.dir, 'report', 'report.json'),
    `${canonicalJson(plainJson(await recomputeFake(theCase)))}\n`,
  )
  writeFileSync(path.join(theCase.dir, 'report', 'report.html'), '<!doctype html><p>50 accounts</p>\n')
  await recordRenderedFiles(theCase, ['report/report.json', 'report/report.html'])
}
