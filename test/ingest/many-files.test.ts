import { describe, expect, it } from 'vitest'
import { acquire } from '../../src/stages/acquire.ts'
import { ingest } from '../../src/stages/ingest.ts'
import { logLine, makeScratch } from '../intake/scratch.ts'

const FILES = 300
const LINES = 60
const LOG_IN = '{"time":"2026-03-02T00:00:07Z","event":"login","user":"u-1","ip":"192.0.2.9","session_id":"s-1"}\n'

describe('many small files', () => {
  it('give each line with its file and number, and another format far inside one of the last is found', async () => {
    const scratch = makeScratch()
    for (let i = 0; i < FILES; i++) {
      const lines = Array.from({ length: LINES }, (_, n) => logLine(i * LINES + n))
      if (i === FILES - 2) lines[41] = LOG_IN
      scratch.write(`web/access.log.${1000 + i}`, lines.join(''))
    }
    const theCase = await scratch.open()
    await acquire(theCase, [scratch.logs])
    const { ledger, plans, problems } = await ingest(theCase)
    expect(problems).toEqual([])
    expect(plans.map(({ kind }) => kind)).toEqual(['web-access', 'mixed'])
    expect(ledger.length).toBe(FILES)
    expect(ledger.filter(({ parsed }) => parsed !== BigInt(LINES))).toEqual([])
    const places = await theCase.engine.rows<{ n: string; wrong: string }>({
      text: `SELECT toString(count()) AS n, toString(countIf(line != 1 + toUInt64OrZero(extract(path, '[0-9]+$')) % ${LINES} OR file != 1 + intDiv(toUInt64OrZero(extract(path, '[0-9]+$')), ${LINES}))) AS wrong
        FROM evidence.event WHERE kind = 'http'`,
      params: {},
    })
    expect(places).toEqual([{ n: String(FILES * LINES - 1), wrong: '0' }])
  })

  it('in a folder for every host are loaded together, each of its own source, and a zone that one is declared to have is its own', async () => {
    const hosts = Array.from({ length: 40 }, (_, i) => `host${String(i).padStart(2, '0')}x`)
    const scratch = makeScratch()
    for (const [i, host] of hosts.entries()) {
      const lines = Array.from({ length: 5 }, (_, n) => `2026-03-02 10:00:0${n},192.0.2.${i},GET,/a/${i}/${n},200\n`)
      scratch.write(`${host}/access.csv`, `time,ip,method,path,status\n${lines.join('')}`)
    }
    const theCase = await scratch.open()
    await acquire(theCase, [scratch.logs])
    await ingest(theCase)
    const loaded = (): readonly string[] =>
      theCase.store.list('batch').map(({ body }) => String((body as { files: readonly number[] }).files.length))
    expect(loaded()).toEqual(['40'])
    const sources = { text: `SELECT toString(source) AS source, toString(count()) AS n, toString(min(time)) AS first FROM evidence.event GROUP BY source ORDER BY source`, params: {} } // biome-ignore format: a query
    const first = (host: string, hour: string): object => ({ source: `${host}/access`, n: '5', first: `2026-03-02 ${hour}:00:00.000000` }) // biome-ignore format: one row
    expect(await theCase.engine.rows(sources)).toEqual(hosts.map((host) => first(host, '10')))
    await scratch.close()
    scratch.write('../case/case.yaml', `sources:\n  - match: '**/${hosts[7]}/*'\n    zone: Asia/Seoul\n`)
    const again = await scratch.open()
    const { ledger } = await ingest(again)
    expect(await again.engine.rows(sources)).toEqual(hosts.map((host, i) => first(host, i === 7 ? '01' : '10')))
    expect(new Set(ledger.map(({ received, parsed, rejected }) => `${received} = ${parsed} + ${rejected}`))).toEqual(new Set(['6 = 5 + 1'])) // biome-ignore format: one line
  })
})
