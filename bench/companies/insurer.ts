import { DIGITS, HEX } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { DAY, HOUR, rentedOf, townOf } from './people.ts'
import { plainTime } from './times.ts'

/**
 * A Japanese insurer. Both logs are tables with Japanese headings in local time without an offset. Ids of sessions can be
 * guessed from a leaked algorithm: somebody uses sessions that nobody opened.
 */
export const insurer: Company = {
  id: 'insurer',
  what: 'Insurer in Japan, access log and log-ins as tables with Japanese headings, local time without offset; sessions that nobody opened',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, { people: 4500, days: 10, start: '2026-02-16T00:00:00+09:00', every: 4, phones: 0.5 })
    const web = new Log()
    const auth = new Log()
    const members = town.people.map(() => chance.text(8, DIGITS))
    const policies = town.people.map(() => `${chance.text(2, DIGITS)}-${chance.text(7, DIGITS)}`)
    const line = (
      at: number,
      ip: string,
      agent: string,
      method: string,
      path: string,
      sid: string,
      status = 200,
    ): void =>
      web.add(
        at,
        `${plainTime(at, 540)},${ip},${method},${path},${status},${200 + chance.below(8000)},${sid},"${agent}"`,
      )
    for (const { person, at, address, agent } of town.visits) {
      const sid = chance.text(24, HEX)
      let now = at
      line(now, address, agent, 'GET', '/top', '')
      if (chance.often(0.07))
        auth.add((now += 5000), `${plainTime(now, 540)},${members[person.n]},ログイン,失敗,${address},`)
      line((now += 8000), address, agent, 'POST', '/login', '', 302)
      auth.add(now + 50, `${plainTime(now + 50, 540)},${members[person.n]},ログイン,成功,${address},${sid}`)
      for (let i = 2 + chance.below(6); i > 0; i--)
        line(
          (now += 900 + chance.wait(30_000)),
          address,
          agent,
          'GET',
          chance.pick([
            '/mypage',
            `/keiyaku/${policies[person.n]}`,
            `/keiyaku/${policies[person.n]}/seikyu`,
            '/oshirase',
            '/hoken/iryo',
          ]),
          sid,
        )
      if (chance.often(0.3))
        auth.add((now += 4000), `${plainTime(now, 540)},${members[person.n]},ログアウト,成功,${address},${sid}`)
    }
    const files = (): LogFile[] => [
      {
        name: 'waf/アクセスログ.csv',
        content: web.text('日時,接続元IP,メソッド,パス,ステータスコード,サイズ,セッションID,ユーザーエージェント\n'),
      },
      { name: 'ninsho/認証ログ.csv', content: auth.text('日時,会員番号,操作,結果,接続元IP,セッションID\n') },
    ]
    if (!breached) return { files: files(), caseYaml, truth: QUIET }
    /** Read by their owners: of others no line says whose they are. */
    const owned = new Set(web.text().match(/\/keiyaku\/[\d-]+/g))
    const taken = new Set<string>()
    const since = town.start + 5 * DAY + 2 * HOUR
    const ips = Array.from({ length: 6 }, () => rentedOf(chance))
    let at = since
    for (let i = 0; i < 800; i++) {
      const n = chance.below(4500)
      const [sid, ip] = [chance.text(24, HEX), chance.pick(ips)]
      line(at, ip, 'Mozilla/5.0 (compatible; MSIE 9.0)', 'GET', '/mypage', sid)
      line(at + 900, ip, 'Mozilla/5.0 (compatible; MSIE 9.0)', 'GET', `/keiyaku/${policies[n]}`, sid)
      if (owned.has(`/keiyaku/${policies[n]}`)) taken.add(members[n] ?? '')
      at += chance.wait(150_000)
    }
    return {
      files: files(),
      caseYaml,
      truth: { answer: 'found', ways: ['never-issued'], since, accounts: taken, actors: 1 },
    }
  },
}

const caseYaml = `zone: Asia/Tokyo
sources:
  - { match: "**/*.csv", zone: Asia/Tokyo }
routes:
  - { route: 'GET /mypage', returns: [Name, PhysicalAddress], subject: principal }
  - { route: 'GET /keiyaku/{id}', returns: [Name, MedicalHealth] }
`
