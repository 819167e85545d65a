import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { shortName } from '../../src/report/html/chart-parts.ts'
import { renderHtml } from '../../src/report/html/render-html.ts'
import { ticks, timeAxis } from '../../src/report/html/time-axis.ts'
import { blindReport, cleanReport, HOSTILE, hostileReport, richReport } from './fixture-report.ts'
import { expectGolden } from './golden.ts'

const REPORTS = { rich: richReport, clean: cleanReport, blind: blindReport, hostile: hostileReport } as const
const CASES = Object.entries(REPORTS).map(([name, make]) => ({ name, page: renderHtml(make()) }))
const RICH = renderHtml(richReport())

const all = (page: string, pattern: RegExp): readonly string[] =>
  [...page.matchAll(pattern)].map((match) => match[1] ?? '')

describe.each(CASES)('the HTML of the $name report', ({ name, page }) => {
  it('is the golden one', () => {
    expectGolden(`html/${name}.html`, page)
  })

  it('loads nothing: no address, no import, no url() but to its own patterns', () => {
    expect(page).not.toMatch(/\s(?:src|srcset|action|formaction|poster|data|background|ping)\s*=/i)
    expect(page).not.toMatch(/@import|<link|<iframe|<object|<embed|<base|<form\b/i)
    expect(all(page, /url\(([^)]*)\)/g).filter((target) => !/^#hatch-[a-z]+$/.test(target))).toEqual([])
    expect(all(page, /href="([^"]*)"/g).filter((target) => !target.startsWith('#'))).toEqual([])
  })

  it('links only to places in it, each of which is there once', () => {
    const ids = all(page, /\sid="([^"]*)"/g)
    expect(ids.length).toBe(new Set(ids).size)
    expect(all(page, /(?:href="#|url\(#)([^")]*)[")]/g).filter((target) => !ids.includes(target))).toEqual([])
    const referred = all(page, /aria-labelledby="([^"]*)"/g).flatMap((names) => names.split(' '))
    expect(referred.filter((target) => !ids.includes(target))).toEqual([])
  })

  it('carries a policy that allows its own script and nothing else', () => {
    const [script = '', ...others] = all(page, /<script>([\s\S]*?)<\/script>/g)
    expect(others).toEqual([])
    const digest = createHash('sha256').update(script, 'utf8').digest('base64')
    expect(page).toContain(
      `content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'"`,
    )
    expect(all(page, /\s(on[a-z]+)\s*=\s*["']/gi)).toEqual([])
  })

  it('nests its elements properly', () => {
    expect(unclosed(page)).toEqual([])
  })

  it('says the same in both languages', () => {
    const count = (locale: string): number => page.split(` lang="${locale}"`).length
    expect(count('ko')).toBeGreaterThan(20)
    // <html lang="en"> is one more.
    expect(count('en') - 1).toBe(count('ko'))
  })

  it('shows no code without a text, and no place without a value', () => {
    const text = page.replace(/<(?:style|script)>[\s\S]*?<\/(?:style|script)>/g, '').replace(/<[^>]*>/g, ' ')
    expect(
      text.match(/\b(?:label|summary|heading|reason|verdict|vector|impact|level|outcome|phase|mark)\/[a-z-]+/g) ?? [],
    ).toEqual([])
    if (name !== 'hostile') expect(text.match(/\{(?:n|level|route|share|address|time)\b/g) ?? []).toEqual([])
  })
})

describe('a picture', () => {
  it('shortens names in the middle, Korean ones by the columns they take', () => {
    expect(shortName('web-1.shop')).toBe('web-1.shop')
    expect(shortName('/var/log/nginx/web-1/access')).toBe('/var/lo…/access')
    expect(shortName('한국어로 된 긴 출처 이름')).toBe('한국어…처 이름')
  })

  it('has no panel of actors where there are none', () => {
    const panels = (page: string): number => all(page, /(<path class="bars)/g).length
    expect(panels(RICH)).toBe(2)
    expect(panels(renderHtml(cleanReport()))).toBe(1)
  })

  it('says the year beside an axis of years, without one label upon another', () => {
    const axis = timeAxis(
      { ...cleanReport(), coverage: [{ ...cleanReport().coverage[0]!, first: '2023-01-01T00:00:00.000000Z' }] },
      132,
      1068,
    )!
    const marks = ticks(axis)
    expect(marks[0]?.label).toMatch(/^2023-01-01$/)
    const gaps = marks.slice(1).map(({ x }, i) => x - (marks[i]?.x ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThan(90)
  })
})

describe('the HTML', () => {
  it('is byte-identical the second time', () => {
    expect(renderHtml(richReport())).toBe(RICH)
  })

  it('lets no text of a log act', () => {
    const page = renderHtml(hostileReport())
    expect(page).not.toContain(HOSTILE.script)
    expect(page).not.toContain(HOSTILE.attribute)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/)
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })

  it('links every count of the model to its certificate', () => {
    const report = richReport()
    const { views, accounts } = report.impact
    for (const { value, certificate } of [
      views.confirmed,
      views.likely,
      views.possible,
      accounts.confirmed,
      report.totals.rejected,
    ]) {
      const shown = value.toString().replace(/\B(?=(\d{3})+$)/g, ',')
      expect(RICH).toContain(`href="#cert-${certificate.replaceAll('/', '.2f.')}">${shown}</a>`)
    }
    for (const { id } of report.certificates)
      expect(RICH.match(/id="cert-/g)?.length, id).toBe(report.certificates.length)
  })

  it('shows a number whose certificate is missing without a link', () => {
    const page = renderHtml({ ...richReport(), certificates: [] })
    expect(all(page, /href="#(cert-[^"]*)"/g)).toEqual([])
    expect(page).toContain('>1,452')
  })

  it('shows a certificate whole: words, SQL, parameters, evidence, engine, result', () => {
    const [certificate] = richReport().certificates
    const from = RICH.indexOf('<article class="certificate"')
    const article = RICH.slice(from, RICH.indexOf('</article>', from))
    expect(article).toContain('Lines in all files as received')
    expect(article).toContain('받은 모든 파일의 줄 수')
    expect(article).toContain('SELECT count() AS n\nFROM derived.view')
    expect(article).toContain('p1 = [&quot;confirmed&quot;,&quot;likely&quot;]')
    expect(article).toContain(certificate?.evidence ?? '?')
    expect(article).toContain(`ClickHouse ${certificate?.engine}`)
    expect(article).toContain('{&quot;n&quot;:&quot;10852040&quot;}')
  })

  it('says that accounts cannot be determined, and shows no number of accounts then', () => {
    const report = richReport()
    const page = renderHtml({ ...report, verdict: { ...report.verdict, accountsDeterminable: false } })
    expect(page).toContain('Affected accounts cannot be determined from these logs.')
    expect(page).toContain('이 로그로는 피해 계정을 판단할 수 없습니다.')
    expect(page).not.toContain('label/people-fields')
  })
})

const VOID = new Set(['meta', 'input', 'br'])

/** Tags left open or closed in the wrong order; the page is ours, so a simple reader will do. */
const unclosed = (page: string): readonly string[] => {
  const open: string[] = []
  const wrong: string[] = []
  const bare = page.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '').replace(/^<!doctype html>/, '')
  for (const [, end, name = '', self] of bare.matchAll(
    /<(\/?)([a-zA-Z][a-zA-Z0-9]*)(?:\s(?:[^"'>]|"[^"]*")*?)?(\/?)>/g,
  )) {
    if (self === '/' || VOID.has(name)) continue
    if (end === '') open.push(name)
    else if (open.pop() !== name) wrong.push(name)
  }
  return [...wrong, ...open]
}
