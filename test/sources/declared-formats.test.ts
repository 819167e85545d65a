import { describe, expect, it } from 'vitest'
import { SourceProblem } from '../../src/sources/source-kind.ts'
import { webAccess } from '../../src/sources/web-access/index.ts'
import { planFor } from '../../bench/sources/compare-readings.ts'
import { expectAgreement } from './agree.ts'
import { testEngine } from './test-engine.ts'

const { engine } = testEngine()

interface Declared {
  readonly name: string
  readonly format: string
  readonly line: string
  readonly zone?: string
  readonly gives: Readonly<Record<string, string>>
  /** Field → variable. */
  readonly from?: Readonly<Record<string, string>>
}

const TIME = '2025-10-10T04:55:36.789Z'
const GIVES = { reject: '', src_ip: '192.0.2.1', method: 'GET', path: '/a', query: 'b=c', status: '200' }

const TOMCAT: readonly Declared[] = [
  { name: 'the pattern of server.xml, with times and thread', format: '%h %l %u %t &quot;%r&quot; %s %b %D %F %I', line: '192.0.2.1 - mina [10/Oct/2025:13:55:36 +0900] "GET /a?b=c HTTP/1.1" 200 - 12 11 http-nio-8080-exec-3', gives: { ...GIVES, principal: 'mina', bytes: '0', credential: '0' } },
  { name: 'the session', format: '%h %l %u %t "%r" %s %b %S %D', line: '192.0.2.1 - - [10/Oct/2025:13:55:36 +0900] "GET /a?b=c HTTP/1.1" 200 5 6F1D2C3B4A5968778695A4B3C2D1E0F0 3', gives: GIVES, from: { credential: '$session_id' } },
  { name: 'headers, cookies and attributes', format: '%{X-Forwarded-For}i %u %t "%r" %s %b "%{User-Agent}i" %{JSESSIONID}c %{user}s %{org.example.id}r %{ms}T', line: '192.0.2.1 - [10/Oct/2025:13:55:36 +0900] "GET /a?b=c HTTP/1.1" 200 5 "curl" 6F1D2C3B4A596877 m-7 - 3', gives: { ...GIVES, user_agent: 'curl' }, from: { credential: '$cookie_JSESSIONID' } },
  { name: 'a time of SimpleDateFormat', format: "%a [%{yyyy-MM-dd'T'HH:mm:ss.SSSZ}t] %m %U %q %s %B", line: '192.0.2.1 [2025-10-10T13:55:36.789+0900] GET /a ?b=c 200 5', gives: { ...GIVES, time: TIME } },
  { name: 'a local time with a space', format: '%a [%{yyyy-MM-dd HH:mm:ss.SSS}t] "%r" %s', line: '192.0.2.1 [2025-10-10 13:55:36.789] "GET /a?b=c HTTP/1.1" 200', zone: 'Asia/Seoul', gives: { ...GIVES, time: TIME } },
] // biome-ignore format: a table

const APACHE: readonly Declared[] = [
  { name: 'a time in pieces', format: '%h %l %u [%{%d/%b/%Y %T}t.%{msec_frac}t %{%z}t] "%r" %>s %b', line: '192.0.2.1 - - [10/Oct/2025 13:55:36.789 +0900] "GET /a?b=c HTTP/1.1" 200 5', gives: { ...GIVES, time: TIME } },
  { name: 'as the common log has it', format: '%h %l %u [%{%d/%b/%Y:%T}t.%{msec_frac}t %{%z}t] "%r" %>s %b', line: '192.0.2.1 - - [10/Oct/2025:13:55:36.789 +0900] "GET /a?b=c HTTP/1.1" 200 5', gives: { ...GIVES, time: TIME } },
  { name: 'a time of two words that nothing encloses', format: '%h %{%Y-%m-%d %H:%M:%S}t "%r" %>s', line: '192.0.2.1 2025-10-10 04:55:36 "GET /a?b=c HTTP/1.1" 200', gives: { ...GIVES, time: '2025-10-10T04:55:36.000Z' } },
  { name: 'a time in pieces that nothing encloses', format: '%h %{%Y-%m-%d}t %{%H:%M:%S}t.%{msec_frac}t %{%z}t "%r" %>s', line: '192.0.2.1 2025-10-10 13:55:36.789 +0900 "GET /a?b=c HTTP/1.1" 200', gives: { ...GIVES, time: TIME } },
  { name: 'milliseconds since the epoch', format: '%h %{msec}t "%r" %>s', line: '192.0.2.1 1760072136789 "GET /a?b=c HTTP/1.1" 200', gives: { ...GIVES, time: TIME } },
  { name: 'bytes of mod_logio, no session', format: '%h %t "%r" %>s %I %O %S', line: '192.0.2.1 [10/Oct/2025:13:55:36 +0900] "GET /a?b=c HTTP/1.1" 200 300 5000 5300', gives: { ...GIVES, bytes: '5000', credential: '0' } },
  { name: 'numbers are no session', format: '%h %t "%r" %>s %S', line: '192.0.2.1 [10/Oct/2025:13:55:36 +0900] "GET /a?b=c HTTP/1.1" 200 5300', gives: { ...GIVES, credential: '0' } },
] // biome-ignore format: a table

