import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isOneObject, isRemote, remoteName } from '../../src/stages/acquire/remote.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { balances } from '../intake/ledger.ts'
import { codes, logLines, makeScratch } from '../intake/scratch.ts'

/** In a process of its own: the engine's calls hold this one. It says its port, then every request on a line. */
const SERVER = `
const http = require('node:http')
const bodies = JSON.parse(process.env.BODIES)
http.createServer((request, response) => {
  const body = bodies[request.url.split('?')[0]]
  console.log(request.method + ' ' + request.url + ' ' + JSON.stringify(request.headers))
  if (body === undefined) { response.statusCode = 404; response.end('none'); return }
  const bytes = Buffer.from(body, 'base64')
  response.setHeader('content-length', bytes.length)
  response.end(request.method === 'HEAD' ? undefined : bytes)
}).listen(0, '127.0.0.1', function () { console.log(this.address().port) })`

const BODIES: Readonly<Record<string, Buffer>> = {
  '/logs/access.log': Buffer.from(logLines(40)),
  '/logs/no-feed.log': Buffer.from(logLines(30, 100).trimEnd()),
  '/logs/day.gz': gzipSync(logLines(50, 200)),
  '/bucket/a/access.log': Buffer.from(logLines(20, 300)),
}

let server: ChildProcess
let base = ''
let requests = ''

beforeAll(async () => {
  const bodies = JSON.stringify(
    Object.fromEntries(Object.entries(BODIES).map(([name, body]) => [name, body.toString('base64')])),
  )
  server = spawn(process.execPath, ['-e', SERVER], { env: { BODIES: bodies }, stdio: ['ignore', 'pipe', 'inherit'] })
  const [first] = (await once(server.stdout!, 'data')) as readonly Buffer[]
  base = `http://127.0.0.1:${String(first).trim()}`
  server.stdout!.on('data', (chunk: Buffer) => (requests += String(chunk)))
})
afterAll(() => server.kill())

describe('objects that lie elsewhere', () => {
  it('are fetched by the engine, byte for byte, registered by their bytes, and fetched anew but taken once', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const urls = ['/logs/access.log?signature=s3cret', '/logs/no-feed.log', '/logs/day.gz'].map((name) => `${base}${name}`)
    const { registered } = await acquire(theCase, urls)
    expect(registered.map(({ path, sha256, bytes }) => [path, sha256, bytes])).toEqual(
      ['/logs/access.log', '/logs/no-feed.log', '/logs/day.gz'].map((name) => [
        `${base}${name}`,
        createHash('sha256').update(BODIES[name]!).digest('hex'),
        String(BODIES[name]!.length),
      ]),
    )
    expect((await acquire(theCase, urls)).registered).toEqual([])
    const { ledger, problems } = await ingest(theCase)
    expect(problems).toEqual([])
    expect(balances(ledger)).toEqual(['40 = 40 + 0 + 0', '30 = 30 + 0 + 0', '50 = 50 + 0 + 0'])
  })

  it('are read from what speaks S3, and what is not there is told, without what signs the request', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    const before = process.env['AWS_ENDPOINT_URL']
    process.env['AWS_ENDPOINT_URL'] = base
    try {
      const gone = `${base}/gone.log?X-Amz-Signature=s3cret`
      const { registered, problems } = await acquire(theCase, ['s3://bucket/a/access.log', gone, 's3://bucket/a/*.log'])
      expect(registered.map(({ path, bytes }) => [path, bytes])).toEqual([['s3://bucket/a/access.log', String(BODIES['/bucket/a/access.log']!.length)]])
      expect(codes(problems)).toEqual(['acquire/remote', 'acquire/remote-many'])
      expect(JSON.stringify(problems)).toContain('404')
      expect(JSON.stringify(problems)).not.toContain('s3cret')
    } finally {
      if (before === undefined) delete process.env['AWS_ENDPOINT_URL']
      else process.env['AWS_ENDPOINT_URL'] = before
    }
  })

  it('are asked for by nothing but their address and the engine’s name', () => {
    const sent = requests.split('\n').filter((line) => line.includes('/logs/'))
    expect(sent.length).toBeGreaterThan(0)
    for (const line of sent) {
      const [method, , ...headers] = line.split(' ')
      expect(['GET', 'HEAD']).toContain(method)
      const names = Object.keys(JSON.parse(headers.join(' ')) as object)
      expect(names.filter((name) => !['host', 'user-agent', 'connection', 'keep-alive', 'range', 'accept-encoding'].includes(name))).toEqual([])
    }
  })

  it('are told by their scheme, and named without what opens them', () => {
    expect(['s3://b/k', 'HTTPS://h.example/x', 'http://h.example'].every(isRemote)).toBe(true)
    expect(['/s3://x', 's3', 'http/x', 'file:///x'].some(isRemote)).toBe(false)
    expect(remoteName('https://mina:pw@h.example/a/b.log?sig=1#x')).toBe('https://h.example/a/b.log')
    expect([isOneObject('https://h.example/a?b=c'), isOneObject('https://h.example/{a,b}'), isOneObject('s3://b/a?c')]).toEqual([true, false, false])
  })
}) // biome-ignore format: long lines
