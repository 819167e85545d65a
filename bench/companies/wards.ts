import { DIGITS, HEX } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { type Hit, statusOf } from './noise.ts'
import { addressOf, DAY, HOUR, MINUTE } from './people.ts'

/**
 * A hospital: 160 people in shifts at shared terminals read the patients of the ward they are on, those of the emergency room and the pool are
 * on all of them, doctors read a few from home. Somebody of one ward reads patients of all, a few each hour, for two weeks.
 */
export const wards: Company = {
  id: 'wards',
  what: 'Hospital, JSON with shared terminals and rotating shifts, a pool that is everywhere; somebody of one ward reads patients of all',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const days = 21
    const start = Date.parse('2026-08-03T00:00:00+09:00')
    const [web, auth] = [new Log(), new Log()]
    const terminals = Array.from({ length: 12 }, (_, w) => [0, 1, 2].map((t) => `10.${20 + w}.1.${10 + t}`))
    const patients = Array.from({ length: 2600 }, (_, n) => ({
      id: `${chance.text(2, DIGITS)}-${String(700_000 + n * 5)}`,
      ward: chance.below(12),
      from: chance.below(days + 6) - 6,
      stay: 2 + Math.floor(chance.wait(5)),
    }))
    const here = (ward: number, day: number): readonly string[] =>
      patients
        .filter((p) => (ward < 0 || p.ward === ward) && p.from <= day && p.from + p.stay >= day)
        .map(({ id }) => id)
    const write = (hit: Hit): void =>
      web.add(
        hit.at,
        JSON.stringify({
          when: new Date(hit.at + 9 * HOUR).toISOString().replace('Z', '+09:00'),
          station: hit.ip,
          employee: hit.account,
          session: hit.token,
          request: { method: hit.method, target: hit.path },
          result: hit.status,
          size: hit.bytes,
        }),
      )
    const staff = Array.from({ length: 160 }, (_, k) => ({
      name: `E${chance.text(5, DIGITS)}`,
      ward: k < 126 ? k % 12 : -1,
      home: addressOf(chance),
      doctor: k % 8 === 0,
    }))
    const shift = (
      name: string,
      begin: number,
      hours: number,
      ips: readonly string[],
      ids: readonly string[],
      pause: number,
    ): void => {
      let token = ''
      for (let at = begin, until = 0; at < begin + hours * HOUR; at += 20_000 + chance.wait(pause)) {
        const ip = chance.pick(ips)
        if (until < at) {
          token = chance.text(26, HEX)
          until = at + 2 * HOUR
          auth.add(
            at - 400,
            JSON.stringify({
              when: new Date(at - 400).toISOString(),
              action: 'LOGIN_OK',
              employee: name,
              session: token,
              station: ip,
            }),
          )
        }
        if (ids.length === 0) continue
        const id = chance.pick(ids)
        for (const part of ['', '/medication', '/labs'].slice(0, 1 + chance.below(3)))
          write({
            at: at + part.length * 900,
            ip,
            agent: '',
            method: 'GET',
            path: `/chart/${id}${part}`,
            status: statusOf(chance),
            bytes: 900 + chance.below(8000),
            account: name,
            token,
          })
      }
    }
    for (let day = 0; day < days; day++)
      for (const [k, { name, ward, home, doctor }] of staff.entries()) {
        if (chance.often(0.3)) continue
        const turn = (k + Math.floor(day / 4)) % 3
        const begin = start + day * DAY + turn * 8 * HOUR + chance.below(20 * MINUTE)
        const on =
          ward >= 0 ? (chance.often(0.08) ? chance.below(12) : ward) : chance.often(0.5) ? -1 : chance.below(12)
        const ips = terminals[on < 0 ? chance.below(12) : on] ?? []
        shift(name, begin, 7.5, ips, here(on, day), 12 * MINUTE)
        if (doctor && chance.often(0.2)) shift(name, begin + 10 * HOUR, 1, [home], here(ward, day), 9 * MINUTE)
      }
    const files = (): LogFile[] => [
      ...web.days((day) => `emr/${day}.ndjson.gz`),
      { name: 'emr/logins.ndjson', content: auth.text() },
    ]
    if (!breached) return { files: files(), truth: QUIET }
    const thief = staff[45]
    const since = start + 6 * DAY + 9 * HOUR
    for (let day = 6; day < 19; day++) {
      const ids = patients.filter((p) => p.ward !== thief?.ward).map(({ id }) => id)
      shift(thief?.name ?? '', start + day * DAY + 9 * HOUR, 7, terminals[thief?.ward ?? 0] ?? [], ids, 5 * MINUTE)
    }
    return { files: files(), truth: { answer: 'found', ways: ['staff-beyond-duty'], since, accounts: null, actors: 1 } }
  },
}
