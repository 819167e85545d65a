import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Report } from '../../src/domain/report-model.ts'
import { investigate } from '../../src/stages/investigate.ts'
import { openCase } from '../../src/store/open-case.ts'

const START = Date.UTC(2026, 2, 1) / 1000

/** One token and the two requests that are made with it. */
export interface Use {
  readonly account: number
  readonly second: number
  readonly ip: string
  readonly agent: string
  readonly token: string
  /** Whether the log of log-ins knows it. */
  readonly issued: boolean
  /** Used in a single request. */
  readonly once?: boolean
  /** What the log says of the token's algorithm, beside it. */
  readonly alg?: string
  /** How both requests are answered; with success where nothing is said. */
  readonly status?: number
}

export const homeOf = (i: number): string => `198.51.100.${(i * 7919) % 241}`
export const agentOf = (i: number): string => `Mozilla/5.0 (program ${(i * 104_729) % 37})`

export interface Header {
  readonly alg: string
  readonly kid?: string
}

/** A JSON Web Token that lives six hours; without a signature where its header says so. */
export const jwt = (account: number, issued: number, header: Header): string => {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const body = { sub: `u-${account}`, iat: START + issued, exp: START + issued + 21_600, jti: account * 7 + issued }
  return `${part({ typ: 'JWT', ...header })}.${part(body)}.${header.alg === 'none' ? '' : 'c2lnbmF0dXJl'.repeat(3)}`
}

/** What such a token says. */
export const claimsOf = ({ account, second }: Use): object => ({
  sub: `u-${account}`,
  iat: START + second,
  exp: START + second + 21_600,
  jti: account * 7 + second,
})

/** Six hundred people log in, one a minute. */
export const ordinary = (
  headerOf: (i: number) => Header,
  issued: (i: number) => boolean = () => true,
): readonly Use[] =>
  Array.from({ length: 600 }, (_, i) => ({
    account: 1000 + i,
    second: 60 * i,
    ip: homeOf(i),
    agent: agentOf(i),
    token: jwt(1000 + i, 60 * i, headerOf(i)),
    issued: issued(i),
  }))

/** Tokens for thirty people who logged in long ago, made by somebody else towards the end. */
export const forged = (header: Header): readonly Use[] =>
  Array.from({ length: 30 }, (_, n) => ({
    account: 1000 + 5 * n,
    second: 24_000 + 200 * n,
    ip: `203.0.113.${n % 3}`,
    agent: 'python-requests/2.31.0',
    token: jwt(1000 + 5 * n, 24_000 + 200 * n - 30, header),
    issued: false,
  }))

const linesOf = (uses: readonly Use[]): readonly string[] =>
  [...uses]
    .sort((a, b) => a.second - b.second)
    .flatMap(({ account, second, ip, agent, token, issued, once = false, alg, status = 200 }) => {
      const at = (shift: number): string => new Date(1000 * (START + second + shift)).toISOString()
      const read = { ts: at(3), ip, method: 'GET', path: `/orders/${77_000 + account}`, status, user_id: `u-${account}`, token, user_agent: agent, ...(alg === undefined ? {} : { jwt: { alg } }) } // biome-ignore format: one line of log
      return [
        ...(issued
          ? [{ ts: at(0), event: 'TOKEN_ISSUED', user_id: `u-${account}`, token, ip, user_agent: agent }]
          : []),
        read,
        ...(once ? [] : [{ ...read, ts: at(40), path: '/cart' }]),
      ]
    })
    .map((record) => JSON.stringify(record))

let made = 0
export const reportOf = async (
  root: string,
  uses: readonly Use[],
  configFile?: string,
  beside: readonly string[] = [],
): Promise<Report> => {
  const dir = path.join(root, String(made++))
  mkdirSync(dir)
  writeFileSync(path.join(dir, 'log.jsonl'), `${linesOf(uses).join('\n')}\n`)
  if (beside.length > 0) writeFileSync(path.join(dir, 'beside.jsonl'), `${beside.join('\n')}\n`)
  const theCase = await openCase(path.join(dir, 'case'), { create: true, configFile })
  try {
    return await investigate(theCase, { paths: [path.join(dir, '*.jsonl')] })
  } finally {
    await theCase.close()
  }
}
