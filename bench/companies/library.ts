import { DIGITS } from './chance.ts'
import { type Company, Log, QUIET } from './company.ts'
import { addressOf, browserOf, DAY, HOUR, MINUTE, rentedOf, townOf } from './people.ts'
import { webTime } from './times.ts'

/**
 * A city library in Finland. Readers sit at its own computers, librarians look after everybody's loans. One reader walks
 * through the card numbers.
 */
export const library: Company = {
  id: 'library',
  what: 'Public library, nginx combined with the card number as user, Finnish routes, shared computers; card numbers walked',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, { people: 3000, days: 14, start: '2026-02-02T00:00:00+02:00', every: 5, phones: 0.3 })
    const log = new Log()
    const cards = town.people.map((_, n) => `27${String(4_100_000 + n * 7 + chance.below(7))}${chance.text(3, DIGITS)}`)
    const rooms = Array.from({ length: 6 }, () => addressOf(chance))
    const get = (
      at: number,
      ip: string,
      user: string,
      path: string,
      agent: string,
      method = 'GET',
      status = 200,
    ): void =>
      log.add(
        at,
        `${ip} - ${user} [${webTime(at, 120)}] "${method} ${path} HTTP/1.1" ${status} ${200 + chance.below(9000)} "-" "${agent}"`,
      )
    const pc =
      'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36'
    for (const { person, at, address, agent, mobile } of town.visits) {
      const inside = !mobile && chance.often(0.25)
      const [ip, program] = inside ? [chance.pick(rooms), pc] : [address, agent]
      const card = cards[person.n] ?? ''
      let now = at
      const next = (): number => (now += chance.wait(20_000) + 500)
      for (let i = chance.below(4); i >= 0; i--)
        get(
          next(),
          ip,
          '-',
          chance.often(0.5) ? `/haku?q=${chance.text(5, 'aeiklmnorstu')}` : `/teos/${100_000 + chance.below(60_000)}`,
          program,
        )
      if (chance.often(0.35)) continue
      get(next(), ip, '-', '/kirjaudu', program, 'POST', chance.often(0.06) ? 401 : 303)
      for (let i = chance.below(5); i >= 0; i--)
        get(
          next(),
          ip,
          card,
          chance.pick([
            `/asiakas/${card}/lainat`,
            `/asiakas/${card}/varaukset`,
            `/asiakas/${card}/maksut`,
            `/teos/${100_000 + chance.below(60_000)}`,
            `/asiakas/${card}/tiedot`,
          ]),
          program,
        )
    }
    for (let clerk = 0; clerk < 11; clerk++) {
      const agent = browserOf(chance)
      for (let day = 0; day < 14; day++) {
        if (day % 7 > 4 || chance.often(0.15)) continue
        const ip = chance.pick(rooms)
        let now = town.start + day * DAY + 8 * HOUR + chance.below(90) * MINUTE
        get(now, ip, '-', '/kirjaudu', agent, 'POST', 303)
        for (let i = 25 + chance.below(40); i > 0; i--) {
          const card = chance.pick(cards)
          now += chance.wait(6 * MINUTE)
          get(now, ip, `virk${clerk}`, `/asiakas/${card}/lainat`, agent)
          if (chance.often(0.4)) get(now + 15_000, ip, `virk${clerk}`, `/asiakas/${card}/tiedot`, agent)
        }
      }
    }
    if (!breached) return { files: [{ name: 'nginx/access.log', content: log.text() }], caseYaml, truth: QUIET }
    const walker = cards[2700] ?? ''
    const ips = [rentedOf(chance), rentedOf(chance)]
    const agent = browserOf(chance)
    const taken = new Set<string>()
    const since = town.start + 7 * DAY + 1.3 * HOUR
    let now = since
    for (let night = 0; night < 3; night++) {
      now = since + night * DAY
      const ip = ips[night % 2] ?? ''
      get(now - 9000, ip, '-', '/kirjaudu', agent, 'POST', 303)
      for (let n = night * 400; n < night * 400 + 400; n++) {
        const card = cards[n] ?? ''
        get(now, ip, walker, `/asiakas/${card}/tiedot`, agent)
        taken.add(card)
        now += 1500 + chance.wait(2500)
      }
    }
    const truth = { answer: 'found', ways: ['object-enumeration'], since, accounts: taken, actors: 1 } as const
    return { files: [{ name: 'nginx/access.log', content: log.text() }], caseYaml, truth }
  },
}

const caseYaml = `zone: Europe/Helsinki
routes:
  - { route: 'GET /asiakas/{card}/tiedot', returns: [Name, EmailAddress, TelephoneNumber, PhysicalAddress], subject: object }
  - { route: 'GET /asiakas/{card}/lainat', returns: [PurchaseHistory], subject: object }
  - { route: 'GET /asiakas/{card}/varaukset', returns: [PurchaseHistory], subject: object }
  - { route: 'GET /asiakas/{card}/maksut', returns: [PurchaseHistory], subject: object }
`
