import { describe, expect, it } from 'vitest'
import { planFor } from '../../bench/sources/compare-readings.ts'
import { SOURCES } from '../../src/sources/index.ts'
import { recogniseLines } from '../../src/stages/ingest/recognise-file.ts'
import { expectAgreement } from './agree.ts'
import { testEngine } from './test-engine.ts'

const { engine } = testEngine()

const numbers = Array.from({ length: 40 }, (_, n) => n)
const two = (n: number): string => String(n).padStart(2, '0')
const micro = (n: number): string => String(Date.UTC(2026, 10, 2 + Math.floor(n / 4), 13, n, 0) * 1000)

/** What both readings make of a table. */
const rowsOf = async (lines: readonly string[]) => {
  const found = recogniseLines(lines, { match: '*' })
  const kind = SOURCES.find(({ id }) => id === found?.kind)
  if (kind === undefined || found === null) throw new Error('not recognised')
  const bytes = lines.map((line) => Buffer.from(line).toString('latin1'))
  const rows = await expectAgreement(engine(), kind, planFor(kind, found.recognition), bytes)
  return rows.filter(({ reject }) => reject === '')
}

/** Day and clock of the same moment, one hour after noon. */
const APART: Readonly<Record<string, (n: number) => string>> = {
  'digits, a clock with colons': (n) => `202611${two(2 + Math.floor(n / 4))},13:${two(n)}:00`,
  'slashes, a clock of twelve hours in Korean': (n) => `2026/11/${two(2 + Math.floor(n / 4))},오후 1:${two(n)}:00`,
  'the month first': (n) => `11/${two(2 + Math.floor(n / 4))}/2026,13:${two(n)}:00`,
  'the day first, a clock of twelve hours': (n) => `${two(2 + Math.floor(n / 4))}/11/2026,1:${two(n)}:00 PM`,
}

describe('a table', () => {
  it.each(Object.keys(APART))('has its time in two columns: %s', async (name) => {
    const lines = numbers.map((n) => `${APART[name]?.(n) ?? ''},m${n},192.0.2.${n},GET,/orders/${n},200`)
    const rows = await rowsOf(['일자,시간,1차사용자,아이피,메소드,경로,상태', ...lines])
    expect(rows.map(({ time }) => String(time))).toEqual(numbers.map(micro))
  })

  it.each([
    ['로그인일시,회원ID,접속IP,성공여부,브라우저', 'Y', 'N', ',curl/8'],
    ['LOGIN_DT,MBR_ID,CONN_IP,LOGIN_RSLT_CD', '0000', '0012', ''],
    ['접속일시,아이디,IP주소,로그인결과', '정상', '오류', ''],
    ['login_at,user_id,ip,success_yn', 'Y', 'N', ''],
  ])('is one of log-ins by how they ended: %s', async (header, good, bad, more) => {
    const ended = (n: number): string => (n % 5 === 0 ? bad : good)
    const rows = await rowsOf([
      header,
      ...numbers.map((n) => `2026-11-02 13:${two(n)}:00,m${n},192.0.2.${n},${ended(n)}${more}`),
    ])
    expect(rows.map(({ action, principal }) => `${String(principal)} ${String(action)}`)).toEqual(
      numbers.map((n) => `m${n} ${n % 5 === 0 ? 'logon-failed' : 'logon'}`),
    )
  })

  it.each(['octetos', 'tamaño', 'taille', 'Größe', 'サイズ'])(
    'tells the size of an answer as %s, and not what was received',
    async (name) => {
      const rows = await rowsOf([
        `fecha,ip,metodo,ruta,estado,${name},octetos_recibidos`,
        ...numbers.map((n) => `2026-11-02 13:${two(n)}:00,192.0.2.${n},GET,/pedidos/${n},200,${5000 + n},${90 + n}`),
      ])
      expect(rows.map(({ bytes }) => Number(bytes))).toEqual(numbers.map((n) => 5000 + n))
    },
  )

  it('whose first column has no name is not read by the names of others', () => {
    const lines = numbers.map((n) => `${n},2026-11-02 13:${two(n)}:00,m${n},192.0.2.${n},GET,/orders/${n},200`)
    expect(recogniseLines(['time,member_id,ip,method,url,status', ...lines], { match: '*' })?.kind).not.toBe(
      'delimited',
    )
  })

  it('whose codes of result none of which is zero is not taken for one', async () => {
    const rows = await rowsOf([
      'LOGIN_DT,MBR_ID,CONN_IP,RSLT_CD',
      ...numbers.map((n) => `2026-11-02 13:${two(n)}:00,m${n},192.0.2.${n},0${1 + (n % 2)}`),
    ])
    expect(new Set(rows.map(({ action }) => action))).toEqual(new Set(['']))
  })
})

describe('files that were put together', () => {
  it('have byte order marks among their lines, which are no part of an address', async () => {
    const line = (n: number): string => `${n % 10 === 5 ? '\uFEFF' : ''}192.0.2.${n} - - [02/Nov/2026:13:04:${two(n)} +0900] "GET /orders/${n} HTTP/1.1" 200 512 "-" "curl/8"` // biome-ignore format: one line
    const rows = await rowsOf(numbers.map(line))
    expect(rows.map(({ src_ip }) => src_ip)).toEqual(numbers.map((n) => `192.0.2.${n}`))
  })
})
