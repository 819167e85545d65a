import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { bunzip2 } from '../../src/stages/acquire/bzip2/bunzip2.ts'

/** `bzip2` of "hello\n", and of nothing. */
const HELLO = Buffer.from('QlpoOTFBWSZTWcHAgOIAAAFBAAAQAkSgADDNAMNGKZcXckU4UJDBwIDi', 'base64')
const EMPTY = Buffer.from('QlpoORdyRThQkAAAAAA=', 'base64')

const inChunks = async function* (bytes: Buffer, size = 1000): AsyncIterable<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const unpacked = async (bytes: Buffer, size?: number): Promise<{ text: Buffer; fault: string }> => {
  const parts: Buffer[] = []
  try {
    for await (const part of bunzip2(inChunks(bytes, size))) parts.push(part)
    return { text: Buffer.concat(parts), fault: '' }
  } catch (error) {
    return { text: Buffer.concat(parts), fault: String(error) }
  }
}

const tool = ((): boolean => {
  try {
    execFileSync('bzip2', ['--help'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

const packed = (text: Buffer, level = 9): Buffer =>
  execFileSync('bzip2', [`-${level}`, '-c'], { input: text, maxBuffer: 1 << 28 })

describe('bunzip2', () => {
  it('reads known streams, one after another and byte by byte', async () => {
    expect(await unpacked(HELLO)).toEqual({ text: Buffer.from('hello\n'), fault: '' })
    expect(await unpacked(EMPTY)).toEqual({ text: Buffer.from(''), fault: '' })
    expect(await unpacked(Buffer.concat([HELLO, EMPTY, HELLO]), 1)).toEqual({
      text: Buffer.from('hello\nhello\n'),
      fault: '',
    })
  })

  it('tells a torn, a flipped and a foreign stream', async () => {
    expect((await unpacked(HELLO.subarray(0, 30))).fault).toContain('ends too soon')
    expect((await unpacked(Buffer.from('no bzip2 at all'))).fault).toContain('not bzip2')
    expect(await unpacked(Buffer.concat([HELLO, Buffer.from('tail')]))).toEqual({
      text: Buffer.from('hello\n'),
      fault: 'Error: bytes after the end',
    })
    for (let bit = 32; bit < HELLO.length * 8 - 8 * 10; bit++) {
      const flipped = Buffer.from(HELLO)
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (128 >> (bit & 7))
      const { text, fault } = await unpacked(flipped)
      expect(fault !== '' || text.equals(Buffer.from('hello\n')), `bit ${bit}`).toBe(true)
    }
  })

  it.skipIf(!tool)('agrees with the bzip2 program, where there is one', async () => {
    const random = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * i * 31 + (i >> 7)) & 255))
    const log = Buffer.from(
      Array.from({ length: 40_000 }, (_, i) => `192.0.2.${i % 200} - - "GET /p/${i * 7919} HTTP/1.1" 200\n`).join(''),
    )
    const runs = Buffer.concat([
      Buffer.alloc(1_500_000, 65),
      Buffer.from('BBBB'),
      Buffer.alloc(259, 67),
      Buffer.from('B'),
    ])
    for (const text of [random, log, runs]) {
      for (const level of [1, 9]) {
        const { text: found, fault } = await unpacked(packed(text, level), 65_536)
        expect(fault).toBe('')
        expect(found.equals(text)).toBe(true)
      }
    }
    const torn = await unpacked(packed(log, 1).subarray(0, -2000))
    expect(torn.fault).toContain('ends too soon')
    expect(torn.text.length).toBeGreaterThan(1_000_000)
    expect(log.subarray(0, torn.text.length).equals(torn.text)).toBe(true)
  })
})
