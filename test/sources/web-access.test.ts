import { describe, expect, it } from 'vitest'
import { recogniseLines } from '../../src/stages/ingest/recognise-file.ts'
import { webAccess } from '../../src/sources/web-access/index.ts'
import { KEY, planFor } from '../../bench/sources/compare-readings.ts'
import { expectAgreement } from './agree.ts'
import { runProgram } from '../../bench/sources/run-program.ts'
import { testEngine } from './test-engine.ts'

const { engine } = testEngine()

interface Case {
  readonly name: string
  readonly line: string
  readonly gives: Readonly<Record<string, string>>
}

const rowsOf = async (
  lines: readonly string[],
  format?: string,
  zone?: string,
): Promise<readonly Readonly<Record<string, string>>[]> => {
  const recognition = webAccess.recognise(lines, { match: '*', ...(format && { format }), ...(zone && { zone }) })
  if (recognition === null) throw new Error('not recognised')
  const rows = await runProgram(engine(), webAccess.compile(planFor(webAccess, recognition), KEY), lines)
  return rows.map((row) => ({ ...row, time: new Date(Number(BigInt(row.time)) / 1000).toISOString() }))
}

const check = async (cases: readonly Case[], format: string, zone?: string): Promise<void> => {
  const rows = await rowsOf(
    cases.map(({ line }) => line),
    format,
    zone,
  )
  const shown = cases.map(({ name, gives }, i) => ({
    name,
    gives: Object.fromEntries(Object.keys(gives).map((column) => [column, rows[i]?.[column]])),
  }))
  expect(shown).toEqual(cases.map(({ name, gives }) => ({ name, gives })))
}

/** A combined line around one request, and around one time. */
const request = (text: string): string => `192.0.2.1 - - [10/Oct/2025:13:55:36 +0000] "${text}" 200 5 "-" "curl"`
const at = (text: string): string => `192.0.2.1 - - [${text}] "GET / HTTP/1.1" 200 5 "-" "curl"`

