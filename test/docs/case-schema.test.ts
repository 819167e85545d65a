import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseCaseConfig } from '../../src/store/case-config.ts'
import { caseConfigJsonSchema } from '../../src/store/case-config-schema.ts'
import { CASE_TEMPLATE } from '../../src/store/case-template.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const PUBLISHED = path.join(ROOT, 'docs/case.schema.json')

const EXAMPLES = ['README.md', 'docs/case-yaml.md'].flatMap((file) =>
  [...readFileSync(path.join(ROOT, file), 'utf8').matchAll(/```yaml\n([^`]*)```/g)].map(([, yaml = '']) => ({
    file,
    yaml,
  })),
)

/** Names of the members of an object schema and of what lies below them. */
const keysOf = (schema: unknown): readonly string[] => {
  if (typeof schema !== 'object' || schema === null) return []
  const { properties, items } = schema as { readonly properties?: Record<string, unknown>; readonly items?: unknown }
  return [...Object.entries(properties ?? {}).flatMap(([name, below]) => [name, ...keysOf(below)]), ...keysOf(items)]
}

describe('docs/case.schema.json', () => {
  it('is current', () => {
    const text = `${JSON.stringify(caseConfigJsonSchema(), null, 2)}\n`
    if (process.env['MAPAE_UPDATE_GOLDEN'] === '1' && process.env['CI'] === undefined) writeFileSync(PUBLISHED, text)
    expect(readFileSync(PUBLISHED, 'utf8')).toBe(text)
  })
})

describe('docs/case-yaml.md', () => {
  it('explains every key', () => {
    const text = readFileSync(path.join(ROOT, 'docs/case-yaml.md'), 'utf8')
    const keys = keysOf(caseConfigJsonSchema())
    expect(keys).toContain('subject')
    expect(keys.filter((key) => !new RegExp(`\\b${key}\\b`).test(text))).toEqual([])
  })

  it('has an example that sets every key of the template', () => {
    const example = EXAMPLES.find(({ file, yaml }) => file === 'docs/case-yaml.md' && yaml.includes('openapi:'))
    const keys = [...CASE_TEMPLATE.matchAll(/^#\s+(?:- )?([a-z-]+):/gm)].map(([, key = '']) => key)
    expect(keys.length).toBeGreaterThan(10)
    expect(keys.filter((key) => example?.yaml.includes(`${key}:`) !== true)).toEqual([])
  })
})

it.each(EXAMPLES)('a case.yaml shown in $file is valid', ({ file, yaml }) => {
  expect(() => parseCaseConfig(yaml, file)).not.toThrow()
})
