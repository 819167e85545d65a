import { describe, expect, it } from 'vitest'
import { planFor } from '../../bench/sources/compare-readings.ts'
import { SOURCES } from '../../src/sources/index.ts'
import { recogniseLines } from '../../src/stages/ingest/recognise-file.ts'
import { expectAgreement } from './agree.ts'
import { testEngine } from './test-engine.ts'

const { engine } = testEngine()

const TIME = '[10/Oct/2025:13:55:36 +0900]'
const JSON_TIME = '2025-10-10T13:55:36+0900'

/** A line that tells the format, and one that says nothing but when. */
const LOGS: readonly { readonly name: string; readonly lines: readonly string[] }[] = [
  { name: 'combined', lines: [`192.0.2.1 - - ${TIME} "GET /a HTTP/1.1" 200 5 "-" "curl"`, `- - - ${TIME} "-" - - "-" "-"`] },
  { name: 'combined with a virtual host', lines: [`shop.example:443 192.0.2.1 - - ${TIME} "GET /a HTTP/1.1" 200 5 "-" "curl"`, `-:- - - - ${TIME} "-" - - "-" "-"`] },
  { name: 'combined with a virtual host without port', lines: [`shop.example 192.0.2.1 - - ${TIME} "GET /a HTTP/1.1" 200 5 "-" "curl"`, `- - - - ${TIME} "-" - - "-" "-"`] },
  { name: 'JSON', lines: [JSON.stringify({ time: JSON_TIME, client_ip: '192.0.2.1', method: 'GET', uri: '/a', status: 200, bytes: 5, user_agent: 'curl', user_id: 'u-1' }), JSON.stringify({ time: JSON_TIME, client_ip: '-', method: '-', uri: '-', status: '-', bytes: '-', user_agent: '-', user_id: '-' })] },
  { name: 'W3C', lines: ['#Fields: date time c-ip cs-method cs-uri-stem sc-status sc-bytes cs(User-Agent) cs-username', '2025-10-10 04:55:36 192.0.2.1 GET /a 200 5 curl u-1', '2025-10-10 04:55:36 - - - - - - -'] },
  { name: 'a table', lines: ['time;client_ip;method;uri;status;bytes;user_agent;user_id', `${JSON_TIME};192.0.2.1;GET;/a;200;5;curl;u-1`, `${JSON_TIME};-;-;-;-;-;-;-`] },
  { name: 'ALB', lines: ['https 2025-10-10T04:55:36.000000Z app/a 192.0.2.1:2817 10.0.0.1:80 0.1 0.1 0.1 200 200 0 57 "GET https://shop.example:443/a HTTP/1.1" "curl"', 'https 2025-10-10T04:55:36.000000Z - - - - - - - - - - "-" "-"'] },
] // biome-ignore format: a table

describe('`-` for everything but the time', () => {
  it.each(LOGS)('is an event that says nothing: $name', async ({ lines }) => {
    const recognised = recogniseLines(lines, undefined)
    const kind = SOURCES.find(({ id }) => id === recognised?.kind)
    if (recognised === null || kind === undefined) throw new Error('not recognised')
    const rows = await expectAgreement(engine(), kind, planFor(kind, recognised.recognition), lines)
    expect(rows.at(-2)).toMatchObject({ reject: '', src_ip: '192.0.2.1', path: '/a', status: '200' })
    expect(rows.at(-1)).toMatchObject({
      reject: '',
      time: String(Date.UTC(2025, 9, 10, 4, 55, 36) * 1000),
      src_ip: '',
      host: '',
      method: '',
      path: '',
      query: '',
      route: '',
      object: '',
      status: '0',
      bytes: '0',
      user_agent: '',
      referrer: '',
      principal: '',
      credential: '0',
    })
  })
})
