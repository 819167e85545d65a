import { DIGITS, HEX } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { type Hit, passersBy, statusOf } from './noise.ts'
import { DAY, HOUR, MINUTE, rentedOf, townOf } from './people.ts'
import { jwtOf } from './tokens.ts'

/**
 * Leased cars: an app that renews its token when it is refused, after an hour. Services call one another with tokens of their own.
 * In April an update of one gateway forgets to look at `exp`; somebody who found old tokens in a backup uses them.
 */
export const fleet: Company = {
  id: 'fleet',
  what: 'Leased cars, Envoy JSON with whole tokens of an hour, refusals and renewals, services of one another; tokens used long after their end',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const people = 3000
    const town = townOf(chance, {
      people,
      days: 16,
      start: '2026-04-01T00:00:00Z',
      every: 3,
      phones: 0.9,
      carrier: 25,
      app: 'Leasy',
    })
    const log = new Log()
    const ids = town.people.map(() => `cus_${chance.text(14, 'abcdefghijkmnpqrstuvwxyz23456789')}`)
    const write = (hit: Hit): void =>
      log.add(
        hit.at,
        JSON.stringify({
          start_time: new Date(hit.at).toISOString(),
          method: hit.method,
          path: hit.path,
          protocol: 'HTTP/2',
          response_code: hit.status,
          bytes_sent: hit.bytes,
          duration: 5 + chance.below(90),
          x_forwarded_for: hit.ip,
          user_agent: hit.agent,
          authorization: hit.token === undefined ? '-' : `Bearer ${hit.token}`,
          request_id: chance.text(32, HEX),
          authority: 'api.leasy.example',
        }),
      )
    const mint = (sub: string, at: number, hours = 1): string => {
      const iat = Math.floor(at / 1000)
      return jwtOf(
        { alg: 'ES256', kid: '2026-a' },
        { iss: 'https://id.leasy.example', sub, iat, exp: iat + hours * 3600, jti: chance.text(20, DIGITS) },
      )
    }
    const old: { token: string; n: number; until: number }[] = []
    const live = new Map<string, { token: string; until: number }>()
    for (const { person, at, address, agent } of town.visits) {
      const sub = ids[person.n] ?? ''
      const door = `${person.n} ${agent}`
      let held = live.get(door)
      let now = at
      for (let i = 3 + chance.below(7); i > 0; i--) {
        now += 400 + chance.wait(4 * MINUTE)
        const path = chance.pick([
          '/v2/me',
          '/v2/vehicle',
          '/v2/invoices',
          '/v2/trips?limit=20',
          '/v2/charging/stations',
        ])
        if (held !== undefined && held.until + 20_000 < now)
          write({ at: now, ip: address, agent, method: 'GET', path, status: 401, bytes: 40, token: held.token })
        if (held === undefined || held.until + 20_000 < now) {
          write({ at: now + 150, ip: address, agent, method: 'POST', path: '/oauth2/token', status: 200, bytes: 1400 })
          held = { token: mint(sub, now + 150), until: now + HOUR }
          live.set(door, held)
          if (now < town.start + 5 * DAY) old.push({ token: held.token, n: person.n, until: held.until })
          now += 400
        }
        write({
          at: now,
          ip: address,
          agent,
          method: 'GET',
          path,
          status: statusOf(chance),
          bytes: 300 + chance.below(2000),
          token: held.token,
        })
      }
    }
    for (const [service, ip] of [
      ['svc-billing', '10.4.2.9'],
      ['svc-insurance', '10.4.7.3'],
    ] as const)
      for (let at = town.start, token = '', until = 0; at < town.end; at += chance.wait(2 * MINUTE)) {
        if (until < at) [token, until] = [mint(service, at, 12), at + 12 * HOUR]
        write({
          at,
          ip,
          agent: 'grpc-java-netty/1.62',
          method: 'GET',
          path: `/internal/customers/${chance.pick(ids)}`,
          status: 200,
          bytes: 700,
          token,
        })
      }
    passersBy(chance, town, ['/', '/cars', '/offers'], write)
    const files = (): LogFile[] => [...log.days((day) => `gateway/envoy-${day}.json.gz`)]
    if (!breached) return { files: files(), truth: QUIET }
    const since = town.start + 9 * DAY + 3 * HOUR
    const ips = Array.from({ length: 5 }, () => rentedOf(chance))
    const taken = new Set<string>()
    for (let i = 0, at = since; i < 700; i++) {
      const { token, n } = chance.pick(old)
      const ip = chance.pick(ips)
      for (const [k, path] of ['/v2/me', '/v2/invoices'].entries())
        write({
          at: at + k * 1100,
          ip,
          agent: 'Leasy/6.1 (Pixel 7; Android 13)',
          method: 'GET',
          path,
          status: 200,
          bytes: 300 + chance.below(2000),
          token,
        })
      taken.add(ids[n] ?? '')
      at += chance.wait(500_000)
    }
    return { files: files(), truth: { answer: 'found', ways: ['ended-token'], since, accounts: taken, actors: 1 } }
  },
}
