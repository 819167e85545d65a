import { describe, expect, it } from 'vitest'
import { DETECTIONS } from '../../src/detections/index.ts'
import { standingsOf } from '../../src/domain/competing-hypotheses.ts'
import { conductAsEvidence } from '../../src/stages/weigh-hypotheses/conduct-as-evidence.ts'
import { evidenceRequests } from '../../src/stages/weigh-hypotheses/evidence-requests.ts'
import { waysInAsEvidence } from '../../src/stages/weigh-hypotheses/findings-as-evidence.ts'
import type { Observed } from '../../src/stages/weigh-hypotheses/observe.ts'
import type { WayIn } from '../../src/domain/report-model.ts'
import { richReport } from '../report/fixture-report.ts'

const REPORT = richReport()
const QUIET: Observed = {
  requests: 1000,
  fromOwn: 0,
  fromPartner: 0,
  networksDeclared: false,
  failedLogIns: 0,
  failedFromActors: 0,
  addresses: 7,
  personal: 500,
  verified: 0,
  unverified: 0,
}
const linesOf = (observed: Partial<Observed>): readonly string[] =>
  conductAsEvidence({ ...REPORT, actors: [] }, { ...QUIET, ...observed }).map(({ id }) => id)

describe('conduct as evidence', () => {
  it.each([
    ['nothing that stands out', {}, []],
    ['nine in ten requests from our own network', { fromOwn: 900, networksDeclared: true }, ['own-network']],
    ['nearly as many are not enough', { fromOwn: 899, networksDeclared: true }, []],
    ['a partner’s network', { fromPartner: 1000, networksDeclared: true }, ['partner-network']],
    ['networks are known and none is theirs', { networksDeclared: true }, ['foreign-network']],
    ['many addresses', { addresses: 20 }, ['many-addresses']],
    ['two addresses', { addresses: 2 }, ['few-addresses']],
    ['failures in the logs, none of them theirs', { failedLogIns: 100 }, ['no-failed-log-ins']],
    ['too few failures to say so', { failedLogIns: 99 }, []],
    ['failures of theirs', { failedLogIns: 100, failedFromActors: 1 }, []],
    ['personal data and hardly anything else', { personal: 900 }, ['only-personal-data']],
  ] as const)('%s', (_, observed, ids) => {
    expect(linesOf(observed)).toEqual(ids)
  })
})

describe('ways in as evidence', () => {
  it('is one line a way in, graded by what the logs are like and how sure it is', () => {
    const lines = waysInAsEvidence(REPORT)
    expect(lines.map(({ id }) => id)).toEqual(['way-in/never-issued', 'way-in/object-enumeration'])
    expect(lines[0]).toMatchObject({ reliability: 'C', credibility: 1 })
    expect(lines[1]).toMatchObject({ reliability: 'C', credibility: 3 })
    expect(
      waysInAsEvidence({ ...REPORT, problems: [], coverage: REPORT.coverage.map((one) => ({ ...one, holes: [] })) })[0],
    ).toMatchObject({ reliability: 'B' })
  })

  it('says less of a key where no record of issue exists', () => {
    const detections = REPORT.detections.filter(({ id }) => id !== 'never-issued')
    const [line] = waysInAsEvidence({ ...REPORT, detections })
    expect(line).toMatchObject({
      credibility: 2,
      ratings: { 'outsider-with-stolen-key': 'C', 'outsider-through-flaw': 'C' },
    })
  })

  it('knows every way in that a detection can find', () => {
    const [actor] = REPORT.actors
    if (actor === undefined) throw new Error('the rich report has an actor')
    const vectors = [...new Set(DETECTIONS.map(({ vector }) => vector))]
    const ways = vectors.map((vector) => ({ ...actor.ways[0], vector }) as WayIn)
    const lines = waysInAsEvidence({ ...REPORT, actors: [{ ...actor, ways }] })
    expect(lines.map(({ id }) => id)).toEqual(vectors.map((vector) => `way-in/${vector}`))
    for (const { diagnosticity, id } of lines) expect(diagnosticity, id).toBeGreaterThan(0)
  })

  it('speaks for no state', () => {
    expect(waysInAsEvidence(REPORT).every(({ ratings }) => ratings['state-aligned-group'] === 'N')).toBe(true)
  })
})

describe('evidence to ask for', () => {
  it('separates the two that stand best, and names a period only where it is known', () => {
    const standings = standingsOf(waysInAsEvidence({ ...REPORT, actors: REPORT.actors.slice(0, 1) }))
    const requests = evidenceRequests(standings, REPORT.sinceWhen)
    expect(requests.length).toBeGreaterThan(2)
    for (const { separates } of requests) expect(separates).toEqual(['insider-with-key', 'outsider-with-stolen-key'])
    const holders = requests.find(({ id }) => id === 'address-holders')
    expect(holders).toMatchObject({ from: REPORT.sinceWhen?.firstLikely?.time, to: REPORT.sinceWhen?.last })
    expect(requests.find(({ id }) => id === 'key-store-audit')?.from).toBeNull()
    expect(evidenceRequests(standings, null).every(({ from, to }) => from === null && to === null)).toBe(true)
  })
})
