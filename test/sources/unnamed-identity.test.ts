import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { planFor } from '../../bench/sources/compare-readings.ts'
import type { EventField } from '../../src/domain/case-config.ts'
import { SOURCES } from '../../src/sources/index.ts'
import type { Recognition } from '../../src/sources/source-kind.ts'
import { recogniseLines } from '../../src/stages/ingest/recognise-file.ts'
import { expectAgreement } from './agree.ts'
import { testEngine } from './test-engine.ts'

const { engine } = testEngine()

const recognised = (lines: readonly string[], format?: string): Recognition & { readonly kind: string } => {
  const found = recogniseLines(lines, { match: '*', ...(format === undefined ? {} : { format }) })
  if (found === null) throw new Error('not recognised')
  return { ...found.recognition, kind: found.kind }
}

/** Recognised fields, and what both readings make of the lines. */
const readAs = async (lines: readonly string[], format?: string) => {
  const recognition = recognised(lines, format)
  const kind = SOURCES.find(({ id }) => id === recognition.kind)
  if (kind === undefined) throw new Error('no such source')
  const bytes = lines.map((line) => Buffer.from(line).toString('latin1'))
  const rows = await expectAgreement(engine(), kind, planFor(kind, recognition), bytes)
  const from = (field: EventField): string | undefined => recognition.fields[field]?.from
  return { recognition, from, rows: rows.filter(({ reject }) => reject === '') }
}

const numbers = Array.from({ length: 60 }, (_, n) => n)
const token = (n: number): string => `${'f3a9c07be1d2456890ab'.slice(n % 5)}${(n % 12) * 7919 + 100_000}zq`

const drawn = (n: number): string =>
  createHash('md5')
    .update(`${n % 12}`)
    .digest('hex')

