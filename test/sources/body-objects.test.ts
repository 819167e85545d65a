import { describe, expect, it } from 'vitest'
import { planFor } from '../../bench/sources/compare-readings.ts'
import { recogniseJsonLines } from '../../src/sources/json-lines/recognise.ts'
import { jsonLines } from '../../src/sources/json-lines/index.ts'
import { expectAgreement } from './agree.ts'
import { testEngine } from './test-engine.ts'

const { engine } = testEngine()

const numbers = Array.from({ length: 40 }, (_, n) => n)

const record = (n: number, more: object): string =>
  JSON.stringify({
    time: new Date(Date.UTC(2026, 2, 6) + 1000 * n).toISOString(),
    ip: `192.0.2.${n}`,
    method: 'POST',
    path: '/graphql',
    status: 200,
    user_id: `u${n % 7}`,
    ...more,
  })

const readAs = async (lines: readonly string[], body?: string) => {
  const config = body === undefined ? undefined : { match: '*', fields: { body } }
  const recognition = recogniseJsonLines(lines, config)
  if (recognition === null) throw new Error('not recognised')
  const bytes = lines.map((line) => Buffer.from(line).toString('latin1'))
  const rows = await expectAgreement(engine(), jsonLines, planFor(jsonLines, recognition), bytes)
  return { from: recognition.fields.body?.from, queries: rows.map(({ query }) => query), rows }
}

const secret = (n: number): object => ({
  password: `hunter${n}`,
  token: `tok${n}-abcdef`,
  otp: `${100_000 + n}`,
  cardNo: `4111${n}`,
  pinNo: `${n}`,
})

describe('ids in logged request bodies', () => {
  it('of GraphQL variables count as parameters of the query', async () => {
    const lines = numbers.map((n) =>
      record(n, { operationName: 'Order', variables: { orderId: 70_000 + n, first: 10, ...secret(n) } }),
    )
    const { from, queries, rows } = await readAs(lines)
    expect(from).toBe('variables.orderId')
    expect(queries).toEqual(numbers.map((n) => `orderId=${70_000 + n}`))
    expect(JSON.stringify(rows)).not.toMatch(/hunter|tok\d|4111/)
  })

  it('are told by operation where there are several', async () => {
    const lines = numbers.map((n) =>
      record(n, {
        operationName: n % 2 === 0 ? 'Order' : 'my Order',
        graphql: { operationName: n % 3 === 0 ? 'Parcel' : 'Order', variables: { orderId: 70_000 + n } },
      }),
    )
    const { from, queries } = await readAs(lines)
    expect(from).toBe('graphql.operationName | graphql.variables.orderId')
    expect(queries).toEqual(
      numbers.map((n) => `operationName=${n % 3 === 0 ? 'Parcel' : 'Order'}&orderId=${70_000 + n}`),
    )
  })

  it.each([
    [
      'a form',
      (n: number) => `member_no=M${100 + n}&password=hunter${n}&otp=${100_000 + n}&page=2`,
      'body; member_no',
      'member_no=M',
    ],
    [
      'JSON in a text',
      (n: number) =>
        JSON.stringify({ query: 'query($id: ID!)', variables: { member_no: `M${100 + n}`, token: `tok${n}` } }),
      'body; variables.member_no',
      'member_no=M',
    ],
  ])('of %s too', async (_, body, place, start) => {
    const { from, queries, rows } = await readAs(numbers.map((n) => record(n, { body: body(n) })))
    expect(from).toBe(place)
    expect(queries).toEqual(numbers.map((n) => `${start}${100 + n}`))
    expect(JSON.stringify(rows)).not.toMatch(/hunter|tok\d/)
  })

  it('are not the number of a call of JSON-RPC', async () => {
    const call = (n: number) => ({ jsonrpc: '2.0', id: (n * 7919) % 1000, params: { doc_no: `D-${n}` } })
    const nested = await readAs(numbers.map((n) => record(n, { body: call(n) })))
    expect(nested.from).toBe('body.params.doc_no')
    const text = await readAs(numbers.map((n) => record(n, { body: JSON.stringify(call(n)) })))
    expect(text.from).toBe('body; params.doc_no')
    expect(text.queries).toEqual(nested.queries)
  })

  it('of a member that holds accounts, whatever it is called, in the body of a request', async () => {
    const calls = numbers.map((n) =>
      record(n, {
        user_id: undefined,
        caller: `u${n % 7}`,
        request_body: JSON.stringify({ params: { person: `u${n % 6}`, word: 'x1' } }),
      }),
    )
    const { from, queries, rows } = await readAs(calls)
    expect(from).toBe('request_body; params.person')
    expect(queries).toEqual(numbers.map((n) => `person=u${n % 6}`))
    expect(rows.map(({ principal }) => principal)).toEqual(numbers.map((n) => `u${n % 7}`))
  })

  it('a place in the code that calls is no account', async () => {
    const { rows } = await readAs(
      numbers.map((n) => record(n, { user_id: undefined, caller: `http/server.go:${10 + (n % 3)}` })),
    )
    expect(new Set(rows.map(({ principal }) => principal))).toEqual(new Set(['']))
  })

  it('come behind the query, from where case.yaml says, and only as ids', async () => {
    const lines = [
      record(1, { path: '/a?x=1', arguments: { doc: 'D-17' }, params: 'ref=9' }),
      record(2, { arguments: { doc: 'two words' }, params: 'ref=<script>' }),
      record(3, { arguments: { doc: { deep: 1 } }, params: '{"ref": 12345678901234567890}' }),
      record(4, { arguments: [1], params: '{"ref":"a1","ref":"b2"}' }),
      record(5, { arguments: 'D5', params: '{"ref":"a1"' }),
      record(6, { arguments: { doc: true }, params: { ref: 'z9' } }),
      record(7, { arguments: { doc: '주문7' }, params: ' {"ref":1.50}' }),
      record(8, {}),
      record(9, { arguments: { doc: -5 }, params: '&&=&ref=8&ref=9' }),
    ]
    const { from, queries } = await readAs(lines, 'arguments.doc | params; ref')
    expect(from).toBe('arguments.doc | params; ref')
    expect([queries[0], queries[1], queries[7], queries[8]]).toEqual(['x=1&doc=D-17&ref=9', '', '', 'ref=8'])
  })
})
