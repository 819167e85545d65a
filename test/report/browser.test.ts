import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { renderHtml } from '../../src/report/html/render-html.ts'
import { accessibilityFaults } from './browser/accessibility.ts'
import { CHROMIUM, type Chromium, hasChromium, startChromium } from './browser/chromium.ts'
import { openPage, type Page, type PageOptions } from './browser/page.ts'
import { longReport } from './fixture-long.ts'
import { blindReport, cleanReport, HOSTILE, hostileReport, richReport } from './fixture-report.ts'

const REPORTS = {
  rich: richReport,
  clean: cleanReport,
  blind: blindReport,
  hostile: hostileReport,
  long: longReport,
} as const
const NAMES = Object.keys(REPORTS) as readonly (keyof typeof REPORTS)[]
const LANGUAGES = ['en', 'ko'] as const

/** Does everything that a report must not, to see that it would be noticed. */
const BAD_PAGE = `<!doctype html><html lang="xx"><title> </title><h1>One</h1><h4 style="color:#999">Four</h4>
<img src="http://192.0.2.1/x.png"><a href="#x"></a><table><tr><th>x</th></tr></table><p style="width:2000px">wide</p>
<script>window.injected = 1; alert('dialog'); console.error('told'); fetch('http://192.0.2.1/y'); throw new Error('thrown')</script>`

const REQUIRED = process.env['MAPAE_REQUIRE_SHARED'] === '1' || process.env['CI'] !== undefined

if (hasChromium || REQUIRED) describe('the HTML report in chromium', () => suite())
else it.skip(`the HTML report in chromium (skipped: ${CHROMIUM} is not here)`, () => {})

