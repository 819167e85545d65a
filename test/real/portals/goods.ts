import { Dice, uuidOf } from '../companies/dice.ts'
import { agentOf, type Company, type Happened, type Truth } from '../companies/traffic.ts'
import { base62Of, DAY, HOUR, jsonLogs, memberAs, type Portal, seenOwners, shift } from './portal.ts'

const json = jsonLogs(
  (r) => ({
    ts: new Date(r.at).toISOString(),
    remote_ip: r.ip,
    http_method: r.method,
    uri: r.path,
    status_code: r.status,
    bytes_sent: r.bytes,
    ua: r.agent,
    user: r.account,
    sid: r.session,
  }),
  (e, event) => ({ ts: new Date(e.at).toISOString(), event, remote_ip: e.ip, user: e.account, sid: e.session }),
)

const PARCELS: Company = {
  start: Date.UTC(2026, 2, 2),
  days: 10,
  members: 1500,
  visits: 0.25,
  accountOf: (n) => base62Of(`m${n}`, 9),
  sessionOf: (dice) => dice.hex(32),
  logIn: '/auth/login',
  logOut: '/auth/logout',
  publicPages: ['/', '/prices', '/depots', '/app'],
  ownPages: (account, dice) => [`/parcels/${base62Of(`${account}/${dice.below(3)}`, 10)}`, '/me'],
  life: 4 * HOUR,
}

/** Parcels under ids of digits and letters; thirty couriers read the delivery addresses of their round each day, from phones. */
export const courier: Portal = {
  company: PARCELS,
  log: json,
  work: (happened, dice) => {
    for (let n = 0; n < 30; n++)
      for (let day = 0; day < PARCELS.days; day++) {
        if (day % 7 >= 5 || dice.chance(0.15)) continue
        const paths = Array.from({ length: 25 + dice.below(40) }, () => parcelOf(dice))
        const worker = {
          account: base62Of(`courier${n}`, 9),
          ip: `203.0.113.${dice.below(20)}`,
          agent: agentOf(2),
        }
        shift(
          happened,
          PARCELS,
          worker,
          {
            from: PARCELS.start + day * DAY + 7 * HOUR + dice.below(HOUR),
            pause: 600_000,
            paths,
            session: dice.hex(32),
          },
          dice,
        )
      }
  },
  theft: (happened, dice) => {
    const thief = {
      ...memberAs(PARCELS, 80),
      ip: '192.0.2.14',
      agent: 'Mozilla/5.0 (Windows NT 10.0; rv:142.0) Gecko/20100101 Firefox/142.0',
    }
    const paths = Array.from({ length: 220 }, () => parcelOf(dice))
    const at = shift(
      happened,
      PARCELS,
      thief,
      { from: PARCELS.start + 5 * DAY + 20 * HOUR, pause: 30_000, paths, session: dice.hex(32) },
      dice,
    )
    return {
      accounts: seenOwners(happened, thief.account, paths, ownerOfParcel),
      addresses: new Set([thief.ip]),
      first: at[0] ?? 0,
    }
  },
}

const parcelNumber = (dice: Dice): readonly [string, number] => [
  PARCELS.accountOf(dice.below(PARCELS.members)),
  dice.below(3),
]
const parcelOf = (dice: Dice): string => `/parcels/${base62Of(parcelNumber(dice).join('/'), 10)}`
const owners = new Map<string, string>()
const ownerOfParcel = (path: string): string => {
  if (owners.size === 0)
    for (let n = 0; n < PARCELS.members; n++)
      for (let i = 0; i < 3; i++)
        owners.set(`/parcels/${base62Of(`${PARCELS.accountOf(n)}/${i}`, 10)}`, PARCELS.accountOf(n))
  return owners.get(path) ?? ''
}

const SELLERS = 40
const MARKET: Company = {
  start: Date.UTC(2026, 3, 6),
  days: 14,
  members: 1200,
  visits: 0.3,
  accountOf: (n) => String(40_017 + 3 * n),
  sessionOf: (dice) => dice.hex(40),
  logIn: '/signin',
  logOut: '/signout',
  publicPages: ['/', '/shops', '/shops/lamps', '/shops/chairs', '/shops/rugs', '/help'],
  ownPages: (account, dice) => [
    `/orders/${orderOf(account, dice.below(3))}`,
    `/orders/${orderOf(account, 0)}`,
    '/account/settings',
    '/orders',
  ],
  life: 6 * HOUR,
}
const orderOf = (account: string, i: number): number => 900_000 + 4 * Number(account) + i
const buyerOf = (path: string): string => String(Math.floor((Number(path.split('/')[2]) - 900_000) / 4))

