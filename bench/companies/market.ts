import { HEX } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { browserOf, DAY, HOUR, rentedOf, townOf } from './people.ts'

/**
 * A Brazilian market place behind an ALB; the application logs who asked. Two strangers at once: one tries listed
 * passwords, the other reads orders that are not his.
 */
export const market: Company = {
  id: 'market',
  what: 'Market place in Brazil, nested JSON in Portuguese, phone-like ids, password resets and a migration of all sessions; two strangers at once',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, {
      people: 5000,
      days: 10,
      start: '2026-08-03T03:00:00Z',
      every: 4,
      phones: 0.7,
      carrier: 30,
    })
    const log = new Log()
    const phones = town.people.map((_, n) => `55${chance.text(2, '123456789')}9${String(10_000_000 + n * 17)}`)
    const orders = town.people.map((_, n) =>
      [0, 1, 2].map((k) => String(88_000_000 + n * 31 + k * 9 + chance.below(9))),
    )
    const line = (
      at: number,
      ip: string,
      agent: string,
      metodo: string,
      caminho: string,
      n: number | null,
      sessao: string,
      estado = 200,
    ): void =>
      log.add(
        at,
        JSON.stringify({
          instante: new Date(at).toISOString(),
          tipo: 'requisicao',
          cliente_rede: { ip, agente: agent },
          pedido_http: { metodo, caminho },
          resposta: { estado, bytes: 100 + chance.below(7000) },
          usuario: n === null ? null : phones[n],
          sessao: sessao === '' ? null : sessao,
        }),
      )
    const event = (at: number, evento: string, telefone: string, ip: string, sessao: string): void =>
      log.add(
        at,
        JSON.stringify({
          instante: new Date(at).toISOString(),
          tipo: 'autenticacao',
          evento,
          usuario: telefone,
          cliente_rede: { ip },
          sessao: sessao === '' ? null : sessao,
        }),
      )
    const logIn = (at: number, n: number, ip: string, agent: string, works = true): string => {
      const session = works ? chance.text(30, HEX) : ''
      line(at, ip, agent, 'POST', '/entrar', null, '', works ? 200 : 401)
      event(at + 60, works ? 'login_sucesso' : 'login_falha', phones[n] ?? `5511${90_000_000 + n}`, ip, session)
      return session
    }
    const migration = town.start + 4 * DAY + 5 * HOUR
    const live = new Map<string, { session: string; since: number }>()
    for (const { person, at, address, agent } of town.visits) {
      const door = `${person.n} ${agent}`
      let now = at
      let held = live.get(door)
      if (held === undefined || chance.often(0.3) || (held.since < migration && at >= migration)) {
        if (chance.often(0.08)) logIn((now += 3000), person.n, address, agent, false)
        if (chance.often(0.03)) line((now += 20_000), address, agent, 'POST', '/senha/redefinir', null, '')
        held = { session: logIn((now += 5000), person.n, address, agent), since: at }
        live.set(door, held)
      }
      for (let i = 2 + chance.below(7); i > 0; i--)
        line(
          (now += 500 + chance.wait(20_000)),
          address,
          agent,
          'GET',
          chance.pick([
            '/',
            '/busca?q=tenis',
            `/pedidos/${chance.pick(orders[person.n] ?? [])}`,
            '/minha-conta',
            `/anuncio/${1000 + chance.below(9000)}`,
            '/enderecos',
          ]),
          person.n,
          held.session,
        )
    }
    const files = (): LogFile[] => [{ name: 'app/registro.jsonl', content: log.text() }]
    if (!breached) return { files: files(), caseYaml, truth: QUIET }
    /** Read by their owners: of others no line says whose they are. */
    const owned = new Set(log.text().match(/\/pedidos\/\d+/g))
    const taken = new Set<string>()
    const since = town.start + 5 * DAY + 4 * HOUR
    const ips = Array.from({ length: 40 }, () => rentedOf(chance))
    const agents = Array.from({ length: 5 }, () => browserOf(chance))
    let at = since
    for (let i = 0; i < 9000; i++) {
      at += chance.wait(7000)
      const n = chance.below(8000)
      const works = i === 0 || (n < 5000 && chance.often(0.03))
      const m = i === 0 ? 7 : n
      const [ip, agent] = [chance.pick(ips), chance.pick(agents)]
      const session = logIn(at, m, ip, agent, works)
      if (!works) continue
      line(at + 2000, ip, agent, 'GET', '/minha-conta', m, session)
      line(at + 4000, ip, agent, 'GET', '/enderecos', m, session)
      taken.add(phones[m] ?? '')
    }
    const [ip, agent, thief] = [rentedOf(chance), browserOf(chance), 4321]
    let now = since + 20 * HOUR
    const session = logIn(now, thief, ip, agent)
    for (let n = 1000; n < 1700; n++) {
      line((now += 1500 + chance.wait(4000)), ip, agent, 'GET', `/pedidos/${orders[n]?.[1]}`, thief, session)
      if (owned.has(`/pedidos/${orders[n]?.[1]}`)) taken.add(phones[n] ?? '')
    }
    return {
      files: files(),
      caseYaml,
      truth: {
        answer: 'found',
        ways: ['credential-stuffing', 'object-enumeration'],
        since,
        accounts: taken,
        actors: 2,
      },
    }
  },
}

const caseYaml = `zone: America/Sao_Paulo
routes:
  - { route: 'GET /pedidos/{id}', returns: [PurchaseHistory] }
  - { route: 'GET /minha-conta', returns: [Name, EmailAddress], subject: principal }
  - { route: 'GET /enderecos', returns: [PhysicalAddress], subject: principal }
`
