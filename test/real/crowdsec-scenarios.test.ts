import { describe, expect, it } from 'vitest'
import { scenarioFixtures, shownOf } from '../../bench/external/crowdsec-scenarios.ts'
import { lacksShared, sharedData } from '../intake/shared-data.ts'

const FOLDER = 'crowdsec-fixtures'

/** A few of the fixtures that `npm run bench:external` runs all of: by alert, whether its address is kept as having tried. */
const SHOWN: Readonly<Record<string, readonly boolean[]>> = {
  'CVE-2022-42889': [true, true, true, true],
  // The rule knows the page by its name; the values stand in the body.
  'CVE-2022-35914': [false, false],
  'ssh-slow-bf': [true],
}

describe('scenarios of crowdsec', () => {
  it.skipIf(lacksShared(FOLDER)).each(Object.entries(SHOWN))(
    '%s: who tried is kept, and nobody accused of having succeeded (needs crowdsec-fixtures)',
    async (name, isShown) => {
      const fixture = scenarioFixtures(sharedData(FOLDER)).find((one) => one.name === name)
      const shown = fixture === undefined ? [] : await shownOf(fixture)
      expect(shown.map((one) => one.isShown)).toEqual(isShown)
      expect(shown.map(({ accused }) => accused)).toEqual(isShown.map(() => 0))
    },
  )
})
