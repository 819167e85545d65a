import { agentOf, type Company } from '../companies/traffic.ts'
import { DAY, HOUR, jsonLogs, memberAs, type Portal, shift } from './portal.ts'

const json = jsonLogs(
  (r) => ({
    timestamp: new Date(r.at).toISOString(),
    clientIp: r.ip,
    request: { method: r.method, path: r.path },
    response: { status: r.status, length: r.bytes },
    userAgent: r.agent,
    userId: r.account,
    sessionId: r.session,
  }),
  (e, type) => ({
    timestamp: new Date(e.at).toISOString(),
    type,
    clientIp: e.ip,
    userId: e.account,
    sessionId: e.session,
  }),
)

const NAMES = ['kim', 'lee', 'park', 'choi', 'jung', 'kang', 'cho', 'yoon', 'jang', 'lim']
const GIVEN = ['minsu', 'jiwoo', 'seoyeon', 'hajun', 'doyun', 'sua', 'yuna', 'jiho', 'eunji', 'taeyang']
const slug = (n: number): string => `${NAMES[n % 10]}-${GIVEN[Math.floor(n / 10) % 10]}-${100 + Math.floor(n / 3)}`

const INSURER: Company = {
  start: Date.UTC(2026, 6, 6),
  days: 14,
  members: 1100,
  visits: 0.3,
  accountOf: slug,
  sessionOf: (dice) => dice.hex(32),
  logIn: '/api/auth',
  logOut: '/api/auth/end',
  publicPages: ['/', '/plans', '/plans/family', '/contact'],
  ownPages: (account) => [`/api/claims?member=${account}`, `/api/patients?member=${account}&view=full`, '/api/me'],
  life: 5 * HOUR,
}

/** Names as ids, in the query. One in six looks after relatives: the same few people, again and again. */
export const families: Portal = {
  company: INSURER,
  log: json,
  work: (happened, dice) => {
    for (let n = 0; n < INSURER.members; n += 6) {
      const relatives = Array.from({ length: 1 + dice.below(n % 60 === 0 ? 12 : 4) }, (_, i) => slug(n + 1 + i))
      for (let visit = 0; visit < 4; visit++)
        shift(
          happened,
          INSURER,
          memberAs(INSURER, n),
          {
            from: INSURER.start + dice.below(INSURER.days) * DAY + 9 * HOUR + dice.below(10 * HOUR),
            pause: 60_000,
            paths: relatives.map((who) => `/api/claims?member=${who}`),
            session: dice.hex(32),
          },
          dice,
        )
    }
  },
  theft: (happened, dice) => {
    const thief = { ...memberAs(INSURER, 501), ip: '192.0.2.33' }
    const chosen = [...new Set(Array.from({ length: 130 }, () => dice.below(INSURER.members)))].map(slug)
    const others = chosen.filter((one) => one !== thief.account)
    const firsts: number[] = []
    for (let day = 0; day < 4; day++)
      firsts.push(
        ...shift(
          happened,
          INSURER,
          thief,
          {
            from: INSURER.start + (6 + day) * DAY + 21 * HOUR,
            pause: 120_000,
            paths: others.slice(day * 32, day * 32 + 32).map((one) => `/api/patients?member=${one}&view=full`),
            session: dice.hex(32),
          },
          dice,
        ),
      )
    return { accounts: new Set(others.slice(0, 128)), addresses: new Set([thief.ip]), first: firsts[0] ?? 0 }
  },
}

const FORUM: Company = {
  start: Date.UTC(2026, 7, 3),
  days: 10,
  members: 1000,
  visits: 0.35,
  accountOf: (n) => `u${5000 + 7 * n}`,
  sessionOf: (dice) => dice.hex(30),
  logIn: '/login',
  logOut: '/logout',
  publicPages: ['/', '/threads', '/threads/cooking', '/rules'],
  ownPages: (account, dice) => [
    `/users/${account}`,
    `/users/u${5000 + 7 * dice.below(1000)}`,
    `/users/u${5000 + 7 * dice.below(1000)}`,
    `/users/${account}/inbox`,
  ],
  life: 12 * HOUR,
}

/** Profiles that every member reads of every other; a collector with an account reads them all. The inbox is private. */
export const forum: Portal = {
  company: FORUM,
  log: json,
  work: (happened, dice) => {
    const collector = { account: FORUM.accountOf(999), ip: '192.0.2.61', agent: 'profile-index/0.3' }
    for (let day = 2; day < 6; day++)
      shift(
        happened,
        FORUM,
        collector,
        {
          from: FORUM.start + day * DAY + 3 * HOUR,
          pause: 4000,
          paths: Array.from({ length: 230 }, (_, i) => `/users/${FORUM.accountOf((day - 2) * 230 + i)}`),
          session: dice.hex(30),
        },
        dice,
      )
  },
  theft: (happened, dice) => {
    const thief = { account: FORUM.accountOf(123), ip: '192.0.2.40', agent: agentOf(4) }
    const others = Array.from({ length: 150 }, (_, i) => FORUM.accountOf(400 + i))
    const at = shift(
      happened,
      FORUM,
      thief,
      {
        from: FORUM.start + 6 * DAY + 15 * HOUR,
        pause: 15_000,
        paths: others.map((one) => `/users/${one}/inbox`),
        session: dice.hex(30),
      },
      dice,
    )
    return { accounts: new Set(others), addresses: new Set([thief.ip]), first: at[0] ?? 0 }
  },
}

const PAYROLL: Company = {
  start: Date.UTC(2026, 8, 1),
  days: 28,
  members: 700,
  visits: 0.1,
  accountOf: (n) => `E${10_400 + n}`,
  sessionOf: (dice) => dice.hex(32),
  logIn: '/sso/login',
  logOut: '/sso/logout',
  publicPages: ['/', '/news', '/canteen'],
  ownPages: (account, dice) => [`/payslips/2026-0${6 + dice.below(3)}/${account}`, '/profile'],
  life: 8 * HOUR,
}

/** Four of the employees are the staff office: they read the payslips of others on most days, and their own. */
export const payroll: Portal = {
  company: PAYROLL,
  log: json,
  work: (happened, dice) => {
    for (let n = 20; n < 24; n++)
      for (let day = 0; day < PAYROLL.days; day++) {
        if (day % 7 >= 5 || dice.chance(0.2)) continue
        const paths = Array.from(
          { length: 8 + dice.below(20) },
          () => `/payslips/2026-0${6 + dice.below(3)}/${PAYROLL.accountOf(dice.below(700))}`,
        )
        shift(
          happened,
          PAYROLL,
          { ...memberAs(PAYROLL, n), ip: `198.51.100.${120 + n}` },
          {
            from: PAYROLL.start + day * DAY + 8 * HOUR + dice.below(HOUR),
            pause: 900_000,
            paths,
            session: dice.hex(32),
          },
          dice,
        )
      }
  },
  theft: (happened, dice) => {
    const thief = { ...memberAs(PAYROLL, 318), ip: '198.51.100.99' }
    const others = Array.from({ length: 240 }, (_, i) => PAYROLL.accountOf(50 + i))
    const at = shift(
      happened,
      PAYROLL,
      thief,
      {
        from: PAYROLL.start + 19 * DAY + 17 * HOUR,
        pause: 12_000,
        paths: others.map((one) => `/payslips/2026-08/${one}`),
        session: dice.hex(32),
      },
      dice,
    )
    return { accounts: new Set(others), addresses: new Set([thief.ip]), first: at[0] ?? 0 }
  },
}
