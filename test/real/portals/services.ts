import { type Dice, uuidOf } from '../companies/dice.ts'
import { agentOf, commonTime, type Company, type Happened, inOrder } from '../companies/traffic.ts'
import { DAY, HOUR, memberAs, type Portal, seenOwners, shift } from './portal.ts'

const SHOP: Company = {
  start: Date.UTC(2026, 9, 5),
  days: 14,
  members: 1300,
  visits: 0.25,
  accountOf: (n) => `m.${n}`,
  sessionOf: () => '',
  logIn: '/konto/anmelden',
  logOut: '/konto/abmelden',
  publicPages: ['/', '/lampen', '/lampen/stehlampen', '/lampen/17', '/impressum'],
  ownPages: (account, dice) => [
    `/konto/orders/${numberOf(account, dice.below(3))}`,
    `/konto/addresses/${(Number(account.slice(2)) * 7919) % 4001}`,
    '/konto/profile',
  ],
  life: 4 * HOUR,
}

/** Orders and addresses are numbers of one range: 1300 names an order of one and the address of another. */
const numberOf = (account: string, i: number): number => 1 + 3 * Number(account.slice(2)) + i
const ownerOf = (path: string): string => `m.${Math.floor((Number(path.split('/')[3]) - 1) / 3)}`

const combined = ({ requests }: Happened): Readonly<Record<string, string>> => ({
  'access.log': inOrder(requests)
    .map(
      (r) =>
        `${r.ip} - ${r.account === '' ? '-' : r.account} [${commonTime(r.at)}] "${r.method} ${r.path} HTTP/1.1" ${r.status} ${r.bytes} "-" "${r.agent}"\n`,
    )
    .join(''),
})

/** One log of the web server, which names the account; a call centre, a forwarder's server, and a buyer of much. */
export const lampShop: Portal = {
  company: SHOP,
  log: combined,
  work: (happened, dice) => {
    for (let day = 0; day < SHOP.days; day++) {
      for (let n = 0; n < 5; n++) {
        if (day % 7 >= 5 || dice.chance(0.1)) continue
        callsOf(happened, n, day, dice)
      }
      const forwarder = { account: 'spedition', ip: '192.0.2.9', agent: 'forwarder/2.1' }
      shift(
        happened,
        SHOP,
        forwarder,
        { from: SHOP.start + day * DAY + 4 * HOUR, pause: 30_000, paths: ordersOf(60, dice), session: '' },
        dice,
      )
    }
  },
  theft: (happened, dice) => {
    const thief = { ...memberAs(SHOP, 222), ip: '192.0.2.144' }
    const own = new Set([0, 1, 2].map((i) => `/konto/orders/${numberOf(thief.account, i)}`))
    const paths = Array.from({ length: 300 }, (_, i) => `/konto/orders/${2000 + i}`).filter((path) => !own.has(path))
    const plan = { from: SHOP.start + 9 * DAY + 22 * HOUR, pause: 20_000, paths, session: '' }
    const at = shift(happened, SHOP, thief, plan, dice)
    const accounts = seenOwners(happened, thief.account, paths, ownerOf)
    return { accounts, addresses: new Set([thief.ip]), first: at[0] ?? 0 }
  },
}

const ordersOf = (most: number, dice: Dice): readonly string[] =>
  Array.from({ length: 5 + dice.below(most) }, () => `/konto/orders/${1 + dice.below(3 * SHOP.members)}`)

const callsOf = (happened: Happened, n: number, day: number, dice: Dice): void => {
  const clerk = { account: `cc-${n}`, ip: '198.51.100.77', agent: agentOf(0) }
  const from = SHOP.start + day * DAY + 7 * HOUR + dice.below(HOUR)
  shift(happened, SHOP, clerk, { from, pause: 600_000, paths: ordersOf(50, dice), session: '' }, dice)
}

const KEYS = 30
const OFFICES: Company = {
  start: Date.UTC(2026, 10, 2),
  days: 12,
  members: KEYS,
  visits: 0,
  accountOf: () => '',
  sessionOf: (dice) => dice.hex(32),
  logIn: '/v1/ping',
  logOut: '/v1/ping',
  publicPages: ['/status', '/docs'],
  ownPages: () => [],
  life: DAY,
}

const clientOf = (key: number, i: number): string => `/v1/clients/${uuidOf(`client ${key}/${i}`)}/records`
/** The least office has sixty clients, the greatest three hundred. */
const clientsOf = (key: number): number => 60 + 8 * key

/** An interface for offices: a request shows a key, and nobody's name. Every office reads its own clients, day after day. */
export const offices: Portal = {
  company: OFFICES,
  log: ({ requests }) => ({
    'api.jsonl': inOrder(requests)
      .filter(({ path }) => path !== '/v1/ping')
      .map(
        (r) =>
          `${JSON.stringify({ time: new Date(r.at).toISOString(), ip: r.ip, method: r.method, path: r.path, status: r.status, bytes: r.bytes, agent: r.agent, api_key: r.session })}\n`,
      )
      .join(''),
  }),
  work: (happened, dice) => {
    for (let key = 0; key < KEYS; key++)
      for (let day = 0; day < OFFICES.days; day++) {
        const count = Math.ceil(clientsOf(key) / 5)
        const paths = Array.from({ length: count }, () => clientOf(key, dice.below(clientsOf(key))))
        shift(
          happened,
          OFFICES,
          officeOf(key),
          { from: hoursOf(day, dice), pause: 90_000, paths, session: keyOf(key) },
          dice,
        )
      }
  },
  theft: (happened, dice) => {
    const paths = Array.from({ length: 400 }, (_, i) => clientOf(2 + (i % 12), Math.floor(i / 12)))
    const plan = { from: OFFICES.start + 7 * DAY + 2 * HOUR, pause: 15_000, paths, session: keyOf(20) }
    const at = shift(happened, OFFICES, officeOf(20), plan, dice)
    return { accounts: new Set(paths), addresses: new Set([officeOf(20).ip]), first: at[0] ?? 0 }
  },
}

const hoursOf = (day: number, dice: Dice): number => OFFICES.start + day * DAY + 8 * HOUR + dice.below(HOUR)
const keyOf = (key: number): string => uuidOf(`key ${key}`)
const officeOf = (key: number) => ({ account: '', ip: `198.51.100.${10 + key}`, agent: 'office-sync/4' })
