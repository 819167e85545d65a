import { describe, expect, it } from 'vitest'
import type { Report } from '../../src/domain/report-model.ts'
import { Dice } from '../real/companies/dice.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const STRANGER = '203.0.113.66'
const START = Date.UTC(2025, 9, 6)
const HOUR = 3_600_000

interface Request {
  readonly at: number
  readonly from: string
  readonly method?: string
  readonly target: string
  readonly status?: number
  readonly bytes: number
  readonly agent?: string
}

const combined = (requests: readonly Request[]): string =>
  [...requests]
    .sort((a, b) => a.at - b.at)
    .map(
      ({
        at,
        from,
        method = 'GET',
        target,
        status = 200,
        bytes,
        agent = 'Mozilla/5.0 (X11; Linux x86_64) rv:140.0',
      }) => {
        const time = new Date(at)
        const [, month = ''] = time.toUTCString().split(' ').slice(1)
        const day = String(time.getUTCDate()).padStart(2, '0')
        return `${from} - - [${day}/${month}/2025:${time.toISOString().slice(11, 19)} +0000] "${method} ${target} HTTP/1.1" ${status} ${bytes} "-" "${agent}"\n`
      },
    )
    .join('')

/** Ten days of a shop in PHP: pages, an administrator, a timer, and pictures that members uploaded. */
const ordinary = (): Request[] => {
  const dice = new Dice(3)
  const requests: Request[] = []
  for (let i = 0; i < 5000; i++) {
    const at = START + Math.floor(dice.next() * 240 * HOUR)
    const from = `192.0.2.${dice.below(200)}`
    const page = dice.of(['/index.php', '/item.php', '/cart.php', '/search.php'])
    requests.push({ at, from, target: `${page}?id=${dice.below(500)}`, bytes: 3000 + dice.below(9000) })
    requests.push({
      at: at + 900,
      from,
      target: `/uploads/2025/${dice.below(400)}.jpg`,
      bytes: 20_000 + dice.below(90_000),
    })
  }
  for (let day = 0; day < 10; day++)
    for (const page of ['/admin/orders.php', '/admin/goods.php', '/admin/index.php'])
      requests.push({
        at: START + day * 24 * HOUR + 9 * HOUR + dice.below(HOUR),
        from: '198.51.100.4',
        target: page,
        bytes: 4000 + dice.below(5000),
      })
  return requests
}

const at = (hours: number): number => START + hours * HOUR
const times = (n: number, make: (i: number, dice: Dice) => Request): readonly Request[] => {
  const dice = new Dice(9)
  return Array.from({ length: n }, (_, i) => make(i, dice))
}

const investigate = async (more: readonly Request[]): Promise<Report> =>
  (await investigateLogs({ files: { 'access.log': combined([...ordinary(), ...more]) } })).report

