import type { Example } from './example.ts'

/** What people and consoles write, and what stores of logs keep of it. */
export const CONSOLES: readonly Example[] = [
  {
    id: 'prose',
    name: 'sentences of an application',
    lines: [
      '2025-11-03 10:15:30.123  INFO 4711 --- [nio-8080-exec-3] c.e.shop.auth.LoginService : User mina logged in from 192.0.2.7',
      '2025-11-03 10:15:31.456  WARN 4711 --- [nio-8080-exec-4] c.e.shop.auth.LoginService : 로그인 실패 - 사용자: juno, IP: 192.0.2.8, 사유: 비밀번호 불일치',
      '2025-11-03 10:15:32.789  INFO 4711 --- [nio-8080-exec-5] c.e.shop.web.AccessLogger : 192.0.2.9 GET /orders/77001?page=1 200 12ms user=mina',
      '2025-11-03 10:15:33,000 ERROR [LoginService] Login failed for j.doe@mail.example from 2001:db8::7: bad credentials',
      'Started GET "/cart?x=1" for 192.0.2.10 at 2025-11-03 10:15:34 +0900',
      '2025-11-03 10:15:35.000  INFO 4711 --- [main] c.e.shop.auth.LoginService : cache filled in 3 ms',
      '\tat com.example.Login.run(Login.java:7)',
    ],
    events: [
      {
        reject: '',
        kind: 'auth',
        action: 'logon',
        src_ip: '192.0.2.7',
        principal: 'mina',
        time: '2025-11-03T10:15:30.123Z',
      },
      { reject: '', action: 'logon-failed', src_ip: '192.0.2.8', principal: 'juno' },
      {
        reject: '',
        kind: 'http',
        action: '',
        src_ip: '192.0.2.9',
        method: 'GET',
        path: '/orders/77001',
        query: 'page=1',
        status: '200',
        principal: 'mina',
      },
      { reject: '', action: 'logon-failed', src_ip: '2001:db8::7', principal: 'j.doe@mail.example' },
      {
        reject: '',
        kind: 'http',
        method: 'GET',
        path: '/cart',
        src_ip: '192.0.2.10',
        time: '2025-11-03T01:15:34.000Z',
      },
      { reject: 'not-an-event' },
      { reject: 'not-an-event' },
    ],
  },
  {
    id: 'json-envelope',
    name: 'App Service of Azure, its properties a text',
    lines: [
      '{"time":"2026-11-02T06:04:05.123Z","category":"AppServiceHTTPLogs","properties":"{\\"CsMethod\\":\\"GET\\",\\"CsUriStem\\":\\"/orders/77001\\",\\"CIp\\":\\"192.0.2.7\\",\\"UserAgent\\":\\"curl/8\\",\\"ScStatus\\":200,\\"CsUsername\\":\\"mina\\",\\"CsUriQuery\\":\\"page=1\\"}"}',
      '{"time":"2026-11-02T06:04:06.123Z","category":"AppServiceHTTPLogs","properties":"{\\"CsMethod\\":\\"POST\\",\\"CsUriStem\\":\\"/cart\\",\\"CIp\\":\\"192.0.2.8\\",\\"UserAgent\\":\\"curl/8\\",\\"ScStatus\\":302,\\"CsUsername\\":\\"-\\",\\"CsUriQuery\\":\\"\\"}"}',
    ],
    events: [
      {
        reject: '',
        src_ip: '192.0.2.7',
        method: 'GET',
        path: '/orders/77001',
        query: 'page=1',
        status: '200',
        principal: 'mina',
        time: '2026-11-02T06:04:05.123Z',
      },
      { reject: '', method: 'POST', path: '/cart', status: '302' },
    ],
  },
  {
    id: 'json-envelope',
    name: 'sentences of an application, each a member',
    lines: [
      '{"@timestamp":"2025-11-03T10:15:30.123Z","level":"INFO","logger_name":"c.e.auth.LoginService","message":"User mina logged in from 192.0.2.7"}',
      '{"@timestamp":"2025-11-03T10:15:31.123Z","level":"WARN","logger_name":"c.e.auth.LoginService","message":"로그인 실패 - 회원 juno, IP: 192.0.2.8"}',
      '{"@timestamp":"2025-11-03T10:15:31.500Z","level":"WARN","logger_name":"c.e.auth.LoginService","message":"Login failed for user juno from 192.0.2.8"}',
      '{"@timestamp":"2025-11-03T10:15:32.123Z","level":"INFO","logger_name":"c.e.order.OrderService","message":"order 77001 saved in 3 ms"}',
    ],
    events: [
      {
        reject: '',
        kind: 'auth',
        action: 'logon',
        principal: 'mina',
        src_ip: '192.0.2.7',
        time: '2025-11-03T10:15:30.123Z',
      },
      { reject: '', action: 'logon-failed', principal: 'juno', src_ip: '192.0.2.8' },
      { reject: '', action: 'logon-failed', principal: 'juno' },
      { reject: 'not-an-event' },
    ],
  },
  {
    id: 'padded',
    name: 'Squid, and spaces that a client sent',
    lines: [
      '1762132530.123    180 192.0.2.7 TCP_MISS/200 4110 GET http://shop.example/orders/77001?page=1 - HIER_DIRECT/198.51.100.9 text/html',
      '1762132531.456   1204 192.0.2.8 TCP_MISS/302      0 POST http://shop.example/cart mina HIER_DIRECT/198.51.100.9 -',
      '1762132532.000      4 192.0.2.9 NONE_NONE/400    12 NONE error:invalid-request - HIER_NONE/- text/html "x  y"',
    ],
    events: [
      {
        reject: '',
        src_ip: '192.0.2.7',
        method: 'GET',
        path: '/orders/77001',
        query: 'page=1',
        status: '200',
        bytes: '4110',
        time: '2025-11-03T01:15:30.123Z',
      },
      { reject: '', src_ip: '192.0.2.8', method: 'POST', path: '/cart', status: '302', principal: 'mina' },
      { reject: '', src_ip: '192.0.2.9', status: '400' },
    ],
  },
  {
    id: 'syslog',
    name: 'lines that have no time but their header’s',
    lines: [
      '2025-11-05T20:47:03.123456789+09:00 stdout F INFO:     192.0.2.3:50112 - "GET /a/7?x=1 HTTP/1.1" 200 OK',
      '2025-11-05T20:47:04.000000000+09:00 stdout F INFO:     192.0.2.4:50113 - "POST /login HTTP/1.1" 401 Unauthorized',
      '2025-11-05T20:47:05.5+09:00 stdout F User mina logged in from 192.0.2.5',
      '2025-11-05T20:47:05.5+09:00 stdout F Nov started',
    ],
    events: [
      {
        reject: '',
        kind: 'http',
        src_ip: '192.0.2.3',
        path: '/a/7',
        status: '200',
        time: '2025-11-05T11:47:03.123Z',
      },
      { reject: '', method: 'POST', status: '401' },
      { reject: '', kind: 'auth', action: 'logon', principal: 'mina', src_ip: '192.0.2.5' },
      { reject: 'not-an-event' },
    ],
  },
  {
    id: 'syslog',
    name: 'services of Docker Compose',
    lines: [
      'web-1     | 192.0.2.3 - - [05/Nov/2025:20:47:03 +0000] "GET /a HTTP/1.1" 200 5 "-" "curl"',
      'gateway-1 | 192.0.2.4 - - [05/Nov/2025:20:47:04 +0000] "GET /b HTTP/1.1" 200 5 "-" "curl"',
    ],
    events: [
      { reject: '', src_ip: '192.0.2.3', path: '/a' },
      { reject: '', src_ip: '192.0.2.4', path: '/b' },
    ],
  },
]
