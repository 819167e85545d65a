import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isOneObject, isRemote, remoteName } from '../../src/stages/acquire/remote.ts'
import { acquire } from '../../src/stages/acquire.ts'
import { problemsOf } from '../../src/stages/problems.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { balances } from '../intake/ledger.ts'
import { codes, logLines, makeScratch } from '../intake/scratch.ts'

/**
 * In a process of its own: the engine's calls hold this one. It says its port, then every request on a line. What lies
 * below /locked is for requests that are signed with the secret (AWS Signature Version 4), and buckets can be listed.
 */
const SERVER = `
const http = require('node:http'), crypto = require('node:crypto')
const bodies = JSON.parse(process.env.BODIES)
const hmac = (key, text) => crypto.createHmac('sha256', key).update(text).digest()
const FORM = /^AWS4-HMAC-SHA256 Credential=([^/]+)\\/(\\d+)\\/([^/]+)\\/s3\\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)$/
const isSigned = ({ method, url, headers }) => {
  const [, id, day, region, names, signature] = FORM.exec(headers.authorization || '') || []
  if (id !== process.env.KEY_ID) return false
  const [path, query = ''] = url.split('?')
  const signed = names.split(';').map((name) => name + ':' + String(headers[name]).trim())
  const asked = query.split('&').filter(Boolean).map((pair) => pair.includes('=') ? pair : pair + '=').sort().join('&')
  const request = [method, path, asked, ...signed, '', names, headers['x-amz-content-sha256']].join('\\n')
  const scope = [day, region, 's3', 'aws4_request']
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope.join('/'), crypto.createHash('sha256').update(request).digest('hex')].join('\\n')
  return hmac(scope.reduce(hmac, 'AWS4' + process.env.SECRET), text).toString('hex') === signature
}
const listOf = (bucket, prefix) => '<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>false</IsTruncated>' +
  Object.keys(bodies).filter((name) => name.startsWith('/' + bucket + '/' + prefix)).map((name) => '<Contents><Key>' + name.slice(bucket.length + 2) +
    '</Key><LastModified>2025-11-03T10:00:00.000Z</LastModified><ETag>"1"</ETag><Size>' + Buffer.from(bodies[name], 'base64').length + '</Size></Contents>').join('') + '</ListBucketResult>'
http.createServer((request, response) => {
  console.log(request.method + ' ' + request.url + ' ' + JSON.stringify(request.headers))
  const { pathname, searchParams } = new URL(request.url, 'http://any')
  if (pathname.startsWith('/locked') && !isSigned(request)) { response.statusCode = 403; response.end('no'); return }
  if (searchParams.has('list-type')) { response.end(listOf(pathname.replaceAll('/', ''), searchParams.get('prefix') || '')); return }
  const body = bodies[pathname]
  if (body === undefined) { response.statusCode = 404; response.end('none'); return }
  const bytes = Buffer.from(body, 'base64')
  response.setHeader('content-length', bytes.length)
  response.end(request.method === 'HEAD' ? undefined : bytes)
}).listen(0, '127.0.0.1', function () { console.log(this.address().port) })`

const KEY = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 's3cret/of+the=key' }

const BODIES: Readonly<Record<string, Buffer>> = {
  '/logs/access.log': Buffer.from(logLines(40)),
  '/logs/no-feed.log': Buffer.from(logLines(30, 100).trimEnd()),
  '/logs/day.gz': gzipSync(logLines(50, 200)),
  '/bucket/a/access.log': Buffer.from(logLines(20, 300)),
  '/locked/day/1/access.log': Buffer.from(logLines(20, 400)),
  '/locked/day/2/access.log.gz': gzipSync(logLines(20, 500)),
  '/locked/night.log': Buffer.from(logLines(20, 600)),
}

let server: ChildProcess
let base = ''
let requests = ''

beforeAll(async () => {
  const bodies = JSON.stringify(
    Object.fromEntries(Object.entries(BODIES).map(([name, body]) => [name, body.toString('base64')])),
  )
  server = spawn(process.execPath, ['-e', SERVER], {
    env: { BODIES: bodies, KEY_ID: KEY.AWS_ACCESS_KEY_ID, SECRET: KEY.AWS_SECRET_ACCESS_KEY },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [first] = (await once(server.stdout!, 'data')) as readonly Buffer[]
  base = `http://127.0.0.1:${String(first).trim()}`
  server.stdout!.on('data', (chunk: Buffer) => (requests += String(chunk)))
})
afterAll(() => server.kill())

/** The engine is told of another place and other keys for as long as `work` takes. */
const withEnvironment = async (names: Readonly<Record<string, string>>, work: () => Promise<void>): Promise<void> => {
  const before = Object.keys(names).map((name) => [name, process.env[name]] as const)
  Object.assign(process.env, names)
  try {
    await work()
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

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
    await withEnvironment({ AWS_ENDPOINT_URL: base }, async () => {
      const gone = `${base}/gone.log?X-Amz-Signature=s3cret`
      const { registered, problems } = await acquire(theCase, ['s3://bucket/a/access.log', gone, `${base}/{a,b}.log`])
      expect(registered.map(({ path, bytes }) => [path, bytes])).toEqual([['s3://bucket/a/access.log', String(BODIES['/bucket/a/access.log']!.length)]])
      expect(codes(problems)).toEqual(['acquire/remote', 'acquire/remote-many'])
      expect(JSON.stringify(problems)).toContain('404')
      expect(JSON.stringify(problems)).not.toContain('s3cret')
    })
  })

  it('are listed below a prefix and by a glob, and requests are signed where there is a key', async () => {
    const scratch = makeScratch()
    const theCase = await scratch.open()
    await withEnvironment({ AWS_ENDPOINT_URL: base, ...KEY }, async () => {
      const { registered } = await acquire(theCase, ['s3://locked/day/', 's3://bucket/*/access.log'])
      expect(registered.map(({ path }) => path)).toEqual(['s3://locked/day/1/access.log', 's3://locked/day/2/access.log.gz', 's3://bucket/a/access.log'])
      const none = await acquire(theCase, ['s3://locked/none/*'])
      expect(codes(none.problems)).toEqual(['acquire/no-match'])
    })
    const { ledger } = await ingest(theCase)
    expect(balances(ledger)).toEqual(['20 = 20 + 0 + 0', '20 = 20 + 0 + 0', '20 = 20 + 0 + 0'])
    await withEnvironment({ AWS_ENDPOINT_URL: base, ...KEY, AWS_SECRET_ACCESS_KEY: 'another-secret' }, async () => {
      const { registered, problems } = await acquire(theCase, ['s3://locked/', 's3://locked/night.log'])
      expect(registered).toEqual([])
      expect(codes(problems)).toEqual(['acquire/remote', 'acquire/remote'])
      expect(JSON.stringify(problems)).not.toContain('another-secret')
    })
    const remaining = () => codes(problemsOf(theCase)).filter((code) => code === 'acquire/remote')
    expect(remaining()).toHaveLength(2)
    await withEnvironment({ AWS_ENDPOINT_URL: base, ...KEY }, async () => {
      await acquire(theCase, ['s3://locked/night.log'])
      expect(remaining()).toHaveLength(1)
      await acquire(theCase, ['s3://locked/'])
      expect(remaining()).toEqual([])
    })
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
