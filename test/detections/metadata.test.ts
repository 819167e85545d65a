import { describe, expect, it } from 'vitest'
import { investigateLogs } from '../real/investigate-logs.ts'

const STRANGER = '203.0.113.66'

interface Request {
  readonly from: string
  readonly url: string
  readonly bytes: number
  readonly status?: number
}

/** Of a shop whose pictures are made smaller by a service that fetches any address it is given, five days. */
const shop = (strange: readonly Request[]): string => {
  const all = Array.from({ length: 3000 }, (_, i): Request => {
    const n = (i * 37) % 800
    return { from: `192.0.2.${i % 200}`, url: `https://cdn.shop.example/p/${n}.jpg`, bytes: 9000 + n * 11 }
  })
  strange.forEach((request, i) => all.splice(1800 + 2 * i, 0, request))
  return all
    .map(({ from, url, bytes, status = 200 }, i) => {
      const at = new Date(Date.UTC(2025, 9, 6) + i * 140_000)
      const time = `${String(at.getUTCDate()).padStart(2, '0')}/Oct/2025:${at.toISOString().slice(11, 19)} +0000`
      return `${from} - - [${time}] "GET /thumb?w=200&url=${encodeURIComponent(url)} HTTP/1.1" ${status} ${bytes} "-" "Mozilla/5.0 (X11; Linux x86_64) rv:140.0"\n`
    })
    .join('')
}

const AWS = 'http://169.254.169.254/latest/'
const told = (sizes: readonly number[], status = 200): readonly Request[] =>
  [
    `${AWS}meta-data/`,
    `${AWS}meta-data/iam/security-credentials/`,
    `${AWS}meta-data/iam/security-credentials/web-prod`,
    `${AWS}user-data`,
  ].map((url, i) => ({ from: STRANGER, url, status, bytes: sizes[i] ?? 0 }))

const investigate = async (strange: readonly Request[]) =>
  (await investigateLogs({ files: { 'access.log': shop(strange) } })).report

describe('a service that fetches what it is told, and is told to ask the cloud for its own credentials', () => {
  it('is found by answers that each have a size of their own', async () => {
    const report = await investigate(told([320, 8, 1304, 2790]))
    expect(report.actors.map(({ vector }) => vector)).toEqual(['injection'])
    expect(report.actors[0]?.topAddresses.map(({ name }) => name)).toEqual([STRANGER])
    expect(report.actors[0]?.reasons).toContainEqual({
      code: 'reason/files-of-the-system',
      values: { n: 4, route: 'GET /thumb', sizes: 4, such: 'latest/meta-data' },
    })
  })

  it.each([
    ['gets one page for all that is no picture', told([412, 412, 412, 412])],
    ['gets that page with the address that it asked for in it', told([412, 444, 452, 413])],
    ['is refused', told([320, 8, 1304, 2790], 403)],
    ['gets pages whose size changes by itself', [...told([320, 8, 1304, 2790]), ...told([640, 230, 2100, 71])]],
    ['got one page for the machine and one for its credentials', told([412, 233, 233, 412])],
  ])('not, where he %s', async (_, strange) => {
    const { actors } = await investigate(strange)
    expect(actors).toEqual([])
  })
})
