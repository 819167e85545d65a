import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventsSql } from '../../bench/sigma/differential.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { openEmbedded } from '../../src/engine/embedded.ts'
import { sql } from '../../src/engine/sql.ts'
import { predicate } from '../../src/sigma/sql/predicate.ts'
import { mapSource } from '../../src/sigma/sql/source.ts'
import { buildRule } from './rule-of.ts'

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

/** What the engine answers for each value of the field `f`; undefined is a missing field. */
const answers = async (
  selection: string,
  values: readonly (Uint8Array | string | null | undefined)[],
): Promise<string> => {
  const { expr, problems } = buildRule(`  s:\n    ${selection}\n  condition: s\n`)
  if (expr === null) throw new Error(JSON.stringify(problems))
  const events = values.map((value) => ({
    fields: new Map(
      value === undefined ? [] : [['f', typeof value === 'string' ? Buffer.from(value) : value] as const],
    ),
    event: new Uint8Array(),
  }))
  const source = mapSource(eventsSql(events))
  const rows = await engine.rows<{ answer: number }>(
    sql`SELECT ${predicate(expr, source)} AS answer FROM ${source.from} ORDER BY number`,
  )
  return rows.map(({ answer }) => String(answer)).join('')
}

const EUC_KR = Buffer.concat([Buffer.from('/caf'), Buffer.from([0xb0, 0xa1]), Buffer.from('?id=1')])

it('a byte that is not UTF-8 inside of a wildcard or a class hides no row', async () => {
  expect(await answers(`f: '/caf*id=1'`, [EUC_KR])).toBe('1')
  expect(await answers(`f: '/caf??\\?id=1'`, [EUC_KR])).toBe('1')
  expect(await answers(`f|re: '^/caf.*id=1$'`, [EUC_KR])).toBe('1')
  expect(await answers(`f|re: '^/caf[^?]+\\?'`, [EUC_KR])).toBe('1')
  expect(await answers(`f|re: 'id=1$'`, [Buffer.from([0xb0, 0x69, 0x64, 0x3d, 0x31])])).toBe('1')
})

it('the dot of `re` stops at a line feed', async () => {
  expect(await answers(`f|re: 'a.b'`, ['a\nb', 'a-b'])).toBe('01')
})

it('a letter beyond ASCII that may be missing hides no row (the engine would need its first bytes)', async () => {
  expect(await answers(`f|re: '^"한?$'`, ['"', '"한'])).toBe('11')
  expect(await answers(`f|re: 'a한{0,2}b'`, ['ab', 'a한한b'])).toBe('11')
  expect(await answers(`f|re: 'é*x'`, ['x', 'ééx'])).toBe('11')
})

it('`\\B` holds between the bytes of one character', async () => {
  expect(await answers(`f|re: '\\B'`, ['aé', 'a', 'é'])).toBe('101')
})

it('`not` keeps rows whose field is missing or null', async () => {
  const { expr } = buildRule('  s: {f: a}\n  condition: not s\n')
  expect(expr).not.toBeNull()
  expect(await answers(`f|neq: a`, [undefined, null, 'a', 'b', ''])).toBe('11011')
})

it('text that is no address, and addresses in two notations, do not break a scan', async () => {
  const values = [
    'unknown',
    '',
    '192.0.2.1',
    '::ffff:192.0.2.1',
    '192.0.2.1, 198.51.100.1',
    '999.1.1.1',
    null,
    undefined,
  ]
  expect(await answers(`f|cidr: 192.0.2.0/24`, values)).toBe('00110000')
})

it('ids above 2^53 stay apart, and `12abc` is no number', async () => {
  expect(await answers('f: 9007199254740993', ['9007199254740992', '9007199254740993'])).toBe('01')
  expect(await answers('f|gte: 12', ['12abc', '12', ''])).toBe('010')
})

it('one case folding everywhere: simple folding, whatever the engine has', async () => {
  expect(await answers('f: s', ['s', 'S', 'ſ'])).toBe('111')
  expect(await answers('f|contains: sk', ['xSKx', 'xſ\u212ax'])).toBe('11')
  expect(await answers('f: i', ['I', 'İ', 'ı'])).toBe('100')
  expect(await answers('f: straße', ['STRASSE', 'STRAẞE'])).toBe('01')
  expect(await answers(`f|re|i: '^s$'`, ['ſ', 'S'])).toBe('11')
})

it('bytes of every kind come through as they are', async () => {
  expect(await answers('f: "a\\0b"', ['a\0b', 'ab'])).toBe('10')
  expect(await answers(`f: 'a\\\\\\\\\\\\\\\\b'`, ['a\\\\\\\\b', 'a\\\\b'])).toBe('10')
  expect(await answers(`f: "a'b"`, ["a'b"])).toBe('1')
  expect(await answers(`f: '{p1:String}'`, ['{p1:String}'])).toBe('1')
})
