import { HEX } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { DAY, HOUR, MINUTE, rentedOf, townOf } from './people.ts'
import { jwtOf } from './tokens.ts'

/**
 * A payroll service for many firms, one sub-domain each, logfmt with whole tokens. Its key was changed on the third day; somebody goes on
 * making tokens with the old one.
 */
export const payroll: Company = {
  id: 'payroll',
  what: 'Payroll service, sub-domain per firm, logfmt with whole tokens and refresh; key changed, tokens made with the old one',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, { people: 6000, days: 14, start: '2026-05-25T00:00:00Z', every: 4, phones: 0.3 })
    const web = new Log()
    const auth = new Log()
    const firms = Array.from({ length: 40 }, () => chance.text(6, 'abcdefghijklmnoprstuvw'))
    const users = town.people.map((person) => ({
      sub: `emp_${chance.text(14, HEX)}`,
      firm: firms[person.n % 40] ?? '',
    }))
    const changed = town.start + 3 * DAY + 9 * HOUR
    const line = (
      at: number,
      ip: string,
      agent: string,
      host: string,
      method: string,
      path: string,
      token: string | null,
      status = 200,
    ): void =>
      web.add(
        at,
        `time=${new Date(at).toISOString()} level=info msg=request host=${host}.pay.example method=${method} path=${path} status=${status} bytes=${100 + chance.below(9000)} remote=${ip} ua="${agent}"${token === null ? '' : ` auth="Bearer ${token}"`}`,
      )
    const token = (n: number, at: number, kid: string): string => {
      const iat = Math.floor(at / 1000)
      return jwtOf(
        { alg: 'RS256', kid },
        { sub: users[n]?.sub, firm: users[n]?.firm, iat, exp: iat + 1800, jti: chance.text(16, HEX) },
      )
    }
    const issue = (n: number, at: number, ip: string, event: string, kid: string): string => {
      const made = token(n, at, kid)
      auth.add(
        at,
        `time=${new Date(at).toISOString()} event=${event} user=${users[n]?.sub} firm=${users[n]?.firm} ip=${ip} access_token=${made}`,
      )
      return made
    }
    for (const { person, at, address, agent } of town.visits) {
      const { n } = person
      const host = users[n]?.firm ?? ''
      const kid = at < changed ? 'pay-07' : 'pay-08'
      line(at - 500, address, agent, host, 'POST', '/api/login', null)
      let made = issue(n, at - 450, address, 'token.issue', kid)
      let now = at
      for (let i = 2 + chance.below(6); i > 0; i--) {
        const period = `2026-0${1 + chance.below(5)}`
        line(
          (now += 400 + chance.wait(40_000)),
          address,
          agent,
          host,
          'GET',
          chance.pick(['/api/me', `/api/payslips/${period}`, '/api/holidays', '/api/tax-form', '/api/messages']),
          made,
        )
        if (chance.often(0.06)) {
          now += 31 * MINUTE
          line(now, address, agent, host, 'POST', '/api/refresh', null)
          made = issue(n, now + 40, address, 'token.refresh', now < changed ? 'pay-07' : 'pay-08')
        }
      }
    }
    const files = (): LogFile[] => [
      { name: 'edge.logfmt', content: web.text() },
      { name: 'idp.logfmt', content: auth.text() },
    ]
    if (!breached) return { files: files(), caseYaml, truth: QUIET }
    const taken = new Set<string>()
    const since = town.start + 6 * DAY + 4 * HOUR
    const ips = Array.from({ length: 5 }, () => rentedOf(chance))
    let at = since
    for (let i = 0; i < 900; i++) {
      const n = chance.below(6000)
      const made = token(n, at - 3000, 'pay-07')
      const ip = chance.pick(ips)
      for (const path of ['/api/me', '/api/payslips/2026-05'])
        line((at += 900), ip, 'Go-http-client/2.0', users[n]?.firm ?? '', 'GET', path, made)
      taken.add(users[n]?.sub ?? '')
      at += chance.wait(5 * MINUTE)
    }
    return {
      files: files(),
      caseYaml,
      truth: { answer: 'found', ways: ['retired-key'], since, accounts: taken, actors: 1 },
    }
  },
}

const caseYaml = `routes:
  - { route: 'GET /api/me', returns: [Name, BankAccount], subject: principal }
  - { route: 'GET /api/payslips/{period}', returns: [Name, BankAccount], subject: principal }
  - { route: 'GET /api/tax-form', returns: [NationalIdentificationNumber], subject: principal }
`