describe('web shell', () => {
  it('a script among the pictures that takes commands', async () => {
    const commands = [
      'whoami',
      'id',
      'uname%20-a',
      'ls%20-la%20/var/www',
      'cat%20/etc/passwd',
      'mysqldump%20shop',
      'tar%20czf%20/tmp/a.tgz%20.',
    ]
    const uses = times(7, (i, dice) => ({
      at: at(120) + i * 40_000 + dice.below(60_000),
      from: STRANGER,
      target: `/uploads/2025/x7.php?c=${commands[i] ?? ''}`,
      bytes: 40 + dice.below(9000),
    }))
    const report = await investigate(uses)
    expect(report.actors.map(({ vector }) => vector)).toEqual(['web-shell'])
    expect(report.actors[0]?.level).not.toBe('possible')
    expect(report.actors[0]?.events.value).toBe(7n)
    expect(report.actors[0]?.topAddresses.map(({ name }) => name)).toEqual([STRANGER])
    expect(Date.parse(report.actors[0]?.first ?? '')).toBe(Math.floor((uses[0]?.at ?? 0) / 1000) * 1000)
    const codes = report.actors[0]?.reasons.map(({ code }) => code)
    expect(codes).toEqual(['reason/new-script', 'reason/commands', 'reason/no-script-beside', 'reason/folder-of-files'])
  })

  it('one that calls several programs, whose answers are alike, where scripts of the service stand alone too', async () => {
    const commands = ['whoami', 'dir+C%3A%5Cinetpub', 'type+web.config', 'whoami', 'ipconfig']
    const uses = times(40, (i, dice) => ({
      at: at(130) + i * 60_000 + dice.below(90_000),
      from: STRANGER,
      target: `/uploads/2025/up.aspx?cmd=${commands[i % 5] ?? ''}`,
      bytes: dice.of([210, 880, 1500]),
    }))
    const alone = ['/hotels/detail.aspx', '/news/item.aspx', '/find/search.aspx'].flatMap((target, n) =>
      times(300, (i, dice) => ({
        at: at(0.7 * i) + dice.below(HOUR),
        from: `192.0.2.${(7 * i + n) % 200}`,
        target: `${target}?id=${i}`,
        bytes: 900 + dice.below(9000),
      })),
    )
    const report = await investigate([...uses, ...alone])
    expect(report.actors.map(({ vector, level }) => [vector, level === 'possible'])).toEqual([['web-shell', false]])
  })

  it('a script that is only posted to, after its user tried injection', async () => {
    const tries = times(30, (i, dice) => ({
      at: at(100) + i * 20_000,
      from: STRANGER,
      target: `/item.php?id=${i}%27%20UNION%20SELECT%20null--%20`,
      status: 500,
      bytes: 300 + dice.below(50),
    }))
    const uses = times(20, (i, dice) => ({
      at: at(101) + i * 90_000 + dice.below(80_000),
      from: STRANGER,
      method: 'POST',
      target: '/uploads/2025/img.php',
      bytes: 100 + dice.below(40_000),
    }))
    const report = await investigate([...tries, ...uses])
    expect(report.actors.map(({ vector }) => vector)).toEqual(['web-shell'])
    expect(report.actors[0]?.level).not.toBe('possible')
    expect(report.actors[0]?.reasons.map(({ code }) => code)).toContain('reason/syntax-before')
  })

  it('a script among the pictures that is only posted to, and nothing else of its user', async () => {
    const uses = times(25, (i, dice) => ({
      at: at(110) + i * 90_000 + dice.below(80_000),
      from: STRANGER,
      method: 'POST',
      target: '/uploads/2025/img.php',
      bytes: 100 + dice.below(40_000),
    }))
    const report = await investigate(uses)
    expect(report.actors.map(({ vector, level }) => [vector, level === 'possible'])).toEqual([['web-shell', false]])
    expect(report.actors[0]?.events.value).toBe(25n)
  })

  /** A script that is only posted to, below a folder of uploads by year, from five networks. */
  const manyPlaces = (agent: Partial<Request>): readonly Request[] =>
    times(40, (i, dice) => ({
      at: at(110) + i * 90_000 + dice.below(80_000),
      from: `203.0.${i % 5}.66`,
      method: 'POST',
      target: '/upload/2025/img.php',
      bytes: 100 + dice.below(40_000),
      ...agent,
    }))

  it('one that a single program uses from five networks', async () => {
    const report = await investigate(manyPlaces({ agent: 'antSword/2.1' }))
    expect(report.actors.map(({ vector, level }) => [vector, level === 'possible'])).toEqual([['web-shell', false]])
    expect(report.actors[0]?.addresses.value).toBe(5n)
  })

  it('takes commands at another host of the site for no attempts that came before', async () => {
    const onHost = (host: string, requests: readonly Request[]): string =>
      combined(requests).replaceAll(/^(?=.)/gm, `${host}:443 `)
    const uses = (n: number): readonly Request[] =>
      times(12, (i, dice) => ({
        at: START + 110 * HOUR + (2 * i + n) * 90_000 + dice.below(80_000),
        from: STRANGER,
        target: `/uploads/2025/img.php?c=cat%20/etc/passwd%20${i}`,
        bytes: 100 + dice.below(40_000),
      }))
    const log = onHost('www1.shop.example', [...ordinary(), ...uses(0)]) + onHost('www2.shop.example', uses(1))
    const { report } = await investigateLogs({ files: { 'other_vhosts_access.log': log } })
    const codes = report.actors.flatMap(({ reasons }) => reasons.map(({ code }) => code))
    expect(codes).toContain('reason/commands')
    expect(codes).not.toContain('reason/syntax-before')
  })

  const quiet: readonly (readonly [string, readonly Request[]])[] = [
    [
      'an admin page that is seldom opened',
      times(6, (i, dice) => ({
        at: at(150 + i * 9) + dice.below(HOUR),
        from: '198.51.100.4',
        target: `/admin/settings.php?tab=${i}`,
        bytes: 3000 + dice.below(4000),
      })),
    ],
    ['a script that five networks use with the program of everybody', manyPlaces({})],
    [
      'a timer in a folder of its own',
      times(200, (i, dice) => ({
        at: at(60) + i * 600_000 + dice.below(9000),
        from: '198.51.100.9',
        method: 'POST',
        target: '/jobs/run.php',
        bytes: 20 + dice.below(900),
      })),
    ],
    [
      'a probe of a new balancer',
      times(300, (i) => ({ at: at(80) + i * 60_000, from: '198.51.100.10', target: '/health/check.php', bytes: 2 })),
    ],
    [
      'a new part of the shop that many use',
      times(60, (i, dice) => ({
        at: at(90 + i),
        from: `192.0.2.${dice.below(200)}`,
        target: `/club/index.php?page=${i}`,
        bytes: 5000 + dice.below(9000),
      })),
    ],
    [
      'what a payment service reports',
      times(40, (i, dice) => ({
        at: at(70) + i * 3 * HOUR + dice.below(2 * HOUR),
        from: '198.51.100.77',
        method: 'POST',
        target: '/pay/notify.php',
        bytes: 2,
      })),
    ],
    [
      'where one office leaves its files, whose answers tell no more than that they came',
      times(40, (i, dice) => ({
        at: at(75 + i * 3) + dice.below(2 * HOUR),
        from: '198.51.100.78',
        method: 'POST',
        target: '/files/receive.php',
        bytes: dice.of([31, 32]),
      })),
    ],
    [
      'a scan for shells, in vain',
      times(80, (i, dice) => ({
        at: at(130) + i * 1000,
        from: STRANGER,
        target: `/uploads/${dice.hex(4)}.php?cmd=id`,
        status: 404,
        bytes: 300,
      })),
    ],
  ]

  it.each([[[0, 2, 4]], [[1, 3, 5, 6]]])('not: three at a time of what scripts are for (%#)', async (which) => {
    const report = await investigate(which.flatMap((i) => quiet[i]?.[1] ?? []))
    expect(report.verdict.answer).not.toBe('found')
    expect(report.detections.find(({ id }) => id === 'web-shell')?.outcome).toBe('nothing-found')
  })
})
