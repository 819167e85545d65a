import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Report } from '../../src/domain/report-model.ts'
import { forged, type Header, ordinary, reportOf } from './token-case.ts'

let root: string
beforeAll(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'mapae-retired-'))
})
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

/** People log in one a minute; after this one, the service signs with the next key. */
const CHANGED = 150
const key = (kid: string): Header => ({ alg: 'RS256', kid })
const changing = (i: number): Header => key(i < CHANGED ? 'k-2024' : 'k-2025')

const outcomeOf = (report: Report) => report.detections.find(({ id }) => id === 'retired-key')

describe('retired-key', () => {
  it('finds tokens of a key that was replaced, as one actor and not as never issued besides', async () => {
    const report = await reportOf(root, [...ordinary(changing), ...forged(key('k-2024'))])
    expect(outcomeOf(report)).toMatchObject({ outcome: 'found', hits: { likely: { value: 30n } } })
    expect(report.detections.find(({ id }) => id === 'never-issued')).toMatchObject({ outcome: 'nothing-found' })
    expect(report.actors.map(({ vector }) => vector)).toEqual(['retired-key'])
    expect(report.actors[0]?.reasons[0]).toMatchObject({ code: 'reason/key-retired', values: { n: 30, kid: 'k-2024' } })
    expect(report.impact.accounts.likely.value).toBe(30n)
  })

  it('finds tokens of a key by which no proven token was signed', async () => {
    const report = await reportOf(root, [...ordinary(() => key('k-2025')), ...forged(key('k-2019'))])
    expect(report.actors.map(({ vector }) => vector)).toEqual(['retired-key'])
    expect(report.actors[0]?.reasons[0]).toMatchObject({ code: 'reason/key-never-seen' })
  })

  it('leaves tokens forged with the key in use to never-issued', async () => {
    const report = await reportOf(root, [...ordinary(changing), ...forged(key('k-2025'))])
    expect(outcomeOf(report)).toMatchObject({ outcome: 'nothing-found' })
    expect(report.actors.map(({ vector }) => vector)).toEqual(['never-issued'])
  })

  it('accuses nobody of a server that still signs with the old key, and whose log is not here', async () => {
    const old = (i: number): boolean => i >= CHANGED && (i * 31) % 20 === 0
    const uses = ordinary(
      (i) => (old(i) ? key('k-2024') : changing(i)),
      (i) => !old(i),
    )
    const report = await reportOf(root, uses)
    expect(outcomeOf(report)).toMatchObject({ outcome: 'nothing-found' })
    expect(report.actors).toEqual([])
  })

  it('cannot look where tokens do not name their key', async () => {
    const report = await reportOf(
      root,
      ordinary(() => ({ alg: 'RS256' })),
    )
    expect(outcomeOf(report)).toMatchObject({
      outcome: 'could-not-look',
      reasons: [{ code: 'detection/no-key-ids' }],
    })
  })
})
