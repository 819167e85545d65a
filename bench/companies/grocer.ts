import { HEX } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { type Hit, passersBy, statusOf } from './noise.ts'
import { DAY, HOUR, rentedOf, townOf } from './people.ts'

/**
 * Groceries in Korea. A campaign on one day, a wave of reset passwords, a call centre, a partner's delivery program that reads
 * the lists of many with tokens of its own. Who once wrote the log-in makes tokens with its key, since before the logs begin: slowly
 * at first, then fast, for members who exist and for numbers that were never given.
 */
export const grocer: Company = {
  id: 'grocer',
  what: 'Groceries, nested JSON in Korean, issuance as a table in Korean; tokens minted since before the logs begin, slowly and then fast',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const people = 2500
    const town = townOf(chance, {
      people,
      days: 40,
      start: '2026-06-01T00:00:00+09:00',
      every: 6,
      phones: 0.7,
      carrier: 30,
      app: 'Jangbogi',
    })
    const [web, issued] = [new Log(), new Log()]
    const numbers = town.people.map((_, n) => `M${String(20_000_000 + n * 13 + chance.below(12))}`)
    const local = (at: number): string => `${new Date(at + 9 * HOUR).toISOString().slice(0, 23)}+09:00`
    const write = (hit: Hit): void =>
      web.add(
        hit.at,
        JSON.stringify({
          시각: local(hit.at),
          요청: { 메서드: hit.method, 경로: hit.path },
          응답: { 상태: hit.status, 크기: hit.bytes },
          접속: { 주소: hit.ip, 단말: hit.agent },
          회원번호: hit.account ?? null,
          토큰ID: hit.token ?? null,
        }),
      )
    const issue = (at: number, account: string, token: string, ip: string): void =>
      issued.add(at, `${local(at)},${account},${token},${ip},발급`)
    const live = new Map<string, { token: string; until: number }>()
    const campaign = town.start + 22 * DAY
    for (const { person, at, address, agent } of town.visits) {
      const account = numbers[person.n] ?? ''
      const door = `${person.n} ${agent}`
      let held = live.get(door)
      const visits = at > campaign && at < campaign + DAY ? 3 : 1
      if (held === undefined || held.until < at || chance.often(0.05)) {
        held = { token: chance.text(20, HEX), until: at + 14 * DAY }
        live.set(door, held)
        if (chance.often(0.06))
          write({
            at: at - 60_000,
            ip: address,
            agent,
            method: 'POST',
            path: '/auth/password/reset',
            status: 200,
            bytes: 40,
          })
        write({ at: at - 700, ip: address, agent, method: 'POST', path: '/auth/login', status: 200, bytes: 700 })
        issue(at - 650, account, held.token, address)
      }
      let now = at
      for (let i = visits * (2 + chance.below(6)); i > 0; i--) {
        const path = chance.pick([
          '/',
          `/goods/${1000 + chance.below(4000)}`,
          `/goods/${1000 + chance.below(4000)}`,
          '/cart',
          '/search?q=%EA%B9%80%EC%B9%98',
          '/mypage/orders',
          '/mypage/address',
          '/mypage/profile',
          `/static/app.${chance.below(3)}.js`,
        ])
        const status = statusOf(chance)
        write({
          at: (now += 500 + chance.wait(15_000)),
          ip: address,
          agent,
          method: 'GET',
          path,
          status,
          bytes: status === 304 ? 0 : 300 + chance.below(9000),
          account,
          token: held.token,
        })
      }
    }
    passersBy(chance, town, ['/', ...Array.from({ length: 300 }, (_, k) => `/goods/${1000 + k}`)], write)
    for (let day = town.start; day < town.end; day += DAY) {
      const token = chance.text(20, HEX)
      issue(day + 8 * HOUR, 'P-DELIVERY', token, '203.0.113.40')
      for (let i = 0, at = day + 8 * HOUR; i < 120; i++)
        write({
          at: (at += chance.wait(240_000)),
          ip: '203.0.113.40',
          agent: 'okhttp/4.9.3',
          method: 'GET',
          path: `/partner/deliveries/${numbers[chance.below(people)]}`,
          status: 200,
          bytes: 600 + chance.below(500),
          account: 'P-DELIVERY',
          token,
        })
      for (const desk of [1, 2, 3]) {
        const held = chance.text(20, HEX)
        issue(day + 9 * HOUR + desk * 40_000, `CS${desk}`, held, '203.0.113.99')
        for (let i = 0, at = day + 9 * HOUR + desk * 90_000; i < 40; i++)
          write({
            at: (at += chance.wait(600_000)),
            ip: '203.0.113.99',
            agent: `Mozilla/5.0 (Windows NT 10.0; Win64; x64) Edg/12${desk}`,
            method: 'GET',
            path: `/cs/members/${numbers[chance.below(people)]}`,
            status: 200,
            bytes: 900 + chance.below(500),
            account: `CS${desk}`,
            token: held,
          })
      }
    }
    const files = (): LogFile[] => [
      ...web.days((day) => `web/접속기록-${day}.json.gz`),
      { name: 'auth/토큰발급.csv', content: issued.text('발급시각,회원번호,토큰ID,접속주소,결과\n') },
    ]
    if (!breached) return { files: files(), truth: QUIET }
    const taken = new Set<string>()
    const since = town.start + 5 * HOUR
    const ips = Array.from({ length: 60 }, () => rentedOf(chance))
    const agent =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/121.0.0.0 Safari/537.36'
    for (let at = since; at < town.end - DAY; at += chance.wait(at < town.start + 25 * DAY ? 3 * HOUR : 0.2 * HOUR)) {
      const n = chance.below(people * 1.3)
      const account = numbers[n] ?? `M${String(29_000_000 + n)}`
      const [ip, token] = [chance.pick(ips), chance.text(20, HEX)]
      for (const [k, path] of ['/mypage/address', '/mypage/orders'].entries())
        write({
          at: at + k * 900,
          ip,
          agent,
          method: 'GET',
          path,
          status: n < people ? 200 : 404,
          bytes: n < people ? 300 + chance.below(9000) : 60,
          account,
          token,
        })
      if (n < people) taken.add(account)
    }
    return { files: files(), truth: { answer: 'found', ways: ['never-issued'], since, accounts: taken, actors: 1 } }
  },
}
