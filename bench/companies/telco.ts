import { BASE62 } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { browserOf, DAY, HOUR, rentedOf, townOf } from './people.ts'
import { plainTime, webTime } from './times.ts'

/**
 * A Korean mobile carrier. Its web log knows a session cookie and nobody's name, its log-ins are a table with Korean
 * headers. Somebody tries listed passwords from rented machines.
 */
export const telco: Company = {
  id: 'telco',
  what: 'Mobile carrier in Korea, nginx log_format with a session cookie, log-ins as CSV with Korean headers; listed passwords tried',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, {
      people: 6000,
      days: 9,
      start: '2026-01-12T00:00:00+09:00',
      every: 4,
      phones: 0.7,
      carrier: 30,
    })
    const web = new Log()
    const auth = new Log()
    const members = town.people.map((_, n) => `M${String(10_400_000 + n * 13)}`)
    const request = (at: number, ip: string, agent: string, line: string, status: number, sid: string): void =>
      web.add(
        at,
        `${ip} [${webTime(at, 540)}] "${line} HTTP/2.0" ${status} ${chance.below(20_000)} "-" "${agent}" sid=${sid} rt=0.0${chance.below(90)}`,
      )
    const logIn = (at: number, ip: string, agent: string, member: string, works: boolean): string => {
      const sid = works ? chance.text(32, BASE62) : '-'
      request(at, ip, agent, 'POST /member/loginProc.do', works ? 302 : 200, '-')
      auth.add(
        at + 40,
        `${plainTime(at + 40, 540)},${member},${ip},로그인,${works ? '성공' : '실패'},${works ? sid : ''}`,
      )
      return sid
    }
    const pages = [
      '/my/bill.do',
      '/my/info.do',
      '/plan/list.do',
      '/event/main.do',
      '/my/usage.do',
      '/support/faq.do',
      '/my/family.do',
    ]
    for (const { person, at, address, agent } of town.visits) {
      let now = at
      const member = members[person.n] ?? ''
      if (chance.often(0.08)) logIn((now += 9000), address, agent, member, false)
      const sid = logIn((now += 7000), address, agent, member, true)
      for (let i = 2 + chance.below(6); i > 0; i--)
        request((now += 900 + chance.wait(25_000)), address, agent, `GET ${chance.pick(pages)}`, 200, sid)
      if (chance.often(0.2)) {
        request((now += 5000), address, agent, 'GET /member/logout.do', 302, sid)
        auth.add(now + 20, `${plainTime(now + 20, 540)},${member},${address},로그아웃,성공,${sid}`)
      }
    }
    const files = (): LogFile[] => [
      { name: 'web/access.log', content: web.text() },
      { name: 'was/로그인이력.csv', content: auth.text('일시,회원번호,접속IP,구분,결과,세션ID\n') },
    ]
    if (!breached) return { files: files(), caseYaml, truth: QUIET }
    const ips = Array.from({ length: 70 }, () => rentedOf(chance))
    const agents = Array.from({ length: 6 }, () => browserOf(chance))
    const taken = new Set<string>()
    let since: number | null = null
    let at = town.start + 5 * DAY + 2 * HOUR
    for (let i = 0; i < 24_000; i++) {
      at += chance.wait(2600)
      const n = chance.below(9000)
      const works = n < 6000 && chance.often(0.015)
      const [ip, agent] = [chance.pick(ips), chance.pick(agents)]
      const sid = logIn(at, ip, agent, members[n] ?? `M${90_000_000 + n}`, works)
      if (!works) continue
      since ??= at + 1500
      request(at + 1500, ip, agent, 'GET /my/info.do', 200, sid)
      request(at + 3500, ip, agent, 'GET /my/bill.do', 200, sid)
      taken.add(members[n] ?? '')
    }
    return {
      files: files(),
      caseYaml,
      truth: { answer: 'found', ways: ['credential-stuffing'], since, accounts: taken, actors: 1 },
    }
  },
}

const caseYaml = `zone: Asia/Seoul
sources:
  - match: "**/access.log"
    format: '$remote_addr [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" sid=$cookie_sid rt=$request_time'
    fields: { credential: $cookie_sid }
  - { match: "**/*.csv", log: auth, zone: Asia/Seoul }
routes:
  - { route: 'GET /my/info.do', returns: [Name, TelephoneNumber, PhysicalAddress], subject: principal }
  - { route: 'GET /my/bill.do', returns: [PurchaseHistory], subject: principal }
`