const FASTLY: readonly Declared[] = [
  { name: 'variables of VCL', format: '%h %l %u [%{begin:%Y-%m-%dT%H:%M:%S%z}t] "%{req.method}V" "%{json.escape(req.url)}V" %{resp.status}V %{resp.body_bytes_written}V "%{req.http.User-Agent}V" "%{req.http.X-Session-Token}V"', line: '192.0.2.1 - - [2025-10-10T13:55:36+0900] "GET" "/a?b=c" 200 5 "curl" "t-0123456789abcdef"', gives: { ...GIVES, bytes: '5', user_agent: 'curl' }, from: { credential: '$http_x_session_token' } },
  { name: 'the client’s address of Fastly', format: '%{req.http.Fastly-Client-IP}V [%{now}V] "%r" %>s', line: '192.0.2.1 [2025-10-10T04:55:36Z] "GET /a?b=c HTTP/1.1" 200', gives: GIVES },
] // biome-ignore format: a table

const COMBINED = '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent'
const REQUEST = '192.0.2.1 - - [10/Oct/2025:13:55:36 +0900] "GET /a?b=c HTTP/1.1" 200 5'
const OF_TOKEN = { ...GIVES, token_kid: 'kid-7', token_alg: 'RS256' }

const TOKENS: readonly Declared[] = [
  { name: 'nginx’s module for tokens', format: `${COMBINED} $jwt_header_kid $jwt_header_alg $jwt_claim_sub $cookie_SESSIONID`, line: `${REQUEST} kid-7 RS256 mina 6F1D2C3B4A596877`, gives: { ...OF_TOKEN, principal: 'mina' }, from: { credential: '$cookie_SESSIONID' } },
  { name: 'names before the values', format: `${COMBINED} kid=$jwt_kid alg=$jwt_alg sub=$jwt_sub jti=$jti`, line: `${REQUEST} kid=kid-7 alg=RS256 sub=mina jti=6F1D2C3B4A596877`, gives: { ...OF_TOKEN, principal: 'mina' }, from: { credential: '$jti' } },
  { name: 'environment of Apache', format: '%h %l %u %t "%r" %>s %b %{kid}e %{alg}e %{OIDC_CLAIM_sub}e', line: `${REQUEST} kid-7 RS256 mina`, gives: { ...OF_TOKEN, principal: 'mina', credential: '0' } },
  { name: 'nothing in their place', format: `${COMBINED} $jwt_header_kid $jwt_header_alg $jwt_claim_sub`, line: `${REQUEST} - - -`, gives: { ...GIVES, token_kid: '', token_alg: '', principal: '' } },
  { name: 'who was let in is no credential', format: `${COMBINED} $upstream_http_x_auth_user $upstream_http_x_auth_status`, line: `${REQUEST} mina 200`, gives: { ...GIVES, principal: 'mina', credential: '0', token_kid: '' } },
  { name: 'the session of TLS is no credential', format: `${COMBINED} $ssl_session_id`, line: `${REQUEST} 6F1D2C3B4A596877A1B2`, gives: { ...GIVES, credential: '0' } },
] // biome-ignore format: a table

describe.each([
  { words: 'tokens', cases: TOKENS },
  { words: 'Tomcat', cases: TOMCAT },
  { words: 'Apache', cases: APACHE },
  { words: 'Fastly', cases: FASTLY },
])('a format declared in the words of $words', ({ cases }) => {
  it.each(cases)('$name', async ({ format, line, zone, gives, from }) => {
    const recognition = webAccess.recognise([line], { match: '*', format, ...(zone && { zone }) })
    if (recognition === null) throw new Error('not recognised')
    expect(recognition.confidence).toBe(1)
    for (const [field, variable] of Object.entries(from ?? {}))
      expect(recognition.fields).toMatchObject({ [field]: { from: variable } })
    const [row] = await expectAgreement(engine(), webAccess, planFor(webAccess, recognition), [line])
    const shown = { ...row, time: new Date(Number(BigInt(row?.time ?? '0') / 1000n)).toISOString() }
    expect(shown).toMatchObject(gives)
    if (from?.['credential'] !== undefined) expect(row?.credential).not.toBe('0')
  })
})

it('a field is declared by its variable as the format writes it, or by the name it has in nginx', () => {
  const format = '%v %h %l %u %t "%r" %>s %O "%{X-Token}i" %{sid}C'
  const recognised = (fields: Readonly<Record<string, string>>) =>
    webAccess.recognise(['shop.example 192.0.2.1 - mina [10/Oct/2025:13:55:36 +0900] "GET / HTTP/1.1" 200 5 "t" s'], {
      match: '*',
      format,
      fields,
    })?.fields
  for (const principal of ['%u', '$remote_user', 'remote_user'])
    expect(recognised({ principal })?.principal).toEqual({ from: '$remote_user', how: 'declared' })
  for (const credential of ['%{X-Token}i', '{X-Token}i', '$http_x_token'])
    expect(recognised({ credential })?.credential?.from).toBe('$http_x_token')
  expect(recognised({ credential: '%{sid}C', status: '%>s' })?.credential?.from).toBe('$cookie_sid')
  expect(() => recognised({ principal: '%D' })).toThrow(SourceProblem)
})
