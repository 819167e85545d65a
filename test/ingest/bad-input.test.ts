import { describe, expect, it } from 'vitest'
import { sql } from '../../src/engine/sql.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { balances, rejectedIn } from '../intake/ledger.ts'
import { codes, logLine, logLines, makeScratch } from '../intake/scratch.ts'

describe('bad input is normal input', () => {
  it('takes CRLF, a byte order mark, no final line feed, NUL bytes and bytes that are no UTF-8', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    scratch.write('1-crlf.log', logLines(3).replaceAll('\n', '\r\n'))
    scratch.write('2-bom.log', `\uFEFF${logLines(3, 10)}`)
    scratch.write('3-open.log', logLines(3, 20).trimEnd())
    scratch.write('4-nul.log', Buffer.from(`${logLines(2, 30)}\0\0\0\0\0\n${logLine(32)}`))
    scratch.write('5-korean.log', Buffer.from(logLines(3, 40).replaceAll('/items/', '/\u00c7\u00d1/'), 'latin1'))
    scratch.write('6-spaces.log', `${logLine(50)}\n   \n\t\r\n${logLine(51)}`)
    await acquire(theCase, [scratch.logs])
    const { ledger, problems } = await ingest(theCase)
    expect(problems).toEqual([])
    expect(balances(ledger)).toEqual([
      '3 = 3 + 0 + 0',
      '3 = 3 + 0 + 0',
      '3 = 3 + 0 + 0',
      '4 = 3 + 1 + 0',
      '3 = 3 + 0 + 0',
      '5 = 2 + 3 + 0',
    ])
    expect((await rejectedIn(theCase)).map(({ reject }) => reject)).toEqual([
      'not-this-format',
      'blank',
      'blank',
      'blank',
    ])
    const rows = await theCase.engine.rows(sql`
      SELECT countIf(src_ip NOT LIKE '192.0.2.%') AS wrong, countIf(path = unhex('2FC7D12F3430')) AS korean FROM evidence.event`)
    expect(rows).toEqual([{ wrong: '0', korean: '1' }])
  })

  it('reads UTF-16 in either order of bytes, packed or not', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()
    scratch.write('1.log', Buffer.from(`\uFEFF${logLines(30)}`, 'utf16le'))
    scratch.write('2.log', swapped(`\uFEFF${logLines(30, 100)}`))
    scratch.write('3.log', Buffer.from(logLines(30, 200), 'utf16le'))
    const { registered } = await acquire(theCase, [scratch.logs])
    expect(registered.map(({ opened }) => opened)).toEqual(['utf-16le', '', 'utf-16be', '', 'utf-16le', ''])
    const { ledger, problems } = await ingest(theCase)
    expect(problems).toEqual([])
    expect(balances(ledger)).toEqual(['30 = 30 + 0 + 0', '30 = 30 + 0 + 0', '30 = 30 + 0 + 0'])
  })

  it('says of requests without a day that they have none, and of others only that no format fits', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const lines = (line: (n: number) => string): string => Array.from({ length: 30 }, (_, n) => `${line(n)}\n`).join('')
    scratch.write(
      '1.log',
      lines((n) => `GET /orders/${n} 200 12.123 ms - 500`),
    )
    scratch.write(
      '2.log',
      lines((n) => `INFO:     192.0.2.${n}:4000 - "GET /orders/${n} HTTP/1.1" 200 OK`),
    )
    scratch.write(
      '3.log',
      lines((n) => `13:55:36 | 200 | 12ms | 192.0.2.${n} | GET | /orders/${n} | -`),
    )
    scratch.write(
      '4.log',
      lines((n) => `orders/${n} was read`),
    )
    scratch.write(
      '5.log',
      lines((n) => `at 3-Mar-2026 :: 192.0.2.${n} :: GET /x/${n} :: 200`),
    )
    await acquire(theCase, [scratch.logs])
    const { problems } = await ingest(theCase)
    expect(problems.map(({ code }) => code)).toEqual([
      'ingest/no-dates',
      'ingest/no-dates',
      'ingest/no-dates',
      'ingest/no-format',
      'ingest/no-format',
    ])
  })

  it('keeps every line of a file that no format fits, and reads it once a format is declared', async () => {
    const scratch = makeScratch()
    let theCase = await scratch.open()
    const odd = Array.from(
      { length: 5 },
      (_, i) => `at 2026-03-01T00:00:0${i}Z :: 192.0.2.${i} :: get /x/${i} :: 200\n`,
    ).join('')
    scratch.write('odd.log', odd)
    scratch.write('blank.log', '\n \n\t\n')
    scratch.write('binary.bin', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 10, 0xff, 0, 10, 1, 2, 3]))
    await acquire(theCase, [scratch.logs])
    const first = await ingest(theCase)
    expect(codes(first.problems)).toEqual(['ingest/binary', 'ingest/blank', 'ingest/no-format'])
    expect(balances(first.ledger)).toEqual(['3 = 0 + 3 + 0', '3 = 0 + 3 + 0', '5 = 0 + 5 + 0'])
    const rejected = await rejectedIn(theCase)
    expect(
      rejected
        .filter(({ file }) => file === 3)
        .map(({ raw }) => `${raw}\n`)
        .join(''),
    ).toBe(odd)
    expect(await ingest(theCase)).toEqual(first)
    await scratch.close()
    scratch.write(
      '../case/case.yaml',
      `sources:\n  - match: '**/odd.log'\n    format: 'at $time_iso8601 :: $remote_addr :: $request :: $status'\n`,
    )
    theCase = await scratch.open()
    const second = await ingest(theCase)
    expect(codes(second.problems)).toEqual(['ingest/binary', 'ingest/blank'])
    expect(balances(second.ledger)).toEqual(['3 = 0 + 3 + 0', '3 = 0 + 3 + 0', '5 = 5 + 0 + 0'])
  })

  it('takes a line of forty megabytes, and rejects one of noise, with its text', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const long = logLine(1).replace('/items/1', `/items/${'x'.repeat(40_000_000)}`)
    scratch.write(
      'long.log',
      Buffer.concat([
        Buffer.from(logLines(200, 10)),
        Buffer.from(long),
        Buffer.alloc(40_000_000, 0x7a),
        Buffer.from('\n'),
      ]),
    )
    await acquire(theCase, [scratch.logs])
    const { ledger } = await ingest(theCase)
    expect(balances(ledger)).toEqual(['202 = 201 + 1 + 0'])
    expect(
      await theCase.engine.rows(sql`SELECT max(length(path)) AS path, max(length(raw)) AS raw FROM evidence.log_line`),
    ).toEqual([{ path: '40000007', raw: '40000000' }])
  })
})
