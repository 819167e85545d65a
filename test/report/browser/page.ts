import type { Chromium, Message } from './chromium.ts'

/** What a page did that a report never does. */
export interface Noticed {
  /** Addresses asked for, the page's own aside; each was refused. */
  readonly requests: string[]
  readonly errors: string[]
  readonly dialogs: string[]
}

export interface Page {
  readonly noticed: Noticed
  send(method: string, params?: Record<string, unknown>): Promise<Record<string, unknown>>
  /** Value of an expression in the page; it works where the page's own scripts are off, too. */
  evaluate<T>(expression: string): Promise<T>
  size(width: number, height?: number): Promise<void>
  /** A press of the mouse in the middle of an element. */
  click(selector: string): Promise<void>
  close(): Promise<void>
}

export interface PageOptions {
  /** False: the page's own scripts do not run. */
  readonly scripts?: boolean
  /** What the reader's browser prefers, 'en-GB' where not said. */
  readonly language?: string
}

export const openPage = async (chromium: Chromium, url: string, options: PageOptions = {}): Promise<Page> => {
  const { targetId } = await chromium.send('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await chromium.send('Target.attachToTarget', { targetId, flatten: true })
  const send: Page['send'] = (method, params) => chromium.send(method, params, String(sessionId))
  const noticed: Noticed = { requests: [], errors: [], dialogs: [] }
  const loaded = new Promise<void>((done) =>
    chromium.onEvent((event) => {
      if (event.sessionId !== sessionId) return
      if (event.method === 'Page.loadEventFired') done()
      notice(event, url, noticed, send)
    }),
  )
  for (const domain of ['Page', 'Runtime', 'Log', 'Network', 'DOM', 'Accessibility']) await send(`${domain}.enable`)
  await send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
  await send('Network.setUserAgentOverride', { userAgent: 'test', acceptLanguage: options.language ?? 'en-GB' })
  await send('Emulation.setScriptExecutionDisabled', { value: options.scripts === false })
  const page = pageOf(send, noticed, () => chromium.send('Target.closeTarget', { targetId }))
  await page.size(1280)
  await send('Page.navigate', { url })
  await loaded
  return page
}

const notice = ({ method, params }: Message, url: string, noticed: Noticed, send: Page['send']): void => {
  const of = params as never
  if (method === 'Fetch.requestPaused') {
    const { requestId, request } = of as { requestId: string; request: { url: string } }
    if (request.url === url) return forget(send('Fetch.continueRequest', { requestId }))
    noticed.requests.push(request.url)
    forget(send('Fetch.failRequest', { requestId, errorReason: 'AccessDenied' }))
  }
  if (method === 'Network.webSocketCreated') noticed.requests.push((of as { url: string }).url)
  if (method === 'Page.javascriptDialogOpening') {
    noticed.dialogs.push((of as { message: string }).message)
    forget(send('Page.handleJavaScriptDialog', { accept: true }))
  }
  if (method === 'Runtime.exceptionThrown') noticed.errors.push(JSON.stringify(params))
  if (method === 'Runtime.consoleAPICalled') noticed.errors.push(JSON.stringify(params))
  if (method === 'Log.entryAdded') noticed.errors.push((of as { entry: { text: string } }).entry.text)
}

/** An answer to a page that may be gone by now. */
const forget = (answer: Promise<unknown>): void => void answer.catch(() => undefined)

const pageOf = (send: Page['send'], noticed: Noticed, close: () => Promise<unknown>): Page => {
  const evaluate = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = await send('Runtime.evaluate', {
      expression,
      returnByValue: true,
      awaitPromise: true,
    })
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails))
    return (result as { value: T }).value
  }
  return {
    noticed,
    send,
    evaluate,
    size: async (width, height = 900) => {
      await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false })
    },
    click: async (selector) => {
      const { x, y } = await evaluate<{ x: number; y: number }>(
        `(() => { const e = document.querySelector(${JSON.stringify(selector)}); e.scrollIntoView({ block: 'center' })
          const r = e.getClientRects()[0]; return { x: r.x + r.width / 2, y: r.y + r.height / 2 } })()`,
      )
      for (const type of ['mousePressed', 'mouseReleased'])
        await send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 })
    },
    close: async () => {
      await close()
    },
  }
}
