import { describe, expect, it } from 'vitest'
import { planFor } from '../../bench/sources/compare-readings.ts'
import { SOURCES } from '../../src/sources/index.ts'
import { recogniseLines } from '../../src/stages/ingest/recognise-file.ts'
import { expectAgreement } from './agree.ts'
import { testEngine } from './test-engine.ts'

const { engine } = testEngine()

const FEW = Array.from({ length: 40 }, (_, n) => n)
const clock = (n: number): string => new Date(Date.UTC(2026, 10, 2) + n * 61_000).toISOString()
const token = (n: number): string => ((n + 11) * 0x9e3779b97f).toString(16).padStart(20, 'c0ffee5eed')

const readAs = async (lines: readonly string[]) => {
  const found = recogniseLines(lines, undefined)
  const kind = SOURCES.find(({ id }) => id === found?.kind)
  if (kind === undefined || found === null) throw new Error('not recognised')
  const bytes = lines.map((line) => Buffer.from(line).toString('latin1'))
  const rows = await expectAgreement(engine(), kind, planFor(kind, found.recognition), bytes)
  const read = rows.filter(({ reject }) => reject === '')
  return { log: found.recognition.log, acts: [...new Set(read.map(({ kind: of, action }) => `${of} ${action}`))] }
}

const table = (header: string, row: (n: number) => string): readonly string[] => [header, ...FEW.map(row)]
const ISSUED = { log: 'auth', acts: ['auth issue'] }

describe('a table of tokens that were issued, where no column says what happened', () => {
  it.each([
    ['by the name of the moment', table('issued_at,account_id,token_id,remote_addr,grant', (n) => `${clock(n)},a-${n % 9},${token(n)},192.0.2.${n % 7},password`)],
    ['in Korean', table('발급일시,회원번호,토큰,IP', (n) => `${clock(n)},M${1000 + (n % 9)},${token(n)},192.0.2.${n % 7}`)],
    ['of sessions that were created', table('session_id,user_id,ip_address,user_agent,created_at,expires_at', (n) => `${token(n)},u-${n % 9},192.0.2.${n % 7},curl/8,${clock(n)},${clock(n + 600)}`)],
    ['in JSON', FEW.map((n) => JSON.stringify({ issued_at: clock(n), sub: `a-${n % 9}`, jti: token(n) }))],
  ])('%s', async (_, lines) => {
    expect(await readAs(lines)).toEqual(ISSUED)
  }) // biome-ignore format: one case a line

  it.each([
    ['one of orders', table('order_no,user_id,session_id,ip,created_at,amount', (n) => `${n + 9000},u-${n % 9},${token(n)},192.0.2.${n % 7},${clock(n)},${n * 10}`)],
    ['one that names a token again and again', table('issued_at,account_id,token_id,remote_addr', (n) => `${clock(n)},a-${n % 9},${token(n % 9)},192.0.2.${n % 7}`)],
    ['one of requests', table('issued_at,account_id,token_id,remote_addr,method,path,status', (n) => `${clock(n)},a-${n % 9},${token(n)},192.0.2.${n % 7},GET,/me,200`)],
  ])('is none: %s', async (_, lines) => {
    expect((await readAs(lines)).log).toBe('access')
  }) // biome-ignore format: one case a line
})
