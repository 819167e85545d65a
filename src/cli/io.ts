import process from 'node:process'

/** The world as a command sees it; tests give their own. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly out: Output
  readonly err: Output
  /** Milliseconds, for rates and pauses only. */
  readonly now: () => number
  /** Lets `say` have the last word when a person stops the program; returns how to take that back. */
  readonly onInterrupt: (say: () => Promise<void>) => () => void
}

export interface Output {
  readonly isTerminal: boolean
  /** Columns; what is no terminal, or a terminal that does not know its size, is as wide as a printed page. */
  readonly width: () => number
  /** Writes, and waits where the reader is slow. Once the reader is gone, nothing. */
  readonly write: (bytes: string | Uint8Array) => Promise<void>
  /** False once the reader has gone, as `head` does. */
  readonly isOpen: () => boolean
  /** Why nothing can be written any more, where that is a fault: a full disk, not a reader who has had enough. */
  readonly fault: () => string | undefined
}

const PAGE = 120

export const processIo = (): Io => ({
  env: process.env,
  out: output(process.stdout),
  err: output(process.stderr),
  now: () => performance.now(),
  onInterrupt,
})

/**
 * Ctrl-C and a polite kill. The process then dies of the signal itself, so that a shell sees it (130, 143) and loops
 * stop; what was not finished is what a kill would leave, and the next run goes on from there.
 */
const onInterrupt = (say: () => Promise<void>): (() => void) => {
  const die = (signal: NodeJS.Signals): void => {
    takeBack()
    void say().finally(() => process.kill(process.pid, signal))
  }
  const takeBack = (): void => {
    for (const signal of SIGNALS) process.removeListener(signal, die)
  }
  for (const signal of SIGNALS) process.on(signal, die)
  return takeBack
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const output = (stream: NodeJS.WriteStream): Output => {
  let open = true
  let fault: string | undefined
  stream.on('error', (error: NodeJS.ErrnoException) => {
    open = false
    if (error.code !== 'EPIPE') fault ??= error.code ?? error.message
  })
  return {
    isTerminal: stream.isTTY,
    width: () => (stream.isTTY && stream.columns > 0 ? stream.columns : PAGE),
    isOpen: () => open,
    fault: () => fault,
    write: (bytes) =>
      new Promise((resolve) => {
        if (open) stream.write(bytes, () => resolve())
        else resolve()
      }),
  }
}
