import { HEX } from './chance.ts'
import { type Company, Log, QUIET } from './company.ts'
import { type Hit, passersBy, statusOf } from './noise.ts'
import { DAY, HOUR, MINUTE, townOf } from './people.ts'
import { Sessions } from './sessions.ts'
import { webTime } from './times.ts'

/** Book-keeping for shops: lists are made in the background and fetched by the number of the job. One customer fetches those of others. */
export const ledger: Company = {
  id: 'ledger',
  what: 'Book-keeping, Apache behind a balancer with two addresses in a line, no log of log-ins, lists fetched by the number of a job; one customer fetches those of others',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, {
      people: 2400,
      days: 24,
      start: '2026-06-08T00:00:00+02:00',
      every: 2.5,
      phones: 0.15,
    })
    const log = new Log()
    const users = town.people.map(() => chance.text(9, 'abcdefghkmnprstuvwxyz'))
    const write = (hit: Hit): void =>
      log.add(
        hit.at,
        `buch.example:443 10.1.0.${2 + chance.below(2)} (${hit.ip}) - ${hit.account ?? '-'} [${webTime(hit.at, 120)}] "${hit.method} ${hit.path} HTTP/1.1" ${hit.status} ${hit.bytes} "-" "${hit.agent}" ${chance.below(900_000)} JSESSIONID=${hit.token ?? '-'}`,
      )
    const sessions = new Sessions(8 * HOUR)
    const open = (account: string, at: number, ip: string, agent: string): string =>
      sessions.at(`${account} ${agent}`, at, () => {
        write({ at: at - 900, ip, agent, method: 'POST', path: '/j_security_check', status: 302, bytes: 0 })
        return chance.text(32, HEX).toUpperCase()
      })
    let job = 481_000
    const jobs: { readonly job: number; readonly owner: string }[] = []
    for (const { person, at, address, agent } of town.visits) {
      const account = users[person.n] ?? ''
      const token = open(account, at, address, agent)
      const ask = (when: number, method: string, path: string, status: number, bytes: number): void =>
        write({ at: when, ip: address, agent, method, path, status, bytes, account, token })
      for (let i = 2 + chance.below(6), now = at; i > 0; i--)
        ask(
          (now += 900 + chance.wait(30_000)),
          chance.often(0.2) ? 'POST' : 'GET',
          chance.pick(['/belege', '/konten', '/kasse', '/start', '/hilfe']),
          statusOf(chance),
          800 + chance.below(9000),
        )
      if (!chance.often(0.35)) continue
      job += 1 + chance.below(2)
      jobs.push({ job, owner: account })
      let now = at + 2 * MINUTE
      ask(now, 'POST', '/exporte', 202, 60)
      for (let i = 1 + chance.below(4); i > 0; i--) ask((now += 2000), 'GET', `/exporte/${job}/status`, 200, 70)
      for (let i = chance.often(0.1) ? 2 : 1; i > 0; i--)
        ask((now += 5000), 'GET', `/exporte/${job}/datei`, 200, 20_000 + chance.below(900_000))
    }
    passersBy(chance, town, ['/', '/preise', '/hilfe'], write)
    const name = (day: string): string => `httpd/ssl_access-${day}.gz`
    if (!breached) return { files: log.days(name), truth: QUIET }
    const thief = town.people[321]
    const account = users[321] ?? ''
    const since = town.start + 15 * DAY + 23 * HOUR
    const owners = new Map(jobs.map((one) => [one.job, one.owner]))
    const taken = new Set<string>()
    for (let i = 0, at = since, n = job - 900; i < 420; i++, n--, at += 6000 + chance.wait(120_000)) {
      const owner = owners.get(n)
      const [ip, agent] = [thief?.home ?? '', thief?.browser ?? '']
      write({
        at,
        ip,
        agent,
        method: 'GET',
        path: `/exporte/${n}/datei`,
        status: owner === undefined ? 404 : 200,
        bytes: owner === undefined ? 300 : 20_000 + chance.below(900_000),
        account,
        token: open(account, at, ip, agent),
      })
      if (owner !== undefined && owner !== account) taken.add(owner)
    }
    return {
      files: log.days(name),
      truth: { answer: 'found', ways: ['object-enumeration'], since, accounts: taken, actors: 1 },
    }
  },
}
