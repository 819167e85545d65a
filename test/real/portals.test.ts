import { describe, expect, it } from 'vitest'
import { investigateLogs } from './investigate-logs.ts'
import { courier, oldVersion, sellers } from './portals/goods.ts'
import { families, forum, payroll } from './portals/people.ts'
import { logsOf } from './portals/portal.ts'
import { lampShop, offices } from './portals/services.ts'

const PORTALS = [
  ['parcels and their couriers', courier, 11],
  ['a market place and its sellers', sellers, 12],
  ['an old version of an interface', oldVersion, 11],
  ['an insurer and its families', families, 11],
  ['a forum with public profiles and private inboxes', forum, 11],
  ['a payroll whose office is of its employees', payroll, 11],
  ['a shop with a call centre and a forwarder, whose numbers name orders and addresses', lampShop, 11],
] as const

/** Companies in which people read about others as part of their life or work. */
describe('nothing happened', () => {
  it.each(PORTALS)('%s: nobody is accused', async (_, portal, seed) => {
    const { report, accounts } = await investigateLogs(logsOf(portal, false, seed))
    expect(report.verdict).toMatchObject({ answer: 'no-evidence', level: null })
    expect(report.actors).toEqual([])
    expect(accounts.size).toBe(0)
  })
})

describe('one of them is a thief', () => {
  it.each(PORTALS)('%s: is found, and nobody else', async (_, portal, seed) => {
    const { truth, ...given } = logsOf(portal, true, seed)
    const { report, accounts } = await investigateLogs(given)
    expect(report.actors.map(({ vector }) => vector)).toEqual(['object-enumeration'])
    const sure = [...accounts].filter(([, level]) => level !== 'possible').map(([account]) => account)
    expect(new Set(sure)).toEqual(truth.accounts)
    expect(new Set(report.actors[0]?.topAddresses.map(({ name }) => name))).toEqual(truth.addresses)
    expect(Date.parse(report.sinceWhen?.firstLikely?.time ?? '')).toBe(truth.first)
  })

  /** Nobody reads ten times as much as the others: what one key reads of others' clients is what tells. */
  it('keys of offices, of which one reads the clients of others: how many, and not whose', async () => {
    const { truth, ...given } = logsOf(offices, true, 11)
    const { report, accounts } = await investigateLogs(given)
    expect(report.verdict).toMatchObject({ answer: 'found', accountsDeterminable: false })
    expect(report.actors.map(({ vector }) => vector)).toEqual(['object-enumeration'])
    expect(accounts.size).toBe(0)
    expect(Number(report.impact.unownedObjects.possible.value)).toBeGreaterThanOrEqual(truth.accounts.size)
    expect(Date.parse(report.sinceWhen?.firstLikely?.time ?? '')).toBe(truth.first)
  })
})
