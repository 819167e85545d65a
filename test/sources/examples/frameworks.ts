import type { Example } from './example.ts'

const at = (n: number): string => `2025-11-03T10:15:3${n}`

/** What frameworks write in ways of their own: Spring Security, Rust's tracing, zap, Laravel, Next.js; and logs made by hand. */
export const FRAMEWORKS: readonly Example[] = [
  {
    id: 'syslog',
    name: 'audit events of Spring Security, whose address stands in brackets',
    lines: [1, 2, 3].map(
      (n) =>
        `${at(n)}.120+09:00  INFO 4711 --- [nio-8080-exec-1] c.e.shop.AuthAuditListener : AuditEvent [timestamp=${at(n)}.120Z, principal=m${n}, type=AUTHENTICATION_${n === 2 ? 'FAILURE' : 'SUCCESS'}, data={${n === 2 ? 'type=org.springframework.security.authentication.BadCredentialsException, message=Bad credentials, ' : ''}details=WebAuthenticationDetails [RemoteIpAddress=192.0.2.${n}, SessionId=6F1D2C3B4A59687${n}]}]`,
    ),
    events: [
      { reject: '', time: `${at(1)}.120Z`, src_ip: '192.0.2.1', principal: 'm1', action: 'logon' },
      { reject: '', src_ip: '192.0.2.2', principal: 'm2', action: 'logon-failed' },
      { reject: '', src_ip: '192.0.2.3', action: 'logon' },
    ],
  },
  {
    id: 'syslog',
    name: 'a span of tracing, whose last pair a brace ends',
    lines: [1, 2, 3].map(
      (n) =>
        `${at(n)}.120456Z  INFO request{method=GET uri=/orders/${n}?page=2 version=HTTP/1.1 client=192.0.2.${n}}: tower_http::trace::on_response: finished processing request latency=51 ms status=20${n}`,
    ),
    events: [1, 2, 3].map((n) => ({
      reject: '',
      time: `${at(n)}.120Z`,
      src_ip: `192.0.2.${n}`,
      method: 'GET',
      path: `/orders/${n}`,
      query: 'page=2',
      status: `20${n}`,
    })),
  },
  {
    id: 'prefixed',
    name: 'zap’s console, tabs and then JSON with blanks',
    lines: [1, 2, 3].map(
      (n) =>
        `${at(n)}.120+0900\tinfo\tserver/mw.go:31\trequest\t{"ip": "192.0.2.${n}", "method": "GET", "path": "/orders/${n}?page=2", "status": 200}`,
    ),
    events: [1, 2, 3].map((n) => ({
      reject: '',
      time: `2025-11-03T01:15:3${n}.120Z`,
      src_ip: `192.0.2.${n}`,
      method: 'GET',
      path: `/orders/${n}`,
      status: '200',
    })),
  },
  {
    id: 'json-lines',
    name: 'paths without the first slash',
    lines: ['api/orders/1', '/', 'login?next=api/x', 'api/orders/2', 'api/orders/3'].map((path, n) =>
      JSON.stringify({ ts: `${at(n)}Z`, ip: `192.0.2.${n}`, method: 'GET', path, status: 200 }),
    ),
    events: [
      { reject: '', kind: 'http', path: '/api/orders/1', route: '/api/orders/{id}' },
      { reject: '', kind: 'http', path: '/' },
      { reject: '', kind: 'http', path: '/login', query: 'next=api/x' },
      { reject: '', path: '/api/orders/2' },
      { reject: '', path: '/api/orders/3' },
    ],
  },
  {
    id: 'json-lines',
    name: 'types of content are no paths without a slash',
    lines: [1, 2, 3].map(
      (n) =>
      JSON.stringify({ ts: `${at(n)}Z`, ip: `192.0.2.${n}`, method: 'GET', content_type: 'application/json', status: 200 }), // biome-ignore format: one record
    ),
    events: [1, 2, 3].map(() => ({ reject: '', kind: 'other', path: '' })),
  },
  {
    id: 'json-lines',
    name: 'targets beside the routes of Next.js',
    lines: [1, 2, 3].map((n) =>
      JSON.stringify({
        timestamp: 1_762_164_900_000 + n,
        host: 'shop.example',
        path: '/orders/[id]',
        statusCode: 200,
        proxy: { method: 'GET', path: `/orders/${n}?page=2`, clientIp: `192.0.2.${n}`, statusCode: 200 },
      }),
    ),
    events: [1, 2, 3].map((n) => ({ reject: '', src_ip: `192.0.2.${n}`, path: `/orders/${n}`, status: '200' })),
  },
  {
    id: 'logfmt',
    name: 'pairs in Korean, a time with a blank',
    lines: ['성공', '실패', '성공'].map(
      (end, n) => `접속일시=${at(n).replace('T', ' ')} 아이디=m${n} 접속IP=192.0.2.${n} 구분=로그인 결과=${end}`,
    ),
    events: [
      { reject: '', time: `${at(0)}.000Z`, src_ip: '192.0.2.0', principal: 'm0', action: 'logon' },
      { reject: '', src_ip: '192.0.2.1', principal: 'm1', action: 'logon-failed' },
      { reject: '', src_ip: '192.0.2.2', principal: 'm2', action: 'logon' },
    ],
  },
]
