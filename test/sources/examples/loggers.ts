import type { Example } from './example.ts'

const UA = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/119.0.0.0 Safari/537.36'
const many = (line: (i: number) => string): readonly string[] => Array.from({ length: 20 }, (_, i) => line(i))
const two = (i: number): string => String(i).padStart(2, '0')

/** What loggers of applications and databases write by themselves. */
export const LOGGERS: readonly Example[] = [
  {
    id: 'prose',
    name: 'NestJS: dates of the United States, and versions that look like addresses',
    lines: [
      `[Nest] 4711  - 11/03/2025, 3:15:30 PM     LOG [HTTP] GET /orders/77001?page=1 200 500 - ${UA} 192.0.2.1`,
      `[Nest] 4711  - 11/03/2025, 12:15:31 AM     LOG [HTTP] POST /cart 201 500 - ${UA} ::ffff:192.0.2.2`,
      `[Nest] 4711  - 11/03/2025, 12:15:32 PM    WARN [AuthService] Login failed for user juno from 192.0.2.3`,
      `[Nest] 4711  - 11/03/2025, 3:15:33 PM     LOG [HTTP] GET /a 404 5 - ${UA}`,
      `[Nest] 4711  - 13/11/2025, 15:15:34     LOG [NestFactory] Starting Nest application...`,
    ],
    events: [
      {
        reject: '',
        time: '2025-11-03T15:15:30.000Z',
        method: 'GET',
        path: '/orders/77001',
        status: '200',
        src_ip: '192.0.2.1',
      },
      { reject: '', time: '2025-11-03T00:15:31.000Z', method: 'POST', status: '201' },
      { reject: '', time: '2025-11-03T12:15:32.000Z', action: 'logon-failed', principal: 'juno', src_ip: '192.0.2.3' },
      { reject: '', path: '/a', status: '404', src_ip: '' },
      { reject: 'not-an-event' },
    ],
  },
  {
    id: 'prose',
    name: 'log-ins to PostgreSQL and MySQL, zones by their abbreviation, and statements that speak of log-ins',
    lines: [
      '2025-11-03 15:15:30.120 KST [4711] mina@shop 192.0.2.1(51234) LOG:  connection authorized: user=mina database=shop',
      '2025-11-03 15:15:31.120 KST [4712] juno@shop 192.0.2.2(51235) FATAL:  password authentication failed for user "juno"',
      '2025-11-03 15:15:32.120 KST,"juno","shop",4713,"192.0.2.2:51236",69,2,"authentication",2025-11-03 15:15:32 KST,3/1,0,FATAL,28P01,"password authentication failed for user ""juno""",,,,,,,,,"","client backend",,0',
      "2025-11-03 06:15:33.120 UTC [4711] mina@shop 192.0.2.1(51234) LOG:  statement: INSERT INTO log (what) VALUES ('login failed for user hana')",
      '2025-11-03T06:15:34.123456Z\t   12 Connect\tmina@192.0.2.1 on shop using TCP/IP',
      "2025-11-03T06:15:35.123456Z\t   13 Connect\tAccess denied for user 'juno'@'192.0.2.2' (using password: YES)",
      "2025-11-03T06:15:36.123456Z\t   12 Query\tSELECT 'login failed' FROM members WHERE user = 'hana' AND ip = '192.0.2.9'",
    ],
    events: [
      {
        reject: '',
        kind: 'auth',
        action: 'logon',
        principal: 'mina',
        src_ip: '192.0.2.1',
        time: '2025-11-03T06:15:30.120Z',
      },
      { reject: '', action: 'logon-failed', principal: 'juno', src_ip: '192.0.2.2' },
      { reject: '', action: 'logon-failed', principal: 'juno', src_ip: '192.0.2.2', time: '2025-11-03T06:15:32.120Z' },
      { reject: 'not-an-event' },
      { reject: '', action: 'logon', principal: 'mina', src_ip: '192.0.2.1', time: '2025-11-03T06:15:34.123Z' },
      { reject: '', action: 'logon-failed', principal: 'juno', src_ip: '192.0.2.2' },
      { reject: 'not-an-event' },
    ],
  },
  {
    id: 'prose',
    name: 'words that only begin as a word for people does',
    lines: [
      '2025-11-03 10:15:30 INFO login ok userAgent=curl customers=many u:mina from 192.0.2.1',
      '2025-11-03 10:15:31 INFO login ok username: "juno" from 192.0.2.2',
      '2025-11-03 10:15:32 INFO 로그인 성공 회원번호1001 IP 192.0.2.3',
      '2025-11-03 10:15:33 INFO login ok usability matters, from 192.0.2.4',
    ],
    events: [
      { reject: '', action: 'logon', principal: 'mina', src_ip: '192.0.2.1' },
      { reject: '', principal: 'juno' },
      { reject: '', principal: '1001', src_ip: '192.0.2.3' },
      { reject: '', principal: '', src_ip: '192.0.2.4' },
    ],
  },
  {
    id: 'web-access',
    name: 'morgan’s default: the date of RFC 5322 where the common log has its own',
    lines: many(
      (i) => `::ffff:192.0.2.${i} - - [Mon, 03 Nov 2025 06:15:${two(i)} GMT] "GET /a/${i} HTTP/1.1" 200 5 "-" "curl/8"`,
    ),
    events: many((i) => `2025-11-03T06:15:${two(i)}.000Z`).map((time, i) => ({ reject: '', time, path: `/a/${i}`, status: '200', src_ip: `192.0.2.${i}` })), // biome-ignore format: one table
  },
  {
    id: 'web-access',
    name: 'uWSGI',
    lines: many(
      (i) =>
        `[pid: 4711|app: 0|req: ${i}/${i}] 192.0.2.${i} () {42 vars in 675 bytes} [Sun Nov  ${(i % 9) + 1} 15:15:${two(i)} 2025] GET /a/${i}?b=1 => generated ${i} bytes in 12 msecs (HTTP/1.1 200) 4 headers in 150 bytes (1 switches on core 0)`,
    ),
    events: many((i) => `2025-11-0${i % 9 + 1}T15:15:${two(i)}.000Z`).map((time, i) => ({ reject: '', time, path: `/a/${i}`, query: 'b=1', status: '200', bytes: String(i), src_ip: `192.0.2.${i}` })), // biome-ignore format: one table
  },
  {
    id: 'web-access',
    name: 'undeclared: an offset behind a blank, a comma behind the address',
    lines: many(
      (i) =>
        `2025-11-03 15:15:${two(i)}.120 +09:00 [INF] After [GET /a/${i}, client=192.0.2.${i}, took=${i}] responded 200 in ${i}.5 ms`,
    ),
    events: many((i) => `2025-11-03T06:15:${two(i)}.120Z`).map((time, i) => ({ reject: '', time, method: 'GET', path: `/a/${i}`, status: '200', src_ip: `192.0.2.${i}` })), // biome-ignore format: one table
  },
]
