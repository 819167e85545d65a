import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { literal, type Sql, sql } from '../../src/engine/sql.ts'
import { jsonLines } from '../../src/sources/json-lines/index.ts'
import { acquire, manifestOf } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import type { Case } from '../../src/store/case.ts'
import { balances } from '../intake/ledger.ts'
import { codes, logLine, makeScratch } from '../intake/scratch.ts'

/** Requests as a table: every third has no account, one time in a hundred is missing. */
const requests = (from: number, count: number): Sql => sql`
  SELECT if(number % 100 = 7, NULL, toDateTime64('2026-03-01 10:00:00', 3, 'UTC') + number) AS ts, concat('192.0.2.', toString(number % 250)) AS client_ip, 'GET' AS method,
    concat('/orders/', toString(number), '?page=2') AS url, toUInt16(200 + number % 3) AS status, 9007199254740993 + number AS bytes,
    tuple(if(number % 3 = 0, NULL, concat('u-', toString(number))), 'x"y')::Tuple(id Nullable(String), name String) AS user, concat('agent/', toString(number % 5)) AS user_agent
  FROM numbers(${from}, ${count})`

const writeTable = async (theCase: Case, to: string, rows: Sql): Promise<string> => {
  await theCase.engine.run(
    sql`INSERT INTO FUNCTION file(${literal(to)}, 'Parquet') ${rows} SETTINGS output_format_parquet_row_group_size = 500, engine_file_truncate_on_insert = 1`,
  )
  return to
}

const written = (theCase: Case): Promise<readonly Record<string, string>[]> =>
  theCase.engine.rows<Record<string, string>>(sql`
    SELECT toString(line) AS line, reject, toString(toUnixTimestamp64Micro(time)) AS time, src_ip, toString(method) AS method, path, query, toString(route) AS route, object,
      toString(status) AS status, toString(bytes) AS bytes, toString(user_agent) AS user_agent, principal FROM evidence.log_line ORDER BY file, log_line.line`)

