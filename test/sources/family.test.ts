import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { SOURCES } from '../../src/sources/index.ts'
import { recogniseLines } from '../../src/stages/ingest/recognise-file.ts'
import { EXAMPLES } from './examples.ts'

const ROOT = path.resolve(import.meta.dirname, '../../src/sources')
const folders = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
  .map(({ name }) => name)

/** Sources that find their fields by the words of any name. */
const GENERIC = ['json-lines', 'logfmt', 'delimited']

const HEADINGS = ['What it is.', 'Example.', 'Fields.', 'Rejected.', 'Known gaps.', 'Documentation.']

describe('the family of sources', () => {
  it('is listed in full, each folder once', () => {
    expect(SOURCES.map(({ id }) => id).sort()).toEqual([...folders].sort())
  })

  it('has nothing beside folders but its list and its port', () => {
    const files = readdirSync(ROOT).filter((name) => !folders.includes(name) && name !== 'shared')
    expect(files.sort()).toEqual(['index.ts', 'source-kind.ts'])
  })

  describe.each(SOURCES.map((source) => ({ id: source.id, source })))('$id', ({ id, source }) => {
    const file = path.join(ROOT, id, 'README.md')
    const readme = existsSync(file) ? readFileSync(file, 'utf8') : ''
    const lines = /```\n([^`]*)\n```/.exec(readme)?.[1]?.split('\n') ?? []

    it('declares itself', () => {
      expect(id).toMatch(/^[a-z0-9-]+$/)
      expect(source.title.length).toBeGreaterThan(8)
      expect(source.description).toMatch(/\.$/)
    })

    it('has a README that says what it is, where fields come from, what is rejected and what is missing', () => {
      for (const heading of HEADINGS) expect(readme).toContain(`**${heading}**`)
    })

    it('shows lines in its README that it reads, better than any other source', () => {
      expect(recogniseLines(lines, undefined)?.kind).toBe(id)
    })

    it('says in its README where the fields of those lines come from', () => {
      const fields = source.recognise(lines, undefined)?.fields ?? {}
      expect(Object.keys(fields).length).toBeGreaterThan(0)
      if (!GENERIC.includes(id))
        for (const { from } of Object.values(fields))
          expect(readme, `${id} does not document ${from}`).toContain(`\`${from}\``)
    })

    it('takes nothing for its own that is of no source', () => {
      for (const text of [
        [],
        [''],
        ['\0\0'],
        ['hello world'],
        ['<xml/>'],
        ['{', '}'],
        ['a\tb\tc'],
        ['#'],
        [' '.repeat(5000)],
      ])
        expect(source.recognise(text, undefined)?.confidence ?? 0).toBe(0)
    })

    it('has examples, which are read twice', () => {
      expect(EXAMPLES.some((example) => example.id === id)).toBe(true)
    })
  })
})
