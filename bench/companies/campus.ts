import { BASE62, HEX } from './chance.ts'
import { type Company, Log, QUIET } from './company.ts'
import { type Hit, orderedScan, passersBy, privacyAddress, statusOf } from './noise.ts'
import { DAY, HOUR, MINUTE, townOf } from './people.ts'

/**
 * A university whose students live behind two addresses or on IPv6 that changes each day. Results come out and everybody
 * comes at once; before that everybody had to choose a new password, and many mistype it. Teachers read lists and
 * the marks of their own students. Local time, and the clocks change in the window. Nothing is wrong.
 */
export const campus: Company = {
  id: 'campus',
  what: 'University, table in German in local time over a change of clocks, shared and changing addresses, a burst of results, new passwords for all, teachers; nothing is wrong',
  weeks: ['quiet'],
  logs: (chance) => {
    const people = 5000
    const town = townOf(chance, {
      people,
      days: 16,
      start: '2026-03-18T00:00:00+01:00',
      every: 2.5,
      phones: 0.5,
      carrier: 20,
    })
    const [web, logins] = [new Log(), new Log()]
    const summer = Date.parse('2026-03-29T01:00:00Z')
    const german = (at: number): string => {
      const text = new Date(at + (at < summer ? 1 : 2) * HOUR).toISOString()
      return `${text.slice(8, 10)}.${text.slice(5, 7)}.${text.slice(0, 4)} ${text.slice(11, 19)}`
    }
    const nat = ['198.51.100.1', '198.51.100.2']
    const user = (n: number): string => (n < 80 ? `prof${String(n).padStart(3, '0')}` : `s${String(3_000_000 + n * 7)}`)
    const write = (hit: Hit): void =>
      web.add(
        hit.at,
        [
          german(hit.at),
          hit.ip,
          hit.account ?? '',
          hit.token ?? '',
          hit.method,
          hit.path,
          hit.status,
          hit.bytes,
          `"${hit.agent}"`,
        ].join(';'),
      )
    const logIn = (at: number, n: number, ip: string, agent: string, works: boolean): string => {
      const session = works ? chance.text(20, BASE62) : ''
      write({ at, ip, agent, method: 'POST', path: '/anmeldung', status: works ? 302 : 401, bytes: 200 })
      logins.add(
        at,
        `${german(at)};${user(n)};${ip};${works ? 'Anmeldung erfolgreich' : 'Anmeldung fehlgeschlagen'};${session}`,
      )
      return session
    }
    const reset = town.start + 3 * DAY + 6 * HOUR
    const live = new Map<string, { token: string; until: number }>()
    const come = (n: number, at: number, address: string, agent: string, paths: () => string, count: number): void => {
      const door = `${n} ${agent}`
      let held = live.get(door)
      if (held === undefined || held.until < at || (at > reset && held.until < reset + DAY)) {
        let now = at - 60_000
        const mistyped = at > reset && at < reset + 3 * DAY ? 0.4 : 0.05
        while (chance.often(mistyped)) logIn((now += 9000), n, address, agent, false)
        if (at > reset && chance.often(0.3))
          write({ at: now + 1000, ip: address, agent, method: 'POST', path: '/passwort/neu', status: 200, bytes: 90 })
        held = { token: logIn(at - 900, n, address, agent, true), until: at + DAY }
        live.set(door, held)
      }
      let now = at
      for (let i = count; i > 0; i--)
        write({
          at: (now += 500 + chance.wait(10_000)),
          ip: address,
          agent,
          method: 'GET',
          path: paths(),
          status: statusOf(chance),
          bytes: 300 + chance.below(8000),
          account: user(n),
          token: held.token,
        })
    }
    for (const { person, at, agent } of town.visits) {
      const { n } = person
      const address = chance.often(0.55)
        ? chance.pick(nat)
        : privacyAddress(chance, n, Math.floor((at - town.start) / DAY))
      const mine = n < 80 ? Array.from({ length: 45 }, (_, k) => user(80 + ((n * 61 + k) % 4900))) : [user(n)]
      come(
        n,
        at,
        address,
        agent,
        () =>
          chance.pick([
            `/noten/${chance.pick(mine)}`,
            '/vorlesungen',
            `/studierende/${chance.pick(mine)}`,
            '/mensa',
            '/bibliothek/suche?q=%C3%B6konomie',
            '/static/uni.css',
          ]),
        n < 80 ? 25 : 2 + chance.below(5),
      )
    }
    const results = town.start + 9 * DAY + 10 * HOUR
    for (let n = 80; n < people; n++)
      if (chance.often(0.7))
        come(
          n,
          results + chance.wait(25 * MINUTE),
          chance.pick(nat),
          town.people[n]?.browser ?? '',
          () => `/noten/${user(n)}`,
          3,
        )
    passersBy(chance, town, ['/', '/studium', '/forschung'], write)
    orderedScan(chance, town.start + 12 * DAY + 2 * HOUR, ['/noten/s1', '/anmeldung'], write)
    const hex = chance.text(6, HEX)
    return {
      files: [
        ...web.days(
          (day) => `portal/zugriff-${hex}-${day}.csv.gz`,
          'Zeitpunkt;Adresse;Benutzer;Sitzung;Methode;Pfad;Status;Bytes;Programm\n',
        ),
        { name: 'idm/anmeldungen.csv', content: logins.text('Zeitpunkt;Benutzer;Adresse;Ereignis;Sitzung\n') },
      ],
      truth: QUIET,
    }
  },
}
