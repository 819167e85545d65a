import type { Example } from './example.ts'

const numbers = Array.from({ length: 24 }, (_, n) => n)
const two = (n: number): string => String(n).padStart(2, '0')
const rendered = (account: string, address: string): string =>
  `"An account was successfully logged on. Subject: Security ID: S-1-5-18 Account Name: WEB01$ Account Domain: SHOP New Logon: Security ID: S-1-5-21 Account Name: ${account} Account Domain: SHOP Network Information: Workstation Name: PC1 Source Network Address: ${address} Source Port: 51234"`

/** Values that stand closer to the next, or are written in another way, than most of their format. */
export const EDGES: readonly Example[] = [
  {
    id: 'logfmt',
    name: 'labels between tabs, whose host is the client',
    lines: [
      'time:[10/Oct/2025:13:55:36 +0900]\thost:192.0.2.1\tforwardedfor:-\treq:GET /orders/77001 HTTP/1.1\tstatus:200\tsize:512\tua:curl/8.4.0 (a=b)\tvhost:shop.example',
      'time:[10/Oct/2025:13:55:37 +0900]\thost:192.0.2.2\tforwardedfor:203.0.113.66\treq:POST /login?x=a:b HTTP/1.1\tstatus:302\tsize:0\tua:curl/8.4.0\tvhost:shop.example',
      'time:[10/Oct/2025:13:55:38 +0900]\thost:192.0.2.3\tforwardedfor:-\treq:GET / HTTP/1.1\tstatus:200\tsize:9\tua:-\tvhost:shop.example',
    ],
    events: [
      { reject: '', time: '2025-10-10T04:55:36.000Z', src_ip: '192.0.2.1', method: 'GET', path: '/orders/77001', status: '200', bytes: '512', host: 'shop.example', user_agent: 'curl/8.4.0 (a=b)' }, // biome-ignore format: one record
      { reject: '', src_ip: '192.0.2.2', method: 'POST', path: '/login', query: 'x=a:b', status: '302' },
      { reject: '', src_ip: '192.0.2.3', user_agent: '' },
    ],
  },
  {
    id: 'prefixed',
    name: 'Akamai’s events in CEF, whose addresses are percent-encoded',
    lines: numbers.map(
      (n) =>
        `CEF:0|Akamai|akamai_siem|1.0|alert|alert|10|act=alert app=HTTP/2 dhost=shop.example dpt=443 out=512 request=https%3A%2F%2Fshop.example%2Forders%2F${n}%3Fpage%3D2 requestMethod=GET src=192.0.2.${n} start=${1_762_668_311 + n} AkamaiSiemResponseStatus=200`,
    ),
    events: numbers.map((n) => ({ reject: '', src_ip: `192.0.2.${n}`, path: `/orders/${n}`, query: 'page=2', host: 'shop.example', status: '200' })), // biome-ignore format: one record
  },
  {
    id: 'delimited',
    name: 'events of Windows that a forwarder wrote with one space between all',
    lines: [
      'Keywords,Date and Time,Source,Event ID,Message',
      `Audit Success,11/13/2025 3:15:30 PM,Security,4624,${rendered('mina', '192.0.2.1')}`,
      `Audit Success,11/13/2025 3:15:31 PM,Security,4624,${rendered('juno kim', '192.0.2.2')}`,
    ],
    events: [
      { reject: 'header' },
      { reject: '', action: 'logon', principal: 'mina', src_ip: '192.0.2.1' },
      { reject: '', action: 'logon', principal: 'juno kim', src_ip: '192.0.2.2' },
    ],
  },
  {
    id: 'prose',
    name: 'a particle behind the address',
    lines: numbers.map(
      (n) =>
        `[2025-10-10 13:55:${two(n)}][INFO] 회원(m${n})님이 192.0.2.${n}에서 로그인${n % 4 === 0 ? '에 실패하였습니다' : '하였습니다'}.`,
    ),
    events: numbers.map((n) => ({ reject: '', action: n % 4 === 0 ? 'logon-failed' : 'logon', principal: `m${n}`, src_ip: `192.0.2.${n}` })), // biome-ignore format: one record
  },
  {
    id: 'web-access',
    name: 'an address more in front, and who was logged in before the time',
    lines: numbers.map(
      (n) =>
        `192.0.2.${n} 10.0.0.9 - ${n % 3 === 0 ? '-' : `m${n}`} [10/Oct/2025:13:55:${two(n)} +0900] ${n}00 "GET /orders/${n} HTTP/1.1" 200 5${two(n)} "-" "curl/8.4.0"`,
    ),
    events: numbers.map((n) => ({ reject: '', src_ip: `192.0.2.${n}`, principal: n % 3 === 0 ? '' : `m${n}`, path: `/orders/${n}`, status: '200' })), // biome-ignore format: one record
  },
  {
    id: 'web-access',
    name: 'a word before the time that is nobody, where no address asks',
    lines: numbers.map(
      (n) => `shop - web${n % 2} [10/Oct/2025:13:55:${two(n)} +0900] ${n}00 "GET /orders/${n} HTTP/1.1" 200 5${two(n)}`,
    ),
    events: numbers.map((n) => ({ reject: '', principal: '', path: `/orders/${n}` })),
  },
  {
    id: 'web-access',
    name: 'the abbreviation of a zone behind the time',
    lines: numbers.map(
      (n) => `2025-10-10 13:55:${two(n)} PDT 192.0.2.${n} "GET /orders/${n} HTTP/1.1" 200 512 "curl/8.4.0"`,
    ),
    events: numbers.map((n) => ({ reject: '', time: `2025-10-10T20:55:${two(n)}.000Z`, src_ip: `192.0.2.${n}`, status: '200' })), // biome-ignore format: one record
  },
  {
    id: 'prefixed',
    name: 'the same before pairs',
    lines: numbers.map((n) => `2025-10-10 13:55:${two(n)},250 EST INFO login failed user=m${n} ip=192.0.2.${n}`),
    events: numbers.map((n) => ({ reject: '', time: `2025-10-10T18:55:${two(n)}.250Z`, action: 'logon-failed', principal: `m${n}` })), // biome-ignore format: one record
  },
]
