import { describe, expect, it } from 'vitest'
import { linesFromReturns } from '../../src/stages/acquire/cr-lines.ts'
import { contentOf } from '../../src/stages/acquire/sniff.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { balances } from '../intake/ledger.ts'
import { logLines, makeScratch } from '../intake/scratch.ts'

const turned = async (...chunks: readonly string[]): Promise<string> => {
  const parts: Uint8Array[] = []
  const content = (async function* () {
    for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk, 'latin1'))
  })()
  for await (const part of linesFromReturns(content)) parts.push(part)
  return Buffer.concat(parts).toString('latin1')
}

describe('lines that end in a carriage return alone', () => {
  it.each([
    ['a\rb\r', 'cr-lines'],
    ['a\r\nb\r\n', ''],
    ['a\nb\n', ''],
    ['one line\r', ''],
    ['a\rb\0\r', ''],
    ['', ''],
  ] as const)('%j is opened as %j', (text, opened) => {
    expect(contentOf(Buffer.from(text))).toBe(opened)
  })

  it('get line feeds, wherever the chunks are cut, and CRLF stays', async () => {
    expect(await turned('a\rb\r', 'c\r\nd', '\r', '', '\ne\r', '\r')).toBe('a\nb\nc\r\nd\r\ne\n\n')
    expect(await turned()).toBe('')
  })

  it('are read, counted and balanced', async () => {
    const scratch = makeScratch()
    scratch.write('old.log', logLines(40).replaceAll('\n', '\r'))
    const theCase = await scratch.open()
    await acquire(theCase, [scratch.logs])
    const { ledger } = await ingest(theCase)
    expect(balances(ledger)).toEqual(['40 = 40 + 0 + 0'])
  })
})
