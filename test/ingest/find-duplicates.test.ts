import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bind, type Sql, sql } from '../../src/engine/sql.ts'
import { findDuplicates } from '../../src/stages/find-duplicates.ts'
import type { Case } from '../../src/store/case.ts'
import { openCase } from '../../src/store/open-case.ts'

const dir = mkdtempSync(path.join(os.tmpdir(), 'mapae-duplicates-'))

/** file, line, second, text (as a number), source, reject; in two batches by file. */
const insert = (rows: Sql): Sql => sql`
  INSERT INTO evidence.log_line (batch, file, line, time, line_hash, source, reject)
  SELECT file % 2, file, line, toDateTime64(1700000000 + second, 6, 'UTC'), toUInt128(text), source, reject FROM ${rows}`

describe('duplicates', () => {
  let theCase: Case
  beforeAll(async () => {
    theCase = await openCase(path.join(dir, 'case'), { create: true })
  })
  afterAll(async () => {
    await theCase.close()
    rmSync(dir, { recursive: true, force: true })
  })

  const linked = async (): Promise<readonly (readonly number[])[]> => {
    await findDuplicates(theCase)
    const rows = await theCase.engine.rows<{ places: readonly (string | number)[] }>(
      sql`SELECT [toUInt64(file), line, toUInt64(twin_file), twin_line] AS places FROM evidence.duplicate ORDER BY file, line`,
    )
    return rows.map(({ places }) => places.map(Number))
  }

  it('are linked to the first of their source, in any number, across files and loads', async () => {
    await theCase.engine.run(
      insert(sql`VALUES('file UInt32, line UInt64, second UInt32, text UInt64, source String, reject String',
        (1, 1, 10, 7, 'a', ''), (1, 2, 10, 8, 'a', ''), (1, 9, 10, 7, 'a', ''), (2, 1, 10, 7, 'a', ''), (3, 3, 10, 7, 'b', ''),
        (2, 5, 11, 9, 'a', ''), (2, 4, 11, 9, 'a', ''), (1, 3, 0, 5, 'a', 'bad-time'), (1, 4, 0, 5, 'a', 'bad-time'))`),
    )
    expect(await linked()).toEqual([
      [1, 9, 1, 1],
      [2, 1, 1, 1],
      [2, 5, 2, 4],
    ])
  })

  it.each([
    ['a hundred lines a second', 100],
    ['a log of one time', 3_000_000],
  ])('are those that a plain count finds: %s', async (_, perSecond) => {
    await theCase.engine.run(sql`TRUNCATE TABLE evidence.log_line`)
    await theCase.engine.run(
      insert(sql`(SELECT toUInt32(1 + number % 3) AS file, number AS line, toUInt32(intDiv(number, ${bind('UInt32', perSecond)})) AS second,
        if(number % 1000 < 2, 1, number) AS text, 'a' AS source, '' AS reject FROM numbers(1050000))`),
    )
    const groups = Math.ceil(1_050_000 / perSecond)
    const equal = 2 * 1050
    const withSome = Math.min(groups, 1050)
    const found = await linked()
    expect(found.length).toBe(equal - withSome)
    expect(
      found.every(([file = 0, line = 0, twinFile = 0, twinLine = 0]) => {
        return line % 1000 < 2 && twinLine % 1000 < 2 && (twinFile < file || (twinFile === file && twinLine < line))
      }),
    ).toBe(true)
  })
})
