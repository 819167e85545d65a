import type { Example } from './example.ts'

export const WRAPPED: readonly Example[] = [
  {
    id: 'json-envelope',
    name: 'Keycloak in Docker',
    lines: [
      JSON.stringify({
        log: '2025-11-03 15:19:59,120 WARN  [org.keycloak.events] (executor-thread-1) type="LOGIN_ERROR", realmName="shop", userId="null", username="mina", ipAddress="192.0.2.1", error="user_not_found"\n',
        stream: 'stdout',
        time: '2025-11-03T06:20:00.123456789Z',
      }),
      JSON.stringify({
        log: '2025-11-03 15:20:00,120 DEBUG [org.keycloak.events] (executor-thread-2) type="LOGIN", realmName="shop", userId="u-1", username="mina", ipAddress="192.0.2.1"\n',
        stream: 'stdout',
        time: '2025-11-03T06:20:01.123456789Z',
      }),
    ],
    events: [
      { reject: '', action: 'logon-failed', principal: 'mina', src_ip: '192.0.2.1' },
      { reject: '', action: 'logon' },
    ],
  },
  {
    id: 'syslog',
    name: 'Keycloak in a container, whose own time counts',
    lines: [
      '2025-11-03T06:20:00.123456789Z stdout F 2025-11-03 15:19:59,120 WARN  [org.keycloak.events] (executor-thread-1) type="LOGIN_ERROR", realmName="shop", userId="null", username="mina", ipAddress="192.0.2.1", error="user_not_found"',
      '2025-11-03T06:20:01.123456789Z stdout F 2025-11-03 15:20:00,120 DEBUG [org.keycloak.events] (executor-thread-2) type="LOGIN", realmName="shop", userId="u-1", username="mina", ipAddress="192.0.2.1"',
    ],
    events: [
      { reject: '', action: 'logon-failed', principal: 'mina', src_ip: '192.0.2.1', time: '2025-11-03T15:19:59.120Z' },
      { reject: '', action: 'logon' },
    ],
  },
  {
    id: 'sshd',
    name: 'log-ins and attempts, names that lie',
    lines: [
      '2025-06-12T16:20:12.123456+09:00 host-1 sshd[406147]: Accepted publickey for mina from 192.0.2.7 port 49916 ssh2: ED25519 SHA256:abc',
      '2025-06-12T16:20:13+09:00 host-1 sshd[406147]: Failed password for invalid user x from 203.0.113.9 port 1 from 192.0.2.8 port 22 ssh2',
      '2025-06-12T16:20:14+09:00 host-1 sshd-session[406147]: Invalid user  from 2001:db8::3 port 22',
      '2025-06-12T16:20:15+09:00 host-1 sshd[1]: Unable to negotiate with 192.0.2.9 port 45626: no matching host key type found. Their offer: a port 9 [preauth]',
      '2025-06-12T16:20:16+09:00 host-1 sshd[1]: Connection closed by authenticating user root 192.0.2.9 port 5 [preauth]',
      '2025-06-12T16:20:16+09:00 host-1 sshd[1]: Server listening on 0.0.0.0 port 22.',
      '2025-06-12T16:20:16+09:00 host-1 sshd[1]: message repeated 5 times: [ Failed password for root from 192.0.2.9 port 5 ssh2]',
      '2025-06-12T16:20:17+09:00 host-1 CRON[1]: pam_unix(cron:session): session opened for user root',
    ],
    events: [
      {
        reject: '',
        kind: 'auth',
        action: 'logon',
        time: '2025-06-12T07:20:12.123Z',
        src_ip: '192.0.2.7',
        principal: 'mina',
        host: 'host-1',
        path: '/publickey',
      },
      { reject: '', action: 'logon-failed', src_ip: '192.0.2.8', principal: 'x from 203.0.113.9 port 1' },
      { reject: '', action: 'attempt', src_ip: '2001:db8::3', principal: '' },
      { reject: '', action: '', src_ip: '192.0.2.9', principal: '' },
      { reject: '', action: 'attempt', src_ip: '192.0.2.9', principal: 'root' },
      { reject: 'not-an-event' },
      { reject: '', action: 'logon-failed', src_ip: '192.0.2.9', principal: 'root', path: '/password' },
      { reject: 'other-program' },
    ],
  },
  {
    id: 'syslog',
    name: 'HAProxy behind RFC 3164',
    lines: [
      'Apr  4 14:30:19 hap-1 haproxy[3946303]: 192.0.2.1:55032 [04/Apr/2025:14:30:18.885] front_https~ back/web 0/0/0/169/169 404 1541 - - ---- 1/1/0/0/0 0/0 "GET /a HTTP/2.0"',
      '<134>Apr  4 14:30:19 hap-1 haproxy[3946303]: 192.0.2.2:55032 [04/Apr/2025:14:30:18.885] front_https~ back/web 0/0/0/169/169 200 1541 - - ---- 1/1/0/0/0 0/0 "GET /b HTTP/2.0"',
    ],
    events: [
      { reject: '', src_ip: '192.0.2.1', path: '/a', status: '404', host: 'hap-1', time: '2025-04-04T14:30:18.885Z' },
      { reject: '', src_ip: '192.0.2.2', path: '/b' },
    ],
  },
  {
    id: 'syslog',
    name: 'nginx behind RFC 5424, with and without structured data',
    lines: [
      '<190>1 2025-11-05T20:47:03.000000+00:00 edge.example nginx 77 - - 192.0.2.3 - - [05/Nov/2025:20:47:03 +0000] "GET /a HTTP/1.1" 200 5 "-" "curl"',
      '<190>1 2025-11-05T20:47:04Z edge.example nginx 77 - [meta x="a\\] b" y="c"][more z="1"] \xEF\xBB\xBF192.0.2.4 - - [05/Nov/2025:20:47:04 +0000] "GET /b HTTP/1.1" 200 5 "-" "curl"',
    ],
    events: [
      { reject: '', src_ip: '192.0.2.3', path: '/a', host: 'edge.example' },
      { reject: '', src_ip: '192.0.2.4', path: '/b' },
    ],
  },
  {
    id: 'syslog',
    name: 'nginx behind RFC 3164, with and without a priority',
    lines: [
      '<190>Oct 10 13:55:36 edge nginx: 192.0.2.5 - mina [10/Oct/2025:13:55:36 +0900] "GET /a HTTP/1.1" 200 5 "-" "curl"',
      'Oct 10 13:55:37 edge nginx[71]: 192.0.2.6 - - [10/Oct/2025:13:55:37 +0900] "GET /b HTTP/1.1" 200 5 "-" "curl"',
    ],
    events: [
      { reject: '', src_ip: '192.0.2.5', principal: 'mina', host: 'edge', path: '/a' },
      { reject: '', src_ip: '192.0.2.6', principal: '', host: 'edge', path: '/b' },
    ],
  },
  {
    id: 'syslog',
    name: 'containers: CRI and Docker',
    lines: [
      '2025-12-31T17:37:40.493035218+01:00 stdout F 192.0.2.5 - - [31/Dec/2025:16:37:40 +0000] "GET /c HTTP/1.1" 200 5 "-" "curl"',
      '{"log":"192.0.2.6 - - [24/Aug/2025:09:52:13 +0000] \\"GET / HTTP/1.1\\" 200 13 \\"-\\" \\"curl\\"\\n","stream":"stdout","time":"2025-08-24T09:52:13.20764059Z"}',
    ],
    events: [
      { reject: '', src_ip: '192.0.2.5', path: '/c', host: '' },
      { reject: '', src_ip: '192.0.2.6', path: '/', user_agent: 'curl' },
    ],
  },
  {
    id: 'syslog',
    name: 'records that are structured data alone',
    lines: [
      '<134>1 2026-02-16T00:00:01.250Z api-0 api 705 ACCESS [http@32473 client_ip="192.0.2.3" method="GET" path="/v1/fees?a=[b\\]" status="200" bytes="7"][auth@32473 user_id="2bpk" token_id="0279065353923b73"] -',
      '<134>1 2026-02-16T00:00:02Z api-1 api 705 ACCESS [http@32473 client_ip="192.0.2.4" method="GET" path="/" status="404" bytes="9"]',
    ],
    events: [
      {
        reject: '',
        src_ip: '192.0.2.3',
        path: '/v1/fees',
        status: '200',
        principal: '2bpk',
        time: '2026-02-16T00:00:01.250Z',
        host: 'api-0',
      },
      { reject: '', src_ip: '192.0.2.4', path: '/', status: '404', principal: '' },
    ],
  },
  {
    id: 'json-envelope',
    name: 'Loki: pairs that lack their time',
    lines: [
      '{"labels":{"app":"edge"},"line":"level=info src=192.0.2.9 verb=GET uri=\\"/v3/meters/AA-01/history\\" code=200 sent=311 ua=\\"Warm/5.1\\" principal=own4017","timestamp":"2026-01-12T00:00:01.250113Z"}',
      '{"labels":{"app":"edge"},"line":"level=info src=192.0.2.8 verb=GET uri=\\"/v3/tariffs\\" code=200 sent=90 ua=\\"회원\\" principal=-\\n","timestamp":"2026-01-12T00:00:02Z"}',
    ],
    events: [
      {
        reject: '',
        src_ip: '192.0.2.9',
        path: '/v3/meters/AA-01/history',
        principal: 'own4017',
        time: '2026-01-12T00:00:01.250Z',
      },
      {
        reject: '',
        src_ip: '192.0.2.8',
        path: '/v3/tariffs',
        principal: '',
        user_agent: Buffer.from('회원').toString('latin1'),
      },
    ],
  },
  {
    id: 'json-envelope',
    name: 'CloudWatch: JSON in a text, without a time and with one',
    lines: [
      '{"timestamp":1768176001250,"message":"{\\"clientIp\\":\\"192.0.2.7\\",\\"method\\":\\"GET\\",\\"path\\":\\"/a\\",\\"status\\":200}"}',
      '{"timestamp":1768176002000,"message":"{\\"clientIp\\":\\"192.0.2.8\\",\\"method\\":\\"GET\\",\\"path\\":\\"/b\\",\\"status\\":404}"}',
    ],
    events: [
      { reject: '', src_ip: '192.0.2.7', path: '/a', status: '200', time: '2026-01-12T00:00:01.250Z' },
      { reject: '', src_ip: '192.0.2.8', path: '/b', status: '404' },
    ],
  },
  {
    id: 'json-envelope',
    name: 'nginx inside, whose own time counts',
    lines: [
      '{"_time":"2026-01-12T00:09:00Z","_raw":"192.0.2.5 - mina [10/Oct/2025:13:55:36 +0900] \\"GET /a HTTP/1.1\\" 200 5 \\"-\\" \\"curl\\"","index":"web"}',
    ],
    events: [{ reject: '', src_ip: '192.0.2.5', principal: 'mina', path: '/a', time: '2025-10-10T04:55:36.000Z' }],
  },
  {
    id: 'mixed',
    name: 'an access log and a log-in log in one file',
    lines: [
      '192.0.2.1 - - [10/Oct/2025:13:55:36 +0000] "GET /a HTTP/1.1" 200 5 "-" "curl"',
      '2025-06-12T16:20:12+09:00 host-1 sshd[406147]: Accepted password for mina from 192.0.2.7 port 49916 ssh2',
      'www.shop.example:443 192.0.2.2 - - [10/Oct/2025:13:55:36 +0000] "GET /b HTTP/1.1" 200 5 "-" "curl"',
      '192.0.2.3 - - [10/Oct/2025:13:55:36 +0000] "GET /c HTTP/1.1" 200 5 "-" "curl"',
    ],
    events: [
      { reject: '', kind: 'http', src_ip: '192.0.2.1', path: '/a' },
      { reject: '', kind: 'auth', action: 'logon', principal: 'mina' },
      { reject: '', kind: 'http', host: 'www.shop.example', src_ip: '192.0.2.2', path: '/b' },
      { reject: '', src_ip: '192.0.2.3', path: '/c' },
    ],
  },
]
