import { BASE62, HEX } from './chance.ts'
import { type Company, Log, QUIET } from './company.ts'
import { type Hit, orderedScan, passersBy, privacyAddress, statusOf } from './noise.ts'
import { DAY, HOUR, MINUTE, townOf } from './people.ts'
import { syslogTime } from './times.ts'

/**
 * A newspaper: remember-me cookies of a year, one subscription for a household or an office, readers of a rival that copy the
 * articles, a newspaper's own app that fetches the profile at each start, a mail with links that log in. No log of log-ins; a day
 * of the log is lost. Nothing is wrong.
 */
export const daily: Company = {
  id: 'daily',
  what: 'Newspaper, Varnish lines behind syslog that nobody declared, cookies of a year shared by households, changing IPv6, a scraper, a lost day; nothing is wrong',
  weeks: ['quiet'],
  logs: (chance) => {
    const people = 5000
    const town = townOf(chance, {
      people,
      days: 20,
      start: '2026-07-06T00:00:00Z',
      every: 2.5,
      phones: 0.6,
      carrier: 25,
      app: 'DailyPaper',
    })
    const log = new Log()
    const cookies = new Map<string, string>()
    const write = (hit: Hit): void =>
      log.add(
        hit.at,
        `${syslogTime(hit.at)} cache0${1 + chance.below(2)} varnishncsa[811]: ${(hit.at / 1000).toFixed(3)} ${hit.ip} ${hit.method} "https://www.daily.example${hit.path}" ${hit.status} ${hit.bytes} ${chance.pick(['hit', 'miss', 'pass'])} sub=${hit.account ?? '-'} rm=${hit.token ?? '-'} "${hit.agent}"`,
      )
    for (const { person, at, address, agent, mobile } of town.visits) {
      const shared = person.n % 25 === 0 ? person.n : person.n % 25 < 4 ? person.n - (person.n % 25) : person.n
      const account = String(900_000 + shared * 4)
      const ip = mobile
        ? address
        : chance.often(0.4)
          ? privacyAddress(chance, person.n, Math.floor((at - town.start) / DAY))
          : address
      const device = `${person.n} ${agent}`
      const cookie = cookies.get(device) ?? chance.text(27, BASE62)
      cookies.set(device, cookie)
      let now = at
      for (let i = 3 + chance.below(9); i > 0; i--)
        write({
          at: (now += 700 + chance.wait(40_000)),
          ip,
          agent,
          method: 'GET',
          path: chance.pick([
            '/',
            `/article/${chance.text(7, HEX)}`,
            `/article/${20_000 + chance.below(900)}-a-story`,
            '/account',
            '/account/invoices',
            `/img/${chance.text(6, HEX)}.webp`,
            `/puzzle/${1 + chance.below(20)}`,
          ]),
          status: statusOf(chance),
          bytes: 900 + chance.below(60_000),
          account,
          token: cookie,
        })
    }
    passersBy(chance, town, ['/', ...Array.from({ length: 400 }, (_, k) => `/article/${20_000 + k}-a-story`)], write)
    orderedScan(chance, town.start + 4 * DAY, ['/account', '/article/1', '/login'], write)
    for (let k = 0, at = town.start + 2 * DAY; k < 6000; k++)
      write({
        at: (at += chance.wait(3 * MINUTE)),
        ip: '250.7.7.7',
        agent: 'Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/119.0',
        method: 'GET',
        path: `/article/${20_000 + (k % 900)}-a-story`,
        status: 200,
        bytes: 9000,
      })
    log.lose(town.start + 9 * DAY + 3 * HOUR, town.start + 10 * DAY + 3 * HOUR)
    return { files: [{ name: 'varnish/ncsa.log', content: log.text() }], truth: QUIET }
  },
}
