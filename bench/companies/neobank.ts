import { BASE62, HEX } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { type Hit, passersBy, statusOf } from './noise.ts'
import { DAY, HOUR, MINUTE, rentedOf, townOf } from './people.ts'

/**
 * A bank in a telephone: tokens of an hour, renewed by a token of weeks that does not change. Somebody has the long ones of 150 people and
 * renews from rented machines, while their owners go on: each short token is issued as it should be.
 */
export const neobank: Company = {
  id: 'neobank',
  what: 'Bank in a telephone, structured data of syslog (RFC 5424), KSUIDs, tokens of an hour with renewals; the renewing tokens of 150 people are used by another',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, {
      people: 2600,
      days: 16,
      start: '2026-02-16T00:00:00Z',
      every: 1.6,
      phones: 1,
      carrier: 20,
      app: 'Kiwi',
    })
    const [web, auth] = [new Log(), new Log()]
    const ids = town.people.map(() => `2b${chance.text(25, BASE62)}`)
    const line = (at: number, app: string, kind: string, id: string, values: Record<string, string | number>): string =>
      `<134>1 ${new Date(at).toISOString()} ${app}-${chance.below(3)} ${app} ${700 + chance.below(9)} ${kind} [${id}@32473 ${Object.entries(
        values,
      )
        .map(([key, value]) => `${key}="${value}"`)
        .join(' ')}] -`
    const write = (hit: Hit): void =>
      web.add(
        hit.at,
        line(hit.at, 'api', 'ACCESS', 'http', {
          client_ip: hit.ip,
          method: hit.method,
          path: hit.path,
          status: hit.status,
          bytes: hit.bytes,
          user_agent: hit.agent,
          ...(hit.account === undefined ? {} : { user_id: hit.account, token_id: hit.token ?? '' }),
        }),
      )
    const renew = (at: number, n: number, event: string, family: string, ip: string, agent: string): string => {
      const token = chance.text(16, HEX)
      write({ at, ip, agent, method: 'POST', path: '/oauth/token', status: 200, bytes: 900 })
      auth.add(
        at + 20,
        line(at + 20, 'idp', 'TOKEN', 'grant', {
          event,
          user_id: ids[n] ?? '',
          token_id: token,
          refresh_id: family,
          client_ip: ip,
        }),
      )
      return token
    }
    const live = new Map<number, { family: string; token: string; until: number }>()
    const read = (at: number, n: number, token: string, ip: string, agent: string, paths: readonly string[]): void => {
      let now = at
      for (const path of paths)
        write({
          at: (now += 300 + chance.wait(6000)),
          ip,
          agent,
          method: 'GET',
          path,
          status: statusOf(chance),
          bytes: 300 + chance.below(5000),
          account: ids[n] ?? '',
          token,
        })
    }
    for (const { person, at, address, agent } of town.visits) {
      const held = live.get(person.n) ?? { family: '', token: '', until: 0 }
      if (held.family === '') {
        held.family = chance.text(24, HEX)
        held.token = renew(at - 900, person.n, 'token_issued', held.family, address, agent)
        held.until = at + HOUR
      } else if (held.until < at) {
        held.token = renew(at - 900, person.n, 'token_refreshed', held.family, address, agent)
        held.until = at + HOUR
      }
      live.set(person.n, held)
      const id = ids[person.n]
      const paths = [`/v1/customers/${id}`, `/v1/customers/${id}/payments`, '/v1/rates', `/v1/customers/${id}/cards`]
      read(
        at,
        person.n,
        held.token,
        address,
        agent,
        Array.from({ length: 2 + chance.below(5) }, () => chance.pick(paths)),
      )
    }
    passersBy(chance, town, ['/', '/fees'], write)
    const files = (): LogFile[] => [
      ...web.days((day) => `syslog/api-${day}.log.gz`),
      { name: 'syslog/idp.log', content: auth.text() },
    ]
    if (!breached) return { files: files(), truth: QUIET }
    const ips = Array.from({ length: 6 }, () => rentedOf(chance))
    const agent = 'Kiwi/5.4 (Pixel 7; Android 13)'
    const taken = new Set<string>()
    const since = town.start + 9 * DAY + 4 * HOUR
    const victims = [...live].slice(200, 350)
    for (let i = 0, at = since; i < 520; i++, at += chance.wait(14 * MINUTE)) {
      const [n, { family }] = victims[i % victims.length] ?? [0, { family: '' }]
      const ip = chance.pick(ips)
      const token = renew(at, n, 'token_refreshed', family, ip, agent)
      read(at + 200, n, token, ip, agent, [`/v1/customers/${ids[n]}`, `/v1/customers/${ids[n]}/payments`])
      taken.add(ids[n] ?? '')
    }
    return { files: files(), truth: { answer: 'found', ways: ['stolen-session'], since, accounts: taken, actors: 1 } }
  },
}