const REQUESTS: readonly Case[] = [
  { name: 'ordinary', line: request('GET /a/b?c=d HTTP/1.1'), gives: { reject: '', kind: 'http', method: 'GET', path: '/a/b', query: 'c=d' } },
  { name: 'timed out', line: '192.0.2.1 - - [10/Oct/2025:13:55:36 +0000] "-" 408 - "-" "-"', gives: { reject: '', method: '', path: '', status: '408', bytes: '0', user_agent: '', referrer: '' } },
  { name: 'empty', line: request(''), gives: { reject: '', method: '', path: '', query: '' } },
  { name: 'TLS, escaped by Apache', line: request(String.raw`\x16\x03\x01\x02 x`), gives: { reject: '', method: '', path: String.raw`\x16\x03\x01\x02 x`, query: '', route: '', object: '' } },
  { name: 'TLS, raw', line: request('\x16\x03\x01\x00\xa5 HTTP/1.1'), gives: { reject: '', method: '', path: '\x16\x03\x01\x00\xa5 HTTP/1.1', route: '' } },
  { name: 'spaces in the target', line: request('GET /my file.txt?q=a b HTTP/1.1'), gives: { path: '/my file.txt', query: 'q=a b' } },
  { name: 'no protocol', line: request('GET /old'), gives: { method: 'GET', path: '/old' } },
  { name: 'protocol twice', line: request('GET /a HTTP/1.1 HTTP/1.1'), gives: { path: '/a HTTP/1.1' } },
  { name: 'protocol within', line: request('GET /a HTTP/1.1 x'), gives: { path: '/a HTTP/1.1 x' } },
  { name: 'two spaces', line: request('GET  HTTP/1.1'), gives: { method: 'GET', path: '' } },
  { name: 'a protocol and no target', line: request('GET HTTP/1.1'), gives: { method: 'GET', path: '', route: '' } },
  { name: 'no method', line: request('G1T /members/1234?a=b&token=abc HTTP/1.1'), gives: { method: '', path: 'G1T /members/1234', query: 'a=b&token=*', route: '', object: '' } },
  { name: 'no method and no space', line: request('/members/1234'), gives: { method: '', path: '/members/1234', route: '', object: '' } },
  { name: 'a worm', line: request("lv|'|'|VHJvamFu|'|'|..|'|'|[endof]"), gives: { method: '', path: "lv|'|'|VHJvamFu|'|'|..|'|'|[endof]", route: '' } },
  { name: 'the body of another request', line: request('user=kim&Password=abc'), gives: { method: '', path: 'user=kim&Password=*', route: '' } },
  { name: 'a header', line: request('Authorization: Bearer eyJabc'), gives: { method: '', path: 'Authorization: *', route: '' } },
  { name: 'a method too long', line: request(`${'A'.repeat(25)} / HTTP/1.1`), gives: { method: '', path: `${'A'.repeat(25)} / HTTP/1.1`, route: '' } },
  { name: 'absolute', line: request('GET http://h.example:80/p?q HTTP/1.1'), gives: { path: '/p', query: 'q' } },
  { name: 'absolute without path', line: request('GET http://h.example?q HTTP/1.1'), gives: { path: '/', query: '' } },
  { name: 'CONNECT', line: request('CONNECT h.example:443 HTTP/1.1'), gives: { method: 'CONNECT', path: 'h.example:443' } },
  { name: 'fragment', line: request('GET /a?b#c?d HTTP/1.1'), gives: { path: '/a', query: 'b' } },
  { name: 'fragment before the query', line: request('GET /a#b?c#d HTTP/1.1'), gives: { path: '/a', query: 'c' } },
  { name: 'quote escaped by Apache', line: request(String.raw`GET /q?x=\"a\" HTTP/1.1`), gives: { query: 'x="a"', status: '200', user_agent: 'curl' } },
  { name: 'quote escaped by nginx', line: request(String.raw`GET /q?x=\x22a HTTP/1.1`), gives: { query: 'x="a' } },
  { name: 'escaped backslash before the quote', line: request(String.raw`GET /q\\ HTTP/1.1`), gives: { path: '/q\\', status: '200' } },
  { name: 'bytes that masks could be', line: request(String.raw`GET /`+'\x01\x02'+String.raw`\\ HTTP/1.1`), gives: { path: '/\x01\x02\\' } },
  { name: 'EUC-KR', line: request('GET /\xb0\xa1\xb3\xaa/1234 HTTP/1.1'), gives: { path: '/\xb0\xa1\xb3\xaa/1234', route: '/\xb0\xa1\xb3\xaa/{id}', object: '1234' } },
  { name: 'NUL', line: request('GET /a\0b HTTP/1.1'), gives: { path: '/a\0b' } },
  { name: 'the signature of a link', line: request('GET /f/1.pdf?X-Amz-Date=2026&X-Amz-Signature=83d8149d HTTP/1.1'), gives: { query: 'X-Amz-Date=2026&X-Amz-Signature=*' } },
  { name: 'secrets', line: request('GET /?page=2&Token=abc&pass HTTP/1.1'), gives: { query: 'page=2&Token=*&pass=*' } },
  { name: 'a log of secrets that only look so', line: request('GET /?keyword=token HTTP/1.1'), gives: { query: 'keyword=token' } },
  { name: 'ids', line: request('GET /v2/a1b2c3/x/12/kim@h.example/img-2025.jpg HTTP/1.1'), gives: { route: '/v2/{id}/x/{id}/{id}/{id}.jpg', object: 'a1b2c3/12/kim@h.example/img-2025.jpg' } },
  { name: 'words of another script, percent-encoded', line: request('GET /%EB%AF%BC%EC%9B%90/%EC%8B%A0%EC%B2%AD%EB%82%B4%EC%97%AD/2025-0001234 HTTP/1.1'), gives: { route: '/%EB%AF%BC%EC%9B%90/%EC%8B%A0%EC%B2%AD%EB%82%B4%EC%97%AD/{id}', object: '2025-0001234' } },
  { name: 'an id behind a word of another script', line: request('GET /%EC%A3%BC%EB%AC%B812345 HTTP/1.1'), gives: { route: '/{id}', object: '%EC%A3%BC%EB%AC%B812345' } },
  { name: 'a number that is called sid', line: request('GET /grades.aspx?sid=20210417 HTTP/1.1'), gives: { query: 'sid=20210417' } },
  { name: 'a session that is called sid', line: request('GET /grades.aspx?SID=8f3a01c92b774e10 HTTP/1.1'), gives: { query: 'SID=*' } },
  { name: 'a long word', line: request(`GET /x/${'a'.repeat(25)}/y HTTP/1.1`), gives: { route: '/x/{id}/y' } },
] // biome-ignore format: a table

