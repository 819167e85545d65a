import { BASE62, HEX } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { addressOf, DAY, HOUR, rentedOf, townOf } from './people.ts'
import { syslogTime } from './times.ts'

/**
 * Video streaming. Accounts are families': grandmother's television uses the session of the living room, a phone goes on on
 * the train. JSON behind syslog. Somebody uses sessions stolen from browsers.
 */
export const streaming: Company = {
  id: 'streaming',
  what: 'Video streaming, JSON behind syslog, device sessions that families share between two homes; stolen sessions',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, {
      people: 5000,
      days: 10,
      start: '2026-06-01T00:00:00Z',
      every: 2,
      phones: 0.5,
      carrier: 40,
      app: 'Kino',
    })
    const log = new Log()
    const accounts = town.people.map(() => `acc-${chance.text(10, HEX)}`)
    const write = (at: number, body: object): void =>
      log.add(at, `<134>${syslogTime(at)} edge7 kino-api[312]: ${JSON.stringify(body)}`)
    const line = (
      at: number,
      ip: string,
      agent: string,
      path: string,
      session: string,
      n: number,
      method = 'GET',
    ): void =>
      write(at, {
        t: new Date(at).toISOString(),
        kind: 'request',
        client: { ip, ua: agent },
        http: { method, path, status: 200, bytes: 200 + chance.below(90_000) },
        session_id: session,
        account_id: accounts[n],
      })
    const homes = town.people.map((person) => (chance.often(0.3) ? addressOf(chance) : person.home))
    const television = town.people.map(() =>
      chance.pick(['Kino-TV/3.1 (Tizen 7.0)', 'Kino-TV/3.0 (webOS 23)', 'Kino-TV/3.1 (Roku 12.5)']),
    )
    const sessions = new Map<string, string>()
    for (const { person, at, address, agent, mobile } of town.visits) {
      const onTelevision = !mobile && chance.often(0.5)
      const [ip, program] = onTelevision
        ? [chance.often(0.7) ? person.home : (homes[person.n] ?? ''), television[person.n] ?? '']
        : [address, agent]
      const device = `${person.n} ${program}`
      let session = sessions.get(device)
      if (session === undefined) {
        session = chance.text(32, BASE62)
        sessions.set(device, session)
        write(at - 500, {
          t: new Date(at - 500).toISOString(),
          kind: 'login',
          client: { ip, ua: program },
          session_id: session,
          account_id: accounts[person.n],
        })
      }
      let now = at
      for (let i = 3 + chance.below(8); i > 0; i--)
        line(
          (now += 600 + chance.wait(4 * 60_000)),
          ip,
          program,
          chance.pick([
            '/browse',
            `/title/${1000 + chance.below(4000)}`,
            '/account',
            `/account/profiles`,
            '/continue',
            `/play/${1000 + chance.below(4000)}/manifest`,
          ]),
          session,
          person.n,
        )
    }
    const files = (): LogFile[] => [{ name: 'syslog/kino.log', content: log.text() }]
    if (!breached) return { files: files(), truth: QUIET }
    const taken = new Set<string>()
    const since = town.start + 5 * DAY + 2 * HOUR
    const ips = Array.from({ length: 5 }, () => rentedOf(chance))
    const stolen = [...sessions].filter(([device]) => device.includes('Mozilla')).slice(0, 700)
    let at = since
    for (let i = 0; i < 500; i++) {
      const [device, session] = chance.pick(stolen)
      const n = Number(device.split(' ')[0])
      const ip = chance.pick(ips)
      line(at, ip, 'Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/119.0.0.0', '/account', session, n)
      line(at + 1300, ip, 'Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/119.0.0.0', '/account/profiles', session, n)
      taken.add(accounts[n] ?? '')
      at += chance.wait(4 * 60_000)
    }
    return { files: files(), truth: { answer: 'found', ways: ['stolen-session'], since, accounts: taken, actors: 1 } }
  },
}
