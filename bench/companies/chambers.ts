import { HEX } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { type Hit, passersBy, privacyAddress, statusOf } from './noise.ts'
import { addressOf, DAY, HOUR, MINUTE, townOf } from './people.ts'
import { Sessions } from './sessions.ts'

/**
 * Lawyers and their clients. On one day, in the middle of the morning, all lawyers move behind a VPN: each live session goes on at another
 * address; later they change between home and VPN. Some clients use a relay whose address changes with each connection. In the
 * other stretch the cookies of five laptops are used from abroad.
 */
export const chambers: Company = {
  id: 'chambers',
  what: 'Lawyers, W3C with fields of its own, all move behind a VPN while logged in, clients behind a relay; cookies of five laptops are used from abroad',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const days = 18
    const town = townOf(chance, { people: 1800, days, start: '2026-10-05T00:00:00Z', every: 5, phones: 0.4 })
    const [web, auth] = [new Log(), new Log()]
    const staff = Array.from({ length: 140 }, (_, k) => ({
      name: `${chance.text(1, 'abcdefghjklmnprst')}.${chance.text(6, 'aeiorstnlm')}${k}`,
      home: addressOf(chance),
      browser: town.people[k]?.browser ?? '',
      files: Array.from({ length: 40 }, () => chance.below(1800)),
    }))
    const office = [addressOf(chance), addressOf(chance)]
    const vpn = ['203.0.113.12', '203.0.113.13']
    const relay = `245.${chance.below(255)}.${chance.below(255)}`
    const matter = (n: number): string => `M-2026-${String(30_000 + n * 7)}`
    const write = (hit: Hit): void => {
      const time = new Date(hit.at).toISOString()
      web.add(
        hit.at,
        [
          time.slice(0, 10),
          time.slice(11, 23),
          'DMS-02',
          hit.method,
          hit.path,
          '-',
          hit.status,
          hit.bytes,
          chance.below(900),
          hit.ip,
          hit.agent.replaceAll(' ', '+'),
          hit.account ?? '-',
          hit.token === undefined ? '-' : `lang=en;+DMSSESS=${hit.token}`,
        ].join('\t'),
      )
    }
    const opened = (at: number, user: string, token: string, ip: string): void =>
      auth.add(at, `${new Date(at).toISOString()}\t${user}\tLOGON\t${ip}\t${token}`)
    const sessions = new Sessions(11 * HOUR)
    const open = (user: string, at: number, ip: string, agent: string): string =>
      sessions.at(`${user} ${agent}`, at, () => {
        const token = chance.text(32, HEX)
        write({ at: at - 800, ip, agent, method: 'POST', path: '/logon', status: 302, bytes: 0 })
        opened(at - 780, user, token, ip)
        return token
      })
    const get = (at: number, ip: string, agent: string, account: string, token: string, path: string): void =>
      write({
        at,
        ip,
        agent,
        method: 'GET',
        path,
        status: statusOf(chance),
        bytes: 900 + chance.below(90_000),
        account,
        token,
      })
    for (const { person, at, address, agent, mobile } of town.visits) {
      const account = `client${person.n + 5000}`
      const relayed = person.n % 9 === 0
      const from = (): string =>
        relayed
          ? `${relay}.${1 + chance.below(250)}`
          : person.n % 7 === 1 && !mobile
            ? privacyAddress(chance, person.n, Math.floor((at - town.start) / DAY))
            : address
      const token = open(account, at, from(), agent)
      for (let i = 2 + chance.below(6), now = at; i > 0; i--)
        get(
          (now += 900 + chance.wait(20_000)),
          from(),
          agent,
          account,
          token,
          `/matters/${matter(person.n)}/${chance.pick(['documents', 'letters', 'bills'])}`,
        )
    }
    const change = town.start + 8 * DAY + 10.4 * HOUR
    const stolen: { readonly token: string; readonly k: number; readonly at: number }[] = []
    for (let day = 0; day < days; day++)
      for (const [k, { name, home, browser, files }] of staff.entries()) {
        if (day % 7 > 4 || chance.often(0.12)) continue
        const begin = town.start + day * DAY + 8 * HOUR + chance.below(HOUR)
        const atHome = chance.often(0.35)
        let where = atHome ? home : chance.pick(office)
        const token = open(name, begin, where, browser)
        if (day > 9 && k % 28 === 3) stolen.push({ token, k, at: begin })
        for (let at = begin; at < begin + 8.5 * HOUR; at += 2 * MINUTE + chance.wait(20 * MINUTE)) {
          if (at > change) where = atHome && chance.often(0.3) ? home : chance.pick(vpn)
          get(
            at,
            where,
            browser,
            name,
            token,
            `/matters/${matter(chance.pick(files))}/${chance.pick(['documents', 'letters', 'notes'])}`,
          )
        }
      }
    passersBy(chance, town, ['/', '/people', '/contact'], write)
    const fields =
      'date time s-computername cs-method cs-uri-stem cs-uri-query sc-status sc-bytes time-taken x-client-ip cs(User-Agent) cs-username cs(Cookie)'
    const files = (): LogFile[] => [
      ...web.days((day) => `dms/ex${day.replaceAll('-', '').slice(2)}.log.gz`, `#Version: 1.0\n#Fields: ${fields}\n`),
      { name: 'dms/logons.tsv', content: auth.text('time\tuser\tevent\taddress\tsession\n') },
    ]
    if (!breached) return { files: files(), truth: QUIET }
    const taken = new Set<string>()
    let since = Number.POSITIVE_INFINITY
    const abroad = ['252.81.4.19', '253.6.77.140']
    for (const { token, k, at } of stolen) {
      const begin = at + 3 * HOUR + chance.below(HOUR)
      since = Math.min(since, begin)
      for (let i = 0, now = begin; i < 45; i++, now += 5000 + chance.wait(150_000)) {
        const n = chance.below(1800)
        get(
          now,
          chance.pick(abroad),
          staff[k]?.browser ?? '',
          staff[k]?.name ?? '',
          token,
          `/matters/${matter(n)}/documents`,
        )
        taken.add(`client${n + 5000}`)
      }
    }
    return {
      files: files(),
      truth: { answer: 'found', ways: ['stolen-session', 'staff-beyond-duty'], since, accounts: taken, actors: 1 },
    }
  },
}