describe('who asked, where a format has no place for it', () => {
  it('stands where nobody’s identity is asked for any more', async () => {
    const lines = numbers.map(
      (n) =>
        `192.0.2.${n} ${n % 4 === 0 ? '-' : drawn(n)} ${n % 4 === 0 ? '-' : `u${n % 12}`} [06/Mar/2026:10:00:${n % 60 < 10 ? '0' : ''}${n % 60} +0900] "GET /my/${n} HTTP/1.1" 200 512 "-" "curl/8"`,
    )
    const { from } = await readAs(lines)
    expect([from('principal'), from('credential')]).toEqual(['$remote_user', '$ident'])
    const named = lines.map((line, n) => line.replace(/^(\S+) \S+/, `$1 ${n % 4 === 0 ? '-' : `worker-${n % 12}`}`))
    expect((await readAs(named)).from('credential')).toBeUndefined()
  })

  it('is named in the line behind a known format', async () => {
    const lines = numbers.map(
      (n) =>
        `192.0.2.${n} - - [06/Mar/2026:10:00:${n % 60 < 10 ? '0' : ''}${n % 60} +0900] "GET /my/${n} HTTP/1.1" 200 512 "-" "curl/8" uid=${n % 4 === 0 ? '-' : `u${n % 12}`} sid=${n % 4 === 0 ? '-' : token(n)}`,
    )
    const { from, rows } = await readAs(lines)
    expect([from('principal'), from('credential')]).toEqual(['$n_extra1_uid', '$n_extra2_sid'])
    expect(rows.map(({ principal }) => principal)).toEqual(numbers.map((n) => (n % 4 === 0 ? '' : `u${n % 12}`)))
    expect(new Set(rows.map(({ credential }) => String(credential))).size).toBeGreaterThan(9)
  })

  it('is the cookie of the session in a header that stands behind a known format, whatever else is in it', async () => {
    const lines = numbers.map(
      (n) =>
        `192.0.2.${n} - - [06/Mar/2026:10:00:00 +0900] "GET /my/${n} HTTP/1.1" 200 512 "-" "curl/8" "${n % 3 === 0 ? '-' : `${n % 2 === 0 ? '' : `lang=ko; `}OCSESSID=${token(n)}; theme=dark`}"`,
    )
    const { from, rows } = await readAs(lines)
    expect(from('credential')).toBe('$n_extra1; OCSESSID')
    expect(rows.map(({ credential }) => String(credential) === '0')).toEqual(numbers.map((n) => n % 3 === 0))
    const declared = await readAs(
      lines.map((line) => line.replace(/"([^"]*)"$/, '"$1" 0.01')),
      '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" "$http_cookie" $request_time',
    )
    expect(declared.from('credential')).toBe('$http_cookie; OCSESSID')
  })

  it('is the person, where the best-named field has the application through which all of them come', async () => {
    const lines = numbers.map((n) =>
      JSON.stringify({
        started_at: 1_774_000_000_000 + n,
        client_ip: `192.0.2.${n}`,
        request: { method: 'GET', uri: '/my', headers: { 'x-authenticated-userid': `7${n % 50}`, 'x-user-id': 'web' } },
        response: { status: 200 },
        consumer: { username: 'mall-app' },
      }),
    )
    const { from } = await readAs(lines)
    expect(from('principal')).toBe('request.headers.x-authenticated-userid')
  })

  it('comes from the addresses behind it where all connections are the balancers’ own', async () => {
    const lines = numbers.map(
      (n) =>
        `10.0.${n % 2}.4 - - [06/Mar/2026:10:00:00 +0900] "GET / HTTP/1.1" 200 512 "-" "curl/8" "198.51.100.${n}" 0.${100 + n}`,
    )
    const { rows } = await readAs(lines)
    expect(rows.map(({ src_ip }) => src_ip)).toEqual(numbers.map((n) => `198.51.100.${n}`))
  })

  it('is the cookie of the session in an IIS log, and no other cookie', async () => {
    const lines = [
      '#Fields: date time cs-method cs-uri-stem cs-uri-query c-ip cs(User-Agent) cs(Cookie) sc-status',
      ...numbers.map(
        (n) =>
          `2026-02-02 08:00:0${n % 10} GET /portal - 192.0.2.${n} curl/8 ${n % 3 === 0 ? '-' : `_ga=GA1.2.1029384756.${1_700_000_000 + n};+XSRF-TOKEN=aaaaaaaaaaaaaaaa${n};+ASP.NET_SessionId=${token(n)};+lang=en`} 200`,
      ),
    ]
    const { from, rows, recognition } = await readAs(lines)
    expect(from('credential')).toBe('cs(Cookie) ASP.NET_SessionId')
    expect(recognition.credentialCandidates.map((one) => one.from)).toEqual(['cs(Cookie) ASP.NET_SessionId'])
    expect(rows.filter(({ credential }) => String(credential) === '0').length).toBe(20)
  })

  it('is the cookie of the session in a header that a server writes as JSON, though it has a place for tokens', async () => {
    const lines = numbers.map((n) =>
      JSON.stringify({
        level: 'info',
        ts: 1_774_000_000 + n,
        logger: 'http.log.access',
        msg: 'handled request',
        request: {
          remote_ip: `192.0.2.${n}`,
          method: 'GET',
          host: 'shop.example',
          uri: '/my',
          headers: {
            'User-Agent': ['curl/8'],
            ...(n % 4 === 0 ? {} : { Cookie: [`lang=fr; shop_session=${token(n)}`] }),
          },
        },
        status: 200,
        size: 10,
      }),
    )
    const { from, rows, recognition } = await readAs(lines)
    expect([recognition.kind, from('credential')]).toEqual(['caddy', 'request.headers.Cookie[0]; shop_session'])
    expect(rows.filter(({ credential }) => String(credential) === '0').length).toBe(15)
  })

  it('is what looks like a token, and the e-mail address of a log-in, whatever they are called', async () => {
    const lines = numbers.map(
      (n) =>
        `time=2026-03-06T10:00:${n % 60 < 10 ? '0' : ''}${n % 60}Z method=GET path=/me status=200 remote=192.0.2.${n} h="Bearer ${token(n)}" who=p${n % 12}@mail.example`,
    )
    const { from } = await readAs(lines)
    expect([from('credential'), from('principal')]).toEqual(['h', 'who'])
    const before = await readAs(lines.map((line) => line.replace('time=', '')))
    expect(before.from('time')).toBe('(time)')
    expect(before.rows.length).toBe(numbers.length)
  })

  it('is what HAProxy captured: the cookie, or a bearer’s token, and the program', async () => {
    const lines = numbers.map(
      (n) =>
        `192.0.2.${n}:14853 [14/Jan/2026:12:48:57.127] https~ shop/node1 1/0/0/3/4 200 739 ${n % 2 === 0 ? `SESS=${token(n)}` : '-'} - --NN 0/0/0/0/0 0/0 {shop.example|curl/8.5|${n % 4 === 1 ? `Bearer ${token(n)}` : ''}} "GET /a?b=1 HTTP/1.1"`,
    )
    const { rows } = await readAs(lines)
    expect(new Set(rows.map(({ user_agent }) => user_agent))).toEqual(new Set(['curl/8.5']))
    expect(rows.filter(({ credential }) => String(credential) === '0').length).toBe(15)
  })

  it('is among the members that people add to a server’s JSON', async () => {
    const lines = numbers.map((n) =>
      JSON.stringify({
        start_time: `2026-10-05T10:00:${n % 60 < 10 ? '0' : ''}${n % 60}.000Z`,
        method: 'GET',
        path: '/api/profile',
        response_code: 200,
        downstream_remote_address: `192.0.2.${n}:40000`,
        x_user_id: `m${n % 12}`,
        token_hash: token(n),
      }),
    )
    const { recognition, from, rows } = await readAs(lines)
    expect(recognition.kind).toBe('envoy-json')
    expect([from('principal'), from('credential'), from('src_ip')]).toEqual([
      'x_user_id',
      'token_hash',
      'x_forwarded_for | x-forwarded-for | downstream_remote_address',
    ])
    expect(rows.map(({ principal }) => principal)).toEqual(numbers.map((n) => `m${n % 12}`))
  })

  it('is found by values alone where the names are single letters, and so is the rest of the request', async () => {
    const lines = numbers.map((n) =>
      JSON.stringify({
        t: `2026-10-05T00:00:${n < 10 ? '0' : ''}${n}.423+09:00`,
        c: { a: `192.0.2.${n}`, b: 'Mozilla/5.0 (X11; Linux x86_64)' },
        r: { v: 'GET', p: `/api/books/${55_000 + n}`, s: n % 9 === 0 ? 404 : 200, n: 5978 + n },
        u: { id: `m${n % 12}`, sid: token(n) },
        up: `10.0.0.${n % 3}`,
      }),
    )
    const { recognition, from, rows } = await readAs(lines)
    expect(Object.fromEntries(Object.entries(recognition.fields).map(([field, { from: name }]) => [field, name]))).toEqual({
      time: 't', src_ip: 'c.a', user_agent: 'c.b', method: 'r.v', url: 'r.p', status: 'r.s', principal: 'u.id', credential: 'u.sid',
    }) // biome-ignore format: a list of fields
    expect(from('time')).toBe('t')
    expect(rows.map(({ path }) => path)).toEqual(numbers.map((n) => `/api/books/${55_000 + n}`))
  })

  it('is found under Korean names', async () => {
    const lines = [
      '일시,사용자ID,접속IP,구분,결과,세션ID',
      ...numbers.map(
        (n) => `2026-04-06 10:00:${n % 60 < 10 ? '0' : ''}${n % 60},u${n % 12},192.0.2.${n},로그인,성공,${token(n)}`,
      ),
    ]
    const { from, rows } = await readAs(lines)
    expect([from('principal'), from('src_ip'), from('credential')]).toEqual(['사용자ID', '접속IP', '세션ID'])
    expect(new Set(rows.map(({ kind, action }) => `${String(kind)} ${String(action)}`))).toEqual(
      new Set(['auth logon']),
    )
  })
})

