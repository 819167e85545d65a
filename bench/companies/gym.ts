import { HEX } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { type Hit, passersBy, statusOf, uuid7 } from './noise.ts'
import { addressOf, DAY, HOUR, townOf } from './people.ts'

/**
 * Gyms: one GraphQL endpoint, the operation and its variables in the query. Trainers read their own forty members.
 * One member reads the profiles of others, whose ids (UUID version 7) the ranking shows.
 */
export const gym: Company = {
  id: 'gym',
  what: 'Gyms, GraphQL in the query, JSON array of requests with UUIDv7, no log of log-ins, trainers; a member reads profiles of others',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const people = 4000
    const town = townOf(chance, {
      people,
      days: 14,
      start: '2026-09-07T00:00:00+02:00',
      every: 3,
      phones: 0.8,
      carrier: 25,
      app: 'Hantel',
    })
    const log = new Log()
    const ids = town.people.map((_, n) => uuid7(chance, Date.parse('2023-01-01') + n * 7 * HOUR))
    const query = (operation: string, variables: object): string =>
      `/graphql?operationName=${operation}&variables=${encodeURIComponent(JSON.stringify(variables))}`
    const write = (hit: Hit): void =>
      log.add(
        hit.at,
        JSON.stringify({
          '@timestamp': new Date(hit.at).toISOString(),
          client: { ip: hit.ip },
          http: { request: { method: hit.method }, response: { status_code: hit.status, body: { bytes: hit.bytes } } },
          url: { original: hit.path },
          user: { id: hit.account ?? '' },
          session: { id: hit.token ?? '' },
          user_agent: { original: hit.agent },
        }),
      )
    const live = new Map<string, { token: string; until: number }>()
    const visit = (
      n: number,
      at: number,
      address: string,
      agent: string,
      paths: () => string,
      count: number,
      lag: number,
      status = (): number => statusOf(chance),
    ): void => {
      const door = `${n} ${agent}`
      let held = live.get(door)
      if (held === undefined || held.until < at) {
        held = { token: chance.text(24, HEX), until: at + 5 * DAY }
        live.set(door, held)
        write({ at: at - 800, ip: address, agent, method: 'POST', path: '/auth/session', status: 201, bytes: 300 })
      }
      let now = at
      for (let i = count; i > 0; i--)
        write({
          at: (now += 400 + chance.wait(lag)),
          ip: address,
          agent,
          method: 'GET',
          path: paths(),
          status: status(),
          bytes: 300 + chance.below(4000),
          account: ids[n] ?? '',
          token: held.token,
        })
    }
    for (const { person, at, address, agent } of town.visits) {
      const own = { memberId: ids[person.n] }
      const clients = person.n < 60 ? Array.from({ length: 40 }, (_, k) => ids[100 + person.n * 40 + k]) : undefined
      const path = (): string => {
        if (clients !== undefined && chance.often(0.6))
          return query('MemberProfile', { memberId: chance.pick(clients) })
        return chance.pick([
          query('MemberProfile', own),
          query('Courses', { week: 37 + chance.below(3) }),
          query('Bookings', own),
          query('Ranking', { club: chance.below(40) }),
          query('Contract', own),
        ])
      }
      visit(
        person.n,
        at,
        address,
        agent,
        path,
        clients === undefined ? 2 + chance.below(6) : 8 + chance.below(20),
        14_000,
      )
    }
    passersBy(chance, town, ['/', '/clubs', '/prices', '/jobs'], write)
    const files = (): LogFile[] => [...log.days((day) => `es-export/http-${day}.ndjson.gz`)]
    if (!breached) return { files: files(), truth: QUIET }
    const since = town.start + 6 * DAY + 20 * HOUR
    const [ip, thief] = [addressOf(chance), 3456]
    const taken = new Set<string>()
    let next = 0
    const order = town.people.map(({ n }) => n).sort(() => chance.unit() - 0.5)
    for (let night = 0; night < 4; night++)
      visit(
        thief,
        since + night * DAY,
        ip,
        'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
        () => {
          const n = order[next++] ?? 0
          taken.add(ids[n] ?? '')
          return query(next % 2 === 0 ? 'MemberProfile' : 'Contract', { memberId: ids[n] })
        },
        250,
        20_000,
        () => 200,
      )
    return {
      files: files(),
      truth: { answer: 'found', ways: ['object-enumeration'], since, accounts: taken, actors: 1 },
    }
  },
}
