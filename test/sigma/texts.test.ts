import { expect, it } from 'vitest'
import { SIGMA_CODES } from '../../src/sigma/codes.ts'
import { en } from '../../src/text/en.ts'
import { hasText } from '../../src/text/say.ts'

it('every problem of a rule has a sentence, and every sentence a problem', () => {
  expect(Object.keys(SIGMA_CODES).filter((code) => !hasText(code))).toEqual([])
  const said = Object.keys(en).filter((code) => code.startsWith('sigma/'))
  expect(said.filter((code) => !Object.hasOwn(SIGMA_CODES, code))).toEqual([])
})