it('a session in the path is the credential where nothing else is, and where the sample shows more than a copied address', () => {
  const line = (i: number): string =>
    `192.0.2.${i} - - [10/Oct/2025:13:55:3${i} +0000] "GET /a.do;jsessionid=0A1B2C${i}.node1?nr=1 HTTP/1.1" 200 803 "-" "Mozilla/5.0 (Windows)"`
  const lines = Array.from({ length: 6 }, (_, i) => line(i))
  const { fields, credentialCandidates } = recognised(lines)
  expect(fields.credential?.from).toBe('(path session)')
  expect(credentialCandidates[0]?.values).toContain('0A1B2C3.node1')
  expect(recognised(lines.slice(0, 4)).fields.credential).toBeUndefined()
})

it('is the viewer of a GraphQL service, and no place or program of one', async () => {
  const asked = (n: number) => ({
    timestamp: `2026-03-06T10:00:${n < 10 ? '0' : ''}${n}Z`,
    ip: `192.0.2.${n}`,
    method: 'POST',
    url: '/graphql',
    status: 200,
    octets: 800 + n,
  })
  const named = await readAs(
    numbers.map((n) => JSON.stringify({ ...asked(n), viewer: n % 4 === 0 ? null : `usr_${n % 12}K7` })),
  )
  expect([named.from('principal'), named.from('bytes')]).toEqual(['viewer', 'octets'])
  expect(named.rows.map(({ principal }) => principal)).toEqual(
    numbers.map((n) => (n % 4 === 0 ? '' : `usr_${n % 12}K7`)),
  )
  const nameless = await readAs(
    numbers.map((n) =>
      JSON.stringify({ ...asked(n), viewer_country: ['FR', 'ES', 'PT'][n % 3], viewer: ['web', 'tv', 'app'][n % 3] }),
    ),
  )
  expect(nameless.from('principal')).toBeUndefined()
})
