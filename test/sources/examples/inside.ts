import type { Example } from './example.ts'

/** Lines of one source inside another, or behind words. */
export const INSIDE: readonly Example[] = [
  {
    id: 'table-envelope',
    name: 'combined lines that a search gave out',
    lines: [
      '"_raw","_time",index,host',
      '"192.0.2.7 - mina [03/Nov/2025:10:15:30 +0900] ""GET /orders/77001?page=1 HTTP/1.1"" 200 512 ""-"" ""curl, a \\""x\\"""" ","2025-11-03T10:15:30.000+09:00",web,web01',
      '"192.0.2.8 - - [03/Nov/2025:10:15:31 +0900] ""POST /cart HTTP/1.1"" 302 0 ""-"" ""okhttp/4.12.0""","2025-11-03T10:15:31.000+09:00",web,web02',
      '"no access line","2025-11-03T10:15:32.000+09:00",web,web02',
      '192.0.2.9 - - [03/Nov/2025:10:15:31 +0900] "GET / HTTP/1.1" 200 5 "-" "x",,',
      ...Array.from(
        { length: 8 },
        (_, n) => `"192.0.2.${n} - - [03/Nov/2025:10:15:3${n} +0900] ""GET /a HTTP/1.1"" 200 5 ""-"" ""x""",,web,web02`,
      ),
    ],
    events: [
      { reject: 'header' },
      {
        reject: '',
        src_ip: '192.0.2.7',
        path: '/orders/77001',
        principal: 'mina',
        user_agent: 'curl, a "x"',
        time: '2025-11-03T01:15:30.000Z',
      },
      { reject: '', src_ip: '192.0.2.8', method: 'POST', status: '302' },
      { reject: 'not-this-format' },
      { reject: 'not-this-format' },
      ...Array.from({ length: 8 }, (_, n) => ({ reject: '', src_ip: `192.0.2.${n}` })),
    ],
  },
  {
    id: 'table-envelope',
    name: 'JSON whose time is a column',
    lines: [
      '@timestamp,@message',
      ...[1, 2, 3].map(
        (n) =>
          `2025-11-03 10:15:3${n}.123,"{""ip"":""192.0.2.${n}"",""method"":""GET"",""path"":""/a/${n}"",""status"":200,""user"":""u-${n}""}"`,
      ),
    ],
    events: [
      { reject: 'header' },
      ...[1, 2, 3].map((n) => ({
        reject: '',
        src_ip: `192.0.2.${n}`,
        path: `/a/${n}`,
        principal: `u-${n}`,
        time: `2025-11-03T10:15:3${n}.123Z`,
      })),
    ],
  },
  {
    id: 'prefixed',
    name: 'JSON behind words, another object behind it',
    lines: [
      '[2025-11-03T10:15:30.123456+09:00] production.INFO: request {"ip":"192.0.2.7","method":"GET","url":"/orders/77001?page=1","status":200,"user_id":"m-7"} []',
      '[2025-11-03T10:15:31.000000+09:00] production.INFO: request {"ip":"192.0.2.8","method":"POST","url":"/cart?a={b}","status":302,"user_id":null} {"uid":"a1"}\r',
      '[2025-11-03T10:15:32.000000+09:00] production.ERROR: cannot reach the mail server',
      '[2025-11-03T10:15:32.000000+09:00] production.ERROR: a brace { in words {"ip":"192.0.2.8","method":"POST","url":"/"}',
      'request {"ip":"192.0.2.9","method":"GET","url":"/","status":200}',
      ...Array.from(
        { length: 8 },
        (_, n) =>
          `[2025-11-03T10:15:3${n}.5+09:00] production.INFO: request {"ip":"192.0.2.${n}","method":"GET","url":"/a","status":200,"user_id":"m-${n}"} []`,
      ),
    ],
    events: [
      {
        reject: '',
        src_ip: '192.0.2.7',
        path: '/orders/77001',
        query: 'page=1',
        principal: 'm-7',
        time: '2025-11-03T01:15:30.123Z',
      },
      { reject: '', src_ip: '192.0.2.8', path: '/cart', query: 'a={b}', principal: '' },
      { reject: 'not-this-format' },
      { reject: 'not-json' },
      { reject: 'bad-time' },
      ...Array.from({ length: 8 }, (_, n) => ({ reject: '', src_ip: `192.0.2.${n}` })),
    ],
  },
  {
    id: 'prefixed',
    name: 'pairs behind words',
    lines: [
      'I, [2025-11-03 10:15:30,123 #4242]  INFO -- : [req-1] method=GET path=/orders/77001 status=200 duration=9.1 user_id=m-7 ip=192.0.2.7 ua="curl/8.5.0 (x=1)"',
      'I, [2025-11-03 10:15:31,000 #4242]  INFO -- : [req-2] method=POST path=/cart?a=b status=302 duration=9.1 user_id=- ip=192.0.2.8',
      'E, [2025-11-03 10:15:32,000 #4242] ERROR -- : no route',
      'E, =x',
      ...Array.from(
        { length: 8 },
        (_, n) =>
          `I, [2025-11-03 10:15:3${n},5 #4242]  INFO -- : [req-2] method=GET path=/a status=200 user_id=m-${n} ip=192.0.2.${n}`,
      ),
    ],
    events: [
      {
        reject: '',
        src_ip: '192.0.2.7',
        path: '/orders/77001',
        principal: 'm-7',
        user_agent: 'curl/8.5.0 (x=1)',
        time: '2025-11-03T10:15:30.123Z',
      },
      { reject: '', src_ip: '192.0.2.8', path: '/cart', query: 'a=b', principal: '' },
      { reject: 'not-this-format' },
      { reject: 'not-this-format' },
      ...Array.from({ length: 8 }, (_, n) => ({ reject: '', src_ip: `192.0.2.${n}` })),
    ],
  },
  {
    id: 'prefixed',
    name: 'log-ins that words tell, in Korean, pairs between commas',
    lines: [
      '2025-11-03 10:15:30,123 INFO [LoginController] 로그인 성공 userId=m-7, ip=192.0.2.7, sid=0123456789abcdef',
      '2025-11-03 10:15:31,123 WARN [LoginController] 로그인 실패 userId=m-8, ip=192.0.2.8, sid=-',
      '2025-11-03 10:15:32,123 INFO [LoginController] 로그아웃 userId=m-7, ip=192.0.2.7, sid=0123456789abcdef',
    ],
    events: [
      {
        reject: '',
        kind: 'auth',
        action: 'logon',
        src_ip: '192.0.2.7',
        principal: 'm-7',
        time: '2025-11-03T10:15:30.123Z',
      },
      { reject: '', kind: 'auth', action: 'logon-failed', src_ip: '192.0.2.8', principal: 'm-8' },
      { reject: '', kind: 'auth', action: 'revoke', principal: 'm-7' },
    ],
  },
  {
    id: 'prefixed',
    name: 'log-ins that words tell before JSON',
    lines: [
      '[2025-11-03 10:15:30] auth.INFO: User logged in {"user_id":"m-7","ip":"192.0.2.7","session":"0123456789abcdef"} []',
      '[2025-11-03 10:15:31] auth.WARNING: Invalid credentials for login {"user_id":"m-8","ip":"192.0.2.8","session":null} []',
    ],
    events: [
      { reject: '', kind: 'auth', action: 'logon', src_ip: '192.0.2.7', principal: 'm-7' },
      { reject: '', kind: 'auth', action: 'logon-failed', principal: 'm-8' },
    ],
  },
  {
    id: 'prefixed',
    name: 'CEF',
    lines: [
      'CEF:0|F5|ASM|16.1|200021069|HTTP request|2|rt=Nov 03 2025 10:15:30 src=192.0.2.7 requestMethod=GET request=/a?b\\=c d=e requestClientApplication=Shop App/5.2 (a "b) suser=m-7 out=5',
      'CEF:0|F5|ASM|16.1|200021069|HTTP request|2|rt=Nov 03 2025 10:15:31 src=192.0.2.8 requestMethod=POST request=/cart requestClientApplication=curl/8.5.0 suser= out=7',
    ],
    events: [
      {
        reject: '',
        src_ip: '192.0.2.7',
        method: 'GET',
        path: '/a',
        query: 'b=c',
        principal: 'm-7',
        user_agent: 'Shop App/5.2 (a "b)',
        time: '2025-11-03T10:15:30.000Z',
      },
      { reject: '', src_ip: '192.0.2.8', path: '/cart', principal: '', time: '2025-11-03T10:15:31.000Z' },
    ],
  },
]