const suite = (): void => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'mapae-browser-test-'))
  const url = (name: string): string => pathToFileURL(path.join(dir, `${name}.html`)).href
  let chromium: Chromium | undefined

  const withPage = async (name: string, work: (page: Page) => Promise<void>, options?: PageOptions): Promise<void> => {
    if (chromium === undefined) throw new Error(`${CHROMIUM} did not start`)
    const page = await openPage(chromium, url(name), options)
    try {
      await work(page)
    } finally {
      await page.close()
    }
  }

  beforeAll(async () => {
    for (const name of NAMES) writeFileSync(path.join(dir, `${name}.html`), renderHtml(REPORTS[name]()))
    writeFileSync(path.join(dir, 'bad.html'), BAD_PAGE)
    expect(hasChromium, `${CHROMIUM} is missing: node scripts/setup.mjs --tests`).toBe(true)
    chromium = await startChromium()
  })
  afterAll(async () => {
    await chromium?.close()
    rmSync(dir, { recursive: true, force: true })
  })

  it('would notice a page that acts', () =>
    withPage('bad', async (page) => {
      await expect
        .poll(() => [...page.noticed.requests].sort())
        .toEqual(['http://192.0.2.1/x.png', 'http://192.0.2.1/y'])
      expect(page.noticed.dialogs).toEqual(['dialog'])
      expect(page.noticed.errors.join('\n')).toMatch(/told[^]*thrown/)
      expect(await page.evaluate<string[]>(GLOBALS)).toContain('injected')
      expect(await page.evaluate<number>(WIDTH)).toBeGreaterThan(1280)
      const faults = await accessibilityFaults(page)
      for (const fault of [
        'contrast 2.85: Four',
        'main parts: 0',
        'no title',
        'language of the page',
        'h1 to h4: Four',
      ])
        expect(faults).toContain(fault)
      for (const fault of ['table without a caption', 'head of a table without a scope', 'link without a name'])
        expect(faults).toContain(fault)
    }))

  it.each(NAMES)('asks for nothing, runs nothing and fails nowhere: %s', (name) =>
    withPage(name, async (page) => {
      for (const language of LANGUAGES) await page.click(`label[for=choose-${language}]`)
      await page.send('Emulation.setEmulatedMedia', { media: 'print' })
      expect(await page.evaluate<string[]>(GLOBALS)).toEqual([])
      expect(page.noticed).toEqual({ requests: [], errors: [], dialogs: [] })
    }),
  )

  it('makes no node of what an attacker wrote, and shows it as text', () =>
    withPage('hostile', async (page) => {
      const nodes = `[...document.querySelectorAll('*')]`
      expect(
        await page.evaluate(`${nodes}.flatMap((e) => e.getAttributeNames()).filter((name) => /^on/i.test(name))`),
      ).toEqual([])
      expect(await page.evaluate(`document.querySelectorAll('script').length`)).toBe(1)
      const tags = await page.evaluate<string[]>(`[...new Set(${nodes}.map((e) => e.tagName.toLowerCase()))].sort()`)
      await withPage('rich', async (rich) =>
        expect(tags).toEqual(await rich.evaluate(`[...new Set(${nodes}.map((e) => e.tagName.toLowerCase()))].sort()`)),
      )
      const text = await page.evaluate<string>('document.body.innerText')
      for (const written of [HOSTILE.script, HOSTILE.attribute, HOSTILE.formula, HOSTILE.place])
        expect(text).toContain(written)
    }))

  it.each(NAMES)('is accessible in both languages and colour schemes: %s', (name) =>
    withPage(name, async (page) => {
      const grounds = new Set<string>()
      for (const value of ['light', 'dark']) {
        await page.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
        grounds.add(await page.evaluate('getComputedStyle(document.body).backgroundColor'))
        for (const language of LANGUAGES) {
          await page.click(`label[for=choose-${language}]`)
          expect(await accessibilityFaults(page), `${value} ${language}`).toEqual([])
        }
      }
      expect(grounds.size).toBe(2)
    }),
  )

  it('begins in the language of the reader, and changes it at a click', async () => {
    await withPage(
      'rich',
      async (page) => {
        expect(await heading(page)).toBe('침해 조사 보고서')
        expect(await page.evaluate('document.documentElement.lang')).toBe('ko')
        await page.click('label[for=choose-en]')
        expect(await heading(page)).toBe('Breach investigation report')
        expect(await page.evaluate('document.documentElement.lang')).toBe('en')
        expect(page.noticed.requests).toEqual([])
      },
      { language: 'ko-KR' },
    )
    await withPage('rich', async (page) => expect(await heading(page)).toBe('Breach investigation report'))
  })

  it('reads and changes its language without JavaScript, too', () =>
    withPage(
      'rich',
      async (page) => {
        expect(await heading(page)).toBe('Breach investigation report')
        const text = await page.evaluate<string>('document.body.innerText')
        expect(text).toContain('Unauthorised access is confirmed.')
        expect(text).not.toContain('침해 조사 보고서')
        await page.click('label[for=choose-ko]')
        expect(await heading(page)).toBe('침해 조사 보고서')
        // What would have marked it is the script.
        expect(await page.evaluate('document.documentElement.lang')).toBe('en')
      },
      { scripts: false, language: 'ko-KR' },
    ))

  it.each(LANGUAGES)('leads from every number to its certificate (%s)', (language) =>
    withPage('rich', async (page) => {
      await page.click(`label[for=choose-${language}]`)
      const { followed, lost } = await page.evaluate<{ followed: number; lost: string[] }>(FOLLOW_ALL)
      expect(lost).toEqual([])
      expect(followed).toBeGreaterThan(60)
    }),
  )

  it.each(NAMES)('never scrolls sideways as a whole: %s', (name) =>
    withPage(name, async (page) => {
      for (const width of [360, 1280]) {
        await page.size(width)
        for (const language of LANGUAGES) {
          await page.click(`label[for=choose-${language}]`)
          expect(await page.evaluate<number>(WIDTH), `${width} ${language}`).toBe(width)
        }
      }
    }),
  )

  it.each(['rich', 'clean', 'long'] as const)('prints, and cuts nothing off: %s', (name) =>
    withPage(name, async (page) => {
      const { data } = await page.send('Page.printToPDF', {
        paperWidth: 8.27,
        paperHeight: 11.69,
        preferCSSPageSize: true,
      })
      const pdf = Buffer.from(String(data), 'base64').toString('latin1')
      expect(pdf.startsWith('%PDF-')).toBe(true)
      expect(pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0).toBeGreaterThan(1)
      await page.send('Emulation.setEmulatedMedia', { media: 'print' })
      await page.size(A4_TEXT)
      expect(await page.evaluate<number>(WIDTH)).toBe(A4_TEXT)
      expect(await page.evaluate(`document.querySelector('.languages').checkVisibility()`)).toBe(false)
      expect(await heading(page)).toBe('Breach investigation report')
    }),
  )
}

/** A4 without the margins of the page, in CSS pixels. */
const A4_TEXT = Math.floor(((210 - 2 * 16) / 25.4) * 96)

const WIDTH = 'document.documentElement.scrollWidth'

const heading = (page: Page): Promise<string> => page.evaluate(`document.querySelector('h1').innerText`)

/** What scripts added to the window: nothing, against an empty frame. */
const GLOBALS = `(() => {
  const frame = document.body.appendChild(document.createElement('iframe'))
  const own = new Set(Object.getOwnPropertyNames(frame.contentWindow))
  frame.remove()
  return Object.getOwnPropertyNames(window).filter((name) => !own.has(name) && !/^\\d+$/.test(name))
})()`

const FOLLOW_ALL = `(async () => {
  const links = [...document.querySelectorAll('a.n')].filter((link) => link.checkVisibility())
  const lost = []
  for (const link of links) {
    link.click()
    await new Promise((done) => setTimeout(done))
    const target = document.querySelector(':target')
    const box = target?.getBoundingClientRect()
    const seen = target?.checkVisibility() && box.height > 0 && box.top < innerHeight && box.bottom > 0
    if (!seen || '#' + target.id !== link.getAttribute('href')) lost.push(link.getAttribute('href'))
  }
  return { followed: links.length, lost }
})()`
