import type { Page } from './page.ts'

/**
 * Success criteria of WCAG 2.2 (https://www.w3.org/TR/WCAG22/) that a program can decide: contrast of all visible text
 * (1.4.3), names of what can be reached or is a picture (1.1.1, 4.1.2), headings in steps (1.3.1), heads of tables
 * (1.3.1), language and title of the page (3.1.1, 2.4.2), one main part (1.3.1). Gives what fails.
 */
export const accessibilityFaults = async (page: Page): Promise<readonly string[]> => [
  ...(await page.evaluate<string[]>(`(${CONTRAST})()`)),
  ...(await page.evaluate<string[]>(`(${STRUCTURE})()`)),
  ...(await namelessNodes(page)),
]

interface AxNode {
  readonly ignored: boolean
  readonly role?: { readonly value: string }
  readonly name?: { readonly value: string }
}

const NAMED = new Set(['link', 'radio', 'button', 'img', 'image', 'heading', 'region', 'navigation', 'RootWebArea'])

/** As the browser tells them to a screen reader. */
const namelessNodes = async (page: Page): Promise<readonly string[]> => {
  const { nodes } = await page.send('Accessibility.getFullAXTree')
  const seen = (nodes as readonly AxNode[]).filter(({ ignored, role }) => !ignored && NAMED.has(role?.value ?? ''))
  if (seen.length === 0) return ['nothing is told to a screen reader']
  return seen.filter(({ name }) => (name?.value ?? '').trim() === '').map(({ role }) => `${role?.value} without a name`)
}

/** Ratio of the luminances of each text and of the first opaque ground under it, 4.5 or, for large text, 3 at least. */
const CONTRAST = `function () {
  const parse = (text) => { const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number); return { r, g, b, a } }
  const channel = (v) => { const s = v / 255; return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4 }
  const luminance = ({ r, g, b }) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b)
  const ground = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor)
      if (colour.a === 1) return colour
      if (colour.a > 0) throw new Error('half transparent ground')
    }
    return parse('rgb(255, 255, 255)')
  }
  const faults = []
  let looked = 0
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement
    if (texts.currentNode.data.trim() === '' || element.closest('script, title, desc') !== null) continue
    if (!element.checkVisibility()) continue
    looked += 1
    const style = getComputedStyle(element)
    const [a, b] = [parse(element.closest('svg') === null ? style.color : style.fill), ground(element)].map(luminance)
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    const size = parseFloat(style.fontSize)
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700)
    if (ratio < (large ? 3 : 4.5)) faults.push('contrast ' + ratio.toFixed(2) + ': ' + texts.currentNode.data.slice(0, 40))
  }
  return looked === 0 ? ['no text is visible'] : faults
}`

const STRUCTURE = `function () {
  const faults = []
  const all = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility())
  if (all('main').length !== 1) faults.push('main parts: ' + all('main').length)
  if (document.title.trim() === '') faults.push('no title')
  if (!['en', 'ko'].includes(document.documentElement.lang)) faults.push('language of the page')
  let before = 0
  for (const heading of all('h1, h2, h3, h4, h5, h6')) {
    const level = Number(heading.tagName[1])
    if (level > before + 1) faults.push('h' + before + ' to h' + level + ': ' + heading.innerText)
    before = level
  }
  for (const table of all('table')) {
    if (table.caption === null || table.caption.textContent.trim() === '') faults.push('table without a caption')
    for (const head of table.querySelectorAll('th'))
      if (!['row', 'col'].includes(head.scope)) faults.push('head of a table without a scope')
  }
  for (const box of all('.wide, pre'))
    if (box.scrollWidth > box.clientWidth && box.tabIndex !== 0) faults.push('scrolls, but not with a keyboard')
  for (const field of all('input')) if (field.labels.length === 0) faults.push('field without a label')
  return faults
}`
