import { BASE62, HEX } from './chance.ts'
import { type Company, Log, QUIET } from './company.ts'
import { type Hit, orderedScan, passersBy, statusOf } from './noise.ts'
import { DAY, HOUR, MINUTE, rentedOf, townOf } from './people.ts'
import { Sessions } from './sessions.ts'

/**
 * A newspaper whose mails carry personal links: they open the reader's settings without a log-in, are opened by scanners of mail first, and
 * are passed on. A subscriber reads every article by a program; a library shares one account; a status page asks each minute;
 * a night of the log is lost, and the host of the web moves. Nothing is wrong.
 */
export const gazette: Company = {
  id: 'gazette',
  what: 'Newspaper, nginx as JSON with epoch seconds, personal links in mails and scanners that open them, a reader who takes every article, a shared account, a lost night; nothing is wrong',
  weeks: ['quiet'],
  logs: (chance) => {
    const town = townOf(chance, {
      people: 5000,
      days: 21,
      start: '2026-04-13T00:00:00Z',
      every: 3,
      phones: 0.55,
      carrier: 25,
    })
    const [web, auth] = [new Log(), new Log()]
    const readers = town.people.map(({ n }) => ({
      id: String(88_000 + n * 3),
      link: `${chance.text(10, BASE62)}.${chance.text(27, BASE62)}`,
    }))
    const write = (hit: Hit): void => {
      const [uri = '', args = ''] = hit.path.split('?')
      web.add(
        hit.at,
        JSON.stringify({
          msec: (hit.at / 1000).toFixed(3),
          remote_addr: hit.ip,
          request: `${hit.method} ${hit.path} HTTP/2.0`,
          uri,
          args,
          status: String(hit.status),
          body_bytes_sent: String(hit.bytes),
          http_user_agent: hit.agent,
          cookie_gz_sid: hit.token ?? '',
          upstream_http_x_reader: hit.account ?? '',
          request_time: `0.0${10 + chance.below(89)}`,
        }),
      )
    }
    const sessions = new Sessions(60 * DAY)
    const open = (id: string, door: string, at: number, ip: string, agent: string): string =>
      sessions.at(door, at, () => {
        const token = chance.text(40, HEX)
        write({ at: at - 700, ip, agent, method: 'POST', path: '/account/login', status: 302, bytes: 0 })
        auth.add(
          at - 690,
          JSON.stringify({
            msec: ((at - 690) / 1000).toFixed(3),
            event: 'login_success',
            reader: id,
            sid: token,
            remote_addr: ip,
          }),
        )
        return token
      })
    const article = (): string =>
      `/2026/04/${1 + chance.below(28)}/${chance.pick(['politik', 'sport', 'lokales'])}/a${500 + chance.below(2500)}`
    for (const { person, at, address, agent } of town.visits) {
      const { id } = readers[person.n] ?? { id: '' }
      const known = person.n % 3 === 0
      const token = known ? open(id, `${id} ${agent}`, at, address, agent) : undefined
      for (let i = 2 + chance.below(8), now = at; i > 0; i--) {
        const mine = known && chance.often(0.15)
        write({
          at: (now += 900 + chance.wait(40_000)),
          ip: address,
          agent,
          method: 'GET',
          path: mine ? chance.pick(['/account/profile', '/account/invoices', '/account/bookmarks']) : article(),
          status: statusOf(chance),
          bytes: 900 + chance.below(60_000),
          ...(token === undefined ? {} : { token, account: id }),
        })
      }
    }
    for (const day of [2, 5, 9, 12, 16, 19])
      for (const { n, home, browser, phone } of town.people) {
        const path = `/newsletter/settings?t=${readers[n]?.link}&utm_source=mail`
        const at = town.start + day * DAY + 5 * HOUR + chance.below(40 * MINUTE)
        const get = (when: number, ip: string, agent: string, bytes = 5000 + chance.below(300)): void =>
          write({ at: when, ip, agent, method: 'GET', path, status: 200, bytes })
        if (n % 5 === 0)
          get(
            at + 4000,
            rentedOf(chance),
            'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/121.0.0.0 Safari/537.36',
          )
        if (chance.often(0.06)) get(at + chance.wait(9 * HOUR), home, chance.often(0.5) ? phone : browser)
        if (chance.often(0.004))
          get(at + chance.wait(20 * HOUR), chance.pick(town.people).home, chance.pick(town.people).phone)
      }
    const crawler = readers[900] ?? { id: '' }
    const person = town.people[900]
    for (let i = 0, at = town.start + 6 * DAY; i < 3500; i++, at += 3000 + chance.wait(20_000))
      write({
        at,
        ip: person?.home ?? '',
        agent: 'python-requests/2.31.0',
        method: 'GET',
        path: article(),
        status: 200,
        bytes: 20_000,
        account: crawler.id,
        token: open(crawler.id, 'crawler', at, person?.home ?? '', 'python-requests/2.31.0'),
      })
    const shared = readers[1200]?.id ?? ''
    for (let i = 0, at = town.start; at < town.end; i++, at += chance.wait(20 * MINUTE)) {
      const reader = chance.pick(town.people)
      write({
        at,
        ip: i % 2 === 0 ? '198.51.100.40' : reader.home,
        agent: reader.browser,
        method: 'GET',
        path: chance.often(0.1) ? '/account/bookmarks' : article(),
        status: 200,
        bytes: 20_000,
        account: shared,
        token: open(shared, `library ${reader.n % 40}`, at, '198.51.100.40', reader.browser),
      })
    }
    passersBy(chance, town, ['/', '/impressum', ...Array.from({ length: 60 }, article)], write)
    orderedScan(chance, town.start + 13 * DAY + HOUR, ['/newsletter/settings', '/account/profile'], write)
    web.lose(town.start + 10 * DAY + 22 * HOUR, town.start + 11 * DAY + 7 * HOUR)
    return {
      files: [...web.days((day) => `nginx/${day}.json.gz`), { name: 'accounts/events.jsonl', content: auth.text() }],
      truth: QUIET,
    }
  },
}
