import { type Company, Log } from './company.ts'
import { DAY, HOUR, rentedOf, townOf } from './people.ts'

/**
 * An airline behind CloudFront, whose log holds no cookie, no token and no user. An old version of the booking interface asks for no log-in; no
 * log here could show that, nor whose bookings were read.
 */
export const airline: Company = {
  id: 'airline',
  what: 'Airline, CloudFront standard log without any identity, booking codes in the query; an old version read without log-in: cannot be shown',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, { people: 4000, days: 7, start: '2026-04-06T00:00:00Z', every: 3 })
    const log = new Log()
    const codes = town.people.map(() => chance.text(6, 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'))
    const request = (at: number, ip: string, agent: string, path: string, query = '-', status = 200): void => {
      const [day, time] = new Date(at).toISOString().slice(0, 19).split('T')
      log.add(
        at,
        [
          day,
          time,
          'FRA56-P2',
          300 + chance.below(9000),
          ip,
          'GET',
          'd1.cloudfront.example',
          path,
          status,
          '-',
          encodeURI(agent),
          query,
          '-',
          'Miss',
          chance.text(20, 'abcdefxyz0189'),
          'fly.example',
          'https',
          180,
          '0.0' + chance.below(90),
          '-',
          'TLSv1.3',
          'TLS_AES_128_GCM_SHA256',
          'Miss',
          'HTTP/2.0',
          '-',
          '-',
          40_000,
          '0.031',
          'Miss',
          'application/json',
          800,
          '-',
          '-',
        ].join('\t'),
      )
    }
    for (const { person, at, address, agent } of town.visits) {
      let now = at
      for (let i = 1 + chance.below(6); i > 0; i--)
        request(
          (now += chance.wait(20_000)),
          address,
          agent,
          chance.pick(['/', '/flights', '/offers', '/img/a380.webp', '/api/v3/fares']),
        )
      if (chance.often(0.4)) request((now += 9000), address, agent, '/api/v3/bookings', `pnr=${codes[person.n]}`)
      if (chance.often(0.2))
        request(
          (now += 9000),
          address,
          agent,
          '/api/v3/boarding-pass',
          `pnr=${codes[person.n]}&seat=${1 + chance.below(30)}A`,
        )
    }
    if (breached) {
      const ip = rentedOf(chance)
      let now = town.start + 3 * DAY + 4 * HOUR
      for (let i = 0; i < 2500; i++)
        request(
          (now += chance.wait(1500)),
          ip,
          'python-requests/2.31.0',
          '/api/v1/bookings',
          `pnr=${codes[chance.below(4000)]}`,
        )
    }
    const header =
      '#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end\n'
    return {
      files: log.days((day) => `cdn/E2EXAMPLE.${day}.gz`, header),
      caseYaml:
        'routes:\n  - { route: "GET /api/v1/bookings", returns: [Name, EmailAddress], subject: "query:pnr", access: login }\n  - { route: "GET /api/v3/bookings", returns: [Name, EmailAddress], subject: "query:pnr" }\n',
      truth: { answer: 'cannot-determine', ways: [], since: null, accounts: new Set(), actors: 0 },
    }
  },
}
