import { BASE62 } from './chance.ts'
import { type Company, Log, QUIET } from './company.ts'
import { type Hit, orderedScan, passersBy, statusOf } from './noise.ts'
import { DAY, HOUR, rentedOf, townOf } from './people.ts'
import { webTime } from './times.ts'

/**
 * Albums that are shared by links: whoever has the link needs no log-in, by design. Links are opened by friends, by the previews
 * of messengers and by mail scanners. Nothing is wrong here.
 */
export const photos: Company = {
  id: 'photos',
  what: 'Albums shared by secret links without log-in, previews, mail scanners, a load test, an ordered scan; nothing is wrong',
  weeks: ['quiet'],
  logs: (chance) => {
    const people = 5000
    const town = townOf(chance, { people, days: 21, start: '2026-10-12T00:00:00Z', every: 5, phones: 0.6, carrier: 25 })
    const log = new Log()
    const albums = town.people.map(() => [0, 1, 2, 3].map(() => chance.text(22, BASE62)))
    const write = (hit: Hit): void =>
      log.add(
        hit.at,
        `${hit.ip} ${hit.account ?? '-'} [${webTime(hit.at)}] "${hit.method} ${hit.path} HTTP/2.0" ${hit.status} ${hit.bytes} "-" "${hit.agent}" sid=${hit.token ?? '-'} rt=0.${String(chance.below(999)).padStart(3, '0')}`,
      )
    const live = new Map<string, { token: string; until: number }>()
    for (const { person, at, address, agent } of town.visits) {
      const account = `u${person.n * 3 + 100_000}`
      const door = `${person.n} ${agent}`
      let held = live.get(door)
      if (held === undefined || held.until < at) {
        held = { token: chance.text(26, BASE62), until: at + 30 * DAY }
        live.set(door, held)
        write({ at: at - 900, ip: address, agent, method: 'POST', path: '/login', status: 302, bytes: 0 })
      }
      let now = at
      const own = albums[person.n] ?? []
      for (let i = 2 + chance.below(8); i > 0; i--) {
        const album = chance.pick(own)
        const path = chance.pick([
          `/a/${album}`,
          `/a/${album}/${1 + chance.below(30)}.jpg`,
          '/home',
          '/settings/profile',
          '/static/main.css',
        ])
        write({
          at: (now += 300 + chance.wait(9000)),
          ip: address,
          agent,
          method: 'GET',
          path,
          status: statusOf(chance),
          bytes: 900 + chance.below(90_000),
          account,
          token: held.token,
        })
      }
      if (!chance.often(0.25)) continue
      const album = chance.pick(own)
      const robot = chance.pick([
        'WhatsApp/2.23.20.0 A',
        'TelegramBot (like TwitterBot)',
        'facebookexternalhit/1.1',
        'BarracudaCentral/1.0',
      ])
      write({
        at: now + 20_000,
        ip: rentedOf(chance),
        agent: robot,
        method: chance.pick(['GET', 'HEAD']),
        path: `/a/${album}`,
        status: 200,
        bytes: 4000,
      })
      for (let friends = 1 + chance.below(6); friends > 0; friends--) {
        const friend = chance.pick(town.people)
        let when = now + chance.wait(6 * HOUR)
        for (let i = 1 + chance.below(12); i > 0; i--)
          write({
            at: (when += 400 + chance.wait(7000)),
            ip: friend.home,
            agent: friend.browser,
            method: 'GET',
            path: chance.pick([`/a/${album}`, `/a/${album}/${1 + chance.below(30)}.jpg`]),
            status: statusOf(chance),
            bytes: 900 + chance.below(90_000),
          })
      }
    }
    passersBy(chance, town, ['/', '/about', '/pricing', '/blog/1', '/blog/2'], write)
    orderedScan(chance, town.start + 6 * DAY, ['/a/x', '/login', '/settings/profile'], write)
    for (let i = 0, at = town.start + 9 * DAY + 3 * HOUR; i < 8000; i++)
      write({
        at: (at += chance.wait(120)),
        ip: '198.51.100.20',
        agent: 'k6/0.49.0',
        method: 'GET',
        path: `/a/${albums[i % 20]?.[0]}`,
        status: 200,
        bytes: 50_000,
      })
    return { files: log.days((day) => `edge/photos-${day}.log.gz`), truth: QUIET }
  },
}
