import { describe, expect, it } from 'vitest'
import { isColoured, withoutColours } from '../../src/stages/acquire/colours.ts'
import { contentOf } from '../../src/stages/acquire/sniff.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { balances } from '../intake/ledger.ts'
import { makeScratch } from '../intake/scratch.ts'

const plain = async (...chunks: readonly string[]): Promise<string> => {
  const parts: Buffer[] = []
  const content = (async function* () {
    for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk, 'latin1'))
  })()
  for await (const part of withoutColours(content)) parts.push(part)
  return Buffer.concat(parts).toString('latin1')
}

describe('colours of a console', () => {
  it('are told by a tenth of the lines, whichever way they are spelled', () => {
    const told = [
      '\x1b[32mINFO\x1b[0m x\n',
      '{"log":"\\u001b[97;42m 200 \\u001b[0m"}\n',
      'Nov  2 #033[31mERROR#033[0m\n',
    ]
    expect(told.map((text) => isColoured(Buffer.from(text)))).toEqual([true, true, true])
    expect(contentOf(Buffer.from('\x1b[32mINFO\x1b[0m x\n'))).toBe('colours')
    const seldom = `${'192.0.2.1 - - [x] "GET / HTTP/1.1" 200 5 "-" "curl"\n'.repeat(30)}"\x1b[31m"\n`
    expect(['', 'a [32m\n', '\x1b]0;title\x07\n', seldom].map((text) => isColoured(Buffer.from(text)))).toEqual([false, false, false, false]) // biome-ignore format: one list
  })

  it('go, wherever the chunks are cut; every other byte stays', async () => {
    const text = '\x1b[1;38;5;120mGET\x1b[m /a\\b#c \xff\\u001B[0m\x1b[2Kx\\u001b[notend \x1b['
    const expected = 'GET /a\\b#c \xff\x1b[2Kx\\u001b[notend \x1b['
    expect(await plain(text)).toBe(expected)
    expect(await plain(...Array.from(text))).toBe(expected)
    expect(await plain()).toBe('')
  })

  it('of Gin are no part of what its lines say', async () => {
    const scratch = makeScratch()
    const line = (n: number): string =>
      `[GIN] 2026/11/02 - 15:04:${String(n).padStart(2, '0')} |\x1b[97;42m ${n % 3 === 0 ? 404 : 200} \x1b[0m| ${`${n * n}.25ms`.padStart(13)} | ${`192.0.2.${n}`.padStart(15)} |\x1b[97;44m GET     \x1b[0m "/orders/${n}?page=2"\n`
    scratch.write('gin.log', Array.from({ length: 40 }, (_, n) => line(n)).join(''))
    const theCase = await scratch.open()
    await acquire(theCase, [scratch.logs])
    const { ledger } = await ingest(theCase)
    expect(balances(ledger)).toEqual(['40 = 40 + 0 + 0'])
    const rows = await theCase.engine.rows({
      text: 'SELECT count() AS lines, countIf(status = if(toUInt8(substring(path, 9)) % 3 = 0, 404, 200) AND src_ip = concat(\'192.0.2.\', substring(path, 9)) AND method = \'GET\' AND query = \'page=2\' AND toSecond(time) = toUInt8(substring(path, 9))) AS right FROM evidence.log_line', // biome-ignore format: one statement
      params: {},
    })
    expect(rows).toEqual([{ lines: '40', right: '40' }])
  })
})
