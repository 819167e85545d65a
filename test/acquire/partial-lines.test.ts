import { describe, expect, it } from 'vitest'
import { hasPartialLines, runtimeOf, wholeLines } from '../../src/stages/acquire/partial-lines.ts'

const given = async function* (chunks: readonly string[]): AsyncIterable<Buffer> {
  for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk, 'latin1'))
}

const whole = async (...chunks: readonly string[]): Promise<string> => {
  const parts: Buffer[] = []
  for await (const part of wholeLines(given(chunks))) parts.push(part)
  return Buffer.concat(parts).toString('latin1')
}

const at = (n: number): string => `2026-11-02T06:04:0${n}.123456789+09:00`
const CRI = `${at(1)} stdout F one\n${at(2)} stdout P {"a":"x\n${at(3)} stderr P oh\n${at(4)} stdout P y\n${at(5)} stderr F  dear\n${at(6)} stdout F z"}\n${at(7)} stdout P end`
const docker = (text: string, stream = 'stdout', n = 1): string =>
  `{"log":"${text}","stream":"${stream}","time":"${at(n)}"}`
const DOCKER = [
  docker('one\\n'),
  docker('{\\"a\\":\\"x'),
  docker('oh', 'stderr'),
  docker('y\\"}\\n', 'stdout', 2),
  docker(' dear\\n', 'stderr'),
].join('\n')

describe('lines that a container runtime cut', () => {
  it.each([
    ['CRI', CRI, 'cri', true],
    ['CRI, whole', `${at(1)} stdout F one\n`, 'cri', false],
    ['Docker', DOCKER, 'docker', true],
    ['Docker, whole', `${docker('one\\n')}\n`, 'docker', false],
  ] as const)('are found: %s', async (_, text, runtime, expected) => {
    expect(runtimeOf(Buffer.from(text))).toBe(runtime)
    expect(await hasPartialLines(given([text]), runtime)).toBe(expected)
    expect(await hasPartialLines(given(Array.from(text)), runtime)).toBe(expected)
  })

  it('are of a runtime by how their file begins', () => {
    const others = ['', '192.0.2.1 - - x\n', `${at(1)} web stdout F x\n`, '{"message":"x"}\n']
    expect(others.map((text) => runtimeOf(Buffer.from(text)))).toEqual(others.map(() => null))
  })

  it('are put together by stream, at the place of their last part', async () => {
    const cri = `${at(1)} stdout F one\n${at(3)} stderr F oh dear\n${at(2)} stdout F {"a":"xyz"}\n${at(7)} stdout F end\n`
    expect(await whole(CRI)).toBe(cri)
    expect(await whole(...Array.from(CRI))).toBe(cri)
    const lines = [docker('one\\n'), docker('{\\"a\\":\\"xy\\"}\\n', 'stdout', 2), docker('oh dear\\n', 'stderr')]
    expect(await whole(DOCKER)).toBe(`${lines.join('\n')}\n`)
    expect(await whole('no line of theirs \xff\n')).toBe('no line of theirs \xff\n')
    expect(await whole()).toBe('')
  })
})
