import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { gunzip } from '../../src/stages/acquire/gunzip.ts'
import { logLines } from '../intake/scratch.ts'

const dir = mkdtempSync(path.join(os.tmpdir(), 'mapae-gunzip-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const unpacked = async (bytes: Buffer): Promise<{ text: string; whole: boolean }> => {
  const file = path.join(dir, 'a.gz')
  writeFileSync(file, bytes)
  const parts: Buffer[] = []
  const text = (): string => Buffer.concat(parts).toString('latin1')
  try {
    for await (const part of gunzip(file)) parts.push(part)
    return { text: text(), whole: true }
  } catch (error) {
    expect(String(error)).toBe('Error: gzip')
    return { text: text(), whole: false }
  }
}

describe('gunzip', () => {
  const text = logLines(6000)

  it('reads members after one another, and knows a whole file from a torn one', async () => {
    const one = gzipSync(text)
    expect(await unpacked(Buffer.concat([one, gzipSync('more\n'), gzipSync('')]))).toEqual({
      text: `${text}more\n`,
      whole: true,
    })
    for (const missing of [1, 8, 9, 5000]) {
      const found = await unpacked(one.subarray(0, -missing))
      expect(found.whole).toBe(false)
      expect(text.startsWith(found.text)).toBe(true)
      expect(found.text.length).toBeGreaterThan(missing <= 8 ? text.length - 1 : text.length / 2)
    }
    expect(await unpacked(one.subarray(0, 5))).toEqual({ text: '', whole: false })
  })

  it('gives all before what follows a member and is none', async () => {
    expect(await unpacked(Buffer.concat([gzipSync(text), Buffer.from('and some text')]))).toEqual({
      text,
      whole: false,
    })
  })

  it('gives every byte before a damaged one', async () => {
    for (const at of [20, 70_000, 400_000]) {
      const stored = gzipSync(text, { level: 0 })
      const block = 10 + 5 + at - (at % 65_535)
      stored.fill(0xff, block + 65_535, block + 65_545)
      const found = await unpacked(stored)
      expect(found.whole).toBe(false)
      expect(text.startsWith(found.text.slice(0, at))).toBe(true)
      expect(found.text.length).toBeGreaterThan(at)
    }
  })
})
