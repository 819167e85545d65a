import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { decoded, mayHoldSyntax, syntaxOf } from '../../src/detections/injection/syntax.ts'
import { openEmbedded } from '../../src/engine/embedded.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { bind, sql } from '../../src/engine/sql.ts'
import { describeShared } from '../shared-data.ts'

const dir = mkdtempSync(path.join(os.tmpdir(), 'mapae-syntax-'))
let engine: Engine

beforeAll(async () => {
  engine = await openEmbedded(dir)
})
afterAll(async () => {
  await engine.close()
  rmSync(dir, { recursive: true, force: true })
})

const syntaxIn = async (texts: readonly string[]): Promise<readonly string[]> => {
  const rows = await engine.rows<{ syntax: string }>(sql`
    SELECT if(${mayHoldSyntax(sql`raw`)}, ${syntaxOf(sql`text`)}, '') AS syntax FROM (
      SELECT raw, ${decoded(sql`raw`)} AS text, n FROM (
        SELECT arrayJoin(arrayZip(${bind('Array(String)', [...texts])}, range(${texts.length}))) AS one, one.1 AS raw, one.2 AS n)) ORDER BY n`)
  return rows.map(({ syntax }) => syntax)
}

it('knows syntax as it is written, encoded once and encoded twice', async () => {
  const texts = [
    "id=1' OR 1=1--",
    'id=1%27%20or%201%3D1--',
    'id=1%2527%2520or%25201%253D1--',
    'f=..%2f..%2fetc%2fpasswd',
    'h=a;cat+/etc/hosts',
  ]
  expect(await syntaxIn(texts)).toEqual(['sql', 'sql', 'sql', 'path', 'path'])
})

it('knows it beside bytes that are no UTF-8', async () => {
  expect(await syntaxIn(["n=%B0%A1' union select pw from users"])).toEqual(['sql'])
})

it('takes what people write for what it is', async () => {
  const texts = [
    'q=O%27Brien',
    'q=rock+%26+roll',
    'q=select+a+colour+from+the+list',
    'q=Dungeons+and+Dragons',
    'filter={"price":{"gt":10},"tags":["a","b"]}',
    'sort=name,-price&fields=a;b;c',
    'redirect=https%3A%2F%2Fshop.example%2Fcart%3Fa%3D1%26b%3D2',
    'expr=(a+or+b)+and+c',
    'q=%EA%B9%80%EC%B2%A0%EC%88%98',
    'path=docs/../img/logo.png',
  ]
  expect(await syntaxIn(texts)).toEqual(texts.map(() => ''))
})

describeShared('values of HttpParamsDataset', 'web-params', (folder) => {
  it('are known for SQL injection, and no ordinary value is', async () => {
    const file = path.join(folder, 'payload_full.csv')
    const rows = await engine.rows<{ type: string; n: string; known: string; missed: string }>(sql`
      SELECT attack_type AS type, count() AS n, countIf(syntax != '') AS known, countIf(syntax != '' AND NOT may) AS missed FROM (
        SELECT attack_type, ${syntaxOf(sql`toValidUTF8(payload)`)} AS syntax, ${mayHoldSyntax(sql`encodeURLFormComponent(payload)`)} AS may
        FROM file(${file}, 'CSVWithNames', 'payload String, length UInt32, attack_type String, label String'))
      GROUP BY type ORDER BY type`)
    expect(rows).toEqual([
      { type: 'cmdi', n: '89', known: expect.any(String), missed: '0' },
      { type: 'norm', n: '19304', known: '0', missed: '0' },
      { type: 'path-traversal', n: '290', known: expect.any(String), missed: '0' },
      { type: 'sqli', n: '10852', known: expect.any(String), missed: '0' },
      { type: 'xss', n: '532', known: expect.any(String), missed: '0' },
    ])
    const known = Object.fromEntries(rows.map((row) => [row.type, Number(row.known)]))
    expect(known['sqli']).toBeGreaterThanOrEqual(10_700)
    expect(known['path-traversal']).toBeGreaterThanOrEqual(60)
    expect(known['cmdi']).toBeGreaterThanOrEqual(55)
  })
})
