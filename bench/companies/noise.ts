import type { Chance } from './chance.ts'
import { HOUR, MINUTE, rentedOf, type Town } from './people.ts'

/** One request, before a company writes it in its own format. */
export interface Hit {
  readonly at: number
  readonly ip: string
  readonly agent: string
  readonly method: string
  readonly path: string
  readonly status: number
  readonly bytes: number
  readonly account?: string
  readonly token?: string
}

export type Write = (hit: Hit) => void

const GOOGLEBOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'

/** What asks a public web site without being a customer: a monitor each minute, search engines, worms that get nothing. */
export const passersBy = (chance: Chance, { start, end }: Town, pages: readonly string[], write: Write): void => {
  const monitors = ['192.0.2.10', '192.0.2.11']
  for (let at = start; at < end; at += 2 * MINUTE)
    write({
      at: at + chance.below(900),
      ip: chance.pick(monitors),
      agent: 'Better Uptime Bot',
      method: 'HEAD',
      path: '/healthz',
      status: 200,
      bytes: 0,
    })
  const crawlers = Array.from({ length: 6 }, () => `249.66.${chance.below(4)}.${1 + chance.below(200)}`)
  for (let at = start; at < end; at += chance.wait(4 * MINUTE))
    write({
      at,
      ip: chance.pick(crawlers),
      agent: GOOGLEBOT,
      method: 'GET',
      path: chance.often(0.03) ? '/robots.txt' : chance.pick(pages),
      status: chance.often(0.3) ? 304 : 200,
      bytes: chance.often(0.3) ? 0 : 900 + chance.below(20_000),
    })
  const worms = [
    '/wp-login.php',
    '/.env',
    '/phpmyadmin/',
    '/.git/config',
    '/actuator/env',
    '/cgi-bin/luci',
    '/boaform/admin/formLogin',
    '/?id=1%27%20OR%201=1--',
  ]
  for (let at = start; at < end; at += chance.wait(HOUR)) {
    const ip = rentedOf(chance)
    for (let i = 1 + chance.below(12), now = at; i > 0; i--)
      write({
        at: (now += 300 + chance.below(900)),
        ip,
        agent: chance.pick(['-', 'python-requests/2.31.0', 'Go-http-client/1.1', 'Mozilla/5.0 zgrab/0.x']),
        method: chance.pick(['GET', 'GET', 'POST', 'HEAD']),
        path: chance.pick(worms),
        status: chance.pick([404, 404, 403, 400, 301]),
        bytes: 150 + chance.below(200),
      })
  }
}

/** A test of the defences that the company ordered: announced addresses, a night, known tools; all is refused. */
export const orderedScan = (chance: Chance, from: number, paths: readonly string[], write: Write): void => {
  const attempts = [
    '%27%20OR%20%271%27=%271',
    '../../../../etc/passwd',
    '%3Cscript%3Ealert(1)%3C/script%3E',
    '1%20UNION%20SELECT%20NULL--',
    '%00',
    '{{7*7}}',
  ]
  for (let i = 0, at = from; i < 1500; i++)
    write({
      at: (at += 400 + chance.below(3000)),
      ip: '198.51.100.77',
      agent: 'Mozilla/5.0 (compatible; Nessus; ordered by security)',
      method: chance.pick(['GET', 'GET', 'POST', 'OPTIONS', 'PUT']),
      path: `${chance.pick(paths)}${chance.often(0.6) ? `?q=${chance.pick(attempts)}` : ''}`,
      status: chance.pick([401, 401, 403, 404, 400, 405]),
      bytes: 90 + chance.below(300),
    })
}

/** What a client does now and then besides: hang up, ask again, ask for what it has. */
export const statusOf = (chance: Chance): number => {
  const u = chance.unit()
  return u < 0.004 ? 499 : u < 0.007 ? 502 : u < 0.06 ? 304 : u < 0.066 ? 404 : 200
}

/** RFC 9562, version 7: the time in the first 48 bits. */
export const uuid7 = (chance: Chance, at: number): string => {
  const time = Math.floor(at).toString(16).padStart(12, '0')
  const hex = (n: number): string => chance.text(n, '0123456789abcdef')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${chance.pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`
}

/** A home of IPv6: the prefix stays, the rest changes each day (RFC 8981). */
export const privacyAddress = (chance: Chance, home: number, day: number): string =>
  `2001:db8:${(home >> 8).toString(16)}:${(home & 255).toString(16)}:${(day * 7919 + home * 31).toString(16).slice(-4)}:${chance.below(3).toString(16)}${home.toString(16).slice(-3)}:${((day * 104_729 + home) & 0xffff).toString(16)}:${(home * 77 + 1).toString(16).slice(-4)}`
