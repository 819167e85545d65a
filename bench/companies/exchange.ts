import { HEX } from './chance.ts'
import { type Company, Log, type LogFile, QUIET } from './company.ts'
import { DAY, HOUR, MINUTE, rentedOf, townOf } from './people.ts'

/**
 * An exchange of coins. Programs trade by API keys, of which the log has a hash; whose balance is meant stands in the query. Price
 * robots ask for tickers all day, a load test runs one night with test accounts. One key asks for the balances of others.
 */
export const exchange: Company = {
  id: 'exchange',
  what: 'Coin exchange, JSON with hashed API keys, ids as snowflakes in the query, price robots and a load test; one key reads other balances',
  weeks: ['quiet', 'breached'],
  logs: (chance, breached) => {
    const town = townOf(chance, { people: 4000, days: 8, start: '2026-03-16T00:00:00Z', every: 2, phones: 0.3 })
    const log = new Log()
    const ids = town.people.map(() => String(1_270_000_000_000_000_000n + BigInt(chance.below(2 ** 31)) * 4_194_304n))
    const keys = town.people.map(() => `k_${chance.text(16, HEX)}`)
    const line = (at: number, ip: string, agent: string, uri: string, n: number | null, status = 200): void =>
      log.add(
        at,
        JSON.stringify({
          '@timestamp': new Date(at).toISOString(),
          source: { ip },
          http: { request: { method: 'GET' }, response: { status_code: status, bytes: 90 + chance.below(3000) } },
          url: { original: uri },
          user_agent: { original: agent },
          labels: n === null ? {} : { api_key_hash: keys[n], user_id: ids[n] },
        }),
      )
    for (const { person, at, address, agent } of town.visits) {
      let now = at
      const program = chance.often(0.3) ? 'ccxt/4.2 python' : agent
      for (let i = 3 + chance.below(10); i > 0; i--)
        line(
          (now += 300 + chance.wait(9000)),
          address,
          program,
          chance.pick([
            '/v3/ticker?symbol=BTCUSD',
            `/v3/balances?uid=${ids[person.n]}`,
            `/v3/fills?uid=${ids[person.n]}&limit=50`,
            '/v3/depth?symbol=ETHUSD&limit=20',
            `/v3/deposit-address?uid=${ids[person.n]}&coin=BTC`,
          ]),
          person.n,
        )
    }
    for (let robot = 0; robot < 12; robot++) {
      const ip = rentedOf(chance)
      for (let at = town.start; at < town.end; at += chance.wait(5 * MINUTE))
        line(
          at,
          ip,
          `pricebot/${robot}`,
          `/v3/ticker?symbol=${chance.pick(['BTCUSD', 'ETHUSD', 'SOLUSD'])}`,
          robot % 3 === 0 ? robot : null,
        )
    }
    for (let i = 0, at = town.start + 3 * DAY + 2 * HOUR; i < 6000; i++)
      line((at += 40 + chance.below(60)), '192.0.2.50', 'k6/0.49', '/v3/depth?symbol=BTCUSD&limit=5', null)
    const files = (): LogFile[] => [{ name: 'gateway.ndjson', content: log.text() }]
    if (!breached) return { files: files(), caseYaml, truth: QUIET }
    const taken = new Set<string>()
    const since = town.start + 4 * DAY + 13 * HOUR
    const [ip, thief] = [rentedOf(chance), 3100]
    let at = since
    for (let i = 0; i < 900; i++) {
      const n = chance.below(4000)
      line(at, ip, 'ccxt/4.2 python', `/v3/balances?uid=${ids[n]}`, thief)
      if (n !== thief) taken.add(ids[n] ?? '')
      at += 800 + chance.wait(20_000)
    }
    return {
      files: files(),
      caseYaml,
      truth: { answer: 'found', ways: ['object-enumeration'], since, accounts: taken, actors: 1 },
    }
  },
}

const caseYaml = `routes:
  - { route: 'GET /v3/balances', returns: [BankAccount], subject: 'query:uid' }
  - { route: 'GET /v3/fills', returns: [Transaction], subject: 'query:uid' }
  - { route: 'GET /v3/deposit-address', returns: [BankAccount], subject: 'query:uid' }
`
