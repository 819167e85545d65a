import type { Example } from './example.ts'

const numbers = Array.from({ length: 24 }, (_, n) => n)
const two = (n: number): string => String(n).padStart(2, '0')
const json = (value: unknown): string => JSON.stringify(value)

/** Fields that stand in several members, or among others in one. */
export const PUT_TOGETHER: readonly Example[] = [
  {
    id: 'json-envelope',
    name: 'Filebeat with lines of sshd, whose year the record tells',
    lines: numbers.map((n) => json({ '@timestamp': `2025-10-10T04:56:${two(n)}.000Z`, log: { file: { path: '/var/log/auth.log' } }, message: `Oct 10 04:55:${two(n)} web1 sshd[${n}]: ${n % 4 === 0 ? 'Failed' : 'Accepted'} password for m${n} from 192.0.2.${n} port 51000 ssh2` })), // biome-ignore format: one record
    events: numbers.map((n) => ({ reject: '', time: `2025-10-10T04:55:${two(n)}.000Z`, action: n % 4 === 0 ? 'logon-failed' : 'logon', principal: `m${n}`, src_ip: `192.0.2.${n}` })), // biome-ignore format: one record
  },
  {
    id: 'json-lines',
    name: 'times in brackets, as gunicorn writes them into JSON',
    lines: numbers.map((n) => json({ time: `[10/Oct/2025:13:55:${two(n)} +0900]`, remote_ip: `192.0.2.${n}`, request_method: 'GET', request_path: '/a', response_code: '200' })), // biome-ignore format: one record
    events: numbers.map((n) => ({ reject: '', time: `2025-10-10T04:55:${two(n)}.000Z`, src_ip: `192.0.2.${n}` })),
  },
  {
    id: 'json-lines',
    name: 'Serilog’s compact form, whose message is rendered',
    lines: numbers.map((n) => json({ '@t': `2025-10-10T13:55:${two(n)}.1234567Z`, '@m': n % 4 === 0 ? `Login failed for m${n}` : `User m${n} logged in`, UserName: `m${n}`, RemoteIp: `192.0.2.${n}` })), // biome-ignore format: one record
    events: numbers.map((n) => ({ reject: '', action: n % 4 === 0 ? 'logon-failed' : 'logon', principal: `m${n}` })),
  },
  {
    id: 'delimited',
    name: 'no header, the request whole in its quotes',
    lines: numbers.map((n) => `2025-10-10T13:55:${two(n)}Z,192.0.2.${n},"GET /orders/${n}?a=1,2 HTTP/1.1",${n % 5 === 0 ? 403 : 200},512,"Mozilla/5.0 (X11; Linux)"`), // biome-ignore format: one record
    events: numbers.map((n) => ({ reject: '', time: `2025-10-10T13:55:${two(n)}.000Z`, src_ip: `192.0.2.${n}`, method: 'GET', path: `/orders/${n}`, query: 'a=1,2', status: n % 5 === 0 ? '403' : '200', user_agent: 'Mozilla/5.0 (X11; Linux)' })), // biome-ignore format: one record
  },
  {
    id: 'prefixed',
    name: 'pairs whose names are Korean, behind words of a logger',
    lines: numbers.map((n) => `[2025-10-10 13:55:${two(n)}.123] [INFO ] [http-nio-8080-exec-${n}] 요청로그 - 아이피=192.0.2.${n}, 사용자=m${n % 7}, 메소드=GET, URI=/orders/${n}, 응답코드=200, 처리시간=${n}ms`), // biome-ignore format: one record
    events: numbers.map((n) => ({ reject: '', time: `2025-10-10T13:55:${two(n)}.123Z`, src_ip: `192.0.2.${n}`, principal: `m${n % 7}`, path: `/orders/${n}`, status: '200' })), // biome-ignore format: one record
  },
  {
    id: 'prose',
    name: 'who stands before the address, by no name',
    lines: numbers.map((n) => `[2025-10-10 13:55:${two(n)}] mina.${n % 7} 192.0.2.${n} ${n % 4 === 0 ? '로그인실패' : '로그인성공'}`), // biome-ignore format: one record
    events: numbers.map((n) => ({ reject: '', action: n % 4 === 0 ? 'logon-failed' : 'logon', principal: `mina.${n % 7}`, src_ip: `192.0.2.${n}` })), // biome-ignore format: one record
  },
  {
    id: 'prose',
    name: 'who stands behind the address, by no name',
    lines: numbers.map((n) => `[2025-10-10 13:55:${two(n)}] 192.0.2.${n} mina.${n % 7} login ${n % 4 === 0 ? 'failed' : 'success'}`), // biome-ignore format: one record
    events: numbers.map((n) => ({ reject: '', action: n % 4 === 0 ? 'logon-failed' : 'logon', principal: `mina.${n % 7}`, src_ip: `192.0.2.${n}` })), // biome-ignore format: one record
  },
  {
    id: 'prose',
    name: 'a level before the address is nobody',
    lines: numbers.map((n) => `[2025-10-10 13:55:${two(n)}] INFO 192.0.2.${n} 로그인성공`),
    events: numbers.map((n) => ({ reject: '', action: 'logon', principal: '', src_ip: `192.0.2.${n}` })),
  },
  {
    id: 'json-lines',
    name: 'CloudFront’s standard log in JSON: day and clock apart, blanks of programs percent-encoded',
    lines: numbers.map((n) => json({ date: '2025-10-10', time: `13:55:${two(n)}`, 'x-edge-location': 'ICN54', 'sc-bytes': '512', 'c-ip': `192.0.2.${n}`, 'cs-method': 'GET', 'cs(Host)': 'd1.example', 'cs-uri-stem': `/orders/${n}`, 'sc-status': '200', 'cs(User-Agent)': 'Mozilla/5.0%20(X11;%20Linux)', 'cs-uri-query': '-' })), // biome-ignore format: one record
    events: numbers.map((n) => ({ reject: '', time: `2025-10-10T13:55:${two(n)}.000Z`, src_ip: `192.0.2.${n}`, path: `/orders/${n}`, user_agent: 'Mozilla/5.0 (X11; Linux)' })), // biome-ignore format: one record
  },
  {
    id: 'json-lines',
    name: 'the day first, as its numbers tell, deep in a record',
    lines: numbers.map((n) => json({ data: { when: `${two(n + 1)}/10/2025 13:55:36`, ip: `192.0.2.${n}`, method: 'GET', path: '/a', status: 200 } })), // biome-ignore format: one record
    events: numbers.map((n) => ({ reject: '', time: `2025-10-${two(n + 1)}T13:55:36.000Z`, src_ip: `192.0.2.${n}` })),
  },
  {
    id: 'json-lines',
    name: 'the month first, a clock of twelve hours, and a line without a time',
    lines: [...numbers.map((n) => json({ timestamp: `10/${n + 1}/2025, 1:55:36 PM`, ip: `192.0.2.${n}`, method: 'GET', path: '/a', status: 200 })), json({ ip: '192.0.2.1', method: 'GET', path: '/b', status: 200 })], // biome-ignore format: one record
    events: [
      ...numbers.map((n) => ({ reject: '', time: `2025-10-${two(n + 1)}T13:55:36.000Z` })),
      { reject: 'bad-time' },
    ],
  },
  {
    id: 'json-lines',
    name: 'a message that is a request and goes on, who asked beside it',
    lines: numbers.map((n) => json({ level: 'info', message: `GET /orders/${n}?page=2 ${n % 5 === 0 ? '403' : '200'} ${n}12ms`, timestamp: `2025-10-10T13:55:${two(n)}Z`, ip: `192.0.2.${n}`, userId: `m${n % 7}` })), // biome-ignore format: one record
    events: numbers.map((n) => ({ reject: '', src_ip: `192.0.2.${n}`, method: 'GET', path: `/orders/${n}`, query: 'page=2', status: n % 5 === 0 ? '403' : '200', principal: `m${n % 7}` })), // biome-ignore format: one record
  },
  {
    id: 'json-lines',
    name: 'a message that is a request line, in which blanks may stand',
    lines: numbers.map((n) => json({ message: `GET /a b/${n} HTTP/1.1`, timestamp: `2025-10-10T13:55:${two(n)}Z`, ip: `192.0.2.${n}`, status: 200 })), // biome-ignore format: one record
    events: numbers.map((n) => ({ reject: '', path: `/a b/${n}`, status: '200' })),
  },
  {
    id: 'json-envelope',
    name: 'Filebeat, whose file lies at a path',
    lines: numbers.map((n) => json({ '@timestamp': `2025-10-10T04:56:${two(n)}.000Z`, agent: { type: 'filebeat', version: '8.11.1' }, log: { offset: 217, file: { path: '/var/log/nginx/access.log' } }, message: `192.0.2.${n} - - [10/Oct/2025:13:55:${two(n)} +0900] "GET /orders/${n} HTTP/1.1" 200 512 "-" "curl/8.4.0"` })), // biome-ignore format: one record
    events: numbers.map((n) => ({ reject: '', time: `2025-10-10T04:55:${two(n)}.000Z`, src_ip: `192.0.2.${n}`, path: `/orders/${n}`, status: '200' })), // biome-ignore format: one record
  },
  {
    id: 'json-lines',
    name: 'what grok makes of a combined line',
    lines: numbers.map((n) => json({ '@timestamp': `2025-10-10T13:55:${two(n)}.000Z`, clientip: `192.0.2.${n}`, ident: '-', auth: n % 2 === 0 ? '-' : `m${n}`, verb: 'GET', request: `/orders/${n}`, httpversion: '1.1', response: '200', bytes: '512', agent: '"curl/8.4.0"' })), // biome-ignore format: one record
    events: numbers.map((n) => ({
      reject: '',
      principal: n % 2 === 0 ? '' : `m${n}`,
      path: `/orders/${n}`,
      credential: '0',
    })),
  },
]
