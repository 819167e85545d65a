import { describe, expect, it } from 'vitest'
import { auditRecords } from '../../src/stages/acquire/audit-sections.ts'
import { prettyRecords } from '../../src/stages/acquire/pretty-records.ts'
import { contentOf } from '../../src/stages/acquire/sniff.ts'

const linesOf = async (
  read: (content: AsyncIterable<Uint8Array>) => AsyncIterable<Buffer>,
  text: string,
  size: number,
): Promise<readonly string[]> => {
  const bytes = Buffer.from(text)
  const pieces = async function* (): AsyncIterable<Uint8Array> {
    for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size)
  }
  const parts: Buffer[] = []
  for await (const part of read(pieces())) parts.push(part)
  return Buffer.concat(parts).toString().split('\n').slice(0, -1)
}

const transaction = (mark: (letter: string) => string, end: string): string =>
  [
    mark('A'),
    '[06/Mar/2026:10:00:01 +0900] YAbc123 192.0.2.7 41234 198.51.100.4 443',
    mark('B'),
    'POST /log-in?next=%2F HTTP/1.1',
    'Host: shop.example',
    'User-Agent: curl/8.5.0 "x"',
    '',
    mark('C'),
    'user=a&pass=b',
    mark('F'),
    'HTTP/1.1 403 Forbidden',
    'Content-Type: text/html',
    '',
    mark('H'),
    'Message: Warning. 한글',
    '',
    mark('Z'),
    '',
    '',
  ].join(end)

describe('the serial audit log of ModSecurity', () => {
  const two = (letter: string): string => `--1f2e3d4c-${letter}--`
  const three = (letter: string): string => `---AbCd1234---${letter}--`
  it.each([two, three])('is one record a transaction', async (mark) => {
    for (const [size, end] of [
      [3, '\n'],
      [10_000, '\r\n'],
    ] as const) {
      const text = transaction(mark, end) + transaction(mark, end)
      expect(contentOf(Buffer.from(text))).toBe('audit-sections')
      const records = (await linesOf(auditRecords, text, size)).map((line) => JSON.parse(line) as unknown)
      expect(records).toEqual(Array.from({ length: 2 }, () => ({ transaction: {
        client_ip: '192.0.2.7', time_stamp: '06/Mar/2026:10:00:01 +0900', client_port: '41234', host_ip: '198.51.100.4', host_port: '443', unique_id: 'YAbc123',
        request: { method: 'POST', http_version: 'HTTP/1.1', uri: '/log-in?next=%2F', headers: { Host: 'shop.example', 'User-Agent': 'curl/8.5.0 "x"' } },
        response: { http_code: '403', headers: { 'Content-Type': 'text/html' } },
        sections: { C: 'user=a&pass=b', H: 'Message: Warning. 한글' },
      } }))) // biome-ignore format: a table
    }
  })

  it('keeps what is cut off, and what stands between', async () => {
    const text = `${transaction(two, '\n')}noise\n${two('A')}\n[06/Mar/2026:10:00:01 +0900] B 192.0.2.8 1 198.51.100.4 443\n`
    const lines = await linesOf(auditRecords, text, 50)
    expect([lines.length, lines[1], lines[2]?.includes('192.0.2.8')]).toEqual([3, 'noise', true])
    expect(contentOf(Buffer.from('--- a/file\n+++ b/file\n--1234-A--\n'))).toBe('')
  })
})

describe('records of pino-pretty', () => {
  const begin = (second: number): string =>
    `[2026-03-06 10:00:0${second}.274 +0900] INFO (2211 on web1): request "done"`
  const request = ['    req: {', '      "method": "GET",', '      "url": "/a?b=1"', '    }', '    responseTime: 12', '    note: 한글 text'] // biome-ignore format: a list

  it('are the JSON that they were made of, one a line', async () => {
    const text = [begin(1), ...request, 'listening on 3000', begin(2), ...request, begin(3), ''].join('\n')
    expect(contentOf(Buffer.from(text))).toBe('pretty-records')
    for (const size of [5, 10_000]) {
      const lines = await linesOf(prettyRecords, text, size)
      expect(lines[1]).toBe('listening on 3000')
      const head = { level: 'INFO', who: '2211 on web1', msg: 'request "done"' }
      const members = { req: { method: 'GET', url: '/a?b=1' }, responseTime: 12, note: '한글 text' }
      expect([0, 2, 3].map((i) => JSON.parse(lines[i] ?? '') as unknown)).toEqual([
        { time: '2026-03-06 10:00:01.274 +0900', ...head, ...members },
        { time: '2026-03-06 10:00:02.274 +0900', ...head, ...members },
        { time: '2026-03-06 10:00:03.274 +0900', ...head },
      ])
    }
  })

  it('are none where nothing stands below', () => {
    expect(contentOf(Buffer.from(`${begin(1)}\n${begin(2)}\n`))).toBe('')
    expect(contentOf(Buffer.from(`${begin(1)}\n  at Object.run (a.js:1)\n${begin(2)}\n`))).toBe('')
  })
})
