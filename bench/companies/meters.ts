import { BASE62, HEX } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { type Hit, passersBy, statusOf } from './noise.ts'
import { addressOf, DAY, HOUR, rentedOf, townOf } from './people.ts'
import { Sessions } from './sessions.ts'

/**
 * Heat meters that send and ask with a key burnt in at the factory, from addresses that change each night, and the app of their owners.
 * The second version of the interface answers for a meter without any key.
 */
export const meters: Company = {
  id: 'meters',
  what: 'Heat meters with keys for life and changing addresses, words and values inside lines of Loki, owners with an app; an old version answers without a key',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const days = 13
    const town = townOf(chance, {
      people: 900,
      days,
      start: '2026-01-12T00:00:00Z',
      every: 2,
      phones: 0.8,
      carrier: 12,
      app: 'Warm',
    })
    const [web, auth] = [new Log(), new Log()]
    const wrapped = (log: Log, at: number, app: string, line: string): void =>
      log.add(
        at,
        JSON.stringify({
          labels: { app, env: 'prod', pod: `${app}-${chance.below(3)}` },
          line,
          timestamp: `${new Date(at).toISOString().slice(0, -1)}${String(chance.below(1_000_000)).padStart(6, '0')}Z`,
        }),
      )
    const write = (hit: Hit): void =>
      wrapped(
        web,
        hit.at,
        'edge',
        `level=info src=${hit.ip} verb=${hit.method} uri="${hit.path}" code=${hit.status} sent=${hit.bytes} ua="${hit.agent}" principal=${hit.account ?? '-'} key=${hit.token ?? '-'}`,
      )
    const homes = town.people.map(({ n }) => {
      const mac = Array.from({ length: 6 }, () => chance.text(2, HEX).toUpperCase()).join('-')
      return { mac, key: chance.text(40, HEX), owner: `own${String(n * 17 + 4000)}`, mobile: n % 4 === 0 }
    })
    const carrier = Array.from({ length: 12 }, () => addressOf(chance))
    for (const { mac, key, mobile } of homes)
      for (let day = 0; day < days; day++) {
        const ip = mobile ? '' : addressOf(chance)
        for (
          let at = town.start + day * DAY + chance.below(3 * HOUR);
          at < town.start + (day + 1) * DAY;
          at += 3 * HOUR
        ) {
          const from = mobile ? chance.pick(carrier) : ip
          const send = (method: string, path: string, status: number, bytes: number): void =>
            write({
              at: at + chance.below(90_000),
              ip: from,
              agent: 'heatfw/4.12',
              method,
              path,
              status,
              bytes,
              account: mac,
              token: key,
            })
          send('POST', `/v3/meters/${mac}/readings`, 204, 0)
          if (chance.often(0.2)) send('GET', `/v3/meters/${mac}/config`, 200, 310)
        }
      }
    const sessions = new Sessions(9 * DAY)
    for (const { person, at, address, agent } of town.visits) {
      const { mac, owner } = homes[person.n] ?? { mac: '', owner: '' }
      const token = sessions.at(`${owner} ${agent}`, at, () => {
        const opened = chance.text(30, BASE62)
        write({ at: at - 900, ip: address, agent, method: 'POST', path: '/v3/login', status: 200, bytes: 90 })
        wrapped(auth, at - 880, 'id', `level=info event=login_ok principal=${owner} key=${opened} src=${address}`)
        return opened
      })
      for (let i = 2 + chance.below(4), now = at; i > 0; i--)
        write({
          at: (now += 500 + chance.wait(9000)),
          ip: address,
          agent,
          method: 'GET',
          path: chance.pick([
            `/v3/meters/${mac}/history`,
            `/v3/owners/${owner}`,
            '/v3/tariffs',
            `/v3/meters/${mac}/config`,
          ]),
          status: statusOf(chance),
          bytes: 400 + chance.below(3000),
          account: owner,
          token,
        })
    }
    passersBy(chance, town, ['/', '/v3/tariffs'], write)
    const files = (): LogFile[] => [
      ...web.days((day) => `loki/edge-${day}.jsonl.gz`),
      { name: 'loki/id.jsonl', content: auth.text() },
    ]
    if (!breached) return { files: files(), truth: QUIET }
    const ips = Array.from({ length: 3 }, () => rentedOf(chance))
    const since = town.start + 6 * DAY + 13 * HOUR
    const taken = new Set<string>()
    for (let i = 0, at = since; i < 500; i++, at += 3000 + chance.wait(200_000)) {
      const { mac } = chance.pick(homes)
      write({
        at,
        ip: chance.pick(ips),
        agent: 'Go-http-client/1.1',
        method: 'GET',
        path: `/v2/meters/${mac}/history`,
        status: 200,
        bytes: 400 + chance.below(3000),
      })
      taken.add(mac)
    }
    return {
      files: files(),
      truth: { answer: 'found', ways: ['missing-authentication'], since, accounts: taken, actors: 1 },
    }
  },
}
