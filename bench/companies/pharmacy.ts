import { BASE62, CROCKFORD } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { DAY, HOUR, MINUTE, rentedOf, townOf } from './people.ts'

/**
 * A French mail-order pharmacy behind Caddy. The log holds the session as a request header cookie; a probe of the monitoring
 * asks for one document all day, a crawler reads the advice pages, a scanner gets nothing. The PDF of an order needs no log-in.
 */
export const pharmacy: Company = {
  id: 'pharmacy',
  what: 'Mail-order pharmacy in France, Caddy JSON with cookies, ULIDs, monitoring, crawler and scanner; PDF files answered without log-in',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, { people: 4000, days: 12, start: '2026-03-09T00:00:00+01:00', every: 4 })
    const log = new Log()
    const orders = town.people.flatMap((person) =>
      Array.from({ length: 1 + chance.below(4) }, () => ({ id: `01HT${chance.text(22, CROCKFORD)}`, n: person.n })),
    )
    const byOwner = new Map<number, string[]>()
    for (const { id, n } of orders) byOwner.set(n, [...(byOwner.get(n) ?? []), id])
    const line = (
      at: number,
      ip: string,
      agent: string,
      method: string,
      uri: string,
      cookie: string | null,
      status = 200,
    ): void =>
      log.add(
        at,
        JSON.stringify({
          level: 'info',
          ts: at / 1000,
          logger: 'http.log.access.log0',
          msg: 'handled request',
          request: {
            remote_ip: ip,
            remote_port: String(1024 + chance.below(60_000)),
            client_ip: ip,
            proto: 'HTTP/2.0',
            method,
            host: 'www.officine.example',
            uri,
            headers: {
              'User-Agent': [agent],
              Accept: ['*/*'],
              ...(cookie === null ? {} : { Cookie: [`lang=fr; officine_session=${cookie}`] }),
            },
            tls: { resumed: false, version: 772 },
          },
          bytes_read: 0,
          user_id: '',
          duration: chance.unit() / 10,
          size: 300 + chance.below(40_000),
          status,
          resp_headers: { Server: ['Caddy'] },
        }),
      )
    const sessions = new Map<number, string>()
    for (const { person, at, address, agent } of town.visits) {
      let now = at
      const mine = byOwner.get(person.n) ?? []
      let cookie = sessions.get(person.n)
      line(now, address, agent, 'GET', '/', cookie ?? null)
      if (cookie === undefined || chance.often(0.4)) {
        cookie = chance.text(40, BASE62)
        line((now += 12_000), address, agent, 'POST', '/connexion', null, 302)
        sessions.set(person.n, cookie)
      }
      for (let i = 2 + chance.below(6); i > 0; i--) {
        const order = chance.pick(mine)
        line(
          (now += 800 + chance.wait(25_000)),
          address,
          agent,
          'GET',
          chance.pick([
            '/conseils/allergies',
            '/produits/4711',
            `/commandes/${order}`,
            `/commandes/${order}/ordonnance.pdf`,
            '/compte',
            `/commandes/${order}`,
            '/panier',
          ]),
          cookie,
        )
      }
    }
    for (let at = town.start; at < town.end; at += 5 * MINUTE) {
      line(at, '192.0.2.44', 'Blackbox-Exporter/0.24', 'GET', '/healthz', null)
      if (at % (15 * MINUTE) === 0)
        line(
          at + 900,
          '192.0.2.44',
          'Blackbox-Exporter/0.24',
          'GET',
          `/commandes/${orders[3]?.id}/ordonnance.pdf`,
          null,
          200,
        )
    }
    for (let at = town.start + HOUR; at < town.end; at += chance.wait(4 * MINUTE))
      line(
        at,
        '192.0.2.77',
        'Mozilla/5.0 (compatible; ExampleBot/2.1)',
        'GET',
        `/conseils/${chance.text(7, 'aeilmnorst')}`,
        null,
      )
    for (let i = 0, at = town.start + 3 * DAY; i < 1500; i++)
      line(
        (at += chance.wait(700)),
        '203.0.113.9',
        'Nuclei - Open-source project',
        'GET',
        `/${chance.pick(['wp-admin', '.env', 'backup.sql', 'commandes/1', 'commandes/2/ordonnance.pdf', 'admin', 'phpinfo.php'])}`,
        null,
        chance.pick([404, 403]),
      )
    const files = (): LogFile[] => log.days((day) => `caddy/access-${day}.log.gz`) as LogFile[]
    if (!breached) return { files: files(), caseYaml, truth: { ...QUIET, accounts: null } }
    const since = town.start + 8 * DAY + 2 * HOUR
    const ips = [rentedOf(chance), rentedOf(chance)]
    let now = since
    for (let i = 0; i < 1800; i++) {
      line(now, chance.pick(ips), 'curl/8.5.0', 'GET', `/commandes/${chance.pick(orders).id}/ordonnance.pdf`, null)
      now += 400 + chance.wait(1500)
    }
    return {
      files: files(),
      caseYaml,
      truth: { answer: 'found', ways: ['missing-authentication'], since, accounts: null, actors: 1 },
    }
  },
}

const caseYaml = `zone: Europe/Paris
routes:
  - { route: 'GET /commandes/{id}', returns: [PurchaseHistory, MedicalHealth, PhysicalAddress] }
  - { route: 'GET /commandes/{id}/ordonnance.pdf', returns: [Name, MedicalHealth] }
  - { route: 'GET /compte', returns: [Name, PhysicalAddress], subject: principal }
`
