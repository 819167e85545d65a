import { describe, expect, it } from 'vitest'
import { displayWidth } from '../../src/report/display-width.ts'
import { renderSummary, renderTerminal } from '../../src/report/terminal/render-terminal.ts'
import { LOCALES } from '../../src/text/locale.ts'
import { blindReport, cleanReport, HOSTILE, hostileReport, richReport } from './fixture-report.ts'
import { expectGolden } from './golden.ts'

const REPORTS = { rich: richReport, clean: cleanReport, blind: blindReport, hostile: hostileReport } as const
const CASES = Object.entries(REPORTS).flatMap(([name, make]) => LOCALES.map((locale) => ({ name, make, locale })))

describe('the terminal rendering', () => {
  it.each(CASES)('of the $name report in $locale is the golden one', ({ name, make, locale }) => {
    expectGolden(`terminal/${name}.${locale}.txt`, renderTerminal(make(), { locale, colour: false, width: 120 }))
  })

  it.each(CASES)('of the $name report in $locale is byte-identical the second time', ({ make, locale }) => {
    const options = { locale, colour: true, width: 100 }
    expect(renderTerminal(make(), options)).toBe(renderTerminal(make(), options))
  })

  it.each(CASES.filter(({ name }) => name !== 'hostile'))(
    'of the $name report in $locale keeps to the width',
    ({ make, locale }) => {
      const rows = renderTerminal(make(), { locale, colour: false, width: 120 }).split('\n')
      expect(rows.filter((row) => displayWidth(row) > 120)).toEqual([])
    },
  )

  it('prints the ledger of every file', () => {
    const text = renderTerminal(richReport(), { locale: 'en', colour: false, width: 120 })
    expect(text).toMatch(/logs\/web-1\/access\.log\.gz +4,821,377 +4,821,301 +12 +64 +balanced/)
    const [file, ...others] = richReport().files
    if (file === undefined) throw new Error('no file')
    const wrong = { ...richReport(), files: [{ ...file, parsed: file.parsed - 1n }, ...others] }
    expect(renderTerminal(wrong, { locale: 'en', colour: false, width: 120 })).toContain('NOT BALANCED')
  })

  it('colours only when asked to', () => {
    expect(renderSummary(richReport(), { locale: 'en', colour: false, width: 100 })).not.toContain('\u001b')
    expect(renderSummary(richReport(), { locale: 'en', colour: true, width: 100 })).toContain('\u001b[1m')
  })

  it.each(LOCALES)('lets no control character of a log through (%s)', (locale) => {
    const text = renderTerminal(hostileReport(), { locale, colour: false, width: 120 })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/)
    expect(text).toContain('\\x1b[2J')
    expect(text).toContain('\\u{202e}')
    expect(text).not.toContain(HOSTILE.ansi)
  })
})
