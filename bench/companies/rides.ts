import { BASE62, CROCKFORD } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { DAY, HOUR, rentedOf, townOf } from './people.ts'

/**
 * Rides. On the sixth day an app comes out that logs in at a new server, whose log nobody handed over; most people who used the web go
 * over to it. Tokens are opaque, and a hash of them is logged. Somebody writes sessions into the store himself.
 */
export const rides: Company = {
  id: 'rides',
  what: 'Rides, JSON with one-letter words and hashed opaque tokens, an app that comes out in the middle with an issuer of its own; sessions that nobody opened',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, {
      people: 5000,
      days: 14,
      start: '2026-05-11T00:00:00Z',
      every: 4,
      phones: 0.5,
      carrier: 30,
      app: 'RideOn',
    })
    const web = new Log()
    const auth = new Log()
    const riders = town.people.map(() => `rider_${chance.text(12, CROCKFORD).toLowerCase()}`)
    const trips = town.people.map(() => [0, 1, 2].map(() => chance.text(22, BASE62)))
    const line = (at: number, ip: string, agent: string, method: string, path: string, token: string): void =>
      web.add(
        at,
        JSON.stringify({
          ts: Math.round(at),
          net: { peer: ip },
          req: { verb: method, target: path, agent },
          res: { code: 200, size: 100 + chance.below(4000) },
          auth: { token_sha: token },
        }),
      )
    const launch = town.start + 5 * DAY + 8 * HOUR
    const live = new Map<string, { token: string; until: number }>()
    for (const { person, at, address, agent, mobile } of town.visits) {
      const inApp = mobile && at > launch
      const program = mobile && !inApp ? person.browser.replace('Windows NT 10.0', 'Linux; Android 14') : agent
      const door = `${person.n} ${program}`
      let held = live.get(door)
      if (held === undefined || held.until < at) {
        held = { token: chance.text(40, '0123456789abcdef'), until: at + 3 * DAY }
        live.set(door, held)
        if (!inApp) {
          line(at - 900, address, program, 'POST', '/login', '')
          auth.add(
            at - 800,
            `${new Date(at - 800).toISOString()} level=info event=session_created rider=${riders[person.n]} ip=${address} token_sha=${held.token}`,
          )
        }
      }
      let now = at
      for (let i = 2 + chance.below(6); i > 0; i--)
        line(
          (now += 500 + chance.wait(15_000)),
          address,
          program,
          'GET',
          chance.pick(['/me', '/trips', `/trips/${chance.pick(trips[person.n] ?? [])}`, '/quote', '/cars/near']),
          held.token,
        )
    }
    const files = (): LogFile[] => [
      { name: 'edge/requests.ndjson', content: web.text() },
      { name: 'id/sessions.log', content: auth.text() },
    ]
    if (!breached) return { files: files(), truth: QUIET }
    const since = town.start + 9 * DAY + 2 * HOUR
    const ips = Array.from({ length: 4 }, () => rentedOf(chance))
    /** No line says whose a session is that nobody opened: trips tell, where their riders looked at them. */
    const owned = new Set(web.text().match(/\/trips\/[A-Za-z0-9]+/g))
    const taken = new Set<string>()
    let at = since
    for (let i = 0; i < 700; i++) {
      const n = chance.below(5000)
      const [token, ip, trip] = [chance.text(40, '0123456789abcdef'), chance.pick(ips), chance.pick(trips[n] ?? [])]
      line(at, ip, 'Mozilla/5.0 (Windows NT 6.3; rv:60.0) Gecko/20100101 Firefox/60.0', 'GET', '/me', token)
      line(
        at + 900,
        ip,
        'Mozilla/5.0 (Windows NT 6.3; rv:60.0) Gecko/20100101 Firefox/60.0',
        'GET',
        `/trips/${trip}`,
        token,
      )
      if (owned.has(`/trips/${trip}`)) taken.add(riders[n] ?? '')
      at += chance.wait(200_000)
    }
    return {
      files: files(),
      truth: { answer: 'found', ways: ['never-issued'], since, accounts: taken, actors: 1 },
    }
  },
}
