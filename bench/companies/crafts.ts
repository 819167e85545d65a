import { BASE62, HEX } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { type Hit, passersBy, statusOf } from './noise.ts'
import { DAY, HOUR, MINUTE, rentedOf, townOf } from './people.ts'
import { Sessions } from './sessions.ts'

/** Hand-made goods. The word that a forgotten password is reset by can be guessed: somebody resets, without any mail, and logs in. */
export const crafts: Company = {
  id: 'crafts',
  what: 'Hand-made goods, attributes of OpenTelemetry in nanoseconds, log-ins and resets beside it; passwords of others are reset',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, { people: 4500, days: 21, start: '2026-09-07T00:00:00Z', every: 5, phones: 0.55 })
    const [web, auth] = [new Log(), new Log()]
    const ids = town.people.map(() => chance.text(11, BASE62))
    const nano = (at: number): string => `${Math.floor(at)}${String(chance.below(1_000_000)).padStart(6, '0')}`
    const write = (hit: Hit): void =>
      web.add(
        hit.at,
        JSON.stringify({
          timeUnixNano: nano(hit.at),
          severityText: 'INFO',
          resource: { 'service.name': 'storefront' },
          attributes: {
            'http.request.method': hit.method,
            'url.path': hit.path,
            'http.response.status_code': hit.status,
            'http.response.body.size': hit.bytes,
            'client.address': hit.ip,
            'user_agent.original': hit.agent,
            'enduser.id': hit.account,
            'session.id': hit.token,
          },
        }),
      )
    const event = (at: number, name: string, id: string, ip: string, session?: string): void =>
      auth.add(
        at,
        JSON.stringify({
          timeUnixNano: nano(at),
          attributes: { 'event.name': name, 'enduser.id': id, 'client.address': ip, 'session.id': session },
        }),
      )
    const sessions = new Sessions(10 * DAY)
    const reset = (at: number, id: string, ip: string, agent: string, wait: number): void => {
      write({ at, ip, agent, method: 'POST', path: '/password/forgot', status: 202, bytes: 20 })
      event(at, 'password_reset_requested', id, ip)
      write({ at: at + wait, ip, agent, method: 'POST', path: '/password/reset', status: 200, bytes: 30 })
      event(at + wait, 'password_reset_completed', id, ip)
    }
    const logIn = (at: number, id: string, ip: string, agent: string): string => {
      const token = chance.text(32, HEX)
      write({ at, ip, agent, method: 'POST', path: '/login', status: 200, bytes: 90 })
      event(at, 'login_success', id, ip, token)
      return token
    }
    for (const { person, at, address, agent } of town.visits) {
      const account = ids[person.n] ?? ''
      const token = sessions.at(`${account} ${agent}`, at, () => {
        let now = at - 30_000
        while (chance.often(0.09)) event((now -= 7000), 'login_failure', account, address)
        if (chance.often(0.05)) reset(now - 20 * MINUTE, account, address, agent, 2 * MINUTE + chance.wait(5 * MINUTE))
        return logIn(at - 900, account, address, agent)
      })
      for (let i = 2 + chance.below(7), now = at; i > 0; i--)
        write({
          at: (now += 500 + chance.wait(14_000)),
          ip: address,
          agent,
          method: 'GET',
          path: chance.pick([
            `/item/${chance.below(900)}`,
            `/item/${chance.below(900)}`,
            '/you/purchases',
            '/you/addresses',
            '/basket',
          ]),
          status: statusOf(chance),
          bytes: 500 + chance.below(9000),
          account,
          token,
        })
    }
    passersBy(chance, town, ['/', ...Array.from({ length: 100 }, (_, k) => `/item/${k}`)], write)
    const files = (): LogFile[] => [
      ...web.days((day) => `otel/storefront-${day}.jsonl.gz`),
      { name: 'otel/identity.jsonl', content: auth.text() },
    ]
    if (!breached) return { files: files(), truth: QUIET }
    const taken = new Set<string>()
    const ips = Array.from({ length: 9 }, () => rentedOf(chance))
    const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0'
    const since = town.start + 9 * DAY + 2 * HOUR
    for (let at = since, i = 0; i < 260; i++, at += chance.wait(28 * MINUTE)) {
      const [ip, account] = [chance.pick(ips), chance.pick(ids)]
      reset(at, account, ip, agent, 1500 + chance.below(2500))
      const token = logIn(at + 6000, account, ip, agent)
      taken.add(account)
      for (const [k, path] of ['/you/addresses', '/you/purchases'].entries())
        write({
          at: at + 9000 + k * 2000,
          ip,
          agent,
          method: 'GET',
          path,
          status: 200,
          bytes: 500 + chance.below(9000),
          account,
          token,
        })
    }
    return {
      files: files(),
      truth: { answer: 'found', ways: ['credential-stuffing', 'stolen-session'], since, accounts: taken, actors: 1 },
    }
  },
}
