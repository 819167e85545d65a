import { describe, expect, it } from 'vitest'
import { contentOf } from '../../src/stages/acquire/sniff.ts'
import { xmlEvents } from '../../src/stages/acquire/xml-events.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { balances } from '../intake/ledger.ts'
import { makeScratch } from '../intake/scratch.ts'

const event = (i: number, id = '4624', breaks = ''): string =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'>${breaks}<System>${breaks}<EventID>${id}</EventID>${breaks}<TimeCreated SystemTime='2025-10-10T13:55:${10 + i}.123Z'/>${breaks}<Computer>WEB01</Computer></System>${breaks}<EventData>${breaks}<Data Name='TargetUserName'>mina</Data>${breaks}<Data Name='IpAddress'>192.0.2.${i}</Data>${breaks}</EventData></Event>`

const turned = async (...chunks: readonly string[]): Promise<string> => {
  const parts: Uint8Array[] = []
  const content = (async function* () {
    for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk, 'latin1'))
  })()
  for await (const part of xmlEvents(content)) parts.push(part)
  return Buffer.concat(parts).toString('latin1')
}

const DECLARED = '<?xml version="1.0" encoding="utf-8" standalone="yes"?>'

describe('events of a Windows log in XML', () => {
  it.each([
    [`${DECLARED}<Events>${event(1)}${event(2)}</Events>`, 'xml-events'],
    [`${event(1)}\n${event(2)}\n`, 'xml-events'],
    [`\xEF\xBB\xBF${DECLARED}\r\n<Events>\r\n  ${event(1, '4624', '\r\n    ')}`, 'xml-events'],
    [`Record 1\n${DECLARED}\n${event(1, '4624', '\n')}\nRecord 2\n`, 'xml-events'],
    ['<Events><Event><Name>party</Name></Event></Events>', ''],
    ['<EventLog><System><EventID>1</EventID></System></EventLog>', ''],
    [`2025-10-10 a line before ${event(1)}`, ''],
  ] as const)('%j is opened as %j', (text, opened) => {
    expect(contentOf(Buffer.from(text, 'latin1'))).toBe(opened)
  })

  it('stand one a line, wherever the chunks are cut', async () => {
    const whole = `${DECLARED}<Events>${event(1, '4624', '\r\n')}${event(2)}</Events>\n`
    const expected = `${event(1, '4624', '  ')}\n${event(2)}\n`
    expect(await turned(whole)).toBe(expected)
    expect(await turned(...whole.split(''))).toBe(expected)
  })

  it('lose nothing that stands between them, nor a torn end', async () => {
    const torn = event(3).slice(0, 90)
    expect(await turned(`${event(1)}\nsomebody's words\n${event(2)}\n${torn}`)).toBe(
      `${event(1)}\n\nsomebody's words\n${event(2)}\n\n${torn}\n`,
    )
    expect(await turned('')).toBe('')
  })

  it('are read, counted and balanced: saved by the Event Viewer, as UTF-16, and one a line', async () => {
    const scratch = makeScratch()
    const events = Array.from({ length: 12 }, (_, i) =>
      event(i, i % 3 === 0 ? '4625' : '4624', i % 2 === 0 ? '\r\n  ' : ''),
    )
    scratch.write('saved.xml', `${DECLARED}<Events>${events.join('')}</Events>`)
    scratch.write(
      'wide.xml',
      Buffer.from(`\uFEFF${events.map((one) => one.replaceAll('WEB01', 'WEB02')).join('\r\n')}`, 'utf16le'),
    )
    scratch.write(
      'lines.xml',
      `${events.map((one) => one.replaceAll(/\r\n */g, '').replaceAll('WEB01', 'WEB03')).join('\n')}\n`,
    )
    const theCase = await scratch.open()
    await acquire(theCase, [scratch.logs])
    const { ledger, plans } = await ingest(theCase)
    expect(balances(ledger)).toEqual(['12 = 12 + 0 + 0', '12 = 12 + 0 + 0', '12 = 12 + 0 + 0'])
    expect([...new Set(plans.map(({ kind }) => kind))]).toEqual(['windows-xml'])
  })
})
