import { describe, expect, it } from 'vitest'
import type { Report } from '../../src/domain/report-model.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const STRANGER = '203.0.113.66'

interface Request {
  readonly from: string
  readonly target: string
  readonly status?: number
  readonly bytes: number
  readonly agent?: string
}

/** Five days of a public catalogue: item pages and a search, in the combined format. */
const combined = (requests: readonly Request[]): string =>
  requests
    .map(({ from, target, status = 200, bytes, agent = 'Mozilla/5.0 (X11; Linux x86_64) rv:140.0' }, i) => {
      const at = new Date(Date.UTC(2025, 9, 6) + i * 97_000)
      const [, month = ''] = at.toUTCString().split(' ').slice(1)
      const day = String(at.getUTCDate()).padStart(2, '0')
      return `${from} - - [${day}/${month}/2025:${at.toISOString().slice(11, 19)} +0000] "GET ${target} HTTP/1.1" ${status} ${bytes} "-" "${agent}"\n`
    })
    .join('')

const ordinary = (): Request[] =>
  Array.from({ length: 4000 }, (_, i): Request => {
    const from = `192.0.2.${i % 200}`
    return i % 3 === 0
      ? {
          from,
          target: `/search?q=${['shoes', 'o%27brien', 'select+shoes+from+stock', '50%25+off'][i % 4]}&page=${i % 7}`,
          bytes: 2000 + ((i * 37) % 9000),
        }
      : { from, target: `/item.php?id=${1 + (i % 800)}`, bytes: 5000 + (((i % 800) * 53) % 3000) }
  })

/** Spread evenly over the ordinary requests. */
const among = (strange: readonly Request[]): string => {
  const all = ordinary()
  strange.forEach((request, i) => all.splice(500 + Math.floor((i * 3000) / strange.length) + i, 0, request))
  return combined(all)
}

const investigate = async (strange: readonly Request[]): Promise<Report> =>
  (await investigateLogs({ files: { 'access.log': among(strange) } })).report

const union = (n: number): string =>
  `/item.php?id=-1%27%20UNION%20ALL%20SELECT%20null,email,pw%20FROM%20users%20LIMIT%20${n * 500},500--%20`
const bit = (n: number): string =>
  `/item.php?id=7%20AND%20ASCII(SUBSTRING((SELECT%20pw%20FROM%20users%20LIMIT%201),${1 + (n % 20)},1))%3E${40 + ((n * 7) % 80)}`

