import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { terminalText } from '../report/escape/terminal.ts'
import { CliProblem } from './cli-problem.ts'
import type { Context } from './context.ts'

/** Bytes as they come, to a file or to stdout; a terminal gets them escaped, for the attacker wrote part of them. */
export const streamOut = async (
  context: Context,
  bytes: AsyncIterable<Uint8Array>,
  file: string | undefined,
): Promise<void> => {
  if (file !== undefined) await intoFile(bytes, file)
  else if (context.io.out.isTerminal) await onTerminal(context, bytes)
  else await onPipe(context, bytes)
}

/** The reader decides how much it wants: once it has left, the query is broken off. */
const onPipe = async ({ io }: Context, bytes: AsyncIterable<Uint8Array>): Promise<void> => {
  for await (const chunk of bytes) {
    await io.out.write(chunk)
    if (!io.out.isOpen()) return
  }
}

const onTerminal = async (context: Context, bytes: AsyncIterable<Uint8Array>): Promise<void> => {
  const decoder = new TextDecoder()
  for await (const chunk of bytes) {
    await context.print(escaped(decoder.decode(chunk, { stream: true })))
    if (!context.io.out.isOpen()) return
  }
  await context.print(escaped(decoder.decode()))
}

/** Line feeds and tabs are the format's own. */
const escaped = (text: string): string =>
  text
    .split(/([\n\t])/)
    .map((piece) => (piece === '\n' || piece === '\t' ? piece : terminalText(piece)))
    .join('')

/** Appears under its name once it is whole. */
const intoFile = async (bytes: AsyncIterable<Uint8Array>, file: string): Promise<void> => {
  const draft = `${file}.part`
  try {
    await pipeline(Readable.from(bytes), createWriteStream(draft))
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (/^E[A-Z]+$/.test(code)) throw new CliProblem('cli/file-not-written', { file, reason: code })
    throw error
  }
}
