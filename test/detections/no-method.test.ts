import { expect, it } from 'vitest'
import { sql } from '../../src/engine/sql.ts'
import { investigate } from '../../src/stages/investigate.ts'
import { makeScratch } from '../intake/scratch.ts'

const line = (second: number, request: string): string =>
  `192.0.2.${second % 200} - kim-${second % 7} [01/Mar/2026:10:00:${String(second % 60).padStart(2, '0')} +0000] "${request}" 200 ${500 + second} "-" "curl/8"\n`

it('counts a request without a method as access to nothing, whatever its text looks like', async () => {
  const texts = ['/members/1001', 'G1T /members/1002 HTTP/1.1', '1001', String.raw`\x16\x03\x01/members/1003`, '-', '']
  const scratch = makeScratch('routes:\n  - route: /members/{id}\n    returns: [Name]\n')
  scratch.write(
    'access.log',
    Array.from({ length: 120 }, (_, i) =>
      line(i, i < 60 ? `GET /members/${1000 + i} HTTP/1.1` : (texts[i % texts.length] ?? '')),
    ).join(''),
  )
  const theCase = await scratch.open()
  const report = await investigate(theCase, { paths: [scratch.logs] })
  expect(report.files).toMatchObject([{ received: 120n, parsed: 120n, rejected: 0n }])
  const rows = await theCase.engine.rows<{ method: string; route: string; n: string }>(
    sql`SELECT toString(method) AS method, toString(route) AS route, toString(count()) AS n FROM derived.personal_access GROUP BY method, route ORDER BY method, route`,
  )
  expect(rows).toEqual([{ method: 'GET', route: '/members/{id}', n: '60' }])
  const paths = await theCase.engine.rows<{ path: string; object: string }>(
    sql`SELECT DISTINCT path, object FROM evidence.log_line WHERE method = '' ORDER BY path`,
  )
  expect(paths.map(({ path }) => path)).toEqual(['', '/members/1001', '1001', 'G1T /members/1002 HTTP/1.1', String.raw`\x16\x03\x01/members/1003`].sort()) // biome-ignore format: a list
  expect(paths.every(({ object }) => object === '')).toBe(true)
})