describe('injection', () => {
  it('finds answers that no ordinary request got; counts them, and says that whose data it was is in no log', async () => {
    const attempts = Array.from({ length: 40 }, (_, i) => ({
      from: STRANGER,
      target: `/item.php?id=${i}%27%20OR%201=1--%20`,
      status: i % 2 === 0 ? 500 : 200,
      bytes: 5200,
    }))
    const dumps = Array.from({ length: 6 }, (_, i) => ({ from: STRANGER, target: union(i), bytes: 61_000 + i }))
    const report = await investigate([...attempts, ...dumps])
    expect(report.actors.map(({ vector, level }) => [vector, level])).toEqual([['injection', 'confirmed']])
    // The tries in vain are his, too.
    expect(report.actors[0]?.events.value).toBe(46n)
    expect(report.actors[0]?.topAddresses.map(({ name }) => name)).toEqual([STRANGER])
    expect(report.actors[0]?.reasons).toContainEqual({
      code: 'reason/larger-than-ordinary',
      values: expect.objectContaining({ n: 6, route: 'GET /item.php', bytes: 61_005 }),
    })
    expect(report.actors[0]?.reasons).toContainEqual({
      code: 'reason/injection-began',
      values: expect.objectContaining({ n: 46 }),
    })
    expect(report.impact.accounts.possible.value).toBe(0n)
    expect(report.impact.holes).toContainEqual({ code: 'impact/injected', values: { n: 6 } })
  })

  it.each([
    ['by whoever sends such syntax there, though no pattern knows it', STRANGER, ['injection']],
    ['by nobody else', '192.0.2.7', []],
  ])('leaves out of what is ordinary what is asked %s', async (_, from, vectors) => {
    const told = (text: string, bytes: number): Request => ({ from: STRANGER, target: `/item.php?id=7;${text}`, bytes })
    const commands = ['id', 'cat%20/etc/hosts', 'ls%20-la%20/srv', 'find%20/srv%20-name%20x', 'cat%20/srv/app.conf']
    const unknown = { ...told('zzcopy%20all', 9_000_000), from }
    const report = await investigate([unknown, ...commands.map((text, i) => told(text, 20_000 + 5_000 * i))])
    expect(report.actors.map(({ vector }) => vector)).toEqual(vectors)
  })

  it('weighs the answers of all hosts that serve a route together: one in twenty of hundreds is too many by chance', async () => {
    const tries = Array.from({ length: 240 }, (_, i) => ({ from: STRANGER, target: bit(i), bytes: 5200 }))
    const dumps = Array.from({ length: 13 }, (_, i) => ({ from: STRANGER, target: union(i), bytes: 61_000 + i }))
    const served = among([...tries, ...dumps])
      .trimEnd()
      .split('\n')
      .map((line, i) => `www${i % 3}.shop.example:443 ${line}\n`)
    const { report } = await investigateLogs({ files: { 'access.log': served.join('') } })
    expect(report.actors.map(({ vector }) => vector)).toEqual(['injection'])
    expect(report.actors[0]?.events.value).toBe(253n)
  })

  it('finds few answers with rows among hundreds of tries in vain, and who goes on with the statement from another address', async () => {
    const tries = Array.from({ length: 300 }, (_, i) => ({
      from: STRANGER,
      target: `/item.php?id=${i}%27%20OR%201=${i}--%20`,
      bytes: 5200,
    }))
    const dumps = Array.from({ length: 3 }, (_, i) => ({ from: STRANGER, target: union(i), bytes: 61_000 + i }))
    const goesOn = dumps.map((dump, i) => ({ ...dump, from: '203.0.113.99', target: union(3 + i), agent: 'curl/8.9' }))
    const report = await investigate([...tries, ...dumps, ...goesOn])
    expect(report.actors.map(({ vector }) => vector)).toEqual(['injection'])
    expect(report.actors[0]?.reasons).toContainEqual({
      code: 'reason/larger-than-ordinary',
      values: expect.objectContaining({ n: 6, route: 'GET /item.php' }),
    })
  })

  it('accuses nobody of one answer with rows, and says that there is a doubt', async () => {
    const tries = Array.from({ length: 30 }, (_, i) => ({
      from: STRANGER,
      target: `/item.php?id=${i}%27%20OR%201=${i}--%20`,
      bytes: 5200,
    }))
    const report = await investigate([...tries, { from: STRANGER, target: union(0), bytes: 61_000 }])
    expect(report.actors).toEqual([])
    const outcome = report.detections.find(({ id }) => id === 'injection')
    expect(outcome?.outcome).toBe('nothing-found')
    expect(outcome?.reasons[1]).toEqual({ code: 'detection/doubtful', values: { n: 1, percent: expect.any(Number) } })
  })

  it('clears who got the whole catalogue for odd words, whether they asked for rows or not', async () => {
    const words = (i: number): string => (i % 9 === 0 ? union(i) : `/item.php?id=${i}%25%27%20OR%20%27${i}%27=%27${i}`)
    const tries = Array.from({ length: 90 }, (_, i) => ({
      from: `203.0.113.${1 + (i % 3)}`,
      target: words(i),
      bytes: i % 10 === 0 ? 5200 : 24_000 + i,
    }))
    const report = await investigate(tries)
    expect(report.actors).toEqual([])
  })

  it('counts tries from elsewhere as the actor’s where hardly anybody could have his program by chance', async () => {
    const agent = 'Mozilla/5.0 (X11; FreeBSD amd64) rv:91.0'
    const tries = Array.from({ length: 12 }, (_, i) => ({ from: '203.0.113.70', target: bit(i), bytes: 5200, agent }))
    const dumps = Array.from({ length: 6 }, (_, i) => ({ from: STRANGER, target: union(i), bytes: 61_000 + i, agent }))
    const others = Array.from({ length: 12 }, (_, i) => ({ from: '203.0.113.71', target: bit(i), bytes: 5200 }))
    const member = [{ from: '192.0.2.7', target: '/item.php?id=7', bytes: 5200, agent }]
    const report = await investigate([...member, ...tries, ...others, ...dumps])
    expect(report.actors.map(({ vector }) => vector)).toEqual(['injection'])
    expect(report.actors[0]?.topAddresses.map(({ name, events }) => [name, events])).toEqual([
      ['203.0.113.70', 12n],
      [STRANGER, 6n],
    ])
  })

  it('finds a database that is read bit by bit, though no answer is large', async () => {
    const probes = Array.from({ length: 120 }, (_, i) => ({
      from: STRANGER,
      target: bit(i),
      bytes: (i * 13) % 5 < 2 ? 5411 : 1320,
    }))
    const report = await investigate(probes)
    expect(report.actors.map(({ vector }) => vector)).toEqual(['injection'])
    expect(report.actors[0]?.events.value).toBe(120n)
    expect(report.actors[0]?.reasons).toContainEqual({
      code: 'reason/series-of-probes',
      values: { n: 120, route: 'GET /item.php' },
    })
  })

  it('clears who tried and got nothing, whatever the answers looked like', async () => {
    const tries: Readonly<Record<string, (i: number) => Omit<Request, 'from'>>> = {
      'refused each time': (i) => ({ target: union(i), status: 403, bytes: 900_000 }),
      'the ordinary page each time': (i) => ({ target: union(i), bytes: 6000 + (i % 50) }),
      'its own words back': (i) => ({ target: union(i), bytes: 8000 + 2 * union(i).length }),
      'one error page': (i) => ({ target: bit(i), bytes: 1320 }),
      'sizes that vary': (i) => ({ target: bit(i), bytes: 5000 + ((i * 53) % 3000) }),
      'sizes that vary with the length of the question': (i) => ({ target: bit(i), bytes: 1300 + bit(i).length }),
      'a route with nothing to compare': (i) => ({ target: `/old.php?id=1%27%20OR%20${i}=${i}--%20`, bytes: 99_000 }),
    }
    const strangers = Object.values(tries)
    const strange = strangers.flatMap((request, who) =>
      Array.from({ length: 60 }, (_, i) => ({ from: `203.0.113.${who + 1}`, ...request(i) })),
    )
    const report = await investigate(strange)
    // Nothing evidenced, and nobody logged who it was: injection alone cannot say that nothing happened.
    expect(report.verdict.answer).toBe('cannot-determine')
    expect(report.actors).toEqual([])
    const outcome = report.detections.find(({ id }) => id === 'injection')
    expect(outcome?.outcome).toBe('nothing-found')
    expect(outcome?.reasons).toEqual([
      { code: 'detection/looked-at', values: { what: 'injection', n: 420 } },
      { code: 'detection/nothing-unlike-background', values: {} },
      { code: 'detection/injection-tried', values: { n: 420, addresses: 7 } },
      { code: 'detection/injection-unjudged', values: { n: 60 } },
    ])
  })

  it('finds files and programs of the system that were given, each with a size of its own, and rows fetched one after another', async () => {
    const forms = Array.from({ length: 60 }, (_, i) => ({
      from: `192.0.2.${i}`,
      target: `/form?file=f${i % 12}.pdf`,
      bytes: 30_000 + (i % 12) * 9000,
    }))
    const tries = Array.from({ length: 40 }, (_, i) => ({
      from: `198.51.100.${i}`,
      target: i % 2 === 0 ? `/cgi-bin/.%2e/.%2e/.%2e/etc/passwd` : `/form?file=..%2f..%2fwindows%2fwin.ini`,
      status: i % 2 === 0 ? 403 : 200,
      bytes: i % 2 === 0 ? 190 : 2100,
    }))
    const read = [
      ['/form?file=..%5c..%5cweb.config', 4210],
      ['/form?file=..%5c..%5c..%5cweb.config', 4210],
      ['/form?file=..%2f..%2fetc%2fpasswd', 1310],
      ['/form?file=..%2f..%2fproc%2fself%2fenviron', 470],
      ['/icons/.%2e/%2e%2e/%2e%2e/etc/passwd', 1310],
      ['/icons/.%2e/%2e%2e/%2e%2e/etc/group', 640],
      ['/icons/.%2e/%2e%2e/%2e%2e/etc/hosts', 220],
    ].map(([target, bytes]) => ({ from: STRANGER, target: String(target), bytes: Number(bytes) }))
    const rows = Array.from({ length: 60 }, (_, i) => ({
      from: STRANGER,
      target: union(i),
      bytes: 1200 + ((i * 37) % 900),
    }))
    const report = await investigate([...forms, ...tries, ...read, ...rows])
    expect(report.actors.map(({ vector }) => vector)).toEqual(['injection'])
    expect(report.actors[0]?.topAddresses.map(({ name }) => name)).toEqual([STRANGER])
    expect(report.actors[0]?.events.value).toBe(67n)
    expect(report.actors[0]?.reasons.map(({ code }) => code)).toContain('reason/walk-of-rows')
    expect(report.actors[0]?.reasons).toContainEqual({
      code: 'reason/files-of-the-system',
      values: { n: 4, route: 'GET /form', sizes: 3, such: 'etc/passwd' },
    })
  })

  const once = (from: string, n: number, bytes: number) => ({ from, target: union(n), bytes })

  it('finds one statement that asks for rows, of which each address sends a piece', async () => {
    const pieces = ['203.0.113.71', '203.0.113.82', '203.0.113.93'].map((from, n) => once(from, n, 26_000 + 31 * n))
    const vain = Array.from({ length: 12 }, (_, i) => ({
      from: `198.51.100.${i}`,
      target: `/item.php?id=${i}%27%20OR%201=1--%20`,
      bytes: 5200,
    }))
    const report = await investigate([...vain, ...pieces])
    expect(report.actors.map(({ vector }) => vector)).toEqual(['injection'])
    expect(report.actors[0]?.topAddresses.map(({ name }) => name).sort()).toEqual(pieces.map(({ from }) => from))
  })

  it.each([
    [
      'what a tool made up, sent by many, and twice met by chance with a large answer',
      Array.from({ length: 60 }, (_, i) => once(`198.51.100.${i}`, i, i % 30 === 7 ? 26_000 : 5200)),
    ],
    ['the same request from two addresses', [once('203.0.113.71', 3, 26_000), once('203.0.113.82', 3, 26_000)]],
    [
      'a page that lists everything for whatever is odd',
      [
        ...Array.from({ length: 12 }, (_, i) => ({
          from: `198.51.100.${i}`,
          target: `/item.php?id=${i}%27%20OR%201=1--%20`,
          bytes: 26_000,
        })),
        ...['203.0.113.71', '203.0.113.82', '203.0.113.93'].map((from, n) => once(from, n, 26_000)),
      ],
    ],
  ])('not: %s', async (_, strange) => {
    expect((await investigate(strange)).actors).toEqual([])
  })

  it('accuses nobody who gets an error page a kind of mistake, or a page that is never twice the same', async () => {
    const names = ['etc/passwd', 'windows/win.ini', 'proc/self/environ', 'WEB-INF/web.xml', 'etc/hosts', 'etc/group']
    const wrong = Array.from({ length: 120 }, (_, i) => ({
      from: STRANGER,
      target: `/item.php?id=${'../'.repeat(2 + (i % 5))}${names[i % 6] ?? ''}`,
      bytes: [310, 1240, 2300][(i * 7) % 3] ?? 0,
    }))
    const everywhere = Array.from({ length: 60 }, (_, i) => ({
      from: STRANGER,
      target: `/${'../'.repeat(2 + (i % 3))}${names[i % 6] ?? ''}`,
      bytes: 9000 + ((i * 997) % 7000),
    }))
    const rows = Array.from({ length: 60 }, (_, i) => ({ from: STRANGER, target: union(i), bytes: 1200 + (i % 9) }))
    const report = await investigate([...wrong, ...everywhere, ...rows])
    expect(report.actors).toEqual([])
  })
})
