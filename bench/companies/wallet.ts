import { BASE62, HEX } from './chance.ts'
import { type Company, Log, QUIET } from './company.ts'
import { type Hit, orderedScan, passersBy, statusOf } from './noise.ts'
import { addressOf, DAY, HOUR, MINUTE, townOf } from './people.ts'

/**
 * A wallet with everything that looks bad and is not: a partner's import that reads everybody once, an administrator's export, a
 * batch at the end of the month, services with tokens that no log issues, a change of keys, an issuer's log with two holes and a
 * clock of its own, lines that the shipper sent twice, and a format that changes in the middle.
 */
export const wallet: Company = {
  id: 'wallet',
  what: 'Wallet, JSON whose members change in the middle, an import, an export, a batch, services, holes, a skewed clock, lines twice, a change of keys; nothing is wrong',
  weeks: ['quiet'],
  logs: (chance) => {
    const people = 6000
    const town = townOf(chance, {
      people,
      days: 24,
      start: '2026-05-18T00:00:00Z',
      every: 5,
      phones: 0.8,
      carrier: 30,
      app: 'Purse',
    })
    const [web, auth] = [new Log(), new Log()]
    const ids = town.people.map(() => chance.text(24, HEX))
    const deploy = town.start + 12 * DAY + 5 * HOUR
    const rotation = town.start + 15 * DAY
    const write = (hit: Hit): void => {
      const time = new Date(hit.at).toISOString()
      const text = JSON.stringify(
        hit.at < deploy
          ? {
              t: time,
              ip: hit.ip,
              m: hit.method,
              uri: hit.path,
              s: hit.status,
              b: hit.bytes,
              ua: hit.agent,
              uid: hit.account,
              tid: hit.token,
            }
          : {
              timestamp: time,
              trace: chance.text(16, HEX),
              http: { method: hit.method, url: hit.path, status: hit.status, size: hit.bytes, agent: hit.agent },
              client: { ip: hit.ip },
              auth: { subject: hit.account ?? null, token_id: hit.token ?? null },
            },
      )
      web.add(hit.at, text)
      if (chance.often(0.01)) web.add(hit.at, text)
    }
    const issue = (at: number, sub: string, tid: string, ip: string): void =>
      auth.add(
        at,
        JSON.stringify({
          time: new Date(at - 4.3 * MINUTE).toISOString(),
          type: 'TOKEN_ISSUED',
          subject: sub,
          token_id: tid,
          kid: at < rotation ? 'k-11' : 'k-12',
          ip,
        }),
      )
    const live = new Map<string, { token: string; until: number; renew: number }>()
    for (const { person, at, address, agent } of town.visits) {
      const sub = ids[person.n] ?? ''
      const door = `${person.n} ${agent}`
      let held = live.get(door)
      let now = at
      if (held === undefined || held.until < at) {
        write({ at: at - 900, ip: address, agent, method: 'POST', path: '/session', status: 201, bytes: 600 })
        held = { token: chance.text(22, BASE62), until: at + 30 * DAY, renew: at + DAY }
        issue(at - 850, sub, held.token, address)
      } else if (held.renew < at) {
        write({ at: at - 900, ip: address, agent, method: 'POST', path: '/session/refresh', status: 200, bytes: 600 })
        held = { token: chance.text(22, BASE62), until: held.until, renew: at + DAY }
        issue(at - 850, sub, held.token, address)
      }
      live.set(door, held)
      for (let i = 2 + chance.below(7); i > 0; i--)
        write({
          at: (now += 400 + chance.wait(9000)),
          ip: address,
          agent,
          method: 'GET',
          path: chance.pick([
            `/wallets/${sub}`,
            `/wallets/${sub}/transactions`,
            '/rates',
            `/wallets/${sub}/cards`,
            '/notifications',
          ]),
          status: statusOf(chance),
          bytes: 200 + chance.below(4000),
          account: sub,
          token: held.token,
        })
    }
    passersBy(chance, town, ['/', '/fees', '/legal'], write)
    orderedScan(chance, town.start + 8 * DAY + HOUR, ['/wallets/1', '/session', '/admin'], write)
    for (const service of ['svc-fraud', 'svc-mail', 'svc-ledger']) {
      const [token, ip] = [chance.text(22, BASE62), `10.0.${chance.below(9)}.${chance.below(200)}`]
      for (let at = town.start; at < town.end; at += chance.wait(5 * MINUTE))
        write({
          at,
          ip,
          agent: 'Go-http-client/2.0',
          method: 'GET',
          path: `/wallets/${chance.pick(ids)}`,
          status: 200,
          bytes: 900,
          account: service,
          token,
        })
    }
    const [partner, admin] = [addressOf(chance), addressOf(chance)]
    const key = chance.text(22, BASE62)
    for (let n = 0, at = town.start + 5 * DAY + 21 * HOUR; n < people; n++)
      write({
        at: (at += chance.wait(3000)),
        ip: partner,
        agent: 'acme-import/1.4',
        method: 'GET',
        path: `/wallets/${ids[n]}`,
        status: 200,
        bytes: 800,
        account: 'partner-acme',
        token: key,
      })
    for (let day = town.start; day < town.end; day += DAY)
      for (let i = 0, at = day + 22 * HOUR; i < 30; i++)
        write({
          at: (at += chance.wait(30_000)),
          ip: partner,
          agent: 'acme-import/1.4',
          method: 'GET',
          path: `/wallets/${chance.pick(ids)}`,
          status: 200,
          bytes: 800,
          account: 'partner-acme',
          token: key,
        })
    const desk = chance.text(22, BASE62)
    issue(town.start + 10 * DAY + 9 * HOUR, 'admin.kim', desk, admin)
    for (let page = 1, at = town.start + 10 * DAY + 9.1 * HOUR; page < 60; page++)
      write({
        at: (at += 2000 + chance.wait(2000)),
        ip: admin,
        agent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/125.0',
        method: 'GET',
        path: `/admin/export?page=${page}`,
        status: 200,
        bytes: 250_000,
        account: 'admin.kim',
        token: desk,
      })
    const batch = chance.text(22, BASE62)
    for (let n = 0, at = town.start + 13 * DAY; n < people; n++)
      write({
        at: (at += 300 + chance.below(900)),
        ip: '10.0.1.77',
        agent: 'python-httpx/0.27',
        method: 'GET',
        path: `/wallets/${ids[n]}/transactions`,
        status: 200,
        bytes: 3000,
        account: 'svc-monthend',
        token: batch,
      })
    auth.lose(town.start + 6 * DAY + 3 * HOUR, town.start + 6 * DAY + 8 * HOUR)
    auth.lose(town.start + 17 * DAY + 18 * HOUR, town.start + 17 * DAY + 20 * HOUR)
    return {
      files: [...web.days((day) => `app/${day}.jsonl.gz`), { name: 'idp/tokens.jsonl', content: auth.text() }],
      truth: QUIET,
    }
  },
}