describe('a Parquet file', () => {
  it('is told by its bytes and read row by row, as JSON with those values is', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const file = await writeTable(theCase, path.join(scratch.logs, 'requests.log'), requests(0, 2000))
    await acquire(theCase, [file])
    const { ledger, plans, problems } = await ingest(theCase)
    expect(problems).toEqual([])
    expect(balances(ledger)).toEqual(['2000 = 1980 + 20 + 0'])
    const [plan] = plans
    if (plan === undefined) throw new Error('no plan')
    expect([plan.kind, plan.zoneFrom, plan.fields.principal?.from]).toEqual(['json-lines', 'in the log', 'user.id'])
    const rows = await written(theCase)
    const plain = Array.from({ length: 2000 }, (_, n) => {
      const record = {
        ts: n % 100 === 7 ? null : new Date(Date.UTC(2026, 2, 1, 10) + n * 1000).toISOString(),
        client_ip: `192.0.2.${n % 250}`,
        method: 'GET',
        url: `/orders/${n}?page=2`,
        status: 200 + (n % 3),
        user: { id: n % 3 === 0 ? null : `u-${n}`, name: 'x"y' },
        user_agent: `agent/${n % 5}`,
      }
      const bytes = 9_007_199_254_740_993n + BigInt(n)
      const reading = jsonLines.read(JSON.stringify(record).replace('"status"', `"bytes":${bytes},"status"`), plan)
      if (reading.event === undefined) return { line: `${n + 1}`, reject: reading.reject }
      const { time, src_ip, method, path: target, query, route, object, status, user_agent, principal } = reading.event
      const texts = { time: `${time}`, src_ip, method, path: target, query, route, object, status: `${status}`, bytes: `${reading.event.bytes}`, user_agent, principal } // biome-ignore format: one record
      return { line: `${n + 1}`, reject: '', ...texts }
    })
    expect(rows.map((row) => (row['reject'] === '' ? row : { line: row['line'], reject: row['reject'] }))).toEqual(
      plain,
    )
  })

  it('is read compressed, with other columns beside it, and leaves duplicates linked', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    await writeTable(theCase, path.join(scratch.logs, 'day.2026-03-01'), requests(0, 300))
    await writeTable(theCase, path.join(scratch.logs, 'day.2026-03-02'), requests(200, 300))
    await writeTable(theCase, path.join(scratch.logs, 'day.2026-03-03'), sql`SELECT *, 'kr' AS region, 1 AS _file, 2 AS line FROM (${requests(1000, 300)})`) // biome-ignore format: one statement
    writeFileSync(path.join(scratch.logs, 'day.2026-03-04.gz'), gzipSync(readFileSync(await writeTable(theCase, path.join(scratch.logs, '..', 'table'), requests(2000, 300))))) // biome-ignore format: one statement
    scratch.write('day-5', 'PAR1 is how this line begins\n')
    await acquire(theCase, [scratch.logs])
    const { ledger, problems } = await ingest(theCase)
    expect(codes(problems)).toEqual(['acquire/table-columns', 'ingest/no-format'])
    expect(balances(ledger)).toEqual([
      '1 = 0 + 1 + 0',
      '300 = 297 + 3 + 0',
      '300 = 198 + 3 + 99',
      '300 = 297 + 3 + 0',
      '300 = 297 + 3 + 0',
    ])
    const { open } = await theCase.engine.row<{ open: string }>(
      sql`SELECT count() AS open FROM evidence.event WHERE principal = 'u-1000'`,
    )
    expect(open).toBe('1')
  })

  it('with local times leaves the zone to be declared, in nested columns too', async () => {
    const scratch = makeScratch('zone: UTC\nsources:\n  - match: "**/day"\n    zone: Asia/Seoul\n')
    const theCase = await scratch.open()
    const file = await writeTable(theCase, path.join(scratch.logs, 'day'), sql`SELECT *, tuple(ts)::Tuple(at Nullable(DateTime64(3, 'UTC'))) AS nested FROM (${requests(0, 50)})`) // biome-ignore format: one statement
    writeFileSync(file, asLocal(readFileSync(file)))
    await acquire(theCase, [file])
    const { plans } = await ingest(theCase)
    expect(plans).toMatchObject([{ zone: 'Asia/Seoul', zoneFrom: 'declared' }])
    expect(manifestOf(theCase)[0]?.columns?.find(({ name }) => name === 'nested')?.type).not.toContain('UTC')
    expect((await written(theCase))[0]).toMatchObject({ time: `${Date.UTC(2026, 2, 1, 1) * 1000}` })
  })

  it.each([
    ['cut off', (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length - 30), 'wrong magic bytes'],
    ['damaged in a page', (bytes: Buffer): Buffer => Buffer.from(bytes).fill(0x55, 4, 200), 'ColumnData'],
    [
      'damaged in its footer',
      (bytes: Buffer): Buffer => Buffer.from(bytes).fill(0xff, bytes.length - 300, bytes.length - 8),
      '',
    ],
  ])('%s is told, and what lies beside it is read', async (_name, harm, detail) => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const file = await writeTable(theCase, path.join(scratch.logs, 'table'), requests(0, 900))
    writeFileSync(file, harm(readFileSync(file)))
    scratch.write('other/access.log', Array.from({ length: 20 }, (_, i) => logLine(i)).join(''))
    await acquire(theCase, [scratch.logs])
    const { ledger, problems } = await ingest(theCase)
    expect(problems).toMatchObject([{ code: 'acquire/table-unreadable', values: { path: file } }])
    expect(String(problems[0]?.values['detail'])).toContain(detail)
    expect(balances(ledger)).toEqual(['20 = 20 + 0 + 0'])
  })
})

/** The time stamps' `isAdjustedToUTC` as false: member 1 of TIMESTAMP in the footer's compact Thrift. */
const asLocal = (table: Buffer): Buffer => {
  const bytes = Buffer.from(table)
  for (let at = bytes.indexOf('8c111c', 0, 'hex'); at >= 0; at = bytes.indexOf('8c111c', at, 'hex'))
    bytes[at + 1] = 0x12
  return bytes
}
