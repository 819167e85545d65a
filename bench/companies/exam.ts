import { BASE62, DIGITS } from './chance.ts'
import { type Company, Log, type Truth } from './company.ts'
import { type Hit, orderedScan, passersBy, statusOf } from './noise.ts'
import { DAY, HOUR, MINUTE, rentedOf, townOf } from './people.ts'

/**
 * Results of a state examination, by number and a PIN in the query, without any log-in; they come out at ten and everybody is
 * there, at school, at home, parents too; teachers read those of their class. A mail brings personal links, which scanners of mail open
 * first. In the other stretch a certificate is given out without its PIN.
 */
export const exam: Company = {
  id: 'exam',
  what: 'Examination, Azure Application Gateway without identity, PINs and personal links in the query, a burst at ten o’clock; certificates are given out without the PIN: cannot be determined',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, {
      people: 7000,
      days: 12,
      start: '2026-07-06T00:00:00Z',
      every: 8,
      phones: 0.7,
      carrier: 15,
    })
    const log = new Log()
    const pupils = town.people.map(({ n }) => ({
      number: `26${String(10_000 + n * 2 + chance.below(2))}`,
      pin: chance.text(6, DIGITS),
      link: chance.text(22, BASE62),
      school: `198.51.100.${1 + (n % 60)}`,
    }))
    const write = (hit: Hit): void => {
      const [path = '', query = ''] = hit.path.split('?')
      log.add(
        hit.at,
        JSON.stringify({
          time: new Date(hit.at).toISOString().replace('Z', '0000Z'),
          resourceId: '/SUBSCRIPTIONS/0/RESOURCEGROUPS/EXAM/PROVIDERS/MICROSOFT.NETWORK/APPLICATIONGATEWAYS/GW',
          operationName: 'ApplicationGatewayAccess',
          category: 'ApplicationGatewayAccessLog',
          properties: {
            instanceId: `appgw_${chance.below(3)}`,
            clientIP: hit.ip,
            clientPort: 1025 + chance.below(60_000),
            httpMethod: hit.method,
            requestUri: path,
            requestQuery: query,
            userAgent: hit.agent,
            httpStatus: hit.status,
            httpVersion: 'HTTP/1.1',
            receivedBytes: 300 + chance.below(900),
            sentBytes: hit.bytes,
            timeTaken: chance.below(300) / 1000,
            host: 'results.exam.example',
          },
        }),
      )
    }
    const look = (n: number, at: number, ip: string, agent: string, byLink: boolean): void => {
      const pupil = pupils[n]
      if (pupil === undefined) return
      const { number, pin, link } = pupil
      const get = (now: number, path: string, status = statusOf(chance), bytes = 2000 + chance.below(900)): void =>
        write({ at: now, ip, agent, method: 'GET', path, status, bytes })
      get(at, byLink ? `/r/${link}?src=mail` : '/')
      for (let now = at + 3000; chance.often(0.12); now += 5000)
        get(now, `/result/${number}?pin=${chance.text(6, DIGITS)}`, 403, 120)
      get(at + 20_000, `/result/${number}?pin=${pin}`)
      if (chance.often(0.5)) get(at + 40_000, `/certificate/${number}?pin=${pin}`, 200, 80_000 + chance.below(5000))
    }
    for (const { person, at, address, agent } of town.visits) look(person.n, at, address, agent, chance.often(0.3))
    const out = town.start + 5 * DAY + 10 * HOUR
    for (const { n, phone, browser, home } of town.people) {
      if (chance.often(0.85)) look(n, out + chance.wait(14 * MINUTE), pupils[n]?.school ?? '', phone, false)
      if (chance.often(0.6)) look(n, out + chance.wait(5 * HOUR), home, browser, true)
      if (chance.often(0.3))
        write({
          at: out - HOUR + chance.below(20 * MINUTE),
          ip: rentedOf(chance),
          agent: 'Mozilla/5.0 (compatible; Barracuda Link Check)',
          method: 'GET',
          path: `/r/${pupils[n]?.link}?src=mail`,
          status: 200,
          bytes: 2100,
        })
    }
    for (let teacher = 0; teacher < 180; teacher++)
      for (let k = 0, at = out + 2 * HOUR + chance.wait(DAY); k < 26; k++, at += 15_000 + chance.wait(30_000))
        look(
          (teacher * 37 + k) % 7000,
          at,
          `198.51.100.${1 + (teacher % 60)}`,
          `${town.people[teacher]?.browser}`,
          false,
        )
    passersBy(chance, town, ['/', '/dates', '/help'], write)
    orderedScan(chance, town.start + 3 * DAY + 22 * HOUR, ['/result/2610000', '/r/x'], write)
    for (let i = 0, at = town.start + 2 * DAY + 20 * HOUR; i < 6000; i++, at += chance.wait(200))
      write({
        at,
        ip: chance.pick(['203.0.113.61', '203.0.113.62']),
        agent: 'Apache-HttpClient/4.5 (JMeter)',
        method: 'GET',
        path: `/result/26${String(10_000 + (i % 40))}?pin=000000`,
        status: 403,
        bytes: 120,
      })
    const name = (day: string): string => `insights/PT1H-${day}.json.gz`
    const truth: Truth = { answer: 'cannot-determine', ways: [], since: null, accounts: new Set(), actors: 0 }
    if (!breached) return { files: log.days(name), truth }
    const since = out + 9 * HOUR
    for (let i = 0, at = since, n = 800; i < 3000; i++, n++, at += 1000 + chance.wait(7000))
      write({
        at,
        ip: '252.7.19.88',
        agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36',
        method: 'GET',
        path: `/certificate/26${String(10_000 + n)}`,
        status: pupils.some(({ number }) => number === `26${String(10_000 + n)}`) ? 200 : 404,
        bytes: 80_000 + chance.below(5000),
      })
    return { files: log.days(name), truth }
  },
}
