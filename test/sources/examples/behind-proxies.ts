import { createHash } from 'node:crypto'
import type { Example } from './example.ts'

const numbers = Array.from({ length: 44 }, (_, n) => n)
const clock = (n: number): string => `10/Oct/2025:13:55:${String(n).padStart(2, '0')} +0900`
const AGENT = 'Mozilla/5.0 (X11; Linux x86_64)'

/** Access logs of servers that others ask for the client: where the client stands, and what stands beside it. */
export const BEHIND_PROXIES: readonly Example[] = [
  {
    id: 'web-access',
    name: 'microseconds behind the size, then the list and the program',
    lines: numbers.map(
      (n) =>
        `10.0.0.${4 + (n % 2)} - - [${clock(n)}] "GET /orders/${n} HTTP/1.1" 200 ${500 + n} 58000 "192.0.2.${n}, 10.20.0.7" "${AGENT}"`,
    ),
    events: numbers.map((n) => ({ reject: '', src_ip: `192.0.2.${n}`, path: `/orders/${n}`, bytes: `${500 + n}`, referrer: '', user_agent: AGENT })), // biome-ignore format: one record
  },
  {
    id: 'web-access',
    name: 'a list without quotes in the place of the client, of one address or more',
    lines: numbers.map(
      (n) =>
        `192.0.2.${n}${n % 3 === 0 ? '' : ', 10.0.0.3'}${n % 5 === 1 ? ', 10.0.1.9' : ''} - ${n % 2 === 0 ? '-' : `m${n}`} [${clock(n)}] "GET / HTTP/1.1" 200 5 "-" "${AGENT}" 58000`,
    ),
    events: numbers.map((n) => ({ reject: '', src_ip: `192.0.2.${n}`, host: '', principal: n % 2 === 0 ? '' : `m${n}`, status: '200', bytes: '5' })), // biome-ignore format: one record
  },
  {
    id: 'web-access',
    name: 'the same without what the common log lacks',
    lines: numbers.map((n) => `192.0.2.${n}, 10.0.0.3 - - [${clock(n)}] "GET / HTTP/1.1" 200 5`),
    events: numbers.map((n) => ({ reject: '', src_ip: `192.0.2.${n}`, status: '200', bytes: '5' })),
  },
  {
    id: 'web-access',
    name: 'a list in quotes before the balancer, cookies behind it all',
    lines: numbers.map(
      (n) =>
        `"192.0.2.${n}, 10.0.0.3" 10.0.0.1 - - [${clock(n)}] "GET / HTTP/1.1" 200 5 "-" "${AGENT}" "JSESSIONID=${'ABCDEF0123456789'.repeat(2)}${n % 9}; lang=ko"`,
    ),
    events: numbers.map((n) => ({ reject: '', src_ip: `192.0.2.${n}`, principal: '', status: '200', bytes: '5' })),
  },
  {
    id: 'web-access',
    name: 'a list that the balancer’s own questions lack',
    lines: numbers.map(
      (n) =>
        `10.0.0.4 - - [${clock(n)}] "GET /${n} HTTP/1.1" 200 5 "-" "${AGENT}" "${n % 3 === 0 ? '-' : `192.0.2.${n}`}" 580`,
    ),
    events: numbers.map((n) => ({ reject: '', src_ip: n % 3 === 0 ? '10.0.0.4' : `192.0.2.${n}`, path: `/${n}` })),
  },
  {
    id: 'web-access',
    name: 'a duration before it all is no host',
    lines: numbers.map((n) => `${n}000 192.0.2.${n} - - [${clock(n)}] "GET / HTTP/1.1" 200 5 "-" "${AGENT}"`),
    events: numbers.map((n) => ({ reject: '', src_ip: `192.0.2.${n}`, host: '' })),
  },
  {
    id: 'prose',
    name: 'an address among the words before Korean pairs',
    lines: numbers.map(
      (n) =>
        `[2025-10-10 13:55:${String(n).padStart(2, '0')}] [정보] 192.0.2.${n} 사용자=m${n % 7} 요청=GET /orders/${n}`,
    ),
    events: numbers.map((n) => ({ reject: '', src_ip: `192.0.2.${n}`, principal: `m${n % 7}`, path: `/orders/${n}` })),
  },
  {
    id: 'web-access',
    name: 'quotes that a client sent in a field behind the program',
    lines: numbers.map(
      (n) =>
        `192.0.2.${n} - - [${clock(n)}] "GET / HTTP/1.1" 200 5 "-" "${AGENT}" "{\\x22lang\\x22:\\x22k${n % 3}\\x22}" "Bearer ${'0123456789abcdef'.slice(n % 9)}${n % 9}abcdefgh"`,
    ),
    events: numbers.map((n) => ({ reject: '', src_ip: `192.0.2.${n}`, user_agent: AGENT })),
  },
  {
    id: 'web-access',
    name: 'the date of RFC 1123, as F5 writes it',
    lines: numbers.map(
      (n) =>
        `192.0.2.${n} [Fri, 10 Oct 2025 04:55:${String(n).padStart(2, '0')} GMT] "GET /orders/${n} HTTP/1.1" 200 5 ${n}ms pool_web`,
    ),
    events: numbers.map((n) => ({ reject: '', time: `2025-10-10T04:55:${String(n).padStart(2, '0')}.000Z`, src_ip: `192.0.2.${n}`, path: `/orders/${n}`, status: '200' })), // biome-ignore format: one record
  },
  {
    id: 'web-access',
    name: 'a query in a place of its own, whose names differ',
    lines: numbers.map(
      (n) =>
        `2025-10-10 13:55:${String(n).padStart(2, '0')}.123 +0900 WAF TR 192.0.2.${n} 51000 GET HTTPS shop.example HTTP/1.1 200 ${500 + n} /orders/${n} ${['-', 'page=2', 'q=a&b=c'][n % 3]} "-" "${AGENT}"`,
    ),
    events: numbers.map((n) => ({ reject: '', time: `2025-10-10T04:55:${String(n).padStart(2, '0')}.123Z`, src_ip: `192.0.2.${n}`, path: `/orders/${n}`, status: '200', user_agent: AGENT })), // biome-ignore format: one record
  },
  {
    id: 'web-access',
    name: 'ids of requests behind it all are no credentials',
    lines: numbers.map(
      (n) =>
        `192.0.2.${n} - - [${clock(n)}] "GET / HTTP/1.1" 200 5 "-" "${AGENT}" 412 0.00${n} [prod-shop-80] [] 10.244.1.7:8080 5 0.003 200 ${createHash('md5').update(`${n}`).digest('hex')}`,
    ),
    events: numbers.map((n) => ({ reject: '', src_ip: `192.0.2.${n}`, credential: '0' })),
  },
]
