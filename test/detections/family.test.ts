import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { DECLARED } from '../../src/domain/declared.ts'
import { nameOf } from '../../src/text/say.ts'
import { DETECTIONS } from '../../src/detections/index.ts'

const ROOT = path.resolve(import.meta.dirname, '../../src/detections')
const folders = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(path.join(ROOT, entry.name, 'index.ts')))
  .map(({ name }) => name)

describe('the family of detections', () => {
  it('is listed in full', () => {
    expect(DETECTIONS.map(({ id }) => id).sort()).toEqual([...folders].sort())
  })

  describe.each(DETECTIONS.map((detection) => ({ id: detection.id, detection })))('$id', ({ id, detection }) => {
    it('declares itself', () => {
      expect(detection.attack.length).toBeGreaterThan(0)
      for (const technique of detection.attack) expect(technique).toMatch(/^T\d{4}(\.\d{3})?$/)
      for (const weakness of detection.cwe) expect(weakness).toMatch(/^CWE-\d+$/)
      for (const part of DECLARED)
        for (const text of [nameOf('en', part, id), nameOf('ko', part, id)]) expect(text.length).toBeGreaterThan(8)
      for (const part of DECLARED) expect(nameOf('ko', part, id)).not.toBe(nameOf('en', part, id))
    })

    it('has a README that answers the questions', () => {
      const readme = readFileSync(path.join(ROOT, id, 'README.md'), 'utf8')
      for (const heading of [
        'Question.',
        'How it decides.',
        'Needs.',
        'What fools it.',
        'How it is evaded.',
        'What would refute it.',
      ])
        expect(readme).toContain(`**${heading}**`)
    })
  })
})
