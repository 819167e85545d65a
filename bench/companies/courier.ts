import { BASE62, CROCKFORD } from './chance.ts'
import { type Company, Log, QUIET } from './company.ts'
import { type Hit, passersBy, statusOf } from './noise.ts'
import { addressOf, DAY, HOUR, MINUTE, townOf } from './people.ts'
import { Sessions } from './sessions.ts'

/** Meals brought home: drivers read the orders that they bring, dozens a day, from carrier addresses. One reads those of others at night. */
export const courier: Company = {
  id: 'courier',
  what: 'Meals brought home, load balancer of Google with a payload, ULIDs, drivers who read dozens of orders a day; one reads the orders of others',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const days = 14
    const town = townOf(chance, {
      people: 4000,
      days,
      start: '2026-11-02T00:00:00Z',
      every: 3,
      phones: 0.9,
      carrier: 20,
      app: 'Bringit',
    })
    const log = new Log()
    const customers = town.people.map(() => `cst_${chance.text(12, BASE62)}`)
    const write = (hit: Hit): void =>
      log.add(
        hit.at,
        JSON.stringify({
          insertId: chance.text(14, 'abcdefghijklmnopqrstuvwxyz0123456789'),
          httpRequest: {
            requestMethod: hit.method,
            requestUrl: `https://api.bringit.example${hit.path}`,
            requestSize: String(300 + chance.below(300)),
            status: hit.status,
            responseSize: String(hit.bytes),
            userAgent: hit.agent,
            remoteIp: hit.ip,
            latency: `0.0${10 + chance.below(89)}s`,
          },
          jsonPayload: { principal: hit.account, sessionId: hit.token, statusDetails: 'response_sent_by_backend' },
          resource: { type: 'http_load_balancer', labels: { project_id: 'bringit-prod' } },
          severity: 'INFO',
          timestamp: new Date(hit.at).toISOString(),
        }),
      )
    const ulid = (at: number): string => {
      let time = ''
      for (let i = 0, left = Math.floor(at); i < 10; i++, left = Math.floor(left / 32))
        time = `${CROCKFORD[left % 32]}${time}`
      return `${time}${chance.text(16, CROCKFORD)}`
    }
    const carrier = Array.from({ length: 12 }, () => addressOf(chance))
    const drivers = Array.from({ length: 110 }, (_, k) => ({
      id: `drv_${chance.text(12, BASE62)}`,
      agent: `BringitDriver/3.${chance.below(6)} (Android ${11 + chance.below(4)})`,
      from: k < 90 ? 0 : chance.below(days),
    }))
    const orders: { readonly id: string; readonly owner: string; readonly at: number }[] = []
    const sessions = new Sessions(5 * DAY)
    const open = (door: string, at: number, ip: string, agent: string): string =>
      sessions.at(door, at, () => {
        write({ at: at - 700, ip, agent, method: 'POST', path: '/v1/sessions', status: 201, bytes: 220 })
        return chance.text(28, BASE62)
      })
    for (const { person, at, address, agent } of town.visits) {
      const account = customers[person.n] ?? ''
      const get = (now: number, path: string): void =>
        write({
          at: now,
          ip: address,
          agent,
          method: 'GET',
          path,
          status: statusOf(chance),
          bytes: 300 + chance.below(4000),
          account,
          token: open(`${account} ${agent}`, at, address, agent),
        })
      for (let i = 1 + chance.below(4), now = at - 3 * MINUTE; i > 0; i--)
        get((now += 20_000), `/v1/restaurants/${chance.below(300)}`)
      if (chance.often(0.3)) continue
      const id = ulid(at)
      orders.push({ id, owner: account, at })
      for (let i = 2 + chance.below(4), now = at; i > 0; i--)
        get((now += 30_000 + chance.wait(5 * MINUTE)), `/v1/orders/${id}`)
      const day = (at - town.start) / DAY
      const driver = chance.pick(drivers.filter(({ from }) => from <= day))
      const ip = chance.pick(carrier)
      const token = open(driver.id, at + 5 * MINUTE, ip, driver.agent)
      for (const [k, path] of [`/v1/orders/${id}`, `/v1/orders/${id}/dropoff`, `/v1/orders/${id}`].entries())
        write({
          at: at + (6 + k * 9) * MINUTE + chance.below(MINUTE),
          ip,
          agent: driver.agent,
          method: k === 2 ? 'PATCH' : 'GET',
          path,
          status: 200,
          bytes: 500 + chance.below(500),
          account: driver.id,
          token,
        })
      if (chance.often(0.2))
        write({
          at: at + 5 * MINUTE,
          ip,
          agent: driver.agent,
          method: 'GET',
          path: `/v1/zones/${chance.below(9)}/orders`,
          status: 200,
          bytes: 4000,
          account: driver.id,
          token,
        })
    }
    passersBy(chance, town, ['/', '/v1/restaurants/7'], write)
    const name = (day: string): string => `gcp/lb-${day}.jsonl.gz`
    if (!breached) return { files: log.days(name), truth: QUIET }
    const thief = drivers[31] ?? { id: '', agent: '' }
    const since = town.start + 7 * DAY + HOUR
    const taken = new Set<string>()
    for (const night of [0, 1, 3])
      for (let i = 0, at = since + night * DAY; i < 420; i++, at += 4000 + chance.wait(20_000)) {
        const order = chance.pick(orders.filter((one) => one.at < at && one.at > at - 2 * DAY))
        const ip = carrier[night] ?? ''
        const token = open(thief.id, at, ip, thief.agent)
        write({
          at,
          ip,
          agent: thief.agent,
          method: 'GET',
          path: `/v1/orders/${order.id}/dropoff`,
          status: 200,
          bytes: 500 + chance.below(500),
          account: thief.id,
          token,
        })
        taken.add(order.owner)
      }
    return {
      files: log.days(name),
      truth: { answer: 'found', ways: ['object-enumeration', 'staff-beyond-duty'], since, accounts: taken, actors: 1 },
    }
  },
}
