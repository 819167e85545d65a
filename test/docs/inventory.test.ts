import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { DETECTIONS } from '../../src/detections/index.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const textOf = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8')

/** Names of tables that the code creates: `${t('hit')}`, `${scene.derived.table('route')}`, `evidence.log_line`. */
const CREATED = /CREATE (?:OR REPLACE )?(?:TABLE|VIEW) (?:IF NOT EXISTS )?(?:\$\{[\w.]+\('(\w+)'\)\}|evidence\.(\w+))/g

const sourceFiles = (...folders: readonly string[]): readonly string[] =>
  folders.flatMap((folder) =>
    readdirSync(path.join(ROOT, 'src', folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => path.join('src', folder, file)),
  )

/** Tables that stand only while one statement follows another. */
const PASSING = new Set(['copy_probe', 'duplicate_new', 'first_use', 'overlap_probe', 'slot'])

describe('ARCHITECTURE.md', () => {
  const tables = new Set(
    sourceFiles('engine', 'store', 'stages', 'detections')
      .flatMap((file) => [...textOf(file).matchAll(CREATED)].map(([, derived, evidence]) => derived ?? evidence ?? ''))
      .filter((name) => !PASSING.has(name)),
  )

  it('names every table', () => {
    expect(tables.size).toBeGreaterThan(30)
    const text = textOf('ARCHITECTURE.md')
    expect(
      [...tables].filter((name) => !text.includes(`\`${name}\``) && !text.includes(`\`evidence.${name}\``)),
    ).toEqual([])
  })

  it('names every room', () => {
    const rooms = new Set(sourceFiles('.').map((file) => file.split(path.sep)[1] ?? ''))
    const described = [...textOf('ARCHITECTURE.md').matchAll(/^\*\*`src\/(\w+)\/`\*\*/gm)].map(([, name = '']) => name)
    expect(new Set(described)).toEqual(rooms)
  })
})

describe('docs/dependencies.md', () => {
  it('names every dependency with its pin, and none that is gone', () => {
    const { dependencies, devDependencies } = JSON.parse(textOf('package.json')) as {
      readonly dependencies: Readonly<Record<string, string>>
      readonly devDependencies: Readonly<Record<string, string>>
    }
    const pinned = Object.entries({ ...dependencies, ...devDependencies }).map(([name, pin]) => `${name} ${pin}`)
    const named = [...textOf('docs/dependencies.md').matchAll(/`([@\w/-]+)` (\d+\.\d+\.\d+)/g)]
    expect(new Set(named.map(([, name, pin]) => `${name} ${pin}`))).toEqual(new Set(pinned))
  })
})

describe('README.md', () => {
  it.each(DETECTIONS.map(({ id }) => id))('leads to what %s says of itself', (id) => {
    expect(textOf('README.md')).toContain(`(src/detections/${id}/README.md)`)
  })
})
