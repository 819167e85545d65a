import { describe, expect, it } from 'vitest'
import type { Report } from '../../src/domain/report-model.ts'
import { investigateLogs } from '../real/investigate-logs.ts'

const STRANGER = '203.0.113.66'

interface Request {
  readonly from: string
  readonly target: string
  readonly status?: number
  readonly bytes: number
}

const combined = (requests: readonly Request[]): string =>
  requests
    .map(({ from, target, status = 200, bytes }, i) => {
      const [, day = '', month = '', year = '', clock = ''] = new Date(Date.UTC(2025, 9, 6) + i * 97_000)
        .toUTCString()
        .split(' ')
      return `${from} - - [${day}/${month}/${year}:${clock} +0000] "GET ${target} HTTP/1.1" ${status} ${bytes} "-" "Firefox/140.0"\n`
    })
    .join('')

/** Pages, and a folder of manuals that people fetch, some of them one person alone. */
const ordinary: readonly Request[] = Array.from({ length: 2000 }, (_, i): Request => {
  const from = `192.0.2.${i % 200}`
  return i % 5 === 0
    ? { from, target: `/manuals/model-${i % 35}.zip`, bytes: 900_000 + (i % 35) * 7001 }
    : { from, target: `/page-${i % 40}`, bytes: 5000 + (i % 40) }
})

const NAMES = ['backup', 'db', 'dump', 'site', 'shop', 'data', 'customers', 'old']
const list = (endings: readonly string[], answer: (target: string) => Partial<Request>): readonly Request[] =>
  NAMES.flatMap((name) => endings.map((ending) => `/${name}.${ending}`)).map((target) => ({
    from: STRANGER,
    target,
    status: 404,
    bytes: 512,
    ...answer(target),
  }))

const guesses = list(['zip', 'sql', 'bak', 'sql.gz'], () => ({}))

const investigate = async (strange: readonly Request[]): Promise<Report> =>
  (
    await investigateLogs({
      files: { 'access.log': combined([...ordinary.slice(0, 1000), ...strange, ...ordinary.slice(1000)]) },
    })
  ).report

describe('guessed-file', () => {
  it('finds the copy of a database that nobody else ever fetched, after names tried in vain', async () => {
    const report = await investigate([
      ...guesses,
      { from: STRANGER, target: '/private/shop2025.bak', bytes: 734_003_200 },
      { from: STRANGER, target: '/private/customers.csv', bytes: 54_003_200 },
    ])
    expect(report.actors.map(({ vector, level }) => [vector, level])).toEqual([['guessed-file', 'confirmed']])
    expect(report.actors[0]?.events.value).toBe(2n)
    expect(report.actors[0]?.reasons).toEqual([
      { code: 'reason/file-given-out', values: { path: '/private/customers.csv', n: 1, bytes: 54_003_200 } },
      { code: 'reason/file-given-out', values: { path: '/private/{id}.bak · shop2025.bak', n: 1, bytes: 734_003_200 } },
      { code: 'reason/names-guessed', values: { n: 32, from: expect.any(String) } },
    ])
    expect(report.impact.holes).toContainEqual({ code: 'impact/injected', values: { n: 2 } })
  })

  it.each<[string, readonly Request[]]>([
    ['all names were tried in vain', guesses],
    [
      'the file is one that people fetch',
      [...guesses, { from: STRANGER, target: '/manuals/model-5.zip', bytes: 935_005 }],
    ],
    [
      'the file stands among those that people fetch, and only its name ends as any download does',
      [...guesses, { from: STRANGER, target: '/manuals/model-99.zip', bytes: 1_234_567 }],
    ],
    [
      'one page answers every name of an ending, in sizes that differ a little',
      [...guesses, ...list(['csv'], (target) => ({ status: 200, bytes: 14_201 + target.length * 3 }))],
    ],
    [
      'somebody fetches an old file and guessed nothing',
      [{ from: STRANGER, target: '/private/shop2025.bak', bytes: 734_003_200 }],
    ],
    [
      'somebody follows dead links to downloads, and one that is alive',
      [
        ...Array.from({ length: 30 }, (_, i) => ({
          from: STRANGER,
          target: `/manuals/old-${i}.zip`,
          status: 404,
          bytes: 512,
        })),
        { from: STRANGER, target: '/archive/list.csv', bytes: 34_003 },
      ],
    ],
  ])('accuses nobody where %s', async (_, strange) => {
    const report = await investigate(strange)
    expect(report.actors).toEqual([])
    expect(report.detections.find(({ id }) => id === 'guessed-file')?.outcome).toBe('nothing-found')
  })
})
