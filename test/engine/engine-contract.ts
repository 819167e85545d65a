import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '../../src/engine/engine.ts'
import { EngineError } from '../../src/engine/engine-error.ts'
import { bind, sql } from '../../src/engine/sql.ts'

export interface Opened {
  readonly engine: Engine
  close(): Promise<void>
}

const collect = async (stream: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const failure = async (work: Promise<unknown>): Promise<EngineError> => {
  try {
    await work
  } catch (error) {
    expect(error).toBeInstanceOf(EngineError)
    if (error instanceof EngineError) return error
  }
  throw new Error('did not fail')
}

/** What every engine must do; one suite, each implementation of the port. */
export const engineContract = (name: string, open: (dir: string) => Promise<Opened>): void => {
  describe(`engine contract: ${name}`, () => {
    const dir = mkdtempSync(path.join(os.tmpdir(), 'mapae-engine-'))
    let opened: Opened
    let engine: Engine
    beforeAll(async () => {
      opened = await open(path.join(dir, 'lake'))
      engine = opened.engine
    })
    afterAll(async () => {
      await opened.close()
      rmSync(dir, { recursive: true, force: true })
    })

    it('says its version', async () => {
      expect(await engine.version()).toMatch(/^\d+\.\d+/)
    })

    it('gives rows', async () => {
      const rows = await engine.rows<{ n: string; s: string }>(
        sql`SELECT number AS n, toString(number) AS s FROM numbers(3)`,
      )
      expect(rows).toEqual([
        { n: '0', s: '0' },
        { n: '1', s: '1' },
        { n: '2', s: '2' },
      ])
    })

    it('gives the same rows beside', async () => {
      const query = sql`SELECT number, toString(number) AS text, ${'x'} AS x FROM numbers(2)`
      expect(await engine.beside(query)).toEqual(await engine.rows(query))
      expect((await failure(engine.beside(sql`SELECT nonsense`))).code).toBe('engine/query')
    })

    it('refuses a `row` of none or of two', async () => {
      await failure(engine.row(sql`SELECT 1 WHERE 0`))
      await failure(engine.row(sql`SELECT number FROM numbers(2)`))
    })

    it('binds text with every awkward character', async () => {
      const text = `'"\\ \t\n\r\0 {p1:String} -- ; 마패 €`
      expect(await engine.row(sql`SELECT ${text} AS s, length(${text}) AS n`)).toEqual({
        s: text,
        n: String(Buffer.byteLength(text)),
      })
    })

    it('binds parameters of every type', async () => {
      const query = sql`SELECT ${-7} AS i, ${1.5} AS f, ${18446744073709551615n} AS u, ${['a', "b'c", '\\', '\t']} AS a,
        ${bind('Array(UInt64)', [1n, 18446744073709551615n])} AS us, ${bind('Array(UInt32)', [1, 2])} AS ns,
        ${bind('UInt8', 3)} AS small, ${bind('UInt128', 340282366920938463463374607431768211455n)} AS big,
        ${bind('Bool', true)} AS yes, ${bind("DateTime64(6, 'UTC')", '2024-02-29 23:59:59.123456')} AS t,
        ${bind('Array(String)', [])} AS none, ${bind('Array(UInt128)', [340282366920938463463374607431768211455n])} AS bigs`
      expect(await engine.row(query)).toEqual({
        i: '-7',
        f: 1.5,
        u: '18446744073709551615',
        a: ['a', "b'c", '\\', '\t'],
        us: ['1', '18446744073709551615'],
        ns: [1, 2],
        small: 3,
        big: '340282366920938463463374607431768211455',
        yes: true,
        t: '2024-02-29 23:59:59.123456',
        none: [],
        bigs: ['340282366920938463463374607431768211455'],
      })
    })

    it('keeps 64-bit integers exact', async () => {
      const row = await engine.row<{ a: string; b: string }>(
        sql`SELECT ${9007199254740993n} AS a, toInt64('-9223372036854775808') AS b`,
      )
      expect([BigInt(row.a), BigInt(row.b)]).toEqual([9007199254740993n, -9223372036854775808n])
    })

    it('takes DDL, drops a partition, and a database', async () => {
      await engine.run(sql`CREATE DATABASE IF NOT EXISTS contract_x`)
      await engine.run(sql`CREATE TABLE contract_x.t (p UInt32, v UInt64) ENGINE = MergeTree PARTITION BY p ORDER BY v`)
      await engine.run(sql`INSERT INTO contract_x.t SELECT number % 2, number FROM numbers(10)`)
      await engine.run(sql`ALTER TABLE contract_x.t DROP PARTITION 1`)
      expect(await engine.row(sql`SELECT count() AS n, sum(v) AS s FROM contract_x.t`)).toEqual({ n: '5', s: '20' })
      await engine.run(sql`DROP DATABASE contract_x`)
      expect(await engine.row(sql`SELECT count() AS n FROM system.databases WHERE name = 'contract_x'`)).toEqual({
        n: '0',
      })
    })

    it('moves a partition between tables', async () => {
      await engine.run(sql`CREATE DATABASE contract_y`)
      const columns = sql`(p UInt32, v UInt64) ENGINE = MergeTree PARTITION BY p ORDER BY v`
      await engine.run(sql`CREATE TABLE contract_y.staging ${columns}`)
      await engine.run(sql`CREATE TABLE contract_y.final ${columns}`)
      await engine.run(sql`INSERT INTO contract_y.staging SELECT 7, number FROM numbers(10)`)
      await engine.run(sql`ALTER TABLE contract_y.staging MOVE PARTITION 7 TO TABLE contract_y.final`)
      expect(await engine.row(sql`SELECT count() AS n FROM contract_y.final`)).toEqual({ n: '10' })
      expect(await engine.row(sql`SELECT count() AS n FROM contract_y.staging`)).toEqual({ n: '0' })
      await engine.run(sql`DROP DATABASE contract_y`)
    })

    it('works in UTC whatever the host says', async () => {
      expect(await engine.row(sql`SELECT toString(toDateTime(0)) AS t, timeZone() AS z`)).toEqual({
        t: '1970-01-01 00:00:00',
        z: 'UTC',
      })
    })

    it('streams rows, with parameters, and the header once', async () => {
      const query = sql`SELECT number AS n, ${'a\tb'} AS s FROM numbers(200000) ORDER BY n`
      const text = (await collect(engine.stream(query, 'CSVWithNames'))).toString('utf8')
      const lines = text.split('\n')
      expect(lines[0]).toBe('"n","s"')
      expect(lines.filter((line) => line === '"n","s"')).toHaveLength(1)
      expect(lines).toHaveLength(200002)
      expect(lines[200000]).toBe('199999,"a\tb"')
    })

    it('streams a header for no rows', async () => {
      const text = (await collect(engine.stream(sql`SELECT 1 AS n WHERE 0`, 'CSVWithNames'))).toString('utf8')
      expect(text).toBe('"n"\n')
    })

    it('streams one Parquet file, not one a block', async () => {
      const bytes = await collect(engine.stream(sql`SELECT number AS n, ${'x'} AS s FROM numbers(200000)`, 'Parquet'))
      expect(bytes.subarray(0, 4).toString('latin1')).toBe('PAR1')
      expect(bytes.subarray(-4).toString('latin1')).toBe('PAR1')
      expect(bytes.toString('latin1').match(/PAR1/g)).toHaveLength(2)
    })

    it('gives JSON lines with 64-bit integers as text', async () => {
      const bytes = await collect(engine.stream(sql`SELECT 9007199254740993 AS n`, 'JSONEachRow'))
      expect(bytes.toString('utf8')).toBe('{"n":"9007199254740993"}\n')
    })

    it('says what is wrong with a query, in rows, statements and streams', async () => {
      expect((await failure(engine.rows(sql`SELECT nope`))).code).toBe('engine/query')
      expect((await failure(engine.run(sql`DROP TABLE nope.nope`))).code).toBe('engine/query')
      expect((await failure(collect(engine.stream(sql`SELECT nope`, 'CSV')))).code).toBe('engine/query')
    })

    it('says when a stream breaks off', async () => {
      const query = sql`SELECT number, throwIf(number = 400000) FROM numbers(500000) SETTINGS max_threads = 1`
      await failure(collect(engine.stream(query, 'CSV')))
    })

    it('maps a memory limit to its code', async () => {
      const query = sql`SELECT length(groupArray(toString(number))) AS n FROM numbers(3000000) SETTINGS max_memory_usage = 10000000`
      expect((await failure(engine.rows(query))).code).toBe('engine/memory')
    })

    it('lets read-only SQL read and do nothing else', async () => {
      const run = (text: string): Promise<Buffer> => collect(engine.stream({ text, params: {} }, 'CSV', 'readonly'))
      expect((await run('SELECT 1')).toString('utf8')).toBe('1\n')
      for (const text of [
        "SELECT * FROM file('x.csv', 'LineAsString')",
        "SELECT * FROM url('http://192.0.2.1/', 'LineAsString')",
        'CREATE TABLE default.t (a UInt8) ENGINE = Memory',
        'SELECT 1 SETTINGS readonly = 0',
        'SELECT 1 SETTINGS max_threads = 7',
      ]) {
        expect((await failure(run(text))).code).toMatch(/^engine\/(?:query|read-only)$/)
      }
      expect(await engine.row(sql`SELECT 1 AS one`)).toEqual({ one: 1 })
    })

    it('lets read-only SQL write no file, read none and stop no other query, however it is spelt', async () => {
      const out = path.join(mkdtempSync(path.join(os.tmpdir(), 'mapae-out-')), 'out.txt')
      const run = (text: string): Promise<Buffer> => collect(engine.stream({ text, params: {} }, 'CSV', 'readonly'))
      for (const [text, refused] of [
        [`SELECT 1 INTO OUTFILE '${out}'`, 'INTO OUTFILE'],
        [`(SELECT 1) UNION ALL SELECT 2 /* ; */ into\noutfile '${out}' TRUNCATE`, 'INTO OUTFILE'],
        [`SELECT 1 AS \`a\nShowTables\` INTO OUTFILE '${out}'`, 'INTO OUTFILE'],
        [`SHOW TABLES INTO OUTFILE '${out}'`, 'INTO OUTFILE'],
        [`EXPLAIN SELECT 1 INTO OUTFILE '${out}'`, 'INTO OUTFILE'],
        ["SELECT `file`('/etc/hostname')", 'file()'],
        ["SELECT arrayMap(x -> file(x), ['/etc/hostname'])", 'file()'],
        ['KILL QUERY WHERE 1', 'KILL'],
      ] as const) {
        const error = await failure(run(text))
        expect([error.code, error.values['refused']]).toEqual(['engine/read-only', refused])
      }
      expect(existsSync(out)).toBe(false)
      expect((await run("SELECT 'INTO OUTFILE', 'file(' LIMIT 1")).toString('utf8')).toBe('"INTO OUTFILE","file("\n')
      expect((await run("SHOW TABLES FROM system LIKE 'one'")).toString('utf8')).toBe('"one"\n')
    })
  })
}
