import { describe, expect, it } from 'vitest'
import type { SourcePlan } from '../../src/domain/source-plan.ts'
import { sql } from '../../src/engine/sql.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { logLines, makeScratch, type Scratch } from '../intake/scratch.ts'

const START = Date.UTC(2026, 2, 1)

/** Log-ins in UTC, and a first use four seconds after each, by a clock on the wall nine hours ahead. */
const writeLogs = (scratch: Scratch): void => {
  const session = (n: number): string => (n * 7919 + 0xabc000).toString(16).padStart(32, 'a5')
  const at = (n: number, shift = 0): string => new Date(START + n * 61_000 + shift * 1000).toISOString()
  const auth = Array.from({ length: 80 }, (_, n) =>
    JSON.stringify({
      timestamp: at(n),
      event: 'login_success',
      user_id: `u${n}`,
      session_id: session(n),
      client_ip: `192.0.2.${n}`,
    }),
  )
  const access = Array.from({ length: 80 }, (_, n) =>
    JSON.stringify({
      time: at(n, 4 + 9 * 3600)
        .slice(0, 19)
        .replace('T', ' '),
      method: 'GET',
      path: `/me/${n}`,
      status: 200,
      session_id: session(n),
      client_ip: `192.0.2.${n}`,
    }),
  )
  scratch.write('auth/auth.jsonl', `${auth.join('\n')}\n`)
  scratch.write('api/access.jsonl', `${access.join('\n')}\n`)
  scratch.write('web/access.log', logLines(20))
}

const zonesOf = (plans: readonly SourcePlan[]): Readonly<Record<string, string>> =>
  Object.fromEntries(plans.map(({ name, zone, zoneFrom }) => [name, `${zone} ${zoneFrom}`]))

describe('time zones', () => {
  it('that nobody declares are assumed, said to be, and doubted where credentials say otherwise', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    writeLogs(scratch)
    await acquire(theCase, [scratch.logs])
    const { plans, problems } = await ingest(theCase)
    expect(zonesOf(plans)).toMatchObject({
      'api/access': 'UTC assumed',
      'auth/auth': 'UTC in the log',
      'web/access': 'UTC in the log',
    })
    expect(problems).toEqual([
      {
        code: 'ingest/zone-shift',
        values: { source: 'api/access', issuer: 'auth/auth', shift: '+09:00', pairs: 80, of: 80 },
      },
    ])
  })

  it('that are declared put all sources on one time line', async () => {
    const scratch = makeScratch("sources:\n  - { match: '**/api/*', zone: Asia/Seoul, host: api-1 }\n")
    const theCase = await scratch.open()
    writeLogs(scratch)
    await acquire(theCase, [scratch.logs])
    const { plans, problems } = await ingest(theCase)
    expect(zonesOf(plans)).toMatchObject({ 'api/access': 'Asia/Seoul declared' })
    expect(problems).toEqual([])
    expect(
      await theCase.engine.rows(sql`
        SELECT source, toString(min(time)) AS first, toString(max(time)) AS last FROM evidence.event
        WHERE source != 'web/access' GROUP BY source ORDER BY source`),
    ).toEqual([
      { source: 'api/access', first: '2026-03-01 00:00:04.000000', last: '2026-03-01 01:20:23.000000' },
      { source: 'auth/auth', first: '2026-03-01 00:00:00.000000', last: '2026-03-01 01:20:19.000000' },
    ])
  })
})
