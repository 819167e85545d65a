import { expect, it } from 'vitest'
import { sql } from '../../src/engine/sql.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { makeScratch } from '../intake/scratch.ts'

const uuid = (n: number): string => `5f0c1a52-0000-4000-8000-${String(n).padStart(12, '0')}`
const event = (n: number, type: string, name: string): string =>
  `2026-03-02 09:${10 + n}:00,480 DEBUG [org.keycloak.events] (executor-thread-1) type="${type}", realmId="r", userId="${uuid(n)}", sessionId="s-${n}", ipAddress="192.0.2.${n}"${name}`
const records = (n: number): string =>
  `${event(n, 'LOGIN', `, username="kim${n}@mail.example"`)}\n${event(n, 'CODE_TO_TOKEN', '')}\n`
const request = (n: number, user: string): string =>
  `192.0.2.${n} - ${user} [02/Mar/2026:09:${10 + n}:01 +0000] "GET /api/me HTTP/1.1" 200 512\n`

it.each([
  { shown: 'the number', user: uuid, expected: 'userId | username' },
  { shown: 'the name', user: (n: number) => `kim${n}@mail.example`, expected: 'username | userId' },
])('log-ins are of the account that requests show: $shown', async ({ user, expected }) => {
  const scratch = makeScratch()
  const people = Array.from({ length: 30 }, (_, n) => n)
  scratch.write('keycloak.log', people.map(records).join(''))
  scratch.write('access.log', people.map((n) => request(n, user(n))).join(''))
  const theCase = await scratch.open()
  await acquire(theCase, [scratch.logs])
  const { plans } = await ingest(theCase)
  expect(plans.find(({ kind }) => kind === 'keycloak')?.fields.principal?.from).toBe(expected)
  const { unknown } = await theCase.engine.row<{ unknown: string }>(sql`
    SELECT toString(countIf(action = 'logon' AND principal NOT IN (SELECT principal FROM evidence.event WHERE kind = 'http'))) AS unknown
    FROM evidence.event`)
  expect(unknown).toBe('0')
})

it('a field of people that only its values tell, and a word for nobody, which is no account', async () => {
  const scratch = makeScratch()
  const people = Array.from({ length: 40 }, (_, n) => n)
  const at = (n: number): string => `2026-02-09T00:${10 + n}:00.224Z`
  scratch.write(
    'auth.log',
    people
      .map((n) => `ts=${at(n)} event=user_logged_in email=kim${n}@mail.example user_pk=${n * 7} ip=192.0.2.${n}\n`)
      .join(''),
  )
  scratch.write(
    'requests.log',
    people
      .map((n) => `ts=${at(n)} method=GET path=/a status=200 ip=192.0.2.${n} user=${n % 2 === 0 ? 'anon' : n * 7}\n`)
      .join(''),
  )
  const theCase = await scratch.open()
  await acquire(theCase, [scratch.logs])
  const { plans } = await ingest(theCase)
  expect(plans.find(({ log }) => log === 'auth')?.fields.principal?.from).toBe('user_pk')
  const { named } = await theCase.engine.row<{ named: string }>(
    sql`SELECT toString(countIf(principal != '')) AS named FROM evidence.event WHERE kind = 'http'`,
  )
  expect(named).toBe('20')
})

it('a few authentication events among many requests are still one, where everything that is no request is of them', async () => {
  const scratch = makeScratch()
  const at = (i: number): string => new Date(Date.UTC(2026, 2, 2, 9, 0, i)).toISOString()
  const line = (i: number): string =>
    i % 50 === 0
      ? `{"@t":"${at(i)}","@mt":"User {UserId} signed in","UserId":"u${i % 70}","ClientIp":"192.0.2.1","SessionHash":"a81b22c0d1e${i}"}`
      : `{"@t":"${at(i)}","@mt":"HTTP {RequestMethod} {RequestPath} responded","RequestMethod":"GET","RequestPath":"/a/${i}","StatusCode":200,"ClientIp":"192.0.2.1","UserId":"u${i % 70}","SessionHash":"a81b22c0d1e${i}"}`
  scratch.write('app.clef', Array.from({ length: 600 }, (_, i) => `${line(i)}\n`).join(''))
  const theCase = await scratch.open()
  await acquire(theCase, [scratch.logs])
  const { plans } = await ingest(theCase)
  expect(plans[0]).toMatchObject({ log: 'mixed', fields: { credential: { from: 'SessionHash' } } })
  const rows = await theCase.engine.rows<{ kind: string; action: string; n: string }>(
    sql`SELECT kind, action, toString(count()) AS n FROM evidence.event GROUP BY kind, action ORDER BY kind`,
  )
  expect(rows).toEqual([
    { kind: 'auth', action: 'logon', n: '12' },
    { kind: 'http', action: '', n: '588' },
  ])
})
