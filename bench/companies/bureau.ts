import { BASE62, DIGITS } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { type Hit, passersBy, statusOf } from './noise.ts'
import { addressOf, DAY, HOUR, MINUTE, townOf } from './people.ts'

/**
 * A credit bureau: JSON-RPC, the method in the path and the arguments in a logged body. Banks ask with long-lived keys for many persons
 * each; persons ask for themselves. The contract of one bank ends, its key is revoked in the administration's log, and is
 * answered all the same.
 */
export const bureau: Company = {
  id: 'bureau',
  what: 'Credit bureau, JSON-RPC with logged bodies, partner keys, month-end batches, a revocation of a key; the revoked key reads on',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const people = 3000
    const town = townOf(chance, {
      people,
      days: 20,
      start: '2026-03-20T00:00:00-04:00',
      every: 5,
      phones: 0.5,
      carrier: 25,
    })
    const [api, admin] = [new Log(), new Log()]
    const persons = town.people.map(() => chance.text(9, DIGITS))
    const call = (hit: Hit, params: object | null): void =>
      api.add(
        hit.at,
        JSON.stringify({
          ts: (hit.at / 1000).toFixed(3),
          peer: hit.ip,
          rpc: {
            http_method: hit.method,
            path: hit.path,
            status: hit.status,
            bytes_out: hit.bytes,
            request_body: params === null ? '' : JSON.stringify({ jsonrpc: '2.0', id: chance.below(1e6), params }),
          },
          caller: hit.account ?? null,
          credential_id: hit.token ?? null,
          ua: hit.agent,
        }),
      )
    const manage = (at: number, action: string, subject: string, credential: string): void =>
      admin.add(
        at,
        JSON.stringify({ ts: (at / 1000).toFixed(3), action, subject, credential_id: credential, by: 'ops-2' }),
      )
    const live = new Map<number, { token: string; until: number }>()
    for (const { person, at, address, agent } of town.visits) {
      const ssn = persons[person.n] ?? ''
      let held = live.get(person.n)
      if (held === undefined || held.until < at) {
        held = { token: chance.text(16, BASE62), until: at + DAY }
        live.set(person.n, held)
        call(
          { at: at - 500, ip: address, agent, method: 'POST', path: '/rpc/session.open', status: 200, bytes: 90 },
          null,
        )
        manage(at - 480, 'session_issued', ssn, held.token)
      }
      let now = at
      for (let i = 2 + chance.below(5); i > 0; i--)
        call(
          {
            at: (now += 600 + chance.wait(18_000)),
            ip: address,
            agent,
            method: 'POST',
            path: chance.pick([
              '/rpc/report.getScore',
              '/rpc/report.getHistory',
              '/rpc/person.getAddress',
              '/rpc/dispute.list',
            ]),
            status: statusOf(chance),
            bytes: 300 + chance.below(3000),
            account: ssn,
            token: held.token,
          },
          { person: ssn },
        )
    }
    passersBy(chance, town, ['/', '/learn/score', '/contact'], (hit) => call(hit, null))
    const end = town.start + 11 * DAY + 12 * HOUR
    const banks = Array.from({ length: 12 }, (_, k) => ({
      name: `bank-${k + 1}`,
      key: chance.text(24, BASE62),
      ip: addressOf(chance),
    }))
    for (const [k, bank] of banks.entries()) {
      manage(town.start + k * MINUTE, 'key_issued', bank.name, bank.key)
      for (let day = town.start; day < town.end; day += DAY) {
        const batch = new Date(day).getUTCDate() >= 30 ? 400 : 60
        if (k === 4 && day > end) continue
        for (let i = 0, at = day + (13 + chance.unit()) * HOUR; i < batch; i++) {
          at += chance.wait(20_000)
          if (k === 4 && at > end) break
          call(
            {
              at,
              ip: bank.ip,
              agent: 'Apache-HttpClient/5.2 (Java/17)',
              method: 'POST',
              path: chance.pick(['/rpc/report.getScore', '/rpc/report.getHistory']),
              status: 200,
              bytes: 300 + chance.below(3000),
              account: bank.name,
              token: bank.key,
            },
            { person: persons[chance.below(people)] },
          )
        }
      }
    }
    const left = banks[4]
    if (left === undefined) throw new RangeError('no such bank')
    manage(end, 'key_revoked', left.name, left.key)
    for (let i = 0, at = end; i < 8; i++)
      call(
        {
          at: (at += 1000 + chance.wait(HOUR)),
          ip: left.ip,
          agent: 'Apache-HttpClient/5.2 (Java/17)',
          method: 'POST',
          path: '/rpc/report.getScore',
          status: 401,
          bytes: 60,
          account: left.name,
          token: left.key,
        },
        { person: persons[chance.below(people)] },
      )
    const files = (): LogFile[] => [
      { name: 'rpc/gateway.jsonl', content: api.text() },
      { name: 'admin/credentials.jsonl', content: admin.text() },
    ]
    if (!breached) return { files: files(), truth: QUIET }
    const since = end + 2 * DAY + 9 * HOUR
    const taken = new Set<string>()
    for (let i = 0, at = since; i < 800; i++) {
      const ssn = persons[chance.below(people)] ?? ''
      call(
        {
          at,
          ip: left.ip,
          agent: 'Apache-HttpClient/5.2 (Java/17)',
          method: 'POST',
          path: chance.pick(['/rpc/report.getHistory', '/rpc/person.getAddress']),
          status: 200,
          bytes: 300 + chance.below(3000),
          account: left.name,
          token: left.key,
        },
        { person: ssn },
      )
      taken.add(ssn)
      at += chance.wait(400_000)
    }
    return { files: files(), truth: { answer: 'found', ways: ['ended-token'], since, accounts: taken, actors: 1 } }
  },
}
