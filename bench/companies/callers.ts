import { BASE62 } from './chance.ts'
import { type Company, Log, QUIET } from './company.ts'
import { cp949 } from './cp949.ts'
import { type Hit, statusOf } from './noise.ts'
import { addressOf, DAY, HOUR, MINUTE, townOf } from './people.ts'
import { Sessions } from './sessions.ts'

/**
 * Gas in Korea: a call centre reads customers by the number of the call. One of its people reads others between the calls, without any
 * call, for three weeks; all the others do so now and then, and a burst pipe brings a day of three times the calls.
 */
export const callers: Company = {
  id: 'callers',
  what: 'Gas supplier, table in Korean in code page 949 with numbers of calls; one of the call centre reads customers who did not call',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, { people: 6000, days: 28, start: '2026-03-02T00:00:00+09:00', every: 9, phones: 0.6 })
    const log = new Log()
    const numbers = town.people.map((_, n) => `KG-${11 + (n % 7)}-${String(410_000 + n * 3 + chance.below(3))}`)
    const local = (at: number): string => `${new Date(at + 9 * HOUR).toISOString().slice(0, 19)}+09:00`
    const write = (hit: Hit, call = ''): void =>
      log.add(
        hit.at,
        [
          local(hit.at),
          hit.account ?? '',
          hit.ip,
          hit.method,
          hit.path,
          hit.status,
          hit.bytes,
          call,
          hit.token ?? '',
          `"${hit.agent}"`,
        ].join(','),
      )
    const sessions = new Sessions(DAY)
    for (const { person, at, address, agent } of town.visits) {
      const account = numbers[person.n] ?? ''
      const token = sessions.at(`${account} ${agent}`, at, () => {
        write({ at: at - 800, ip: address, agent, method: 'POST', path: '/my/login', status: 200, bytes: 300 })
        return chance.text(24, BASE62)
      })
      for (let i = 2 + chance.below(5), now = at; i > 0; i--)
        write({
          at: (now += 500 + chance.wait(11_000)),
          ip: address,
          agent,
          method: 'GET',
          path: chance.pick([`/my/contract/${account}`, `/my/bill/${account}`, '/notice/list', '/tariff']),
          status: statusOf(chance),
          bytes: 400 + chance.below(3000),
          account,
          token,
        })
    }
    const office = addressOf(chance)
    const agents = Array.from({ length: 34 }, (_, k) => `CC${String(2100 + k * 17)}`)
    const taken = new Set<string>()
    let since = Number.POSITIVE_INFINITY
    let calls = 880_000
    const thief = agents[11] ?? ''
    const read = (at: number, account: string, token: string, number: string, call: string): void => {
      const agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/124.0.0.0 Safari/537.36'
      const screens = ['customer', 'contract', 'bill'].slice(0, 1 + chance.below(3))
      for (const [k, screen] of screens.entries())
        write(
          {
            at: at + k * 9000,
            ip: office,
            agent,
            method: 'GET',
            path: `/crm/${screen}/${number}`,
            status: 200,
            bytes: 900 + chance.below(2500),
            account,
            token,
          },
          call,
        )
    }
    for (let day = 0; day < 28; day++)
      for (const account of agents) {
        if (chance.often(0.28)) continue
        const begin = town.start + day * DAY + (chance.often(0.5) ? 8 : 13) * HOUR + chance.below(20 * MINUTE)
        const token = chance.text(24, BASE62)
        const mean = day === 17 ? 3 : 9
        for (let at = begin; at < begin + 8 * HOUR; at += MINUTE + chance.wait(mean * MINUTE))
          read(at, account, token, chance.pick(numbers), chance.often(0.04) ? '' : `C${(calls += 1 + chance.below(3))}`)
        if (!breached || account !== thief || day < 6) continue
        for (let at = begin + HOUR; at < begin + 8 * HOUR; at += chance.wait(8 * MINUTE)) {
          const number = chance.pick(numbers)
          read(at, account, token, number, '')
          taken.add(number)
          since = Math.min(since, at)
        }
      }
    const header = '접속일시,사번_고객번호,접속IP,메서드,요청URL,응답코드,응답크기,상담번호,세션ID,단말\n'
    const files = [{ name: '상담시스템/접속기록.csv', content: cp949(log.text(header)) }]
    if (!breached) return { files, truth: QUIET }
    return {
      files,
      truth: { answer: 'found', ways: ['staff-beyond-duty'], since, accounts: taken, actors: 1 },
    }
  },
}
