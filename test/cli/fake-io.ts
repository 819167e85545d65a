import { expect } from 'vitest'
import type { Io } from '../../src/cli/io.ts'
import { run } from '../../src/cli/run.ts'

export interface FakeOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly terminal?: boolean
  readonly now?: () => number
}

export interface FakeIo extends Io {
  readonly written: { out: string; err: string }
}

export const fakeIo = ({ env = {}, terminal = false, now = () => performance.now() }: FakeOptions = {}): FakeIo => {
  const written = { out: '', err: '' }
  const output = (name: 'out' | 'err'): Io['out'] => ({
    isTerminal: terminal,
    width: () => 120,
    isOpen: () => true,
    fault: () => undefined,
    write: (bytes) => {
      written[name] += typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('utf8')
      return Promise.resolve()
    },
  })
  return { env, out: output('out'), err: output('err'), now, onInterrupt: () => () => undefined, written }
}

/** One command, in this process. */
export const mapae = async (
  argv: readonly string[],
  options: FakeOptions = {},
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> => {
  const io = fakeIo(options)
  const code = await run(argv, io)
  return { code, ...io.written }
}

/** Stdout of a command that must end with 0. */
export const done = async (...argv: readonly string[]): Promise<string> => {
  const { code, out, err } = await mapae(argv)
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' })
  return out
}

/** The last line on stderr of a command that must be refused, in words and not in a trace. */
export const refused = async (...argv: readonly string[]): Promise<string> => {
  const { code, err } = await mapae(argv)
  expect(code).toBe(2)
  expect(err).not.toMatch(/^ +at /m)
  return (
    err
      .split('\n')
      .filter((line) => line !== '')
      .at(-1) ?? ''
  )
}
