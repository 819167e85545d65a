import { utimesSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sql } from '../../src/engine/sql.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { makeScratch } from '../intake/scratch.ts'

const FIRST = '#Fields: date time cs-method cs-uri-stem c-ip sc-status'
const LATER = '#Fields: date time c-ip cs-method cs-uri-stem sc-status sc-bytes'

describe('what the first lines of a file do not say', () => {
  it('is found in the whole file: a list of fields far behind the sample, in another file of the source', async () => {
    const scratch = makeScratch()
    const early = Array.from(
      { length: 3000 },
      (_, i) => `2025-03-01 00:00:${String(i % 60).padStart(2, '0')} GET /a/${i} 192.0.2.1 200`,
    )
    const late = Array.from(
      { length: 20 },
      (_, i) => `2025-03-02 00:00:${String(i).padStart(2, '0')} 192.0.2.2 POST /b/${i} 302 ${i}`,
    )
    scratch.write('iis/u_ex250301.log', [FIRST, ...early, LATER, ...late, ''].join('\r\n'))
    scratch.write('iis/u_ex250302.log', [LATER, ...late.map((line) => line.replace('03-02', '03-03')), ''].join('\r\n'))
    const theCase = await scratch.open()
    await acquire(theCase, [scratch.logs])
    const { ledger, plans } = await ingest(theCase)
    expect(plans.map(({ kind, format }) => [kind, format.split('\n').length])).toEqual([['w3c-extended', 2]])
    expect(ledger.map(({ received, parsed, rejected }) => [received, parsed, rejected])).toEqual([
      [3022n, 3020n, 2n],
      [21n, 20n, 1n],
    ])
    const rows = await theCase.engine.rows<{ src_ip: string; method: string; n: string }>(
      sql`SELECT src_ip, method, toString(count()) AS n FROM evidence.event GROUP BY src_ip, method ORDER BY src_ip`,
    )
    expect(rows).toEqual([
      { src_ip: '192.0.2.1', method: 'GET', n: '3000' },
      { src_ip: '192.0.2.2', method: 'POST', n: '40' },
    ])
  })

  it('is told by its date: the year of syslog lines, across New Year', async () => {
    const scratch = makeScratch()
    const line = (time: string): string =>
      `${time} host-1 sshd[1]: Failed password for root from 192.0.2.3 port 22 ssh2`
    const older = scratch.write('auth.log.1', `${line('Dec 30 23:59:58')}\n${line('Dec 31 23:59:59')}\n`)
    const newer = scratch.write('auth.log', `${line('Jan  1 00:00:01')}\n${line('Feb  3 04:05:06')}\n`)
    utimesSync(older, new Date('2026-01-01T00:00:00Z'), new Date('2026-01-01T00:00:00Z'))
    utimesSync(newer, new Date('2026-02-03T05:00:00Z'), new Date('2026-02-03T05:00:00Z'))
    const theCase = await scratch.open()
    await acquire(theCase, [scratch.logs])
    const { plans } = await ingest(theCase)
    expect(plans.map(({ kind, format }) => [kind, format])).toEqual([['sshd', '2026-02-04']])
    const rows = await theCase.engine.rows<{ time: string }>(
      sql`SELECT toString(time) AS time FROM evidence.event ORDER BY time`,
    )
    expect(rows.map(({ time }) => time.slice(0, 19))).toEqual([
      '2025-12-30 23:59:58',
      '2025-12-31 23:59:59',
      '2026-01-01 00:00:01',
      '2026-02-03 04:05:06',
    ])
  })
})