const PLACES: readonly Case[] = [
  { name: 'offset', line: at('10/Oct/2025:13:55:36 +0900'), gives: { reject: '', time: '2025-10-10T04:55:36.000Z' } },
  { name: 'half an hour', line: at('10/Oct/2025:13:55:36 -0330'), gives: { time: '2025-10-10T17:25:36.000Z' } },
  { name: 'colon', line: at('10/Oct/2025:13:55:36 +09:00'), gives: { time: '2025-10-10T04:55:36.000Z' } },
  { name: 'fraction', line: at('10/Oct/2025:13:55:36.123456 +0900'), gives: { time: '2025-10-10T04:55:36.123Z' } },
  { name: 'fraction, local', line: at('10/Oct/2025:13:55:36,5'), gives: { time: '2025-10-10T04:55:36.500Z' } },
  { name: 'local', line: at('10/Oct/2025:13:55:36'), gives: { time: '2025-10-10T04:55:36.000Z' } },
  { name: 'UTC', line: at('10/Oct/2025:13:55:36 UTC'), gives: { time: '2025-10-10T13:55:36.000Z' } },
  { name: 'leap second', line: at('31/Dec/2016:23:59:60 +0000'), gives: { time: '2017-01-01T00:00:00.000Z' } },
  { name: 'leap day', line: at('29/Feb/2024:00:00:00 +0000'), gives: { reject: '', time: '2024-02-29T00:00:00.000Z' } },
  { name: 'no leap day', line: at('29/Feb/2025:00:00:00 +0000'), gives: { reject: 'bad-time' } },
  { name: 'no such hour', line: at('10/Oct/2025:24:55:36 +0000'), gives: { reject: 'bad-time' } },
  { name: 'no digit in the year', line: at('10/Oct/20:5:13:55:36 +0000'), gives: { reject: 'bad-time' } },
  { name: 'no digit in the offset', line: at('10/Oct/2025:13:55:36 +0x00'), gives: { reject: 'bad-time' } },
  { name: 'a broken clock', line: at('01/Jan/1970:00:00:07 +0000'), gives: { reject: 'bad-time' } },
  { name: 'none', line: at('-'), gives: { reject: 'bad-time' } },
] // biome-ignore format: a table

const from = (address: string, rest = ''): string =>
  `${address} - - [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 5 "-" "curl"${rest}`

const CLIENTS: readonly Case[] = [
  { name: 'IPv4', line: from('192.0.2.1'), gives: { src_ip: '192.0.2.1' } },
  { name: 'IPv6', line: from('2001:DB8::1'), gives: { src_ip: '2001:db8::1' } },
  { name: 'mapped', line: from('::ffff:192.0.2.9'), gives: { src_ip: '192.0.2.9' } },
  { name: 'brackets and port', line: from('[2001:db8::1]:443'), gives: { src_ip: '2001:db8::1' } },
  { name: 'port', line: from('192.0.2.7:5123'), gives: { src_ip: '192.0.2.7' } },
  { name: 'host name', line: from('Client-7.Example'), gives: { src_ip: 'client-7.example' } },
  { name: 'none', line: from('-'), gives: { src_ip: '' } },
  { name: 'carriage return', line: from('192.0.2.1', '\r'), gives: { user_agent: 'curl' } },
  { name: 'more fields', line: from('192.0.2.1', ' "x" 0.001'), gives: { user_agent: 'curl' } },
  { name: 'too large a status', line: from('192.0.2.1').replace(' 200 5', ' 99999 99999999999999999999'), gives: { status: '0', bytes: '0' } },
  { name: 'quotes in the agent', line: from('192.0.2.1').replace('curl', String.raw`a \"b\" \\`), gives: { user_agent: 'a "b" \\' } },
  { name: 'an agent that is not UTF-8', line: from('192.0.2.1').replace('curl', '\xff\xfe'), gives: { user_agent: '\xff\xfe' } },
  { name: 'user', line: from('192.0.2.1').replace('- - ', '- kim min ji '), gives: { principal: 'kim min ji' } },
  { name: 'cut off', line: from('192.0.2.1').slice(0, 60), gives: { reject: 'not-this-format', path: '', src_ip: '' } },
  { name: 'nothing', line: '', gives: { reject: 'blank' } },
  { name: 'spaces', line: ' \t \r', gives: { reject: 'blank' } },
] // biome-ignore format: a table

