import { describe, expect, it } from 'vitest'
import { goldenSamlFigures } from '../../bench/external/golden-saml.ts'
import { pantherFigures } from '../../bench/external/panther-predicates.ts'
import { lacksShared, sharedData } from '../intake/shared-data.ts'
import { testEngine } from '../sources/test-engine.ts'

describe('predicates of panther rules', () => {
  const { engine } = testEngine()
  it.skipIf(lacksShared('panther-tests'))('stand in our events, but for these (needs panther-tests)', async () => {
    const figures = await pantherFigures(engine(), sharedData('panther-tests'))
    const other = figures.filter(({ part, n, found }) => found !== (part.endsWith('must match') ? n : 0))
    expect(figures.length).toBe(13)
    expect(other.map(({ part, n, found }) => [part, found, n])).toEqual([
      // One of three is an Okta event that its author left without time and id, so that nothing recognises it.
      ['Standard.BruteForceByUser, must match', 2, 3],
      // A failed log-in all the same; the rule asks for one error code.
      ['Azure.Audit.ExcessiveAccountLockouts, must not', 1, 1],
      ['Okta.Refresh.Access.Token.Reuse, must match', 0, 1],
    ])
  })
})

describe('Golden SAML', () => {
  it.skipIf(lacksShared('cloudtrail-attacks'))(
    'is read in full; that no log of issuance is there is said, and nobody named (needs cloudtrail-attacks)',
    async () => {
      const figures = await goldenSamlFigures(sharedData('cloudtrail-attacks'))
      expect(figures.map(({ n, found }) => [found, n])).toEqual([
        [52, 52],
        // Log-ins of Windows on the identity provider's own host.
        [28, 52],
        [0, 1],
        [0, 1],
      ])
    },
  )
})
