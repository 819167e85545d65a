import { createHmac, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

const KEY = 'not a secret: the key of a shop that does not exist'

/** A token of the shop: claims and signature. Whoever holds the key makes one for any account. */
export const signed = (account: string, at: number): string => {
  const claims = Buffer.from(JSON.stringify({ sub: account, jti: randomUUID(), iat: Math.floor(at / 1000) })).toString(
    'base64url',
  )
  return `${claims}.${createHmac('sha256', KEY).update(claims).digest('base64url')}`
}

/** The broken check of the real case: a signature is enough, nobody asks whether the token was ever issued. */
const accountOf = (token: string): string | undefined => {
  const [claims = '', signature] = token.split('.')
  if (createHmac('sha256', KEY).update(claims).digest('base64url') !== signature) return undefined
  return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub: string }).sub
}

const PERSONAL = new Set(['/api/me', '/api/me/orders', '/api/me/addresses'])

export interface Shop {
  /** What it wrote to its authentication log: JSON lines. */
  authLog(): string
  close(): Promise<void>
}

/**
 * A small shop behind nginx. It lives in a time of its own, that of the header `X-Time`, so that days pass in seconds.
 * A log-in is answered with a token in `X-Token`; the account behind a request goes to nginx in `X-User`.
 */
export const openShop = async (socket: string): Promise<Shop> => {
  const log: string[] = []
  const server = createServer((request, response) => answer(request, response, log))
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  return {
    authLog: () => log.map((line) => `${line}\n`).join(''),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const answer = (request: IncomingMessage, response: ServerResponse, log: string[]): void => {
  const header = (name: string): string => String(request.headers[name] ?? '')
  const at = header('x-time')
  const token = header('authorization').replace('Bearer ', '') || header('cookie').replace('shop_session=', '')
  const account = token === '' ? undefined : accountOf(token)
  const client = header('x-real-ip')
  const note = (event: string, who: string, what: string): void => {
    log.push(JSON.stringify({ at, event, account: who, client, ...(what !== '' && { token: what }) }))
  }
  const send = (status: number, headers: Record<string, string> = {}): void => {
    response.writeHead(status, { ...(account !== undefined && { 'X-User': account }), ...headers })
    response.end(`${request.url} `.repeat(20))
  }
  const issue = (event: string, who: string): void => {
    const fresh = signed(who, Date.parse(at))
    note(event, who, fresh)
    send(200, { 'X-Token': fresh })
  }
  if (request.url === '/login') {
    const who = header('x-login')
    if (header('x-password') === 'right') return issue('token.issued', who)
    note('login.failed', who, '')
    return send(401)
  }
  if (PERSONAL.has(request.url ?? '')) return send(account === undefined ? 401 : 200)
  if (account !== undefined && request.url === '/refresh') return issue('token.refreshed', account)
  if (account !== undefined && request.url === '/logout') {
    note('token.revoked', account, token)
    return send(204)
  }
  return send(request.method === 'GET' ? 200 : 401)
}
