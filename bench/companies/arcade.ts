import { DIGITS, HEX } from './chance.ts'
import { type Company, Log, QUIET } from './company.ts'
import { type Hit, passersBy, statusOf } from './noise.ts'
import { DAY, HOUR, MINUTE, rentedOf, townOf } from './people.ts'
import { Sessions } from './sessions.ts'

/**
 * A game for phones. Guests come for an evening; farms run hundreds of guests behind few addresses; players look at the profiles of others,
 * and a page of statistics with an account of its own looks at all that are high in the list. Some hand over their account to
 * another phone, some take out their data. Nothing is wrong.
 */
export const arcade: Company = {
  id: 'arcade',
  what: 'Game for phones, words and values in epoch milliseconds, guests, farms of guests, profiles of others, a page of statistics; nothing is wrong',
  weeks: ['quiet'],
  logs: (chance) => {
    const town = townOf(chance, {
      people: 3500,
      days: 15,
      start: '2026-12-01T00:00:00Z',
      every: 2,
      phones: 1,
      carrier: 25,
      app: 'Orbs',
    })
    const [web, auth] = [new Log(), new Log()]
    let last = 7_100_000_000_000_000
    const flake = (): string => String((last += 40_000_000 + chance.below(90_000_000)))
    const players = town.people.map(flake)
    const write = (hit: Hit): void =>
      web.add(
        hit.at,
        `ts=${Math.floor(hit.at)} ip=${hit.ip} m=${hit.method} p=${hit.path} st=${hit.status} len=${hit.bytes} ua="${hit.agent}" uid=${hit.account ?? '-'} tok=${hit.token ?? '-'} att=${hit.account === undefined ? '-' : chance.pick(['strong', 'device', 'basic'])}`,
      )
    const sessions = new Sessions(40 * DAY)
    const open = (player: string, agent: string, at: number, ip: string, kind: string): string =>
      sessions.at(`${player} ${agent}`, at, () => {
        const token = chance.text(24, HEX)
        write({ at: at - 500, ip, agent, method: 'POST', path: `/auth/${kind}`, status: 200, bytes: 180 })
        auth.add(at - 480, `ts=${Math.floor(at - 480)} ev=${kind}_login_success uid=${player} tok=${token} ip=${ip}`)
        return token
      })
    const play = (player: string, at: number, ip: string, agent: string, kind: string): void => {
      const token = open(player, agent, at, ip, kind)
      for (let i = 3 + chance.below(8), now = at; i > 0; i--)
        write({
          at: (now += 900 + chance.wait(30_000)),
          ip,
          agent,
          method: chance.often(0.3) ? 'POST' : 'GET',
          path: chance.pick([
            `/player/${player}`,
            `/player/${player}/inventory`,
            `/player/${players[Math.floor(chance.unit() ** 3 * players.length)]}`,
            '/match/queue',
            '/leaderboard?season=9',
            '/shop/daily',
          ]),
          status: statusOf(chance),
          bytes: 200 + chance.below(3000),
          account: player,
          token,
        })
    }
    for (const { person, at, address, agent } of town.visits) {
      const old = chance.often(0.03)
      const player = players[person.n] ?? ''
      play(player, at, address, old ? 'Orbs/5.1 (Pixel 8a; Android 14)' : agent, old ? 'transfer' : 'device')
      if (chance.often(0.002))
        write({
          at: at + MINUTE,
          ip: address,
          agent,
          method: 'GET',
          path: `/player/${player}/takeout`,
          status: 200,
          bytes: 900_000,
          account: player,
          token: open(player, agent, at, address, 'device'),
        })
    }
    for (let day = 0; day < 15; day++) {
      for (let k = 0; k < 160; k++) {
        const { home, phone } = chance.pick(town.people)
        const [player, at] = [flake(), town.start + day * DAY + chance.below(DAY - 2 * HOUR)]
        for (let visit = 1 + chance.below(3); visit > 0; visit--)
          play(player, at + visit * 20 * MINUTE, home, phone, 'guest')
      }
      for (let farm = 0; farm < 2; farm++) {
        const ip = rentedOf(chance)
        for (let k = 0; k < 60; k++)
          play(
            flake(),
            town.start + day * DAY + 3 * HOUR + k * 2 * MINUTE,
            ip,
            'Orbs/6.2 (SM-G9500; Android 9)',
            'guest',
          )
      }
    }
    const [bot, token] = [flake(), chance.text(24, HEX)]
    auth.add(
      town.start + 1000,
      `ts=${town.start + 1000} ev=device_login_success uid=${bot} tok=${token} ip=203.0.113.200`,
    )
    for (let at = town.start + HOUR; at < town.end; at += 6 * HOUR)
      for (let i = 0, now = at; i < 100; i++)
        write({
          at: (now += 1500),
          ip: '203.0.113.200',
          agent: 'orbs-stats.example/1.3',
          method: 'GET',
          path: `/player/${players[i]}`,
          status: 200,
          bytes: 900,
          account: bot,
          token,
        })
    passersBy(chance, town, ['/', '/news', '/support'], write)
    const shard = chance.text(2, DIGITS)
    return {
      files: [
        ...web.days((day) => `shard-${shard}/${day}.kv.gz`),
        { name: `shard-${shard}/auth.kv`, content: auth.text() },
      ],
      truth: QUIET,
    }
  },
}
