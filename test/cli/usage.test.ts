import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/cli/commands/index.ts'
import { LOCALES } from '../../src/text/locale.ts'
import { SCENARIOS } from '../../src/simulate/scenarios.ts'
import { mapae } from './fake-io.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const names = COMMANDS.map(({ name }) => name)

describe('the family of commands', () => {
  it('is listed in full', () => {
    const files = readdirSync(path.join(ROOT, 'src/cli/commands')).filter((file) => file !== 'index.ts')
    expect(files.sort()).toEqual(names.map((name) => `${name}.ts`).sort())
  })

  it.each(COMMANDS)(
    '$name shows by example how it is typed, with options that it has',
    ({ name, examples, options }) => {
      expect(examples.length).toBeGreaterThan(0)
      const known = ['--json', '--lang', ...options.map(({ flags }) => flags.split(' ')[0] ?? '')]
      for (const { typed } of examples) {
        expect(typed).toMatch(new RegExp(`^mapae ${name}(?: |$)`))
        for (const [option] of typed.replace(/"[^"]*"/g, '').matchAll(/--[a-z-]+/g)) expect(known).toContain(option)
      }
    },
  )
})

describe('help', () => {
  it.each(LOCALES)('names every command (%s)', async (locale) => {
    const { code, out, err } = await mapae(['--help'], { env: { LANG: locale } })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    for (const name of names) expect(out).toMatch(new RegExp(`^ {2}${name} `, 'm'))
    expect(out).toContain(locale === 'ko' ? '사용법: mapae' : 'Usage: mapae')
  })

  it.each(names)('of %s is in the language asked for, with examples', async (name) => {
    const english = await mapae([name, '--help'])
    const korean = await mapae([name, '--help', '--lang', 'ko'])
    expect([english.code, korean.code]).toEqual([0, 0])
    expect(english.out).toContain('Examples:')
    expect(english.out).not.toMatch(/[가-힣]/)
    for (const heading of ['사용법:', '옵션:', '예:']) expect(korean.out).toContain(heading)
    expect(korean.out).not.toMatch(/\b(?:Usage|Options|Arguments|Examples|default):/)
  })

  it.each(LOCALES)('of simulate names every scenario that there is (%s)', async (locale) => {
    const words = (await mapae(['simulate', '--help', '--lang', locale])).out.split(/[\s,]+/)
    expect(SCENARIOS.map(({ id }) => id).filter((id) => !words.includes(id))).toEqual([])
  })

  it('keeps to the width', async () => {
    for (const name of names)
      for (const row of (await mapae([name, '--help'])).out.split('\n'))
        if (!row.startsWith('  mapae')) expect(row.length).toBeLessThanOrEqual(120)
  })

  it('prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string }
    expect(await mapae(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' })
  })
})

describe('a mistake in the words typed', () => {
  const said = async (...argv: readonly string[]): Promise<string> => {
    const { code, out, err } = await mapae(argv)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err.trimEnd().split('\n').length).toBe(1)
    return err
  }

  it('names the nearest command and option', async () => {
    expect(await said('investigat', 'logs')).toBe(
      'There is no command investigat. Did you mean investigate? All commands: mapae --help\n',
    )
    expect(await said('verify', '--cas', 'x')).toBe(
      'There is no option --cas. Did you mean --case? All options: mapae verify --help\n',
    )
    expect(await said('report', '--fail-n=likely')).toContain('Did you mean --fail-on?')
    expect(await said('zzzzzz')).toBe('There is no command zzzzzz. All commands: mapae --help\n')
  })

  it('says what is missing and what is too much', async () => {
    expect(await said('query')).toBe('SQL is missing. See: mapae query --help\n')
    expect(await said('verify', '--case')).toBe('The option --case <DIR> needs a value. See: mapae verify --help\n')
    expect(await said('query', 'SELECT', '1')).toContain('Put text with spaces into quotes')
  })

  it('says which value is wrong and what would be right', async () => {
    expect(await said('simulate', 'clean', '--members', '-3')).toBe(
      '--members: -3 is not a whole number of 1 or more.\n',
    )
    expect(await said('report', '--fail-on', 'sure')).toContain('Choose one of confirmed, likely, possible')
    expect(await said('report', '--from', '2026-02-30')).toContain('--from: 2026-02-30 is not a time')
    expect(await said('report', '--engine', 'localhost')).toContain('not the address of a server')
    expect(await said('report', '--lang', 'fr')).toContain('Choose one of en, ko')
    expect(await said('simulate', 'theft')).toContain('Known: stolen-key,')
  })

  it('is answered in the language of the environment', async () => {
    const { err } = await mapae(['verfy'], { env: { LC_ALL: 'ko_KR.UTF-8', LANG: 'en_US.UTF-8' } })
    expect(err).toBe('verfy라는 명령은 없습니다. verify를 찾으셨습니까? 모든 명령: mapae --help\n')
  })

  it('cannot smuggle control characters onto the terminal', async () => {
    expect(await said('\u001b[2Jx')).toContain('\\x1b[2Jx')
  })

  it('is told to programs as one JSON object a line', async () => {
    const { code, out, err } = await mapae(['report', '--json', '--from', 'x'])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(JSON.parse(err)).toMatchObject({ code: 'cli/not-a-time', values: { option: 'from', value: 'x' } })
  })

  it('shows help where nothing was typed', async () => {
    const { code, out, err } = await mapae([])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('Usage: mapae')
  })
})
