import { BASE62 } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { type Hit, passersBy, statusOf } from './noise.ts'
import { addressOf, DAY, HOUR, MINUTE, townOf } from './people.ts'

const idOf = (depot: number, parcel: number): string => Buffer.from(`${depot}:${parcel}`).toString('base64url')

/**
 * Parcels: the id of a parcel is its depot and number in base64, the document a suffix of it. Merchants read the labels of many
 * parcels of their own, couriers those of their tour. One receiver decodes the id and counts on.
 */
export const post: Company = {
  id: 'post',
  what: 'Parcels, Apache format that nobody declared, composite ids in base64 with a suffix, merchants and couriers; a receiver counts on',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const people = 4000
    const town = townOf(chance, { people, days: 12, start: '2026-11-02T00:00:00Z', every: 3, phones: 0.6, carrier: 25 })
    const log = new Log()
    const parcels = town.people.map((_, n) =>
      [0, 1, 2].map((k) => [1 + chance.below(40), 7_100_000 + (n * 3 + k) * 5 + chance.below(5)] as const),
    )
    const mail = town.people.map((_, n) => `user${n * 11}@mail.example`)
    const write = (hit: Hit): void =>
      log.add(
        hit.at,
        `${new Date(hit.at).toISOString().slice(0, 23).replace('T', ' ')}Z|${hit.ip}|${hit.account ?? '-'}|${hit.token ?? '-'}|${hit.method}|${hit.path}|${hit.status}|${hit.bytes}|${hit.agent}`,
      )
    const live = new Map<string, { token: string; until: number }>()
    const visit = (
      account: string,
      at: number,
      ip: string,
      agent: string,
      path: () => string,
      count: number,
      lag: number,
      status = (): number => statusOf(chance),
    ): void => {
      let held = live.get(`${account} ${agent}`)
      if (held === undefined || held.until < at) {
        held = { token: chance.text(20, BASE62), until: at + 2 * DAY }
        live.set(`${account} ${agent}`, held)
        write({ at: at - 900, ip, agent, method: 'POST', path: '/konto/login', status: 303, bytes: 0 })
      }
      let now = at
      for (let i = count; i > 0; i--)
        write({
          at: (now += 400 + chance.wait(lag)),
          ip,
          agent,
          method: 'GET',
          path: path(),
          status: status(),
          bytes: 500 + chance.below(6000),
          account,
          token: held.token,
        })
    }
    for (const { person, at, address, agent } of town.visits) {
      const own = (): string => {
        const [depot, parcel] = chance.pick(parcels[person.n] ?? [])
        return idOf(depot, parcel)
      }
      visit(
        mail[person.n] ?? '',
        at,
        address,
        agent,
        () => chance.pick([`/track/${own()}.json`, `/label/${own()}.pdf`, '/konto', '/shops', '/preise']),
        2 + chance.below(5),
        14_000,
      )
    }
    for (let m = 0; m < 25; m++) {
      const ip = addressOf(chance)
      for (let day = town.start; day < town.end; day += DAY) {
        if ([0, 6].includes(new Date(day).getUTCDay())) continue
        visit(
          `merchant${m}@shop.example`,
          day + (8 + chance.below(8)) * HOUR,
          ip,
          'ShopPlugin/3.2 PHP/8.2',
          () => {
            const [depot, parcel] = parcels[(chance.below(160) * 25 + m) % people]?.[0] ?? [1, 1]
            return `/label/${idOf(depot, parcel)}.pdf`
          },
          40 + chance.below(60),
          5000,
        )
      }
    }
    passersBy(chance, town, ['/', '/preise', '/shops', '/filialen'], write)
    const files = (): LogFile[] => [{ name: 'portal/requests.log', content: log.text() }]
    if (!breached) return { files: files(), truth: QUIET }
    const since = town.start + 5 * DAY + 21 * HOUR
    const [ip, thief] = [addressOf(chance), 2345]
    const owners = new Set<string>()
    const looked = new Set(
      log
        .text()
        .split('\n')
        .map((line) => line.split('|'))
        .map((cells) => `${cells[2]} ${/\/(?:track|label)\/([\w-]+)\./.exec(cells[5] ?? '')?.[1]}`),
    )
    const owned = new Map<string, number>()
    for (const [n, own] of parcels.entries()) for (const [depot, parcel] of own) owned.set(idOf(depot, parcel), n)
    const all = parcels
      .flat()
      .toSorted((a, b) => a[1] - b[1])
      .slice(3000, 4600)
    let next = 0
    for (let night = 0; night < 4; night++)
      visit(
        mail[thief] ?? '',
        since + night * DAY,
        ip,
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0',
        () => {
          const [depot, parcel] = all[next++] ?? [1, 1]
          const id = idOf(depot, parcel)
          const owner = mail[owned.get(id) ?? 0] ?? ''
          if (looked.has(`${owner} ${id}`)) owners.add(owner)
          return `/label/${id}.pdf`
        },
        400,
        MINUTE / 6,
        () => 200,
      )
    return {
      files: files(),
      truth: { answer: 'found', ways: ['object-enumeration'], since, accounts: owners, actors: 1 },
    }
  },
}
