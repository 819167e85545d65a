import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { EventField } from '../../src/domain/case-config.ts'
import { recogniseLines } from '../../src/stages/ingest/recognise-file.ts'

const fieldsOf = (lines: readonly string[]) => {
  const found = recogniseLines(lines, undefined)
  return (field: EventField): string | undefined => found?.recognition.fields[field]?.from
}

const numbers = Array.from({ length: 200 }, (_one, n) => n)
const digest = (text: string): string => createHash('md5').update(text).digest('hex').slice(0, 10)
const clock = (n: number): string => `10:${String(10 + (n % 50))}:${String(10 + (n % 49))}`

describe('who asked, under what session', () => {
  it('is told by Portuguese names', () => {
    const from = fieldsOf([
      'data_hora;ip_origem;metodo;rota;status;bytes;conta;id_sessao;navegador',
      ...numbers.map(
        (n) =>
          `23/02/2025 ${clock(n)};192.0.2.${n};GET;/ib/saldo;200;512;0${3101 + (n % 40)}-7;${digest(`${n % 40}`)};"curl/8"`,
      ),
    ])
    expect([from('src_ip'), from('url'), from('principal'), from('credential')]).toEqual([
      'ip_origem',
      'rota',
      'conta',
      'id_sessao',
    ])
  })

  it('is the clerk of a Japanese record of acts, and the customer is what was looked at', () => {
    const from = fieldsOf([
      '日時,操作者ID,端末IP,画面,操作,顧客番号,チケット番号',
      ...numbers.map(
        (n) =>
          `2025/02/03 ${clock(n)},op${100 + (n % 9)},172.20.4.${30 + (n % 9)},顧客情報,照会,${100451374 + n * 977},T5${n}`,
      ),
    ])
    expect([from('src_ip'), from('principal'), from('path')]).toEqual(['端末IP', '操作者ID', '画面 > 操作 > 顧客番号'])
  })

  it('is told by members that people add to those of a proxy, and so is by which key', () => {
    const from = fieldsOf(
      numbers.map((n) =>
        JSON.stringify({
          start_time: `2025-01-06T${clock(n)}.337Z`,
          downstream_remote_address: `192.0.2.${n}:36932`,
          method: 'GET',
          path: '/me',
          response_code: 200,
          bytes_sent: 512,
          user_agent: 'curl/8',
          jwt_sub: `4001${n % 40}`,
          jwt_id: digest(`${n % 40}`),
          jwt_kid: 'k7',
          jwt_alg: 'RS256',
        }),
      ),
    )
    expect([from('principal'), from('credential'), from('token_kid'), from('token_alg')]).toEqual([
      'jwt_sub',
      'jwt_id',
      'jwt_kid',
      'jwt_alg',
    ])
  })
})

describe('ten hexadecimal digits behind a known format', () => {
  const line = (n: number, ip: string, value: string): string =>
    `${ip} - - [06/Mar/2026:${clock(n)} +0900] "GET /my/${n % 7} HTTP/1.1" 200 512 "-" "curl/8" ${value}`

  it('are sessions, where each comes again from its own address', () => {
    const from = fieldsOf(numbers.map((n) => line(n, `192.0.2.${n % 40}`, n % 4 === 0 ? '-' : digest(`${n % 40}`))))
    expect(from('credential')).toBe('$n_extra1')
  })

  it('are none, where everybody has the same ones: versions of pages', () => {
    const from = fieldsOf(numbers.map((n) => line(n, `192.0.2.${n % 40}`, digest(`page ${(n * 7) % 33}`))))
    expect(from('credential')).toBeUndefined()
  })
})
