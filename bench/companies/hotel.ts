import { BASE62 } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { DAY, HOUR, MINUTE, rentedOf, townOf } from './people.ts'
import { syslogTime } from './times.ts'

/**
 * A hotel chain behind HAProxy, which captures the session cookie; the application writes log-ins and log-outs as JSON. A
 * log-out does not end the session at the service, and somebody has a backup of the session store.
 */
export const hotel: Company = {
  id: 'hotel',
  what: 'Hotel chain, HAProxy behind syslog with a captured cookie, JSON of log-ins and log-outs; sessions used after their log-out',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, { people: 5000, days: 14, start: '2026-07-06T00:00:00Z', every: 4 })
    const web = new Log()
    const auth = new Log()
    const guests = town.people.map(() => `${chance.text(7, 'abcdefghiklmnoprstuwy')}@mail${chance.below(9)}.example`)
    const line = (
      at: number,
      ip: string,
      method: string,
      path: string,
      sid: string,
      agent: string,
      status = 200,
    ): void => {
      const stamp = new Date(at).toISOString()
      web.add(
        at,
        `${syslogTime(at)} lb1 haproxy[914]: ${ip}:${1024 + chance.below(60_000)} [${stamp.slice(8, 10)}/Jul/${stamp.slice(0, 4)}:${stamp.slice(11, 23)}] https~ app/app${1 + chance.below(3)} 0/0/1/${chance.below(90)}/${chance.below(99)} ${status} ${200 + chance.below(9000)} ${sid === '' ? '-' : `SESS=${sid}`} - ---- 12/12/1/0/0 0/0 {${agent}} "${method} ${path} HTTP/1.1"`,
      )
    }
    const ended: { sid: string; at: number; n: number }[] = []
    for (const { person, at, address, agent } of town.visits) {
      const sid = chance.text(26, BASE62)
      let now = at
      line(now, address, 'POST', '/account/sign-in', '', agent, 303)
      auth.add(
        now + 60,
        JSON.stringify({
          '@t': new Date(now + 60).toISOString(),
          evt: 'SIGN_IN',
          guest: guests[person.n],
          session: sid,
          ip: address,
        }),
      )
      for (let i = 3 + chance.below(7); i > 0; i--)
        line(
          (now += 700 + chance.wait(3 * MINUTE)),
          address,
          'GET',
          chance.pick([
            '/hotels/vienna',
            '/account/profile',
            '/account/bookings',
            '/offers',
            '/account/points',
            '/hotels/search?q=rome',
          ]),
          sid,
          agent,
        )
      if (!chance.often(0.5)) continue
      line((now += 9000), address, 'POST', '/account/sign-out', sid, agent, 303)
      auth.add(
        now + 30,
        JSON.stringify({
          '@t': new Date(now + 30).toISOString(),
          evt: 'SIGN_OUT',
          guest: guests[person.n],
          session: sid,
          ip: address,
        }),
      )
      ended.push({ sid, at: now, n: person.n })
      if (chance.often(0.02)) line(now + 2 * MINUTE, address, 'GET', '/account/bookings', sid, agent)
    }
    const files = (): LogFile[] => [
      { name: 'haproxy.log', content: web.text() },
      { name: 'app/audit.jsonl', content: auth.text() },
    ]
    if (!breached) return { files: files(), caseYaml, truth: QUIET }
    const taken = new Set<string>()
    const since = town.start + 9 * DAY + 3 * HOUR
    const stolen = ended.filter((one) => one.at < since - DAY)
    const ips = Array.from({ length: 4 }, () => rentedOf(chance))
    let at = since
    for (let i = 0; i < 600; i++) {
      const { sid, n } = chance.pick(stolen)
      const ip = chance.pick(ips)
      line(at, ip, 'GET', '/account/profile', sid, 'python-httpx/0.27')
      line(at + 700, ip, 'GET', '/account/bookings', sid, 'python-httpx/0.27')
      taken.add(guests[n] ?? '')
      at += chance.wait(3 * MINUTE)
    }
    return {
      files: files(),
      caseYaml,
      truth: { answer: 'found', ways: ['ended-token'], since, accounts: taken, actors: 1 },
    }
  },
}

const caseYaml = `sources:
  - { match: "**/audit.jsonl", log: auth, actions: { logon: [SIGN_IN], revoke: [SIGN_OUT] } }
routes:
  - { route: 'GET /account/profile', returns: [Name, EmailAddress], subject: principal }
  - { route: 'GET /account/bookings', returns: [PurchaseHistory], subject: principal }
`
