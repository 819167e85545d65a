import type { Example } from './example.ts'

const moments = [0, 1, 2].map((n) => `2025-11-03 09:15:3${n}`)

/** Marks and numbers that few programs write. */
export const ODD_MARKS: readonly Example[] = [
  {
    id: 'delimited',
    name: 'a table between tildes',
    lines: ['TIME~IP~METHOD~URI~STATUS~UID', ...moments.slice(1).map((at, n) => `${at}~192.0.2.${n}~GET~/orders/${n}~200~m${n}`)],
    events: [
      { reject: 'header' },
      { reject: '', time: '2025-11-03T09:15:31.000Z', src_ip: '192.0.2.0', method: 'GET', path: '/orders/0', status: '200', principal: 'm0' },
      { reject: '', principal: 'm1' },
    ],
  },
  {
    id: 'delimited',
    name: 'a table between two bars, an empty cell and quotes in it',
    lines: [
      'TIME||IP||METHOD||URI||STATUS||UID',
      `${moments[0]}||192.0.2.1||GET||/orders/1||200||m1`,
      `${moments[1]}||192.0.2.2||GET||/search?q=a|b||200||`,
      `${moments[2]}||192.0.2.3||POST||"/a||b"||404||m3`,
    ],
    events: [
      { reject: 'header' },
      { reject: '', src_ip: '192.0.2.1', path: '/orders/1', principal: 'm1' },
      { reject: '', path: '/search', query: 'q=a|b', principal: '' },
      { reject: '', path: '/a||b', status: '404', principal: 'm3' },
    ],
  },
  {
    id: 'delimited',
    name: 'sizes with a comma before every three digits',
    lines: [
      '일시\t아이피\t메소드\t주소\t상태코드\t전송량',
      `${moments[0]}\t192.0.2.1\tGET\t/orders/1\t200\t"12,345"`,
      `${moments[1]}\t192.0.2.2\tGET\t/orders/2\t200\t987`,
      `${moments[2]}\t192.0.2.3\tGET\t/orders/3\t200\t1,234,567`,
    ],
    events: [
      { reject: 'header' },
      { reject: '', bytes: '12345' },
      { reject: '', bytes: '987' },
      { reject: '', bytes: '1234567' },
    ],
  },
  {
    id: 'logfmt',
    name: 'pairs between semicolons, times in brackets, what follows an address is none of it',
    lines: [0, 1].map((n) => `ip=192.0.2.${n};user=m${n};time=[03/Nov/2025:09:15:3${n} +0900];req="GET /orders/${n}?a=1;b=2 HTTP/1.1";st=200;sz=1${n};ua="Mozilla/5.0 (X11; Linux)"`),
    events: [
      { reject: '', time: '2025-11-03T00:15:30.000Z', src_ip: '192.0.2.0', principal: 'm0', path: '/orders/0', query: 'a=1;b=2', status: '200', bytes: '10', user_agent: 'Mozilla/5.0 (X11; Linux)' },
      { reject: '', src_ip: '192.0.2.1', bytes: '11' },
    ],
  },
  {
    id: 'log-in-messages',
    name: 'the audit daemon, log-ins alone',
    lines: [0, 1].map(
      (n) => `type=USER_LOGIN msg=audit(1762142064.08${n}:40${n}): pid=${1000 + n} uid=0 auid=4294967295 ses=4294967295 subj=system_u:system_r:sshd_t:s0 msg='op=login acct="m${n}" exe="/usr/sbin/sshd" hostname=? addr=192.0.2.${n} terminal=ssh res=${n % 2 === 0 ? 'success' : 'failed'}'`,
    ),
    events: [
      { reject: '', kind: 'auth', action: 'logon', time: '2025-11-03T03:54:24.080Z', src_ip: '192.0.2.0', principal: 'm0' },
      { reject: '', kind: 'auth', action: 'logon-failed', time: '2025-11-03T03:54:24.081Z', src_ip: '192.0.2.1', principal: 'm1' },
    ],
  },
  {
    id: 'logfmt',
    name: 'FortiGate, who came in by its VPN and who did not',
    lines: [0, 1].map(
      (n) => `date=2025-11-03 time=09:15:3${n} devname="FG100" eventtime=176212893${n}000000000 tz="+0900" type="event" subtype="vpn" action="${n % 2 === 0 ? 'tunnel-up' : 'ssl-login-fail'}" remip=192.0.2.${n} user="m${n}" reason="${n % 2 === 0 ? 'tunnel established' : 'sslvpn_login_permission_denied'}"`,
    ),
    events: [
      { reject: '', kind: 'auth', action: 'logon', time: '2025-11-03T00:15:30.000Z', src_ip: '192.0.2.0', principal: 'm0' },
      { reject: '', kind: 'auth', action: 'logon-failed', src_ip: '192.0.2.1', principal: 'm1' },
    ],
  },
  {
    id: 'json-lines',
    name: 'Envoy by protocol buffers, whose moments are seconds and nanoseconds',
    lines: [671_000_000, 5].map((nanos, n) =>
      JSON.stringify({ start_time: { seconds: 1_762_142_064 + n, nanos }, downstream_remote_address: `192.0.2.${n}:4000`, method: 'GET', path: `/orders/${n}?a=1`, response_code: 200, bytes_sent: 9, user_agent: 'curl/8' }),
    ),
    events: [
      { reject: '', time: '2025-11-03T03:54:24.671Z', src_ip: '192.0.2.0', path: '/orders/0', query: 'a=1', status: '200' },
      { reject: '', time: '2025-11-03T03:54:25.000Z', src_ip: '192.0.2.1' },
    ],
  },
  {
    id: 'delimited',
    name: 'a Korean gateway: from when to when, from which address, and which was given',
    lines: [
      '접속시간,종료시간,사용자ID,공인IP,할당IP,결과',
      ...[0, 1, 2, 3].map((n) => `2025-11-03 09:15:3${n},2025-11-03 10:15:3${n},m${n},192.0.2.${n},10.8.0.${n},${n === 1 ? '실패' : '성공'}`),
    ],
    events: [
      { reject: 'header' },
      ...[0, 1, 2, 3].map((n) => ({ reject: '', kind: 'auth', action: n === 1 ? 'logon-failed' : 'logon', principal: `m${n}`, src_ip: `192.0.2.${n}` })),
    ],
  },
  {
    id: 'json-lines',
    name: 'Log4j, whose moments are seconds and nanoseconds',
    lines: [159_000_000, 0, 7].map((nanos, n) =>
      JSON.stringify({
        instant: { epochSecond: 1_762_142_064 + n, nanoOfSecond: nanos },
        level: 'INFO',
        message: `GET /orders/${n}`,
        contextMap: { clientIp: `192.0.2.${n}`, userId: `m${n}` },
      }),
    ),
    events: [
      { reject: '', time: '2025-11-03T03:54:24.159Z', path: '/orders/0', src_ip: '192.0.2.0', principal: 'm0' },
      { reject: '', time: '2025-11-03T03:54:25.000Z' },
      { reject: '', time: '2025-11-03T03:54:26.000Z' },
    ],
  },
  {
    id: 'prefixed',
    name: 'a Korean service that says who logged in between commas, and a program with commas in its name',
    lines: ['성공', '실패(비밀번호 불일치)'].map((end, n) => `2025-11-03 09:15:3${n}.123 [http-nio-8080-exec-1] INFO  c.e.s.LoginService - 회원 로그인 ${end} - memberId=m${n}, ip=192.0.2.${n}, ua=Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130`),
    events: [
      { reject: '', kind: 'auth', action: 'logon', principal: 'm0', src_ip: '192.0.2.0', user_agent: 'Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130' },
      { reject: '', kind: 'auth', action: 'logon-failed', principal: 'm1', src_ip: '192.0.2.1' },
    ],
  },
  {
    id: 'w3c-extended',
    name: 'IIS Advanced Logging, local times, programs in quotes',
    lines: [
      '#Fields:  date-local time-local cs-method cs-uri-stem cs-uri-query c-ip sc-status sc-bytes cs(User-Agent)',
      '2025-11-03 09:15:30.123 GET /search page=1 192.0.2.1 200 77 "Mozilla/5.0 (X11; Linux)"',
    ],
    events: [
      { reject: 'header' },
      { reject: '', time: '2025-11-03T09:15:30.123Z', method: 'GET', path: '/search', query: 'page=1', src_ip: '192.0.2.1', status: '200', bytes: '77', principal: '', user_agent: 'Mozilla/5.0 (X11; Linux)' },
    ],
  },
  {
    id: 'w3c-extended',
    name: 'IIS, whose fields change, and name the clients of its balancers in one part only',
    lines: [
      '#Fields: date time cs-method cs-uri-stem c-ip sc-status cs(User-Agent) X-Forwarded-For',
      ...Array.from({ length: 12 }, (_, n) => `2025-11-03 09:15:${30 + n} GET /a 10.0.0.1 200 curl/8 192.0.2.${n}`),
      '#Fields: date time cs-method cs-uri-stem c-ip sc-status cs(User-Agent)',
      '2025-11-03 09:16:30 GET /a 192.0.2.77 200 curl/8',
    ],
    events: [
      { reject: 'header' },
      ...Array.from({ length: 12 }, (_, n) => ({ reject: '', src_ip: `192.0.2.${n}` })),
      { reject: 'header' },
      { reject: '', src_ip: '192.0.2.77' },
    ],
  },
  {
    id: 'json-lines',
    name: 'Logback access, whose path has no query and whose request line has',
    lines: [1, 2].map((n) =>
      JSON.stringify({ '@timestamp': `2025-11-03T09:15:3${n}.123+09:00`, message: `192.0.2.${n} - - [2025-11-03T09:15:3${n}.123+09:00] "GET /search?page=${n} HTTP/1.1" 200 7`, method: 'GET', protocol: 'HTTP/1.1', status_code: 200, requested_url: `GET /search?page=${n} HTTP/1.1`, requested_uri: '/search', remote_host: `192.0.2.${n}`, content_length: 7 }),
    ),
    events: [1, 2].map((n) => ({ reject: '', method: 'GET', path: '/search', query: `page=${n}`, status: '200', src_ip: `192.0.2.${n}` })),
  },
  {
    id: 'delimited',
    name: 'sign-ins to Entra ID from the Korean portal',
    lines: [
      '날짜(UTC),요청 ID,사용자 에이전트,사용자 ID,사용자,사용자 이름,응용 프로그램,IP 주소,위치,상태,로그인 오류 코드,실패 이유,클라이언트 앱',
      ...[0, 1].map(
        (n) => `2025-11-03T00:15:3${n}Z,r${n},curl/8,u-${n},김미나,m${n}@shop.example,Azure Portal,192.0.2.${n},"Seoul, KR",${n % 2 === 0 ? '성공,0,' : '실패,50126,Error validating credentials'},Browser`,
      ),
    ],
    events: [
      { reject: 'header' },
      { reject: '', kind: 'auth', action: 'logon', time: '2025-11-03T00:15:30.000Z', src_ip: '192.0.2.0' },
      { reject: '', kind: 'auth', action: 'logon-failed', src_ip: '192.0.2.1' },
    ],
  },
] // biome-ignore format: a table
