import { BASE62, HEX } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { type Hit, passersBy, statusOf } from './noise.ts'
import { addressOf, DAY, HOUR, townOf } from './people.ts'
import { Sessions } from './sessions.ts'
import { webTime } from './times.ts'

/** A trade union behind Auth0. Listed passwords are tried from homes of others, each address twice or three times, few fit. */
export const union: Company = {
  id: 'union',
  what: 'Trade union, Apache with %D and a cookie, log-ins as Auth0 writes them; listed passwords from 1,200 homes, few fit',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, { people: 4000, days: 20, start: '2026-02-02T00:00:00Z', every: 6, phones: 0.5 })
    const [web, auth] = [new Log(), new Log()]
    const members = town.people.map(({ n }) => ({
      id: `auth0|${chance.text(24, HEX)}`,
      mail: `${chance.text(6, 'abcdeilmnorst')}${n}@post.example`,
    }))
    const write = (hit: Hit): void =>
      web.add(
        hit.at,
        `${hit.ip} - ${hit.account ?? '-'} [${webTime(hit.at)}] "${hit.method} ${hit.path} HTTP/1.1" ${hit.status} ${hit.bytes} ${4000 + chance.below(90_000)} "${hit.agent}" "${hit.token ?? '-'}"`,
      )
    const event = (at: number, type: string, user: { id?: string; mail: string }, ip: string, agent: string): void =>
      auth.add(
        at,
        JSON.stringify({
          date: new Date(at).toISOString(),
          type,
          connection: 'Members',
          client_id: 'Xa81kPq0',
          client_name: 'Portal',
          ip,
          user_agent: agent,
          user_id: user.id ?? '',
          user_name: user.mail,
          log_id: `900${at}${chance.text(6, HEX)}`,
        }),
      )
    const sessions = new Sessions(2 * DAY)
    const come = (n: number, at: number, ip: string, agent: string, paths: readonly string[], door: string): void => {
      const member = members[n]
      if (member === undefined) return
      const token = sessions.at(door, at, () => {
        event(at - 600, 's', member, ip, agent)
        write({ at: at - 400, ip, agent, method: 'GET', path: '/callback?code=x', status: 302, bytes: 0 })
        return chance.text(32, BASE62)
      })
      let now = at
      for (const path of paths)
        write({
          at: (now += 600 + chance.wait(9000)),
          ip,
          agent,
          method: 'GET',
          path,
          status: statusOf(chance),
          bytes: 700 + chance.below(9000),
          account: member.id,
          token,
        })
    }
    for (const { person, at, address, agent } of town.visits) {
      const member = members[person.n] ?? { mail: '' }
      for (let now = at - 40_000; chance.often(0.08); now += 8000) event(now, 'fp', member, address, agent)
      const pages = ['/members/me', '/members/me/dues', '/news', '/members/me/letters', '/advice']
      const paths = Array.from({ length: 2 + chance.below(5) }, () => chance.pick(pages))
      come(person.n, at, address, agent, paths, `${person.n} ${agent}`)
    }
    passersBy(chance, town, ['/', '/news', '/join'], write)
    const files = (): LogFile[] => [
      ...web.days((day) => `apache/access-${day}.log.gz`),
      { name: 'auth0/tenant-logs.jsonl', content: auth.text() },
    ]
    if (!breached) return { files: files(), truth: QUIET }
    const taken = new Set<string>()
    const ips = Array.from({ length: 1200 }, () => addressOf(chance))
    const agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36'
    let since = 0
    for (let i = 0, at = town.start + 8 * DAY + 2 * HOUR; i < 3200; i++, at += chance.wait(150_000)) {
      const ip = chance.pick(ips)
      const n = chance.often(0.1) ? chance.below(4000) : -1
      const member = members[n]
      if (member === undefined) event(at, 'fu', { mail: `${chance.text(9, 'abcdeilmnorst')}@post.example` }, ip, agent)
      else if (chance.often(0.8)) event(at, 'fp', member, ip, agent)
      else {
        if (since === 0) since = at
        come(n, at, ip, agent, ['/members/me', '/members/me/dues'], `thief ${i}`)
        taken.add(member.id)
      }
    }
    return {
      files: files(),
      truth: { answer: 'found', ways: ['credential-stuffing'], since, accounts: taken, actors: 1 },
    }
  },
}
