import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { randomEvent, randomRules } from '../../bench/sigma/random-pairs.ts'
import { Random } from '../../bench/sigma/random.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { openEmbedded } from '../../src/engine/embedded.ts'
import { join, type Sql, sql } from '../../src/engine/sql.ts'
import type { Expr } from '../../src/sigma/detection/expr.ts'
import { evaluate } from '../../src/sigma/interpret/evaluate.ts'
import type { SigmaEvent } from '../../src/sigma/interpret/event.ts'
import { predicate } from '../../src/sigma/sql/predicate.ts'
import { prepare } from '../../src/sigma/sql/prepare.ts'
import { commonRules, type PlanRow, planSql, type ScanRow, scanSql } from '../../src/sigma/sql/scan.ts'
import { lakeTaxonomies } from '../../src/sigma/taxonomy/lake.ts'

let dir: string
let engine: Engine
beforeAll(async () => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'mapae-sigma-'))
  engine = await openEmbedded(dir)
})
afterAll(async () => {
  await engine.close()
  rmSync(dir, { recursive: true, force: true })
})

/** Fields of random rules and the fields of the taxonomy that they become here. */
const NAMES: Readonly<Record<string, string>> = { a: 'c-uri', b: 'cs-user-agent', c: 'sc-status', d: 'cs-uri-query' }

const renamed = (expr: Expr): Expr => {
  if (expr.kind === 'and' || expr.kind === 'or') return { ...expr, parts: expr.parts.map((part) => renamed(part)) }
  if (expr.kind === 'not' || expr.kind === 'named') return { ...expr, part: renamed(expr.part) }
  if (expr.kind === 'constant') return expr
  const { field, test } = expr.match
  const other = test.kind === 'field' ? { ...test, other: NAMES[test.other] ?? '' } : test
  return { ...expr, match: { ...expr.match, field: field === null ? null : (NAMES[field] ?? ''), test: other } }
}

/** A row of the lake: bytes of the text columns, and a status. */
interface Row {
  readonly path: Buffer
  readonly query: Buffer
  readonly agent: Buffer
  readonly status: number
}

const rowOf = (random: Random, texts: readonly string[]): Row => {
  const { fields } = randomEvent(random, texts)
  const text = (name: string): Buffer => Buffer.from(fields.get(name) ?? new Uint8Array())
  return { path: text('a'), query: text('d'), agent: text('b'), status: random.pick([0, 0, 1, 12, 200, 404]) }
}

/** What the row is as an event of Sigma: values that are empty are none, and the log does not tell the two apart. */
const eventOf = ({ path: target, query, agent, status }: Row): SigmaEvent => {
  const uri = query.length === 0 ? target : Buffer.concat([target, Buffer.from('?'), query])
  const values: readonly (readonly [string, Buffer])[] = [
    ['c-uri', uri],
    ['cs-uri-query', query],
    ['cs-user-agent', agent],
    ['sc-status', Buffer.from(status === 0 ? '' : String(status))],
  ]
  const request = Buffer.concat([Buffer.from('GET '), uri])
  const event = [request, 'shop.example', '', agent, 'kim', '192.0.2.1', ''].map((part) => Buffer.from(part))
  return {
    fields: new Map(values.filter(([, value]) => value.length > 0)),
    blank: new Set(['c-uri', 'cs-uri-query', 'cs-user-agent']),
    event: Buffer.concat(event.flatMap((part, i) => (i === 0 ? [part] : [Buffer.from('\n'), part]))),
  }
}

const lakeOf = (rows: readonly Row[]): Sql => {
  const lines = rows.map(({ path: target, query, agent, status }) =>
    [target.toString('hex'), query.toString('hex'), agent.toString('hex'), status].join(','),
  )
  return sql`(SELECT 'http' AS kind, toLowCardinality('') AS action, toDateTime64(0, 6, 'UTC') AS time, 1 AS file, number AS line,
    '192.0.2.1' AS src_ip, toLowCardinality('GET') AS method, toLowCardinality('shop.example') AS host, '' AS referrer,
    'kim' AS principal, 1 AS bytes, unhex(cells[1]) AS path, unhex(cells[2]) AS query,
    toLowCardinality(unhex(cells[3])) AS user_agent, toUInt16(cells[4]) AS status
    FROM (SELECT arrayJoin(arrayEnumerate(${lines}) AS numbers) AS number, splitByChar(',', ${lines}[number]) AS cells))`
}

it('rules over the lake mean what they mean for the row: in a predicate, and in a scan behind its prefilter', async () => {
  const random = new Random(41)
  for (let round = 0; round < 3; round++) {
    const { rules, texts } = randomRules(random, 30)
    const exprs = rules.map((rule) => renamed(rule))
    const rows = Array.from({ length: 150 }, () => rowOf(random, texts))
    const [web] = lakeTaxonomies('UTC', lakeOf(rows))
    if (web === undefined) throw new Error('no taxonomy')
    const source = round % 2 === 0 ? prepare(web.source, exprs) : web.source
    const bits = join(
      exprs.map((expr) => sql`toString(${predicate(expr, source)})`),
      ',',
    )
    const answers = await engine.rows<{ bits: string }>(
      sql`SELECT concat('', ${bits}) AS bits FROM ${source.from} ORDER BY line`,
    )
    const expected = rows.map((row) => exprs.map((expr) => (evaluate(expr, eventOf(row)) ? '1' : '0')).join(''))
    expect(answers.map((answer) => answer.bits)).toEqual(expected)
    const asking = exprs.map((expr) => ({ expr }))
    const plan = await engine.row<PlanRow>(planSql(asking, web.source))
    const scanned = await engine.rows<ScanRow>(scanSql(asking, web.source, commonRules(plan)))
    const counts = exprs.map((_, i) => expected.filter((line) => line[i] === '1').length)
    expect(exprs.map((_, i) => Number(scanned.find(({ rule }) => rule === i)?.matches ?? 0))).toEqual(counts)
  }
}, 60_000)
