import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openEmbedded } from '../../src/engine/embedded.ts'
import { sql } from '../../src/engine/sql.ts'

describe('the embedded engine', () => {
  let dir: string
  beforeEach(() => {
    dir = mkdtempSync(path.join(os.tmpdir(), 'mapae-embedded-'))
  })
  afterEach(() => {
    rmSync(dir, { recursive: true, force: true })
  })

  it('opens one directory after another, and finds its data again', async () => {
    for (const name of ['a', 'b', 'a']) {
      const engine = await openEmbedded(path.join(dir, name))
      await engine.run(sql`CREATE DATABASE IF NOT EXISTS d`)
      await engine.run(sql`CREATE TABLE IF NOT EXISTS d.t (x UInt8) ENGINE = MergeTree ORDER BY x`)
      await engine.run(sql`INSERT INTO d.t VALUES (1)`)
      const { n } = await engine.row<{ n: string }>(sql`SELECT count() AS n FROM d.t`)
      await engine.close()
      if (name === 'b') expect(n).toBe('1')
    }
    const engine = await openEmbedded(path.join(dir, 'a'))
    expect(await engine.row(sql`SELECT count() AS n FROM d.t`)).toEqual({ n: '2' })
    await engine.close()
  })

  it('keeps freed memory for the next statement: its allocator has taken what the environment says', async () => {
    const wanted = /dirty_decay_ms:(\d+)/.exec(process.env['JE_MALLOC_CONF'] ?? '')?.[1]
    const engine = await openEmbedded(dir)
    const stats = JSON.stringify(await engine.rows(sql`SELECT * FROM system.jemalloc_stats`))
    await engine.close()
    expect(Number(wanted)).toBeGreaterThanOrEqual(30_000)
    expect(/opt\.dirty_decay_ms: (\d+)/.exec(stats)?.[1]).toBe(wanted)
  })

  it('says that another process holds the directory', async () => {
    const script = `const connection = require('chdb/connection').createChdbConnection({ path: process.argv[1] })
      connection.ping().then(() => console.log('open')); setInterval(() => {}, 1000)`
    const other = spawn(process.execPath, ['-e', script, dir], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(other.stdout, 'data')
    try {
      await expect(openEmbedded(dir)).rejects.toMatchObject({ code: 'engine/locked' })
    } finally {
      other.kill('SIGKILL')
      await once(other, 'exit')
    }
    const engine = await openEmbedded(dir)
    await expect(openEmbedded(path.join(dir, 'second'))).rejects.toMatchObject({ code: 'engine/locked' })
    await engine.close()
  })

  it('answers beside a statement that runs, and sees it', async () => {
    const engine = await openEmbedded(dir)
    let running = true
    const long = engine.row(sql`SELECT count(sleepEachRow(0.02)) AS n FROM numbers(60) SETTINGS max_block_size = 1`)
    const end = long.finally(() => (running = false))
    const seenWhileItRuns = async (): Promise<string> => {
      const [row] = await engine.beside<{ n: string }>(
        sql`SELECT count() AS n FROM system.processes WHERE query LIKE '%sleepEachRow(0.02)%' AND query NOT LIKE '%system.processes%'`,
      )
      return running ? (row?.n ?? '') : 'it has ended'
    }
    try {
      // The engine lists a statement a moment after it was sent.
      let seen = await seenWhileItRuns()
      while (seen === '0') seen = await seenWhileItRuns()
      expect(seen).toBe('1')
    } finally {
      await end
      await engine.close()
    }
  })

  it('plans with the memory that it is given, and spills rather than fail', async () => {
    const engine = await openEmbedded(dir, { memory: 1_000_000_000, threads: 2 })
    const text = sql`toString(sipHash64(number))`
    const group = sql`SELECT count() AS n FROM (SELECT ${text} AS s, count() AS c FROM numbers(6000000) GROUP BY s)`
    expect(await engine.row(group)).toEqual({ n: '6000000' })
    const join = sql`SELECT count() AS n FROM numbers(4000000) AS a
      INNER JOIN (SELECT number, ${text} AS s FROM numbers(4000000)) AS b USING (number) WHERE b.s != ''`
    expect(await engine.row(join)).toEqual({ n: '4000000' })
    const sort = sql`SELECT sum(length(s)) > 0 AS some, max(rowNumberInAllBlocks()) AS last
      FROM (SELECT ${text} AS s FROM numbers(4000000) ORDER BY s) SETTINGS query_plan_remove_redundant_sorting = 0`
    expect(await engine.row(sort)).toEqual({ some: 1, last: '3999999' })
    await engine.close()
  })

  it('streams five million rows without holding them', async () => {
    const engine = await openEmbedded(dir)
    const query = sql`SELECT number, repeat('x', 100) AS s FROM numbers(5000000)`
    let [bytes, peak] = [0, 0]
    const before = process.memoryUsage().rss
    for await (const chunk of engine.stream(query, 'CSVWithNames')) {
      bytes += chunk.length
      peak = Math.max(peak, process.memoryUsage().rss)
    }
    expect(bytes).toBeGreaterThan(500_000_000)
    expect(peak - before).toBeLessThan(300_000_000)
    await engine.close()
  })

  it('lets go of a stream that is left early', async () => {
    const engine = await openEmbedded(dir)
    for await (const chunk of engine.stream(sql`SELECT number FROM numbers(100000000)`, 'CSV')) {
      expect(chunk.length).toBeGreaterThan(0)
      break
    }
    expect(await engine.row(sql`SELECT 1 AS one`)).toEqual({ one: 1 })
    await engine.close()
  })
})
