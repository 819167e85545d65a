import { HEX } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { type Hit, passersBy, statusOf } from './noise.ts'
import { addressOf, DAY, HOUR, rentedOf, townOf } from './people.ts'
import { webTime } from './times.ts'

/**
 * Water and power. A CDN writes each request, the origin writes the same one again in another format, behind the addresses of the
 * CDN. In the middle a release moves everything to version 3; version 1 was forgotten and asks for no log-in.
 */
export const utility: Company = {
  id: 'utility',
  what: 'Power and water, Cloudflare in front of an nginx format that nobody declared: each request twice; a release in the middle, a price robot; an old version answers without log-in',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const people = 4000
    const town = townOf(chance, {
      people,
      days: 14,
      start: '2026-01-12T00:00:00Z',
      every: 4,
      phones: 0.5,
      carrier: 30,
      app: 'VoltApp',
    })
    const [edge, origin] = [new Log(), new Log()]
    const accounts = town.people.map((_, n) => String(4_000_000_000 + n * 37 + chance.below(30)))
    const write = (hit: Hit): void => {
      const ray = chance.text(16, HEX)
      edge.add(
        hit.at,
        JSON.stringify({
          ClientIP: hit.ip,
          ClientRequestHost: 'my.volt.example',
          ClientRequestMethod: hit.method,
          ClientRequestURI: hit.path,
          ClientRequestUserAgent: hit.agent,
          EdgeResponseBytes: hit.bytes + 400,
          EdgeResponseStatus: hit.status,
          EdgeStartTimestamp: new Date(hit.at).toISOString(),
          RayID: ray,
        }),
      )
      if (hit.path.startsWith('/static') || hit.status === 304) return
      origin.add(
        hit.at + 20,
        `[${webTime(hit.at + 20)}] 198.51.100.${1 + chance.below(9)} <${hit.ip}> ${hit.account ?? '-'} ${hit.token ?? '-'} "${hit.method} ${hit.path}" ${hit.status} ${hit.bytes} ${ray} "${hit.agent}"`,
      )
    }
    const release = town.start + 6 * DAY + 4 * HOUR
    const live = new Map<string, { token: string; until: number }>()
    for (const { person, at, address, agent } of town.visits) {
      const account = accounts[person.n] ?? ''
      const door = `${person.n} ${agent}`
      let held = live.get(door)
      if (held === undefined || held.until < at) {
        held = { token: chance.text(32, HEX), until: at + 10 * DAY }
        live.set(door, held)
        write({ at: at - 900, ip: address, agent, method: 'POST', path: '/auth/signin', status: 200, bytes: 150 })
      }
      const v = at < release ? '/api/v2' : '/api/v3'
      let now = at
      for (let i = 2 + chance.below(6); i > 0; i--) {
        const path = chance.pick([
          `${v}/customers/${account}`,
          `${v}/customers/${account}/bills`,
          `${v}/customers/${account}/meters`,
          `${v}/tariffs`,
          `/static/${at < release ? 'a1' : 'b7'}.js`,
        ])
        write({
          at: (now += 400 + chance.wait(12_000)),
          ip: address,
          agent,
          method: 'GET',
          path,
          status: statusOf(chance),
          bytes: 300 + chance.below(5000),
          account,
          token: held.token,
        })
      }
    }
    passersBy(chance, town, ['/', '/tariffs', '/outages', '/help/moving'], write)
    const robot = rentedOf(chance)
    for (let at = town.start; at < town.end; at += chance.wait(60_000))
      write({
        at,
        ip: robot,
        agent: 'price-compare/2.0',
        method: 'GET',
        path: `/tariffs?zip=${10_000 + chance.below(80_000)}`,
        status: 200,
        bytes: 2000 + chance.below(300),
      })
    const files = (): LogFile[] => [
      ...edge.days((day) => `cdn/${day}.json.gz`),
      ...origin.days((day) => `origin/access.${day}.gz`),
    ]
    if (!breached) return { files: files(), truth: QUIET }
    const since = town.start + 7 * DAY + HOUR
    const ips = [addressOf(chance), rentedOf(chance), rentedOf(chance)]
    const taken = new Set<string>()
    for (let i = 0, at = since; i < 1100; i++) {
      const account = accounts[chance.below(people)] ?? ''
      write({
        at: (at += chance.wait(200_000)),
        ip: chance.pick(ips),
        agent: 'VoltApp/5.1 (Pixel 7; Android 12)',
        method: 'GET',
        path: `/api/v1/customers/${account}${chance.often(0.5) ? '/bills' : ''}`,
        status: 200,
        bytes: 300 + chance.below(5000),
      })
      taken.add(account)
    }
    return {
      files: files(),
      truth: { answer: 'found', ways: ['missing-authentication'], since, accounts: taken, actors: 1 },
    }
  },
}
