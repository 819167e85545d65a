import type { Example } from './example.ts'

const bytes = (text: string): string => Buffer.from(text).toString('latin1')

export const GENERIC: readonly Example[] = [
  {
    id: 'delimited',
    name: 'a Korean audit table, quoted cells',
    lines: [
      '일시,접속아이피,회원번호,method,url,상태,비고',
      '2025-03-01T09:00:01+09:00,192.0.2.110,100201,GET,/orders/77001?page=1,200,"a,""b"""',
      '2025-03-01T09:00:02+09:00,192.0.2.111,100202,POST,"/search?q=x,y",302,',
      '2025-03-01T09:00:03+09:00,192.0.2.111,100202,POST,/a,200,"not closed',
      '2025-03-01T09:00:04+09:00,192.0.2.111',
    ],
    events: [
      { reject: 'header' },
      {
        reject: '',
        kind: 'http',
        time: '2025-03-01T00:00:01.000Z',
        src_ip: '192.0.2.110',
        principal: '100201',
        method: 'GET',
        path: '/orders/77001',
        query: 'page=1',
        status: '200',
      },
      { reject: '', path: '/search', query: 'q=x,y' },
      { reject: 'open-quote' },
      { reject: 'not-this-format' },
    ],
  },
  {
    id: 'json-lines',
    name: 'acts of staff upon people, as an audit log has them',
    lines: [
      ...Array.from({ length: 30 }, (_, n) =>
        JSON.stringify({
          ts: `2025-03-01T09:00:${String(n + 10)}Z`,
          actor: { id: 40 + (n % 3), ip: '192.0.2.7' },
          action: n % 2 === 0 ? 'customer.view' : 'policy.view',
          target: { type: 'customer', id: `C-${300_100 + n * 7}` },
          result: n === 3 ? 'denied' : 'ok',
        }),
      ),
      '{"ts":"2025-03-01T09:01:00Z","actor":{"id":41,"ip":"192.0.2.7"},"action":"report.view"}',
    ],
    events: [
      ...Array.from({ length: 30 }, (_, n) => ({
        reject: '',
        kind: 'http',
        src_ip: '192.0.2.7',
        principal: String(40 + (n % 3)),
        method: 'GET',
        path: `/${n % 2 === 0 ? 'customer.view' : 'policy.view'}/C-${300_100 + n * 7}`,
        status: n === 3 ? '403' : '200',
      })),
      { reject: '', path: '/report.view', status: '200' },
    ],
  },
  {
    id: 'delimited',
    name: 'acts of staff upon people, in Korean, without path and status',
    lines: [
      '일시|관리자ID|접속IP|메뉴|행위|대상회원번호|처리결과|티켓번호',
      ...Array.from(
        { length: 30 },
        (_, n) =>
          `2025-03-01 09:00:${String(n + 10)}|cs04${n % 3}|192.0.2.7|${n % 2 === 0 ? '회원조회' : '예약조회'}|상세조회|${300_100 + n * 7}|${n === 3 ? '실패' : '성공'}|TK${n}`,
      ),
      '2025-03-01 09:01:00|cs041|192.0.2.7|통계|조회|-|성공|-',
    ],
    events: [
      { reject: 'header' },
      ...Array.from({ length: 30 }, (_, n) => ({
        reject: '',
        kind: 'http',
        principal: `cs04${n % 3}`,
        method: 'GET',
        path: bytes(`/${n % 2 === 0 ? '회원조회' : '예약조회'}/상세조회/${300_100 + n * 7}`),
        status: n === 3 ? '403' : '200',
      })),
      { reject: '', path: bytes('/통계/조회'), status: '200' },
    ],
  },
  {
    id: 'delimited',
    name: 'tab separated log-ins',
    lines: [
      'time\tip\tuser_id\tevent\tsession_id',
      '2025-03-01 09:00:01\t192.0.2.112\tu1\tLOGIN_SUCCESS\tsess-0000001a',
      '2025-03-01 09:00:02\t192.0.2.113\tu2\tLOGIN_FAILED\tsess-0000002b',
      '2025-03-01 09:00:03\t192.0.2.113\tu2\tLOGOUT\tsess-0000003c',
    ],
    events: [
      { reject: 'header' },
      { reject: '', kind: 'auth', action: 'logon', principal: 'u1' },
      { reject: '', action: 'logon-failed' },
      { reject: '', action: 'revoke' },
    ],
  },
  {
    id: 'logfmt',
    name: 'requests, a value that poses as pairs',
    lines: [
      'ts=2025-03-01T09:00:01Z level=info method=GET path="/a b?x=1" status=200 client_ip=192.0.2.120 user_agent="curl \\"x\\" status=500" user_id=u1 bytes=12',
      'ts=2025-03-01T09:00:02Z level=info method=POST path=/b status=302 client_ip=192.0.2.121 user_agent=curl user_id=- bytes=0',
    ],
    events: [
      {
        reject: '',
        kind: 'http',
        time: '2025-03-01T09:00:01.000Z',
        path: '/a b',
        query: 'x=1',
        status: '200',
        src_ip: '192.0.2.120',
        user_agent: 'curl "x" status=500',
        principal: 'u1',
        bytes: '12',
      },
      { reject: '', path: '/b', principal: '', status: '302' },
    ],
  },
  {
    id: 'keycloak',
    name: 'text and JSON, a line of another logger',
    lines: [
      '2025-10-17 10:43:38,199 WARN  [org.keycloak.events] (executor-thread-26) type="LOGIN_ERROR", realmId="15b3", realmName="shop", clientId="web", userId="null", ipAddress="192.0.2.130", error="invalid_user_credentials", username="mina, x", code_id="43d6"',
      '{"timestamp":"2025-10-17T10:44:38.199+09:00","sequence":1,"loggerClassName":"org.jboss.logging.Logger","loggerName":"org.keycloak.events","level":"DEBUG","message":"type=\\"CODE_TO_TOKEN\\", realmId=\\"15b3\\", clientId=\\"web\\", userId=\\"u-1\\", sessionId=\\"s-1\\", ipAddress=\\"192.0.2.131\\", token_id=\\"t-1\\""}',
      '2025-10-17 10:45:38,199 INFO  [org.infinispan.CLUSTER] (main) started',
    ],
    events: [
      {
        reject: '',
        kind: 'auth',
        action: 'logon-failed',
        time: '2025-10-17T10:43:38.199Z',
        src_ip: '192.0.2.130',
        principal: 'mina, x',
        host: 'shop',
      },
      { reject: '', action: 'issue', time: '2025-10-17T01:44:38.199Z', principal: 'u-1', host: '15b3' },
      { reject: 'not-an-event' },
    ],
  },
  {
    id: 'keycloak-events',
    name: 'exported events',
    lines: [
      '{"time":1672833679695,"type":"LOGIN_ERROR","realmId":"shop","clientId":"web","ipAddress":"192.0.2.140","error":"invalid_user_credentials","details":{"username":"mina"}}',
      '{"time":1672833679695,"type":"REFRESH_TOKEN","realmId":"shop","clientId":"web","userId":"u-1","sessionId":"s-1","ipAddress":"192.0.2.141","details":{}}',
      '{"time":1672833679695,"type":"UPDATE_PROFILE","realmId":"shop","clientId":"web","userId":"u-1","ipAddress":"192.0.2.141"}',
    ],
    events: [
      { reject: '', kind: 'auth', action: 'logon-failed', principal: 'mina', time: '2023-01-04T12:01:19.695Z' },
      { reject: '', action: 'refresh', principal: 'u-1' },
      { reject: '', kind: 'other', path: '/UPDATE_PROFILE' },
    ],
  },
  {
    id: 'json-lines',
    name: 'requests and log-ins',
    lines: [
      '{"ts":"2025-10-10T13:55:36+09:00","client":{"ip":"192.0.2.150"},"request":{"method":"get","path":"/orders/77001","query":"token=x"},"status":200,"user_id":100201}',
      '{"ts":"2025-10-10T13:55:37+09:00","client":{"ip":"192.0.2.151"},"request":{"method":"POST","path":"/login"},"status":302,"user_id":100202}',
    ],
    events: [
      {
        reject: '',
        kind: 'http',
        method: 'GET',
        path: '/orders/77001',
        query: 'token=*',
        principal: '100201',
        src_ip: '192.0.2.150',
      },
      { reject: '', status: '302' },
    ],
  },
  {
    id: 'delimited',
    name: 'day and clock in two columns, below lines about the table',
    lines: [
      'Report: web access, generated 2025-11-04',
      '일자,시간,접속IP,메뉴,URL,회원ID',
      ...[1, 2, 3, 4].map((n) => `2025-11-03,10:15:3${n},192.0.2.${n},주문조회,/order/view.do?no=${n},m-${n}`),
    ],
    events: [
      { reject: 'not-this-format' },
      { reject: 'header' },
      ...[1, 2, 3, 4].map((n) => ({
        reject: '',
        time: `2025-11-03T10:15:3${n}.000Z`,
        src_ip: `192.0.2.${n}`,
        path: '/order/view.do',
        query: `no=${n}`,
        principal: `m-${n}`,
      })),
    ],
  },
  {
    id: 'delimited',
    name: 'as a client of a database draws it',
    lines: [
      '+----------+---------+------+',
      '| day | clock | ip | method | path | user_id |',
      '+----------+---------+------+',
      ...[1, 2, 3, 4, 5].map((n) => `| 20251103 | 10153${n} | 192.0.2.${n} | GET | /orders/${n} | m-${n} |`),
      '+----------+---------+------+',
    ],
    events: [
      { reject: 'not-this-format' },
      { reject: 'header' },
      { reject: 'not-this-format' },
      ...[1, 2, 3, 4, 5].map((n) => ({
        reject: '',
        time: `2025-11-03T10:15:3${n}.000Z`,
        src_ip: `192.0.2.${n}`,
        path: `/orders/${n}`,
        principal: `m-${n}`,
      })),
      { reject: 'not-this-format' },
    ],
  },
  {
    id: 'delimited',
    name: 'the day first, as its numbers tell',
    lines: [
      'Timestamp;Source IP;Method;URL;Status;User',
      ...[1, 2, 13].map((n) => `${n}/3/2026 9:05:0${n % 10};192.0.2.${n};GET;/a/${n};200;u${n}`),
    ],
    events: [
      { reject: 'header' },
      ...['01', '02', '13'].map((day) => ({ reject: '', time: `2026-03-${day}T09:05:0${day[1] ?? ''}.000Z` })),
    ],
  },
  {
    id: 'delimited',
    name: 'the month first, a clock of twelve hours',
    lines: [
      'Timestamp,Source IP,Method,URL,Status,User',
      '3/2/2026 12:05 AM,192.0.2.1,GET,/a/1,200,u1',
      '3/2/2026 12:05 PM,192.0.2.2,GET,/a/1,200,u1',
      '3/2/2026 1:05:09 PM,192.0.2.3,GET,/a/1,200,u1',
      '2/30/2026 1:05:09 PM,192.0.2.4,GET,/a/1,200,u1',
    ],
    events: [
      { reject: 'header' },
      { reject: '', time: '2026-03-02T00:05:00.000Z' },
      { reject: '', time: '2026-03-02T12:05:00.000Z' },
      { reject: '', time: '2026-03-02T13:05:09.000Z' },
      { reject: 'bad-time' },
    ],
  },
  {
    id: 'delimited',
    name: 'log-ins of which only the outcome is told',
    lines: [
      '일자,시간,회원ID,접속IP,결과',
      '2025-11-03,10:15:30,mina7,192.0.2.7,성공',
      '2025-11-03,10:15:31,jiho8,192.0.2.8,성공',
      '2025-11-03,10:15:32,jiho8,192.0.2.8,실패',
    ],
    events: [
      { reject: 'header' },
      { reject: '', kind: 'auth', action: 'logon', principal: 'mina7', src_ip: '192.0.2.7' },
      { reject: '', kind: 'auth', action: 'logon', principal: 'jiho8' },
      { reject: '', kind: 'auth', action: 'logon-failed', principal: 'jiho8' },
    ],
  },
  {
    id: 'delimited',
    name: 'payments, whose outcome is no log-in',
    lines: [
      '일시,회원ID,접속IP,결제금액,결과',
      '2025-11-03 10:15:30,mina7,192.0.2.7,39000,성공',
      '2025-11-03 10:15:31,jiho8,192.0.2.8,1000,실패',
    ],
    events: [{ reject: 'header' }, { reject: '', kind: 'other', action: '' }, { reject: '', kind: 'other' }],
  },
]
