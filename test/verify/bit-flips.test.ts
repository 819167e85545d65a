import { rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import { AREAS, flipBits } from '../../bench/flips/flip-bits.ts'
import { checkSeal } from '../../src/seal/check-seal.ts'
import { makeFakeCase } from './fake-case.ts'

const FLIPS = Number(process.env['MAPAE_FLIPS'] ?? 200)

it(`finds every one of ${FLIPS} flipped bits in evidence, store, lake, report, seal, key and case.yaml`, async () => {
  const fake = await makeFakeCase()
  try {
    const flips = await flipBits(fake.dir, { flips: FLIPS, seed: 20240229 })
    expect(flips.filter((flip) => !flip.found)).toEqual([])
    for (const area of AREAS)
      expect(flips.filter((flip) => flip.area === area).length).toBeGreaterThanOrEqual(Math.floor(FLIPS / AREAS.length))
    expect((await checkSeal(fake.dir)).failures).toEqual([])
  } finally {
    rmSync(fake.scratch, { recursive: true, force: true })
  }
}, 600_000)
