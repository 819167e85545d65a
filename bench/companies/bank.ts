import { DIGITS, HEX } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { DAY, HOUR, MINUTE, rentedOf, townOf } from './people.ts'
import { jwtOf } from './tokens.ts'
import { plainTime } from './times.ts'

/**
 * A German bank. The gateway logs whole tokens, the issuer only their ids, in a table with semicolons; ten percent of the tokens are refreshed. Somebody with
 * the signing key makes tokens for customers, slowly.
 */
export const bank: Company = {
  id: 'bank',
  what: 'Bank in Germany, nested JSON in German with whole tokens, issuance as CSV by jti alone; tokens minted slowly',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, {
      people: 5000,
      days: 10,
      start: '2026-03-02T00:00:00+01:00',
      every: 3,
      app: 'MeineBank',
    })
    const web = new Log()
    const issuer = new Log()
    const customers = town.people.map(() => `K${chance.text(8, DIGITS)}`)
    const accounts = town.people.map(() => `DE${chance.text(20, DIGITS)}`)
    const uuid = (): string => [8, 4, 4, 4, 12].map((length) => chance.text(length, HEX)).join('-')
    const tokenFor = (n: number, at: number, jti: string): string =>
      jwtOf(
        { alg: 'RS256', kid: 'bank-2025-2' },
        { sub: customers[n], jti, iat: Math.floor(at / 1000), exp: Math.floor(at / 1000) + 3600, aud: 'onlinebanking' },
      )
    const request = (
      at: number,
      ip: string,
      agent: string,
      methode: string,
      pfad: string,
      token: string | null,
      status = 200,
    ): void =>
      web.add(
        at,
        JSON.stringify({
          zeit: new Date(at).toISOString(),
          gateway: 'gw-2',
          anfrage: {
            methode,
            pfad,
            ip,
            kopf: { 'user-agent': agent, ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
          },
          antwort: { status, bytes: 150 + chance.below(4000), dauer_ms: chance.below(400) },
        }),
      )
    const use = (n: number, at: number, ip: string, agent: string, token: string, pages: number): void => {
      let now = at
      for (let i = 0; i < pages; i++) {
        const iban = accounts[n]
        const pfad = chance.pick([
          `/v2/kunden/${customers[n]}`,
          `/v2/konten/${iban}/umsaetze`,
          `/v2/konten/${iban}/saldo`,
          '/v2/filialen',
          '/v2/mitteilungen',
          `/v2/konten/${iban}/auszuege/2026-02`,
        ])
        request(now, ip, agent, 'GET', pfad, token)
        now += chance.wait(15_000) + 300
      }
    }
    for (const { person, at, address, agent } of town.visits) {
      const jti = uuid()
      request(at - 1500, address, agent, 'POST', '/v2/anmeldung', null, 200)
      issuer.add(at - 1400, `${plainTime(at - 1400, 60)};AUSGESTELLT;${customers[person.n]};${jti};${address}`)
      const token = tokenFor(person.n, at - 1400, jti)
      use(person.n, at, address, agent, token, 2 + chance.below(7))
    }
    const files = (): LogFile[] => [
      { name: 'gateway/zugriffe.jsonl', content: web.text() },
      { name: 'issuer/tokens.csv', content: issuer.text('Zeitpunkt;Ereignis;Kundennummer;TokenId;IP\n') },
    ]
    if (!breached) return { files: files(), caseYaml, truth: QUIET }
    const taken = new Set<string>()
    const since = town.start + 4 * DAY + 3 * HOUR
    const ips = Array.from({ length: 8 }, () => rentedOf(chance))
    for (let i = 0; i < 400; i++) {
      const at = since + i * 19 * MINUTE + (i === 0 ? 0 : chance.wait(4 * MINUTE))
      if (at >= town.end) break
      const n = chance.below(5000)
      const token = tokenFor(n, at - 5000, uuid())
      const ip = chance.pick(ips)
      request(at, ip, 'okhttp/4.11.0', 'GET', `/v2/kunden/${customers[n]}`, token)
      request(at + 1200, ip, 'okhttp/4.11.0', 'GET', `/v2/konten/${accounts[n]}/umsaetze`, token)
      taken.add(customers[n] ?? '')
    }
    return {
      files: files(),
      caseYaml,
      truth: { answer: 'found', ways: ['never-issued'], since, accounts: taken, actors: 1 },
    }
  },
}

const caseYaml = `zone: Europe/Berlin
sources:
  - { match: "**/tokens.csv", log: auth, zone: Europe/Berlin, actions: { issue: [AUSGESTELLT] } }
routes:
  - { route: 'GET /v2/kunden/{id}', returns: [Name, PhysicalAddress, EmailAddress], subject: object }
  - { route: 'GET /v2/konten/{id}/umsaetze', returns: [PurchaseHistory] }
`
