import { createHmac } from 'node:crypto'
import { Dice, uuidOf } from './dice.ts'
import {
  type Company,
  type CompanyLogs,
  inOrder,
  NOTHING_HAPPENED,
  ordinaryTraffic,
  type Request,
  type SessionEvent,
  type Truth,
} from './traffic.ts'

/**
 * A market place whose gateway logs JSON with the bearer token (a JWT) as it came, and the account as an e-mail address.
 * Its identity server keeps events as Keycloak does; they name a token by its `jti`, which the gateway shows only inside.
 */
const LIFE = 4 * 3_600_000

const jwt = (claims: object): string => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const body = `${part({ alg: 'HS256', typ: 'JWT', kid: 'k-2024' })}.${part(claims)}`
  return `${body}.${createHmac('sha256', 'not a secret: a fixture').update(body).digest('base64url')}`
}

const tokenOf = (id: string, account: string, at: number): string => {
  const iat = Math.floor(at / 1000)
  return jwt({
    jti: id,
    iss: 'https://id.market.example/realms/shop',
    sub: uuidOf(account),
    email: account,
    iat,
    exp: iat + LIFE / 1000,
  })
}

const MARKET: Company = {
  start: Date.UTC(2026, 0, 10),
  days: 10,
  members: 800,
  visits: 0.4,
  accountOf: (n) => `${['anna', 'jun', 'mei', 'omar', 'lea'][n % 5]}.${n}@mail${n % 3}.example`,
  sessionOf: (dice, account, at) => tokenOf(uuidOf(`${account}${at}${dice.hex(4)}`), account, at),
  logIn: '/realms/shop/protocol/openid-connect/token',
  logOut: '/realms/shop/protocol/openid-connect/logout',
  publicPages: ['/', '/catalog', '/catalog/bikes?page=2', '/listing/881204', '/listing/881377', '/help'],
  ownPages: () => [
    '/api/v2/profile',
    '/api/v2/profile',
    '/api/v2/addresses',
    '/api/v2/orders?page=1',
    '/api/v2/favourites',
  ],
  life: LIFE,
}

const gatewayLine = ({ at, ip, agent, method, path, status, bytes, account, session }: Request): string =>
  `${JSON.stringify({
    '@timestamp': new Date(at).toISOString(),
    client: { ip },
    http: {
      request: {
        method,
        headers: { 'user-agent': agent, ...(session !== '' && { authorization: `Bearer ${session}` }) },
      },
      response: { status_code: status, body: { bytes } },
    },
    url: { original: path },
    ...(account !== '' && { user: { email: account } }),
    trace: { id: uuidOf(`${at}${ip}${path}`) },
  })}\n`

const claimsOf = (token: string): { jti: string } =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { jti: string }

const NAMES = {
  'log-in': 'CODE_TO_TOKEN',
  refused: 'LOGIN_ERROR',
  renewed: 'REFRESH_TOKEN',
  'log-out': 'LOGOUT',
} as const

const identityLine = ({ at, what, ip, account, session }: SessionEvent): string =>
  `${JSON.stringify({
    time: at,
    type: NAMES[what],
    realmId: 'shop',
    clientId: 'web',
    userId: uuidOf(account),
    ipAddress: ip,
    ...(what === 'refused' && { error: 'invalid_user_credentials' }),
    details: { username: account, ...(session !== '' && { token_id: claimsOf(session).jti }) },
  })}\n`

export const market = (attacked: boolean, seed = 2): CompanyLogs => {
  const { requests, sessions } = ordinaryTraffic(MARKET, seed)
  const truth = attacked ? forge(requests, new Dice(seed + 90)) : NOTHING_HAPPENED
  return {
    files: {
      'gateway/2026-01.ndjson': inOrder(requests).map(gatewayLine).join(''),
      'keycloak/events.json': inOrder(sessions).map(identityLine).join(''),
    },
    truth,
  }
}

/** The attack: tokens signed with the stolen key, for 300 accounts, from three addresses; two trials the day before. */
const forge = (requests: Request[], dice: Dice): Truth => {
  const accounts = new Set<string>()
  const addresses = ['192.0.2.11', '192.0.2.12', '192.0.2.13']
  const first = MARKET.start + 6 * 86_400_000 + 5 * 3_600_000
  const read = (n: number, at: number, path: string): void => {
    const account = MARKET.accountOf(n)
    accounts.add(account)
    requests.push({
      at,
      ip: addresses[n % 3] ?? '',
      agent: 'okhttp/4.12.0',
      method: 'GET',
      path,
      status: 200,
      bytes: 2100,
      account,
      session: tokenOf(dice.hex(32), account, at - 30_000),
    })
  }
  read(5, first, '/api/v2/profile')
  read(6, first + 60_000, '/api/v2/profile')
  let at = first + 86_400_000
  for (let n = 300; n < 600; n++) {
    at += 1000 + dice.below(20_000)
    read(n, at, '/api/v2/profile')
    if (dice.chance(0.5)) read(n, at + 400, '/api/v2/addresses')
  }
  return { accounts, addresses: new Set(addresses), first }
}
