import { BASE62 } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { type Hit, orderedScan, passersBy, statusOf } from './noise.ts'
import { DAY, HOUR, rentedOf, townOf } from './people.ts'

/**
 * Bets on sports, logfmt of two data centres whose clocks differ. A robot reads the odds. Somebody with the key makes tokens for other
 * players and gives all of them the id of one that he was given himself.
 */
export const casino: Company = {
  id: 'casino',
  what: 'Bets, logfmt of two data centres with skewed clocks, an odds robot, an ordered scan; minted tokens with a copied id',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const people = 4000
    const town = townOf(chance, {
      people,
      days: 14,
      start: '2026-02-02T00:00:00Z',
      every: 4,
      phones: 0.6,
      carrier: 20,
      app: 'BetNow',
    })
    const sites = [new Log(), new Log()]
    const auth = new Log()
    const players = town.people.map(() => `plr-${chance.text(9, '23456789abcdefghjkmnpqrstuvwxyz')}`)
    const write = (hit: Hit): void => {
      const site = chance.below(2)
      const at = hit.at + (site === 1 ? 47_000 : 0)
      sites[site]?.add(
        at,
        `time="${new Date(at).toISOString()}" dc=${site === 1 ? 'mlt' : 'gib'} src=${hit.ip} verb=${hit.method} uri="${hit.path}" code=${hit.status} len=${hit.bytes} jti=${hit.token ?? ''} player=${hit.account ?? ''} ua="${hit.agent}"`,
      )
    }
    const grant = (at: number, n: number, ip: string): string => {
      const jti = chance.text(18, BASE62)
      auth.add(at, `time="${new Date(at).toISOString()}" event=token_granted player=${players[n]} jti=${jti} src=${ip}`)
      return jti
    }
    const live = new Map<string, { token: string; until: number }>()
    for (const { person, at, address, agent } of town.visits) {
      const door = `${person.n} ${agent}`
      let held = live.get(door)
      if (held === undefined || held.until < at) {
        write({ at: at - 1500, ip: address, agent, method: 'OPTIONS', path: '/api/auth/token', status: 204, bytes: 0 })
        write({ at: at - 1000, ip: address, agent, method: 'POST', path: '/api/auth/token', status: 200, bytes: 900 })
        held = { token: grant(at - 950, person.n, address), until: at + 2 * DAY }
        live.set(door, held)
      }
      let now = at
      for (let i = 2 + chance.below(8); i > 0; i--) {
        const path = chance.pick([
          '/api/odds/live',
          `/api/odds/${chance.below(900)}`,
          '/api/wallet',
          '/api/me',
          '/api/bets?state=open',
          '/api/me/payout-accounts',
        ])
        write({
          at: (now += 400 + chance.wait(12_000)),
          ip: address,
          agent,
          method: 'GET',
          path,
          status: statusOf(chance),
          bytes: 200 + chance.below(3000),
          account: players[person.n] ?? '',
          token: held.token,
        })
      }
    }
    passersBy(chance, town, ['/', '/football', '/tennis', '/help'], write)
    orderedScan(chance, town.start + 3 * DAY + 2 * HOUR, ['/api/wallet', '/api/me', '/api/bets', '/admin'], write)
    const robot = rentedOf(chance)
    for (let at = town.start; at < town.end; at += chance.wait(40_000))
      write({
        at,
        ip: robot,
        agent: 'Scrapy/2.11 (+https://scrapy.org)',
        method: 'GET',
        path: `/api/odds/${chance.below(900)}`,
        status: 200,
        bytes: 200 + chance.below(900),
      })
    const files = (): LogFile[] => [
      { name: 'gib/edge.log', content: sites[0]?.text() ?? '' },
      { name: 'mlt/edge.log', content: sites[1]?.text() ?? '' },
      { name: 'iam/grants.log', content: auth.text() },
    ]
    if (!breached) return { files: files(), truth: QUIET }
    const since = town.start + 4 * DAY + 7 * HOUR
    const ips = Array.from({ length: 8 }, () => rentedOf(chance))
    const own = grant(since - 3 * DAY, 77, chance.pick(ips))
    const taken = new Set<string>()
    for (let i = 0, at = since; i < 1300; i++) {
      const n = chance.below(people)
      const ip = chance.pick(ips)
      for (const [k, path] of ['/api/me', '/api/me/payout-accounts'].entries())
        write({
          at: at + k * 700,
          ip,
          agent: 'BetNow/6.2 (Pixel 7; Android 13)',
          method: 'GET',
          path,
          status: 200,
          bytes: 200 + chance.below(3000),
          account: players[n] ?? '',
          token: own,
        })
      taken.add(players[n] ?? '')
      at += chance.wait(300_000)
    }
    return { files: files(), truth: { answer: 'found', ways: ['never-issued'], since, accounts: taken, actors: 1 } }
  },
}