/** A market place: members who sell read the orders of their buyers, every order is read by two; some sell much. */
export const sellers: Portal = {
  company: MARKET,
  log: json,
  work: (happened, dice) => {
    for (let seller = 0; seller < SELLERS; seller++)
      for (let day = 0; day < MARKET.days; day++) {
        if (dice.chance(0.3)) continue
        const most = seller % 4 === 0 ? 40 : 8
        const paths = Array.from({ length: 1 + dice.below(most) }, () => {
          const buyer = seller + SELLERS * (1 + dice.below(MARKET.members / SELLERS - 1))
          return `/orders/${orderOf(MARKET.accountOf(buyer), dice.below(3))}`
        })
        shift(
          happened,
          MARKET,
          memberAs(MARKET, seller),
          {
            from: MARKET.start + day * DAY + 8 * HOUR + dice.below(10 * HOUR),
            pause: 200_000,
            paths,
            session: dice.hex(40),
          },
          dice,
        )
      }
  },
  theft: (happened, dice) => {
    const thief = { ...memberAs(MARKET, 611), ip: '192.0.2.90' }
    const paths = Array.from({ length: 400 }, (_, i) => `/orders/${900_000 + 4 * 40_017 + 2400 + i}`)
    const own = new Set([0, 1, 2].map((i) => `/orders/${orderOf(thief.account, i)}`))
    const at = shift(
      happened,
      MARKET,
      thief,
      {
        from: MARKET.start + 8 * DAY + 2 * HOUR,
        pause: 4000,
        paths: paths.filter((p) => !own.has(p)),
        session: dice.hex(40),
        status: (i) => (i % 7 === 6 ? 404 : 200),
      },
      dice,
    )
    const taken = paths.filter((p) => !own.has(p)).filter((_, i) => i % 7 !== 6)
    return {
      accounts: seenOwners(happened, thief.account, taken, buyerOf),
      addresses: new Set([thief.ip]),
      first: at[0] ?? 0,
    }
  },
}

const TICKETS: Company = {
  start: Date.UTC(2026, 5, 1),
  days: 12,
  members: 1400,
  visits: 0.25,
  accountOf: (n) => `user${n}@mail.example`,
  sessionOf: (dice) => dice.hex(24),
  logIn: '/v2/session',
  logOut: '/v2/session/end',
  publicPages: ['/', '/v2/events', '/v2/events/spring', '/v2/venues'],
  ownPages: (account, dice) => [
    `/v2/bookings/${uuidOf(`${account}/${dice.below(2)}`)}`,
    `/v2/bookings/${uuidOf(`${account}/0`)}/ticket`,
    '/v2/me',
  ],
  life: 3 * HOUR,
}
const bookings = new Map<string, string>()
const bookedBy = (path: string): string => {
  if (bookings.size === 0)
    for (let n = 0; n < TICKETS.members; n++)
      for (let i = 0; i < 2; i++) bookings.set(uuidOf(`${TICKETS.accountOf(n)}/${i}`), TICKETS.accountOf(n))
  return bookings.get(path.split('/')[3] ?? '') ?? ''
}

/** An old version of the interface that nobody asks any more, and that does not compare; the ids are those of the new one. */
export const oldVersion: Portal = {
  company: TICKETS,
  log: json,
  work: () => undefined,
  theft: (happened: Happened, dice: Dice): Truth => {
    const thief = { account: TICKETS.accountOf(350), ip: '192.0.2.201', agent: 'okhttp/5.1.0' }
    const ids = Array.from({ length: 160 }, () =>
      uuidOf(`${TICKETS.accountOf(dice.below(TICKETS.members))}/${dice.below(2)}`),
    )
    const paths = ids.map((id) => `/v1/bookings/${id}`)
    const at = shift(
      happened,
      TICKETS,
      thief,
      { from: TICKETS.start + 7 * DAY + 13 * HOUR, pause: 9000, paths, session: dice.hex(24) },
      dice,
    )
    const known = new Set(
      happened.requests.filter(({ account }) => account !== thief.account).map(({ path }) => path.split('/')[3] ?? ''),
    )
    const accounts = new Set(paths.filter((path) => known.has(path.split('/')[3] ?? '')).map(bookedBy))
    accounts.delete(thief.account)
    return { accounts, addresses: new Set([thief.ip]), first: at[0] ?? 0 }
  },
}
