import { BASE62 } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { type Hit, orderedScan, passersBy, statusOf } from './noise.ts'
import { addressOf, DAY, HOUR, rentedOf, townOf } from './people.ts'
import { webTime } from './times.ts'

/**
 * A recruiter. Applicants look at their own application, officers export lists when they are logged in. A release forgets the guard of
 * the export; somebody finds it and takes the whole of it, page by page, in half an hour.
 */
export const hr: Company = {
  id: 'hr',
  what: 'Recruiter, Apache combined with a cookie behind it, officers who export lists; the export answers without log-in after a release',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, {
      people: 4000,
      days: 12,
      start: '2026-02-16T00:00:00+01:00',
      every: 3,
      phones: 0.5,
      carrier: 20,
    })
    const log = new Log()
    const write = (hit: Hit): void =>
      log.add(
        hit.at,
        `${hit.ip} - ${hit.account ?? '-'} [${webTime(hit.at, 60)}] "${hit.method} ${hit.path} HTTP/1.1" ${hit.status} ${hit.bytes} "https://jobs.example/" "${hit.agent}" "${hit.token ?? '-'}"`,
      )
    const live = new Map<string, { token: string; until: number }>()
    const visit = (account: string, at: number, ip: string, agent: string, count: number, path: () => string): void => {
      let held = live.get(`${account} ${agent}`)
      if (held === undefined || held.until < at) {
        held = { token: chance.text(24, BASE62), until: at + DAY }
        live.set(`${account} ${agent}`, held)
        write({ at: at - 900, ip, agent, method: 'POST', path: '/login', status: 302, bytes: 0 })
      }
      let now = at
      for (let i = count; i > 0; i--) {
        const asked = path()
        write({
          at: (now += 500 + chance.wait(15_000)),
          ip,
          agent,
          method: 'GET',
          path: asked,
          status: statusOf(chance),
          bytes: asked.includes('export') ? 400_000 + chance.below(90_000) : 500 + chance.below(9000),
          account,
          token: held.token,
        })
      }
    }
    for (const { person, at, address, agent } of town.visits)
      visit(`a${50_000 + person.n * 3}`, at, address, agent, 2 + chance.below(6), () =>
        chance.pick([
          '/',
          '/jobs',
          `/jobs/${100 + chance.below(300)}`,
          `/applications/${81_000 + person.n * 7}`,
          '/account/profile',
          '/css/site.css',
        ]),
      )
    const office = addressOf(chance)
    for (let officer = 0; officer < 9; officer++)
      for (let day = town.start; day < town.end; day += DAY)
        if (![0, 6].includes(new Date(day + 12 * HOUR).getUTCDay()))
          visit(
            `officer${officer}`,
            day + (8 + chance.below(8)) * HOUR,
            office,
            `Mozilla/5.0 (Windows NT 10.0) Firefox/12${officer}.0`,
            12,
            () =>
              chance.pick([
                '/officer/inbox',
                `/applications/${81_000 + chance.below(4000) * 7}`,
                `/export/applicants.csv?page=${1 + chance.below(40)}`,
              ]),
          )
    passersBy(
      chance,
      town,
      ['/', '/jobs', '/about', ...Array.from({ length: 90 }, (_, k) => `/jobs/${100 + k}`)],
      write,
    )
    orderedScan(chance, town.start + 2 * DAY, ['/login', '/applications/1', '/export/applicants.csv'], write)
    const files = (): LogFile[] => [...log.days((day) => `apache/access_log-${day}.gz`)]
    if (!breached) return { files: files(), truth: QUIET }
    const since = town.start + 8 * DAY + 2 * HOUR
    const [ip, agent] = [rentedOf(chance), 'Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0']
    for (let page = 1, at = since; page <= 60; page++)
      write({
        at: (at += page === 1 ? 0 : 8000 + chance.wait(20_000)),
        ip,
        agent,
        method: 'GET',
        path: `/export/applicants.csv?page=${page}`,
        status: 200,
        bytes: 400_000 + chance.below(90_000),
      })
    return {
      files: files(),
      truth: { answer: 'found', ways: ['missing-authentication'], since, accounts: null, actors: 1 },
    }
  },
}
