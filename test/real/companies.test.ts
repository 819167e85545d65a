import { describe, expect, it } from 'vitest'
import { brokerage } from './companies/brokerage.ts'
import { bulletinBoard } from './companies/bulletin-board.ts'
import { clinic } from './companies/clinic.ts'
import { club } from './companies/club.ts'
import { game } from './companies/game.ts'
import { hospital } from './companies/hospital.ts'
import { market } from './companies/market.ts'
import { personnel } from './companies/personnel.ts'
import { investigateLogs } from './investigate-logs.ts'
import { summaryOf } from './summary-of.ts'

/** Companies unlike one another, each in a week that was quiet and in one that was not. */
describe.each([
  ['a club of 200 members, two days of JSON lines', club, true],
  ['a market place with JSON Web Tokens and the events of Keycloak', market, true],
  ['a clinic whose log names no account and which logs no session', clinic, false],
  ['a bulletin board on Apache that logs a cookie and nobody’s name', bulletinBoard, false],
  ['an insurance broker whose clerks read thousands of customers', brokerage, true],
  ['a hospital whose web log knows cookies, and whose log of sessions knows patients', hospital, true],
  ['a game whose sessions live longer than its logs', game, true],
] as const)('%s', (_, logs, accountsDeterminable) => {
  it('evidences nothing where nothing happened', async () => {
    const { report, accounts } = await investigateLogs(logs(false))
    expect(report.verdict).toMatchObject({ answer: 'no-evidence', level: null, accountsDeterminable })
    expect(report.totals.received.value).toBe(report.totals.parsed.value + report.totals.duplicates.value)
    expect(report.actors).toEqual([])
    expect(report.sinceWhen).toBeNull()
    expect(report.hypotheses).toBeNull()
    expect(accounts.size).toBe(0)
  })
})

/** One clerk beside a part-timer and whoever pays the wages, and three: all of them employees whose own data is there too. */
it.each([
  [1, 1],
  [3, 3],
])('a personnel department whose %i clerks are employees themselves: nothing', async (clerks, seed) => {
  const { report, accounts } = await investigateLogs(personnel({ clerks, seed }))
  expect(report.verdict).toMatchObject({ answer: 'no-evidence', level: null, accountsDeterminable: true })
  expect(report.detections.find(({ id }) => id === 'object-enumeration')?.outcome).toBe('nothing-found')
  expect(accounts.size).toBe(0)
})

describe('what happened there', () => {
  it.each([
    ['the club', club],
    ['the market place', market],
    ['the game', game],
  ] as const)('%s: tokens that nobody issued, for whom, since when and from where', async (_, logs) => {
    const { truth, ...given } = logs(true)
    const { report, accounts } = await investigateLogs(given)
    expect(report.verdict).toMatchObject({ answer: 'found', level: 'confirmed', accountsDeterminable: true })
    expect(report.actors.map(({ vector }) => vector)).toEqual(['never-issued'])
    expect(new Set(accounts.keys())).toEqual(truth.accounts)
    expect(new Set(report.actors[0]?.topAddresses.map(({ name }) => name))).toEqual(truth.addresses)
    expect(Date.parse(report.sinceWhen?.firstConfirmed?.time ?? '')).toBe(truth.first)
  })

  it('the clinic: sessions that nobody opened; how many records, and not whose', async () => {
    const { truth, ...given } = clinic(true)
    const { report, accounts } = await investigateLogs(given)
    expect(report.verdict).toMatchObject({ answer: 'found', level: 'confirmed', accountsDeterminable: false })
    expect(report.actors.map(({ vector }) => vector)).toEqual(['never-issued'])
    expect(new Set(report.actors[0]?.topAddresses.map(({ name }) => name))).toEqual(truth.addresses)
    expect(accounts.size).toBe(0)
    expect(report.impact.unownedObjects.confirmed.value).toBe(BigInt(truth.accounts.size))
    expect(summaryOf(report, 'en')).toContain(
      `Affected accounts cannot be determined from these logs. ${truth.accounts.size} confirmed views; views are not accounts. ${truth.accounts.size} objects whose owner the logs do not name.`,
    )
  })

  it('the insurance broker: a customer who reads 510 others, and none of the clerks who read more', async () => {
    const { truth, ...given } = brokerage(true)
    const { report, accounts } = await investigateLogs(given)
    expect(report.verdict).toMatchObject({ answer: 'found', level: 'confirmed', accountsDeterminable: true })
    expect(report.actors.map(({ vector }) => vector)).toEqual(['object-enumeration'])
    expect(new Set(accounts.keys())).toEqual(truth.accounts)
    expect(new Set(report.actors[0]?.topAddresses.map(({ name }) => name))).toEqual(truth.addresses)
    /** His own life before, and his own policy that evening, do not count. */
    expect(Date.parse(report.sinceWhen?.firstConfirmed?.time ?? '')).toBe(truth.first)
  })

  it('the hospital: a patient who counts through the results of others, and none of the doctors', async () => {
    const { truth, ...given } = hospital(true)
    const { report, accounts } = await investigateLogs(given)
    expect(report.verdict).toMatchObject({ answer: 'found', level: 'confirmed', accountsDeterminable: true })
    expect(report.actors.map(({ vector }) => vector)).toEqual(['object-enumeration'])
    expect(new Set(accounts.keys())).toEqual(truth.accounts)
    expect(new Set(report.actors[0]?.topAddresses.map(({ name }) => name))).toEqual(truth.addresses)
    expect(Date.parse(report.sinceWhen?.firstConfirmed?.time ?? '')).toBe(truth.first)
  })

  /** Every member's pages are read in many sessions, and no log says whose these are: what was read can be said, and of whom it is not. */
  it('the bulletin board: one session that reads hundreds is found, and whose data it read is said to be unknown', async () => {
    const { truth, ...given } = bulletinBoard(true)
    const { report, accounts } = await investigateLogs(given)
    expect(truth.accounts.size).toBe(300)
    expect(report.verdict).toMatchObject({ answer: 'found', accountsDeterminable: false })
    expect(report.actors.map(({ vector }) => vector)).toEqual(['object-enumeration'])
    expect(new Set(report.actors[0]?.topAddresses.map(({ name }) => name))).toEqual(truth.addresses)
    expect(report.impact?.unownedObjects.likely.value).toBe(301n)
    expect(accounts.size).toBe(0)
  })
})
