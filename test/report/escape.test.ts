import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvField } from '../../src/report/escape/csv.ts'
import { htmlLines, htmlText } from '../../src/report/escape/html.ts'
import { terminalText } from '../../src/report/escape/terminal.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 40 })

describe('terminal text', () => {
  it('shows what would act', () => {
    expect(terminalText('\u001b[31m')).toBe('\\x1b[31m')
    expect(terminalText('a\u202Eb')).toBe('a\\u{202e}b')
    expect(terminalText('\u{e0041}')).toBe('\\u{e0041}')
    expect(terminalText('\ud800')).toBe('\\u{d800}')
    expect(terminalText('홍길동 GET /a?b=c')).toBe('홍길동 GET /a?b=c')
  })

  it('never holds a control or format character', () => {
    fc.assert(
      fc.property(anyText, (text) => !/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(terminalText(text))),
    )
  })
})

describe('HTML text', () => {
  it('cannot leave an element or an attribute', () => {
    fc.assert(fc.property(anyText, (text) => !/[<>"'`]/.test(htmlText(text))))
    expect(htmlText('<a href="x">&amp;')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;amp;')
  })

  it('keeps the lines of SQL', () => {
    expect(htmlLines('a < b\nc\u0007')).toBe('a &lt; b\nc\\x07')
  })
})

describe('a CSV field', () => {
  it.each(['=1+1', '+1', '-1', '@x', '\t=1', '\r=1', '  =1', '＝1'])('is never a formula: %j', (text) => {
    expect(csvField(text)).toMatch(/^"?'/)
  })

  it('is quoted where it must be', () => {
    expect(csvField('a,b')).toBe('"a,b"')
    expect(csvField('say "x"')).toBe('"say ""x"""')
    expect(csvField('plain 홍길동')).toBe('plain 홍길동')
  })
})
