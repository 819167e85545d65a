import { expect, it } from 'vitest'
import { wayName } from '../../src/domain/way-name.ts'

const message = (code: string) => ({ code, values: { n: 3 } })

it('says that a credential was never issued where records of issuance name credentials', () => {
  expect(wayName('never-issued', [message('reason/few-uses'), message('reason/never-issued')])).toBe('never-issued')
})

it('says that no log saw the session begin where they name accounts only, or nothing was recorded', () => {
  expect(wayName('never-issued', [message('reason/no-log-in-recorded')])).toBe('no-log-in-seen')
  expect(wayName('never-issued', [message('reason/no-log-in-before')])).toBe('no-log-in-seen')
})

it('leaves every other way its name', () => {
  expect(wayName('retired-key', [message('reason/no-log-in-before')])).toBe('retired-key')
})
