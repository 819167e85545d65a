import { describe, expect, it } from 'vitest'
import { journalRecords } from '../../src/stages/acquire/journal-export.ts'
import { contentOf } from '../../src/stages/acquire/sniff.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { balances } from '../intake/ledger.ts'
import { makeScratch } from '../intake/scratch.ts'

const record = (i: number, message: string): string =>
  `__CURSOR=s=${i}\n__REALTIME_TIMESTAMP=${1_760_104_536_000_000 + i * 1_000_000}\n_HOSTNAME=web01\nSYSLOG_IDENTIFIER=sshd\nMESSAGE=${message}\n\n`

/** A field as the journal writes it where its bytes are not all plain text. */
const binary = (name: string, bytes: string): string => {
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(bytes.length))
  return `${name}\n${length.toString('latin1')}${bytes}\n`
}

const turned = async (...chunks: readonly string[]): Promise<string> => {
  const parts: Uint8Array[] = []
  const content = (async function* () {
    for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk, 'latin1'))
  })()
  for await (const part of journalRecords(content)) parts.push(part)
  return Buffer.concat(parts).toString('latin1')
}

describe('the export of a journal', () => {
  it.each([
    [record(1, 'a'), 'journal-export'],
    [`\n${record(1, 'a')}`, 'journal-export'],
    ['__CURSOR=a\nMESSAGE=b\n', ''],
    ['MESSAGE=a\n__REALTIME_TIMESTAMP=1\n', ''],
  ] as const)('%j is opened as %j', (text, opened) => {
    expect(contentOf(Buffer.from(text, 'latin1'))).toBe(opened)
  })

  it('becomes JSON, whatever bytes a field has and wherever the chunks are cut', async () => {
    const text = `__CURSOR=s=1\n${binary('MESSAGE', 'a\n\nMESSAGE=b "q" \\ \xff\x07')}_A=1\n_A=2\n\n__CURSOR=s=2\n`
    const expected =
      '{"__CURSOR":"s=1","MESSAGE":"a\\u000a\\u000aMESSAGE=b \\"q\\" \\\\ \xff\\u0007","_A":["1","2"]}\n{"__CURSOR":"s=2"}\n'
    expect(await turned(text)).toBe(expected)
    expect(await turned(...text.split(''))).toBe(expected)
  })

  it('keeps what is no field, and a torn one', async () => {
    expect(await turned('__CURSOR=a\nwords of nobody\n', binary('MESSAGE', 'abcdef').slice(0, 15))).toBe(
      `words of nobody\n${binary('MESSAGE', 'abcdef').slice(0, 15)}\n{"__CURSOR":"a"}\n`,
    )
  })

  it('is read as the log-ins of a host, and balanced', async () => {
    const scratch = makeScratch()
    const messages = [
      'Accepted password for mina from 192.0.2.1 port 51234 ssh2',
      'Failed password for root from 192.0.2.2 port 51235 ssh2',
    ]
    scratch.write('journal.export', Array.from({ length: 20 }, (_, i) => record(i, messages[i % 2] ?? '')).join(''))
    const theCase = await scratch.open()
    await acquire(theCase, [scratch.logs])
    const { ledger, plans } = await ingest(theCase)
    expect(balances(ledger)).toEqual(['20 = 20 + 0 + 0'])
    expect(plans.map(({ kind, log }) => `${kind} ${log}`)).toEqual(['journal auth'])
  })
})
