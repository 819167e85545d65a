import { HEX } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { type Hit, passersBy, statusOf } from './noise.ts'
import { DAY, HOUR, MINUTE, rentedOf, townOf } from './people.ts'

/**
 * Software for landlords. Services read the tenants with long-lived keys from inside, one of them moves to another data centre and is written anew; the key of the mailing service lay in a public
 * repository for a while, and somebody outside uses it.
 */
export const leak: Company = {
  id: 'leak',
  what: 'Landlords, Traefik-like JSON in snake case with hashed keys, services with long-lived keys; the key of one is used from outside',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const people = 3000
    const town = townOf(chance, { people, days: 18, start: '2026-08-24T00:00:00Z', every: 4, phones: 0.6, carrier: 25 })
    const [web, auth] = [new Log(), new Log()]
    const tenants = town.people.map(() => `tnt-${chance.text(8, HEX)}`)
    const write = (hit: Hit): void =>
      web.add(
        hit.at,
        JSON.stringify({
          event_time: new Date(hit.at).toISOString(),
          remote_ip: hit.ip,
          http_method: hit.method,
          request_path: hit.path,
          response_code: hit.status,
          response_size: hit.bytes,
          client_agent: hit.agent,
          account_id: hit.account ?? '',
          credential_sha256: hit.token ?? '',
        }),
      )
    const issue = (at: number, account: string, token: string, ip: string): void =>
      auth.add(
        at,
        JSON.stringify({
          event_time: new Date(at).toISOString(),
          event: 'session_created',
          account_id: account,
          credential_sha256: token,
          remote_ip: ip,
        }),
      )
    const live = new Map<string, { token: string; until: number }>()
    for (const { person, at, address, agent } of town.visits) {
      const account = tenants[person.n] ?? ''
      let held = live.get(`${account} ${agent}`)
      if (held === undefined || held.until < at) {
        held = { token: chance.text(40, HEX), until: at + 7 * DAY }
        live.set(`${account} ${agent}`, held)
        write({ at: at - 700, ip: address, agent, method: 'POST', path: '/sessions', status: 201, bytes: 80 })
        issue(at - 650, account, held.token, address)
      }
      let now = at
      for (let i = 2 + chance.below(6); i > 0; i--)
        write({
          at: (now += 500 + chance.wait(12_000)),
          ip: address,
          agent,
          method: 'GET',
          path: chance.pick([
            `/tenants/${account}`,
            `/tenants/${account}/rent`,
            '/notices',
            `/tenants/${account}/repairs`,
            '/faq',
          ]),
          status: statusOf(chance),
          bytes: 300 + chance.below(5000),
          account,
          token: held.token,
        })
    }
    passersBy(chance, town, ['/', '/faq', '/contact'], write)
    const services = ['svc-mailing', 'svc-ledger', 'svc-letters'].map((account, k) => ({
      account,
      key: chance.text(40, HEX),
      ip: `10.20.${k}.14`,
    }))
    const move = town.start + 9 * DAY + 2 * HOUR
    for (const { account, key, ip } of services)
      for (let at = town.start; at < town.end; at += chance.wait(4 * MINUTE)) {
        const moved = account === 'svc-ledger' && at > move
        write({
          at,
          ip: moved ? '198.51.100.81' : ip,
          agent: moved ? 'Go-http-client/2.0' : 'Java-http-client/17.0.9',
          method: 'GET',
          path: `/tenants/${chance.pick(tenants)}`,
          status: 200,
          bytes: 800,
          account,
          token: key,
        })
      }
    const files = (): LogFile[] => [
      ...web.days((day) => `gateway/${day}.json.gz`),
      { name: 'login/sessions.json', content: auth.text() },
    ]
    if (!breached) return { files: files(), truth: QUIET }
    const since = town.start + 10 * DAY + 4 * HOUR
    const ips = [rentedOf(chance), rentedOf(chance)]
    const taken = new Set<string>()
    const key = services[0]?.key ?? ''
    for (let i = 0, at = since; i < 900; i++) {
      const tenant = chance.pick(tenants)
      write({
        at,
        ip: chance.pick(ips),
        agent: 'python-requests/2.32.3',
        method: 'GET',
        path: `/tenants/${tenant}${chance.often(0.5) ? '/rent' : ''}`,
        status: 200,
        bytes: 300 + chance.below(5000),
        account: 'svc-mailing',
        token: key,
      })
      taken.add(tenant)
      at += chance.wait(200_000)
    }
    return {
      files: files(),
      truth: {
        answer: 'found',
        ways: ['stolen-session', 'object-enumeration', 'staff-beyond-duty'],
        since,
        accounts: taken,
        actors: 1,
      },
    }
  },
}
