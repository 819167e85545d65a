import { BASE62, HEX } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { DAY, HOUR, MINUTE, rentedOf, townOf } from './people.ts'

/**
 * Concert tickets. A sale on the third evening brings ten times the people, the log-in service falls over and its log has a hole of
 * two hours, after which everybody is logged in again. Somebody else makes cookies that nobody gave him.
 */
export const tickets: Company = {
  id: 'tickets',
  what: 'Concert tickets, Traefik JSON with a session header, log-ins with a hole of two hours during a flash sale; forged cookies',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, {
      people: 6000,
      days: 8,
      start: '2026-09-07T00:00:00Z',
      every: 5,
      phones: 0.6,
      carrier: 30,
    })
    const web = new Log()
    const auth = new Log()
    const users = town.people.map(() => `u-${chance.text(9, HEX)}`)
    const sale = town.start + 2 * DAY + 17 * HOUR
    const line = (
      at: number,
      ip: string,
      agent: string,
      method: string,
      path: string,
      session: string,
      n: number | null,
      status = 200,
    ): void =>
      web.add(
        at,
        JSON.stringify({
          ClientAddr: `${ip}:${1024 + chance.below(60_000)}`,
          ClientHost: ip,
          ClientPort: '443',
          DownstreamContentSize: 100 + chance.below(9000),
          DownstreamStatus: status,
          Duration: chance.below(9e7),
          RequestHost: 'tix.example',
          RequestMethod: method,
          RequestPath: path,
          RequestProtocol: 'HTTP/2.0',
          RouterName: 'web@docker',
          StartUTC: new Date(at).toISOString(),
          'request_User-Agent': agent,
          'request_X-Session': session,
          ...(n === null ? {} : { 'downstream_X-User-Id': users[n] }),
          level: 'info',
          msg: '',
          time: new Date(at).toISOString(),
        }),
      )
    const come = (n: number, at: number, ip: string, agent: string, pages: number): void => {
      const session = chance.text(28, BASE62)
      line(at, ip, agent, 'POST', '/login', '', null, chance.often(0.05) ? 429 : 200)
      auth.add(
        at + 100,
        JSON.stringify({
          timestamp: new Date(at + 100).toISOString(),
          event: 'login_success',
          user_id: users[n],
          ip,
          session,
        }),
      )
      let now = at + 300
      for (let i = 0; i < pages; i++)
        line(
          (now += 200 + chance.wait(9000)),
          ip,
          agent,
          'GET',
          chance.pick([
            '/events',
            '/me',
            '/me/tickets',
            `/events/${chance.below(80)}`,
            '/cart',
            `/orders/${n * 3 + chance.below(3) + 500_000}`,
          ]),
          session,
          n,
        )
    }
    for (const { person, at, address, agent } of town.visits) come(person.n, at, address, agent, 2 + chance.below(6))
    for (let i = 0; i < 4500; i++) {
      const person = chance.pick(town.people)
      come(
        person.n,
        sale + chance.wait(25 * MINUTE),
        chance.often(0.6) ? person.home : person.away,
        chance.often(0.5) ? person.phone : person.browser,
        3 + chance.below(8),
      )
    }
    auth.lose(sale + 10 * MINUTE, sale + 130 * MINUTE)
    const files = (): LogFile[] => [
      { name: 'traefik/access.json', content: web.text() },
      { name: 'login/events.jsonl', content: auth.text() },
    ]
    if (!breached) return { files: files(), truth: QUIET }
    const taken = new Set<string>()
    const since = town.start + 4 * DAY + 2 * HOUR
    const ips = Array.from({ length: 5 }, () => rentedOf(chance))
    let at = since
    for (let i = 0; i < 700; i++) {
      const n = chance.below(6000)
      const [session, ip] = [chance.text(28, BASE62), chance.pick(ips)]
      line(at, ip, 'Mozilla/5.0 (Windows NT 10.0; rv:102.0) Gecko/20100101 Firefox/102.0', 'GET', '/me', session, n)
      line(
        at + 700,
        ip,
        'Mozilla/5.0 (Windows NT 10.0; rv:102.0) Gecko/20100101 Firefox/102.0',
        'GET',
        '/me/tickets',
        session,
        n,
      )
      taken.add(users[n] ?? '')
      at += chance.wait(4 * MINUTE)
    }
    return { files: files(), truth: { answer: 'found', ways: ['never-issued'], since, accounts: taken, actors: 1 } }
  },
}
