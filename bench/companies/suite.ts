import { HEX } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { type Hit, orderedScan, passersBy, statusOf } from './noise.ts'
import { addressOf, DAY, HOUR, townOf } from './people.ts'
import { Sessions } from './sessions.ts'

/**
 * Software for the people of 90 firms: who administers a firm reads all its users, a directory of each firm reads them each night, and
 * in the middle the routes move from v1 to v2. In v2 one user of one firm reads users of others, by ids from a list.
 */
const suiteOf = (id: string, isFirmNamed: boolean, what: string): Company => ({
  id,
  what,
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const firms = 90
    const town = townOf(chance, { people: 3600, days: 20, start: '2026-05-04T00:00:00Z', every: 4, phones: 0.2 })
    const [web, auth] = [new Log(), new Log()]
    const uuid = (): string => {
      const hex = chance.text(30, HEX)
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-a${hex.slice(15, 18)}-${hex.slice(18)}`
    }
    const users = town.people.map(({ n }) => ({ id: uuid(), firm: `f-${String(100 + (n % firms) * 7)}`, n }))
    const move = town.start + 9 * DAY + 21 * HOUR
    const write = (hit: Hit): void =>
      web.add(
        hit.at,
        JSON.stringify({
          id: chance.text(20, HEX),
          attributes: {
            service: 'people-api',
            timestamp: new Date(hit.at).toISOString(),
            attributes: {
              http: {
                method: hit.method,
                url_details: { path: hit.path, host: 'api.people.example' },
                status_code: hit.status,
                useragent: hit.agent,
              },
              network: { client: { ip: hit.ip }, bytes_written: hit.bytes },
              usr: hit.account === undefined ? undefined : { id: hit.account },
              session: hit.token === undefined ? undefined : { id: hit.token },
              duration: 1_000_000 + chance.below(90_000_000),
            },
          },
        }),
      )
    const opened = (at: number, user: string, token: string, ip: string): void =>
      auth.add(
        at,
        JSON.stringify({
          attributes: {
            service: 'auth',
            timestamp: new Date(at).toISOString(),
            attributes: {
              evt: { name: 'session.created', outcome: 'success' },
              usr: { id: user },
              session: { id: token },
              network: { client: { ip } },
            },
          },
        }),
      )
    const root = (at: number, firm: string): string =>
      `/api/${at < move ? 'v1' : 'v2'}${isFirmNamed ? `/firms/${firm}` : ''}`
    const sessions = new Sessions(12 * HOUR)
    const come = (user: string, at: number, ip: string, agent: string, paths: readonly string[], pace = 8000): void => {
      const token = sessions.at(`${user} ${agent}`, at, () => {
        const fresh = chance.text(36, HEX)
        write({ at: at - 700, ip, agent, method: 'POST', path: '/api/auth/sso/callback', status: 302, bytes: 0 })
        opened(at - 650, user, fresh, ip)
        return fresh
      })
      let now = at
      for (const path of paths)
        write({
          at: (now += 400 + chance.wait(pace)),
          ip,
          agent,
          method: 'GET',
          path,
          status: statusOf(chance),
          bytes: 500 + chance.below(2500),
          account: user,
          token,
        })
    }
    for (const { person, at, address, agent } of town.visits) {
      const self = users[person.n]
      if (self === undefined) continue
      const colleagues = users.filter(({ firm }) => firm === self.firm)
      const admin = person.n < firms
      const other = chance.often(0.1) || (admin && chance.often(0.5))
      const base = root(at, self.firm)
      const shown = admin && chance.often(0.2) ? colleagues : other ? [chance.pick(colleagues)] : [self]
      const extra = ['/absences', '/news', '/teams'].filter(() => chance.often(0.4))
      come(self.id, at, address, agent, [
        ...extra.map((p) => base + p),
        ...shown.map((one) => `${base}/users/${one.id}`),
      ])
    }
    for (let k = 0; k < 20; k++) {
      const [firm, ip] = [users[k]?.firm ?? '', addressOf(chance)]
      for (let day = 0; day < 20; day++) {
        const at = town.start + day * DAY + 2 * HOUR + k * 60_000
        const all = users.filter((one) => one.firm === firm)
        come(
          `scim-${firm}`,
          at,
          ip,
          'Directory-Provisioning/1.0',
          all.map((one) => `${root(at, firm)}/users/${one.id}`),
          300,
        )
      }
    }
    passersBy(chance, town, ['/', '/pricing'], write)
    orderedScan(chance, town.start + 14 * DAY, ['/api/v2/firms/f-100', '/api/auth/login'], write)
    const files = (): LogFile[] => [
      ...web.days((day) => `datadog/archive-${day}.json.gz`),
      { name: 'datadog/auth.json', content: auth.text() },
    ]
    if (!breached) return { files: files(), truth: QUIET }
    const since = town.start + 12 * DAY + 19 * HOUR
    const thief = users[1234]
    const person = town.people[1234]
    const taken = new Set<string>()
    for (let i = 0, at = since; i < 640; i++, at += chance.wait(7 * 60_000)) {
      const user = chance.pick(users)
      if (user.firm === thief?.firm) continue
      come(thief?.id ?? '', at, person?.home ?? '', person?.browser ?? '', [`${root(at, user.firm)}/users/${user.id}`])
      taken.add(user.id)
    }
    return {
      files: files(),
      truth: { answer: 'found', ways: ['object-enumeration'], since, accounts: taken, actors: 1 },
    }
  },
})

export const suite = suiteOf(
  'suite',
  true,
  'Software for 90 firms, nested JSON as Datadog has it, administrators and nightly directories, routes that move from v1 to v2; a user reads those of other firms',
)

export const teams = suiteOf('teams', false, 'The same as suite, but that no path names a firm')
