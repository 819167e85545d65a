import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { anyLine } from '../../src/stages/acquire/any-line.ts'
import { hasOpenQuote, OPEN_QUOTE } from '../../src/stages/acquire/cell-breaks.ts'
import { hasPartialLines, PARTIAL } from '../../src/stages/acquire/partial-lines.ts'
import { testEngine } from '../sources/test-engine.ts'

const { engine } = testEngine()
const dir = mkdtempSync(path.join(os.tmpdir(), 'mapae-any-line-'))
const LARGE = 1n << 40n
let files = 0

const written = (bytes: Buffer): string => {
  const file = path.join(dir, `${++files}.log`)
  writeFileSync(file, bytes)
  return file
}

const piecesOf = async function* (bytes: Buffer): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 7) yield await Promise.resolve(bytes.subarray(at, at + 7))
}

const docker = (log: string): string => `{"log":"${log}","stream":"stdout","time":"2026-01-12T02:43:00Z"}`

describe('what the engine says of a whole file', () => {
  it.each([
    ['a,b,c\n"1","2","3"\n', false],
    ['a,b,c\n"1","2\n","3"\n', true],
    ['a,b,c\n1,2,3"', true],
    ['a,b,c\n1,"2""",3\n4,5,6', false],
    ['a,b,c\n\xff",\0",\n', false],
  ])('%j: an open quote, as a walk over its bytes finds it', async (text, isOpen) => {
    const bytes = Buffer.from(text, 'latin1')
    expect(await hasOpenQuote(piecesOf(bytes))).toBe(isOpen)
    expect(await anyLine(engine(), written(bytes), LARGE, OPEN_QUOTE)).toBe(isOpen)
  })

  it.each([
    ['cri', '2026-01-12T02:43:00.1Z stdout F a\n2026-01-12T02:43:00.2Z stderr F b\n', false],
    ['cri', '2026-01-12T02:43:00.1Z stdout P a\n2026-01-12T02:43:00.2Z stdout F b\n', true],
    ['cri', '2026-01-12T02:43:00.1Z stderr P a', true],
    ['docker', `${docker('a\\n')}\n${docker('b\\n')}\n`, false],
    ['docker', `${docker('a')}\n${docker('b\\n')}\n`, true],
    ['docker', `${docker(`a\\n","stream":","stream":"x`)}\n`, true],
  ] as const)('%s %j: a part of a line, as a walk over its bytes finds it', async (runtime, text, isCut) => {
    const bytes = Buffer.from(text, 'latin1')
    expect(await hasPartialLines(piecesOf(bytes), runtime)).toBe(isCut)
    expect(await anyLine(engine(), written(bytes), LARGE, PARTIAL[runtime])).toBe(isCut)
  })

  it('is not asked for where the file is small, and says nothing where it cannot be read', async () => {
    expect(await anyLine(engine(), written(Buffer.from('"')), 1n, OPEN_QUOTE)).toBeNull()
    expect(await anyLine(engine(), path.join(dir, 'none.log'), LARGE, OPEN_QUOTE)).toBeNull()
  })
})
