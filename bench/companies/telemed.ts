import { BASE62, HEX } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { DAY, HOUR, rentedOf, townOf } from './people.ts'
import { jwtOf } from './tokens.ts'

/**
 * Doctors by video. The web logs in at an identity server whose log is here; the app logs in at another, whose log nobody handed
 * over: half of all tokens have no record of issue and are nobody's attack. Somebody has the key of the second.
 */
export const telemed: Company = {
  id: 'telemed',
  what: 'Telemedicine, Kubernetes ingress JSON with whole tokens, two issuers of which one hands over no log; tokens minted',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, {
      people: 5000,
      days: 12,
      start: '2026-04-13T00:00:00Z',
      every: 4,
      phones: 0.5,
      carrier: 30,
      app: 'DocNow',
    })
    const web = new Log()
    const auth = new Log()
    const ids = town.people.map(() => chance.text(11, BASE62))
    const line = (
      at: number,
      ip: string,
      agent: string,
      method: string,
      path: string,
      token: string | null,
      status = 200,
    ): void =>
      web.add(
        at,
        JSON.stringify({
          time: new Date(at).toISOString(),
          remote_addr: ip,
          x_forwarded_for: ip,
          request_id: chance.text(32, HEX),
          method,
          path,
          status,
          body_bytes_sent: 100 + chance.below(9000),
          http_user_agent: agent,
          http_authorization: token === null ? '' : `Bearer ${token}`,
          namespace: 'prod',
          ingress_name: 'api',
        }),
      )
    const tokenOf = (n: number, at: number, kid: string): string => {
      const iat = Math.floor(at / 1000)
      return jwtOf({ alg: 'RS256', kid }, { sub: ids[n], iat, exp: iat + 7 * 86_400, jti: chance.text(16, HEX) })
    }
    const live = new Map<string, { token: string; until: number }>()
    for (const { person, at, address, agent, mobile } of town.visits) {
      const door = `${person.n} ${mobile}`
      let held = live.get(door)
      if (held === undefined || held.until < at) {
        held = { token: tokenOf(person.n, at - 700, mobile ? 'app-1' : 'web-4'), until: at + 7 * DAY }
        live.set(door, held)
        if (!mobile) {
          line(at - 900, address, agent, 'POST', '/sso/callback', null, 302)
          auth.add(
            at - 700,
            JSON.stringify({
              ts: new Date(at - 700).toISOString(),
              event: 'token_issued',
              sub: ids[person.n],
              ip: address,
              token: held.token,
            }),
          )
        }
      }
      let now = at
      for (let i = 2 + chance.below(7); i > 0; i--)
        line(
          (now += 600 + chance.wait(20_000)),
          address,
          agent,
          chance.pick(['GET', 'GET', 'GET', 'POST']),
          chance.pick([
            `/v1/patients/${ids[person.n]}`,
            '/v1/slots',
            `/v1/patients/${ids[person.n]}/visits`,
            '/v1/doctors',
            '/v1/chat',
            `/v1/patients/${ids[person.n]}/prescriptions`,
          ]),
          held.token,
        )
    }
    const files = (): LogFile[] => [
      { name: 'ingress/ingress-nginx.json', content: web.text() },
      { name: 'sso/issuer.jsonl', content: auth.text() },
    ]
    if (!breached) return { files: files(), truth: QUIET }
    const taken = new Set<string>()
    const since = town.start + 7 * DAY + 3 * HOUR
    const ips = Array.from({ length: 4 }, () => rentedOf(chance))
    let at = since
    for (let i = 0; i < 900; i++) {
      const n = chance.below(5000)
      const [token, ip] = [tokenOf(n, at - 60_000, 'web-4'), chance.pick(ips)]
      line(at, ip, 'axios/1.6.8', 'GET', `/v1/patients/${ids[n]}`, token)
      line(at + 800, ip, 'axios/1.6.8', 'GET', `/v1/patients/${ids[n]}/prescriptions`, token)
      taken.add(ids[n] ?? '')
      at += chance.wait(90_000)
    }
    return { files: files(), truth: { answer: 'found', ways: ['never-issued'], since, accounts: taken, actors: 1 } }
  },
}
