import { type Company, Log, type LogFile } from './company.ts'
import { DAY, HOUR, rentedOf, townOf } from './people.ts'
import { webTime } from './times.ts'

/**
 * A charity on shared hosting: Apache with nobody's name. Scanners come every day and get 404. Somebody drains the donors' table through a
 * parameter, and leaves a script.
 */
export const charity: Company = {
  id: 'charity',
  what: 'Charity, Apache combined without accounts, scanners that get nothing; SQL through a parameter and a script left behind',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, { people: 3000, days: 12, start: '2026-11-02T00:00:00Z', every: 3 })
    const log = new Log()
    const line = (at: number, ip: string, agent: string, request: string, status: number, bytes: number): void =>
      log.add(at, `${ip} - - [${webTime(at)}] "${request} HTTP/1.1" ${status} ${bytes} "-" "${agent}"`)
    for (const { at, address, agent } of town.visits) {
      let now = at
      for (let i = 2 + chance.below(5); i > 0; i--)
        line(
          (now += 900 + chance.wait(20_000)),
          address,
          agent,
          `GET ${chance.pick(['/', '/donate.php', `/campaign.php?id=${1 + chance.below(40)}`, '/wp-content/style.css', '/about.php'])}`,
          200,
          4000 + chance.below(900),
        )
      if (chance.often(0.1)) line((now += 9000), address, agent, 'POST /donate.php', 302, 0)
    }
    for (let day = 0; day < 12; day++) {
      const ip = rentedOf(chance)
      let now = town.start + day * DAY + chance.below(20) * HOUR
      for (let i = 0; i < 150; i++)
        line(
          (now += 200 + chance.wait(900)),
          ip,
          'Mozilla/5.0 zgrab/0.x',
          `GET ${chance.pick(['/wp-login.php', '/.env', '/shell.php', '/campaign.php?id=1%27%20OR%201=1--', '/admin/config.php', '/vendor/phpunit/eval-stdin.php'])}`,
          chance.pick([404, 403]),
          280,
        )
    }
    const files = (): LogFile[] => [{ name: 'httpd/access_log', content: log.text() }]
    if (!breached)
      return {
        files: files(),
        truth: { answer: 'cannot-determine', ways: [], since: null, accounts: new Set(), actors: 0 },
      }
    const since = town.start + 6 * DAY + 3 * HOUR
    const ip = rentedOf(chance)
    let at = since
    for (let i = 0; i < 500; i++)
      line(
        (at += 700 + chance.wait(2000)),
        ip,
        'Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0',
        `GET /campaign.php?id=-1%20UNION%20SELECT%201,concat(name,0x3a,email),3%20FROM%20donors%20LIMIT%20${i * 50},50`,
        200,
        9000 + chance.below(3000),
      )
    for (let i = 0; i < 60; i++)
      line(
        (at += 3000 + chance.wait(60_000)),
        ip,
        'Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0',
        `POST /wp-content/uploads/2026/11/img_7731.php`,
        200,
        chance.below(60_000),
      )
    return {
      files: files(),
      truth: { answer: 'found', ways: ['injection', 'web-shell'], since, accounts: null, actors: 1 },
    }
  },
}
