import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/cli/commands/index.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const NOT_OURS = new Set(['node_modules', '.git', 'dist', 'build', 'demo-case', 'demo-logs', 'coverage'])

const markdownBelow = (folder: string): readonly string[] =>
  readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : markdownBelow(file)
    return entry.isFile() && file.endsWith('.md') ? [file] : []
  })

const DOCUMENTS = markdownBelow('')
const textOf = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8')

/** Without blocks of code, in which brackets are no links. */
const proseOf = (file: string): string =>
  textOf(file)
    .replace(/^```[^]*?^```/gm, '')
    .replace(/`[^`\n]*`/g, '')

const linksIn = (file: string): readonly string[] =>
  [...proseOf(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target).filter((to) => !/^[a-z]+:/.test(to))

/** A heading's anchor as GitHub makes it. */
const anchorsIn = (file: string): readonly string[] =>
  [...proseOf(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

const isBroken = (file: string, link: string): boolean => {
  const [target = '', anchor] = link.split('#')
  const to = target === '' ? file : path.join(path.dirname(file), target)
  if (!existsSync(path.join(ROOT, to))) return true
  return anchor !== undefined && !anchorsIn(to).includes(anchor)
}

describe('the documents', () => {
  it('are there', () => {
    for (const name of ['README.md', 'ARCHITECTURE.md', 'ASSURANCE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'])
      expect(DOCUMENTS).toContain(name)
    expect(DOCUMENTS.length).toBeGreaterThan(20)
  })

  it.each(DOCUMENTS)('%s links to files and headings that exist', (file) => {
    expect(linksIn(file).filter((link) => isBroken(file, link))).toEqual([])
  })

  it('name scripts that package.json has', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { readonly scripts: Readonly<Record<string, string>> }
    for (const file of DOCUMENTS)
      for (const [, name = ''] of textOf(file).matchAll(/npm run ([a-z:-]+)/g))
        expect(Object.keys(scripts), `${file}: npm run ${name}`).toContain(name)
  })

  it('name source files that exist', () => {
    for (const file of ['README.md', 'ARCHITECTURE.md', 'ASSURANCE.md'])
      for (const [, name = ''] of textOf(file).matchAll(/`((?:src|test|bench|scripts|docs)\/[\w./-]+)`/g))
        expect(existsSync(path.join(ROOT, name)), `${file}: ${name}`).toBe(true)
  })
})

describe('every decision', () => {
  const FOLDER = 'docs/decisions'
  const records = readdirSync(path.join(ROOT, FOLDER)).filter((name) => name !== 'README.md')

  it('has a number of its own and is listed', () => {
    expect(records.length).toBeGreaterThan(0)
    for (const name of records) expect(name).toMatch(/^\d{4}-[a-z0-9-]+\.md$/)
    expect(new Set(records.map((name) => name.slice(0, 4))).size).toBe(records.length)
    expect(records.filter((name) => !linksIn(`${FOLDER}/README.md`).includes(name))).toEqual([])
  })

  it.each(records)('%s says why, what follows, and what would be without it', (name) => {
    const text = textOf(`${FOLDER}/${name}`)
    expect(text).toMatch(new RegExp(`^# ${name.slice(0, 4)}: `))
    for (const part of ['Context.', 'Decision.', 'Consequences.', 'How about not doing this at all?'])
      expect(text).toContain(`**${part}**`)
  })
})

describe('README.md and the command', () => {
  const names = new Set(COMMANDS.map(({ name }) => name))
  const options = new Set(COMMANDS.flatMap((command) => command.options.map(({ flags }) => flags.split(/[ ,]/)[0])))

  it('every command is described', () => {
    const described = [...textOf('README.md').matchAll(/^\| `mapae ([a-z]+)/gm)].map(([, name = '']) => name)
    expect(described.length).toBe(names.size)
    expect(new Set(described)).toEqual(names)
  })

  it.each(DOCUMENTS)('%s names commands and options that there are', (file) => {
    const text = textOf(file)
    for (const [, name = ''] of text.matchAll(/(?:`|^\$? ?)mapae ([a-z]+)/gm))
      expect(['help', ...names], `mapae ${name}`).toContain(name)
    for (const [typed] of text.matchAll(/(?:`|^\$? ?)mapae [^`\n#]*/gm))
      for (const [option] of typed.matchAll(/--[a-z-]+/g))
        expect(['--help', '--version', '--json', '--lang', ...options], typed).toContain(option)
  })
})
