import { DIGITS, HEX } from './chance.ts'
import { type Company, Log, QUIET } from './company.ts'
import { type Hit, passersBy, statusOf } from './noise.ts'
import { addressOf, DAY, HOUR, MINUTE, townOf } from './people.ts'
import { Sessions } from './sessions.ts'

/**
 * Accounts that other firms read for their customers: each firm by its certificate and a token of an hour, day and night, for those who agreed.
 * Certificates are changed with an overlap. One firm reads accounts of people who never agreed.
 */
export const openbank: Company = {
  id: 'openbank',
  what: 'Accounts read by other firms, cells with carets, subjects of certificates and tokens of an hour, IBANs; a firm reads those who never agreed',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const days = 16
    const town = townOf(chance, {
      people: 3000,
      days,
      start: '2026-03-09T00:00:00Z',
      every: 3,
      phones: 0.7,
      carrier: 20,
    })
    const [web, auth] = [new Log(), new Log()]
    const customers = town.people.map(({ n }) => ({
      id: String(70_200_000 + n * 11),
      iban: `DE${chance.text(2, DIGITS)}50010517${String(5_400_000_000 + n * 37).padStart(10, '0')}`,
    }))
    const write = (hit: Hit): void =>
      web.add(
        hit.at,
        [
          new Date(hit.at).toISOString(),
          hit.ip,
          hit.account ?? '',
          hit.token ?? '',
          hit.method,
          hit.path,
          hit.status,
          hit.bytes,
          hit.agent,
        ].join('^'),
      )
    const issue = (at: number, who: string, token: string, ip: string, grant: string): void =>
      auth.add(at, [new Date(at).toISOString(), 'token_issued', grant, who, token, ip].join('^'))
    const sessions = new Sessions(HOUR)
    const open = (who: string, door: string, at: number, ip: string, agent: string, grant: string): string =>
      sessions.at(door, at, () => {
        const token = chance.text(30, HEX)
        write({ at: at - 300, ip, agent, method: 'POST', path: '/token', status: 200, bytes: 400 })
        issue(at - 280, who, token, ip, grant)
        return token
      })
    for (const { person, at, address, agent } of town.visits) {
      const { id, iban } = customers[person.n] ?? { id: '', iban: '' }
      for (let i = 2 + chance.below(5), now = at; i > 0; i--) {
        const token = open(id, `${id} ${agent}`, now, address, agent, 'authorization_code')
        write({
          at: (now += 500 + chance.wait(15_000)),
          ip: address,
          agent,
          method: 'GET',
          path: chance.pick([`/accounts/${iban}`, `/accounts/${iban}/transactions`, '/messages', '/branches']),
          status: statusOf(chance),
          bytes: 400 + chance.below(9000),
          account: id,
          token,
        })
      }
    }
    const firms = Array.from({ length: 22 }, (_, k) => ({
      name: `CN=${chance.text(7, 'abcdefgiklmnoprstu')}.example,O=Firm ${k},organizationIdentifier=PSDDE-BAFIN-${120_000 + k * 31}`,
      agent: chance.pick(['okhttp/4.12.0', 'axios/1.6.8', 'Java/17.0.10', 'python-httpx/0.27.0', 'Go-http-client/2.0']),
      ips: [addressOf(chance), addressOf(chance)],
      agreed: Array.from({ length: 40 + Math.floor(chance.wait(160)) }, () => chance.below(3000)),
    }))
    const firmReads = (at: number, k: number, n: number): void => {
      const firm = firms[k]
      if (firm === undefined) return
      const ip = chance.pick(firm.ips)
      const token = open(firm.name, firm.name, at, ip, firm.agent, 'client_credentials')
      for (const [i, part] of ['', '/balances', '/transactions'].slice(0, 1 + chance.below(3)).entries())
        write({
          at: at + i * 400,
          ip,
          agent: firm.agent,
          method: 'GET',
          path: `/accounts/${customers[n]?.iban}${part}`,
          status: 200,
          bytes: 400 + chance.below(9000),
          account: firm.name,
          token,
        })
    }
    for (const [k, { agreed }] of firms.entries())
      for (let day = 0; day < days; day++)
        for (const n of agreed)
          if (chance.often(0.5)) firmReads(town.start + day * DAY + chance.below(DAY - HOUR), k, n)
    passersBy(chance, town, ['/', '/branches'], write)
    const files = () => [
      ...web.days(
        (day) => `xs2a/${day}.txt.gz`,
        'timestamp^client_ip^principal^token_ref^method^path^status^bytes^user_agent\n',
      ),
      { name: 'as/tokens.txt', content: auth.text('timestamp^event^grant^principal^token_ref^client_ip\n') },
    ]
    if (!breached) return { files: files(), truth: QUIET }
    const since = town.start + 8 * DAY + 22 * HOUR
    const taken = new Set<string>()
    const agreed = new Set(firms[6]?.agreed)
    for (let i = 0, at = since; i < 900; i++, at += chance.wait(6 * MINUTE)) {
      const n = chance.below(3000)
      if (agreed.has(n)) continue
      firmReads(at, 6, n)
      taken.add(customers[n]?.id ?? '')
    }
    return {
      files: files(),
      truth: { answer: 'found', ways: ['staff-beyond-duty', 'object-enumeration'], since, accounts: taken, actors: 1 },
    }
  },
}
