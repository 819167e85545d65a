import { DIGITS } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { addressOf, DAY, HOUR, MINUTE, townOf } from './people.ts'

/**
 * A tax portal. Citizens and advisers prove themselves with certificates; the log has their subjects. Advisers read the files of
 * hundreds of clients, a night batch of a payroll firm those of thousands. One adviser's certificate walks through the tax numbers.
 */
export const tax: Company = {
  id: 'tax',
  what: 'Tax portal, undeclared nginx format with the subject of client certificates, advisers with many clients; one walks through tax numbers',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, { people: 6000, days: 14, start: '2026-04-01T00:00:00Z', every: 6, phones: 0.1 })
    const log = new Log()
    const numbers = town.people.map(
      (_, n) => `${String(31_000_000 + n * 11 + chance.below(11))}${chance.text(2, DIGITS)}`,
    )
    const line = (
      at: number,
      ip: string,
      dn: string,
      method: string,
      path: string,
      agent: string,
      status = 200,
    ): void =>
      log.add(
        at,
        `${new Date(at).toISOString()} ${ip} "${dn}" ${method} ${path} ${status} ${100 + chance.below(5000)} 0.0${10 + chance.below(89)} "${agent}"`,
      )
    for (const { person, at, address, agent } of town.visits) {
      const own = numbers[person.n]
      let now = at
      for (let i = 2 + chance.below(5); i > 0; i--)
        line(
          (now += 700 + chance.wait(40_000)),
          address,
          `CN=${own},O=Citizen`,
          'GET',
          chance.pick([`/files/${own}`, `/files/${own}/assessments/2025`, '/forms', `/files/${own}/letters`, '/help']),
          agent,
        )
    }
    const advisers = Array.from({ length: 60 }, (_, n) => ({
      dn: `CN=adv-${100 + n},O=Advisers`,
      ip: addressOf(chance),
      clients: Array.from({ length: 20 + chance.below(120) }, () => chance.below(6000)),
      agent: chance.pick(town.people).browser,
    }))
    for (const { dn, ip, clients, agent } of advisers)
      for (let day = 0; day < 14; day++) {
        if (day % 7 > 4) continue
        let now = town.start + day * DAY + 8 * HOUR + chance.below(120) * MINUTE
        for (let i = 10 + chance.below(40); i > 0; i--)
          line(
            (now += 3000 + chance.wait(4 * MINUTE)),
            ip,
            dn,
            'GET',
            `/files/${numbers[chance.pick(clients)]}${chance.pick(['', '/assessments/2025', '/letters'])}`,
            agent,
          )
      }
    const staff = Array.from({ length: 1800 }, () => chance.below(6000))
    const batch = addressOf(chance)
    for (let day = 0; day < 14; day++)
      for (let i = 0, now = town.start + day * DAY + 2 * HOUR; i < 500; i++)
        line(
          (now += 400 + chance.below(300)),
          batch,
          'CN=payroll-batch,O=Partners',
          'GET',
          `/files/${numbers[chance.pick(staff)]}`,
          'paybatch/2.2',
        )
    const files = (): LogFile[] => [{ name: 'portal.log', content: log.text() }]
    if (!breached) return { files: files(), caseYaml, truth: QUIET }
    const taken = new Set<string>()
    const thief = advisers[23]
    const since = town.start + 8 * DAY + 21 * HOUR
    let now = since
    const ip = addressOf(chance)
    for (let i = 0; i < 1600; i++) {
      line(
        now,
        ip,
        thief?.dn ?? '',
        'GET',
        `/files/${numbers[2000 + i]}`,
        'Mozilla/5.0 (Windows NT 6.1; rv:52.0) Gecko/20100101 Firefox/52.0',
      )
      taken.add(numbers[2000 + i] ?? '')
      now += 900 + chance.wait(2000)
    }
    return {
      files: files(),
      caseYaml,
      truth: { answer: 'found', ways: ['object-enumeration', 'staff-beyond-duty'], since, accounts: taken, actors: 1 },
    }
  },
}

const caseYaml = `sources:
  - { match: "**/portal.log", format: '$time_iso8601 $remote_addr "$ssl_client_s_dn" $request_method $request_uri $status $body_bytes_sent $request_time "$http_user_agent"', fields: { principal: $ssl_client_s_dn } }
routes:
  - { route: 'GET /files/{id}', returns: [Name, OfficialID], subject: object }
  - { route: 'GET /files/{id}/letters', returns: [Name, PhysicalAddress], subject: object }
`