describe('a line of a web server', () => {
  it('gives the request that was made', () => check(REQUESTS, 'combined'))
  it('gives the time in UTC, or is rejected for it', () => check(PLACES, 'combined', 'Asia/Seoul'))
  it('gives client, user and agent', () => check(CLIENTS, 'combined'))

  it('is read by any declared format', async () => {
    const time = '[10/Oct/2025:13:55:36 +0000]'
    const gives = { reject: '', path: '/a', query: 'b=c', status: '200' }
    await check(
      [{ name: 'vhost', line: `shop.example:8443 192.0.2.1 - - ${time} "GET /a?b=c HTTP/1.1" 200 5 "-" "x"`, gives: { ...gives, host: 'shop.example', src_ip: '192.0.2.1' } }],
      'vhost_combined',
    ) // biome-ignore format: a table
    await check(
      [{ name: 'common', line: `192.0.2.1 - - ${time} "GET /a?b=c HTTP/1.1" 200 5\r`, gives: { ...gives, bytes: '5' } }],
      'common',
    ) // biome-ignore format: a table
    await check(
      [
        { name: 'parts', line: `POST /a ?b=c 200 1760104536.789 "k-1" 'Bearer t0k'`, gives: { ...gives, method: 'POST', principal: 'k-1', time: '2025-10-10T13:55:36.789Z' } },
        { name: 'nothing in them', line: `- - - 200 1760104536.789 "-" '-'`, gives: { reject: '', method: '', path: '', query: '', principal: '', credential: '0' } },
      ],
      `$request_method $uri $args $status $msec "$cookie_user" '$http_authorization'`,
    ) // biome-ignore format: a table
    await check(
      [{ name: 'escaped in the declaration', line: `2025-10-10T22:55:36+09:00 "GET /a?b=c HTTP/2.0" 200 "\\x22x\\x22"`, gives: { ...gives, user_agent: '"x"', time: '2025-10-10T13:55:36.000Z' } }],
      String.raw`$time_iso8601 \"$request\" $status \"$http_user_agent\"`,
    ) // biome-ignore format: a table
  })

  it('has its time, account and credential in the variables that hold one', () => {
    const lines = Array.from({ length: 40 }, (_, i) => {
      const user = i % 2 === 0 ? `u-${i}` : '-'
      return `192.0.2.1 - ${i === 7 ? 'admin' : '-'} [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 5 "Mozilla/5.0" at=2026-02-09T01:02:03.004Z sid=${user}-0123456789abcdef user=${user}`
    })
    const format =
      '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_user_agent" at=$http_x_time sid=$cookie_sid user=$sent_http_x_user'
    const config = { match: '*', format, fields: { time: '$http_x_time' } }
    const found = recogniseLines(lines, config)
    expect(found).toMatchObject({
      kind: 'web-access',
      recognition: {
        fields: {
          time: { from: '$http_x_time', how: 'declared' },
          principal: { from: '$sent_http_x_user', how: 'recognised' },
          credential: { from: '$cookie_sid', how: 'recognised' },
        },
      },
    })
  })

  it('is nobody’s where its account is never written, and its program is no account', () => {
    const lines = ['192.0.2.1 - - "Mozilla/5.0" [10/Oct/2025:13:55:36 +0000] "GET / HTTP/1.1" 200 5']
    const format = '$remote_addr - $remote_user "$http_user_agent" [$time_local] "$request" $status $body_bytes_sent'
    expect(recogniseLines(lines, { match: '*', format })?.recognition.fields.principal).toBeUndefined()
  })

  it('has the time that is declared, however it is written', async () => {
    const format = '$remote_addr "$request" $status at=$http_x_time;'
    const times = ['2026-02-09T01:02:03.004Z', '1770598923.004', '09/Feb/2026:01:02:03 +0000']
    const lines = times.map((time) => `192.0.2.1 "GET / HTTP/1.1" 200 at=${time};`)
    const rows = await Promise.all(
      lines.map(async (line) => {
        const recognition = webAccess.recognise([line], { match: '*', format, fields: { time: '$http_x_time' } })
        if (recognition === null) throw new Error('not recognised')
        return expectAgreement(engine(), webAccess, planFor(webAccess, recognition), [line])
      }),
    )
    expect(rows.flat().map(({ time }) => String(time).slice(0, 10))).toEqual(['1770598923', '1770598923', '1770598923'])
  })
})
