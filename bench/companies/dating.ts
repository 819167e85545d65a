import { CROCKFORD } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { DAY, HOUR, rentedOf, townOf } from './people.ts'
import { jwtOf } from './tokens.ts'

/**
 * A dating app: gRPC through Envoy, no id in any address, whole tokens in the log, issuance as logfmt. Somebody sends
 * tokens without a signature, and the service takes them.
 */
export const dating: Company = {
  id: 'dating',
  what: 'Dating app, gRPC through Envoy (JSON), ULIDs in tokens only, issuance as logfmt; tokens with alg none',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, {
      people: 4000,
      days: 12,
      start: '2026-05-04T00:00:00Z',
      every: 2,
      phones: 1,
      carrier: 40,
      app: 'Sparkle',
    })
    const mesh = new Log()
    const auth = new Log()
    const ids = town.people.map(() => `01J${chance.text(23, CROCKFORD)}`)
    const call = (at: number, ip: string, agent: string, path: string, token: string | null, status = 200): void =>
      mesh.add(
        at,
        JSON.stringify({
          start_time: new Date(at).toISOString(),
          method: 'POST',
          path,
          protocol: 'HTTP/2',
          response_code: status,
          response_flags: '-',
          bytes_received: 60,
          bytes_sent: 100 + chance.below(5000),
          duration: chance.below(90),
          x_forwarded_for: ip,
          user_agent: agent,
          request_id: chance.text(12, CROCKFORD),
          authority: 'api.sparkle.example',
          upstream_cluster: 'outbound|9090||profiles',
          authorization: token === null ? '-' : `Bearer ${token}`,
        }),
      )
    const claims = (n: number, at: number): object => ({
      iss: 'sparkle',
      sub: ids[n],
      iat: Math.floor(at / 1000),
      exp: Math.floor(at / 1000) + 30 * 86_400,
    })
    const methods = [
      '/sparkle.v1.Feed/List',
      '/sparkle.v1.ProfileService/GetProfile',
      '/sparkle.v1.Chat/ListMessages',
      '/sparkle.v1.Chat/Send',
      '/sparkle.v1.Feed/Swipe',
    ]
    const tokens = new Map<number, string>()
    for (const { person, at, address, agent } of town.visits) {
      let token = tokens.get(person.n)
      if (token === undefined || chance.often(0.1)) {
        const old = token === undefined && chance.often(0.5)
        token = jwtOf(
          { alg: 'ES256', kid: 's1' },
          claims(person.n, old ? town.start - chance.below(18 * DAY) : at - 800),
        )
        if (!old) {
          call(at - 900, address, agent, '/sparkle.v1.Auth/Verify', null)
          auth.add(
            at - 800,
            `ts=${new Date(at - 800).toISOString()} level=info msg="token issued" user=${ids[person.n]} ip=${address} grant=otp token=${token}`,
          )
        }
        tokens.set(person.n, token)
      }
      let now = at
      for (let i = 3 + chance.below(10); i > 0; i--)
        call((now += 400 + chance.wait(8000)), address, agent, chance.pick(methods), token)
    }
    const files = (): LogFile[] => [
      { name: 'envoy/access.json', content: mesh.text() },
      { name: 'identity.log', content: auth.text() },
    ]
    if (!breached) return { files: files(), truth: QUIET }
    const since = town.start + 6 * DAY + 5 * HOUR
    const taken = new Set<string>()
    const ips = [rentedOf(chance), rentedOf(chance), rentedOf(chance)]
    let at = since
    for (let i = 0; i < 700; i++) {
      const n = chance.below(4000)
      const token = jwtOf({ alg: 'none' }, claims(n, at - 60_000))
      const ip = chance.pick(ips)
      call(at, ip, 'grpc-python/1.60.0 grpc-c/37.0.0', '/sparkle.v1.ProfileService/GetProfile', token)
      if (chance.often(0.6))
        call(at + 500, ip, 'grpc-python/1.60.0 grpc-c/37.0.0', '/sparkle.v1.Chat/ListMessages', token)
      taken.add(ids[n] ?? '')
      at += chance.wait(40_000)
    }
    return { files: files(), truth: { answer: 'found', ways: ['unsigned-token'], since, accounts: taken, actors: 1 } }
  },
}
