import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Duplex } from 'node:stream'

export const CHROMIUM = '/usr/bin/chromium'
export const hasChromium = existsSync(CHROMIUM)

/** One message of the DevTools protocol, https://chromedevtools.github.io/devtools-protocol/ */
export interface Message {
  readonly id?: number
  readonly method?: string
  readonly sessionId?: string
  readonly params?: Record<string, unknown>
  readonly result?: Record<string, unknown>
  readonly error?: { readonly message: string }
}

export interface Chromium {
  send(method: string, params?: Record<string, unknown>, sessionId?: string): Promise<Record<string, unknown>>
  /** Called for every event of every page. */
  onEvent(listener: (event: Message) => void): void
  close(): Promise<void>
}

/** Starts Debian's chromium in a profile of its own, spoken to over a pipe: no port is opened, no package needed. */
export const startChromium = async (): Promise<Chromium> => {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'mapae-chromium-'))
  const child = spawn(CHROMIUM, [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  })
  const gone = once(child, 'exit')
  const [, , , toBrowser, fromBrowser] = child.stdio as unknown as [null, null, null, Duplex, Duplex]
  const { listeners, ask, fail } = protocol(toBrowser, fromBrowser)
  toBrowser.on('error', fail)
  void gone.then(() => fail(new Error('chromium has ended')))
  return {
    send: ask,
    onEvent: (listener) => listeners.push(listener),
    close: async () => {
      await ask('Browser.close').catch(() => child.kill('SIGKILL'))
      await gone
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

const FLAGS = [
  '--headless',
  '--remote-debugging-pipe',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--hide-scrollbars',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

interface Waiting {
  readonly done: (result: Record<string, unknown>) => void
  readonly failed: (error: Error) => void
}

/** Requests and answers by number; messages are JSON and end in a zero byte. */
const protocol = (toBrowser: Duplex, fromBrowser: Duplex) => {
  const waiting = new Map<number, Waiting>()
  const listeners: ((event: Message) => void)[] = []
  let last = 0
  const fail = (error: Error): void => {
    for (const { failed } of waiting.values()) failed(error)
    waiting.clear()
  }
  const take = (message: Message): void => {
    if (message.id === undefined) return listeners.forEach((listener) => listener(message))
    const one = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error === undefined) one?.done(message.result ?? {})
    else one?.failed(new Error(message.error.message))
  }
  let rest = ''
  fromBrowser.setEncoding('utf8')
  fromBrowser.on('data', (text: string) => {
    const parts = (rest + text).split('\0')
    rest = parts.pop() ?? ''
    for (const part of parts) take(JSON.parse(part) as Message)
  })
  const ask: Chromium['send'] = (method, params = {}, sessionId) =>
    new Promise((done, failed) => {
      last += 1
      waiting.set(last, { done, failed })
      toBrowser.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`)
    })
  return { listeners, ask, fail }
}
