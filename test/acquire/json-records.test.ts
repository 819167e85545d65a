import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isJsonDocument, recordsFrom } from '../../src/stages/acquire/json-records.ts'

const inPieces = async function* (text: string, size: number): AsyncIterable<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size)
}

const linesOf = async (text: string, size = 7): Promise<readonly string[]> => {
  const parts: Buffer[] = []
  for await (const part of recordsFrom(inPieces(text, size))) parts.push(part)
  return Buffer.concat(parts).toString().split('\n').slice(0, -1)
}

const record = fc.dictionary(fc.string({ maxLength: 6 }), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 })

describe('records of a JSON document', () => {
  it('come one a line, whatever the layout and however the bytes arrive', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('list', 'Records', 'value', 'items', 'spread', 'unbroken'),
        fc.constantFrom(undefined, 2, '\t'),
        fc.integer({ min: 1, max: 40 }),
        async (records, shape, indent, size) => {
          const text =
            shape === 'spread'
              ? records.map((one) => JSON.stringify({ first: 1, ...one }, null, 2)).join('\r\n')
              : shape === 'unbroken'
                ? records.map((one) => JSON.stringify({ first: 1, ...one }, null, indent)).join('')
                : JSON.stringify(
                    shape === 'list' ? records : { kind: 'x', [shape]: records, rest: [1, { a: 2 }] },
                    null,
                    indent,
                  )
          const expected =
            shape === 'spread' || shape === 'unbroken' ? records.map((one) => ({ first: 1, ...one })) : records
          const lines = await linesOf(text, size)
          expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
            expected.map((one) => JSON.parse(JSON.stringify(one)) as unknown),
          )
        },
      ),
      { numRuns: 300 },
    )
  })

  it('keep their bytes: numbers, escapes, order', async () => {
    expect(await linesOf('{"Records":[{"b":1.50,"a":"\\u00e9\\"]}"}, {"n":12345678901234567890123}]}')).toEqual([
      '{"b":1.50,"a":"\\u00e9\\"]}"}',
      '{"n":12345678901234567890123}',
    ])
  })

  it('are those of a list that has lost its brackets', async () => {
    const text = '{"a":1,"b":[1,{"c":2}]},\r\n{"a":"x},"} ,\n\n{"a":3}\n'
    expect(isJsonDocument(Buffer.from(text))).toBe(true)
    expect(isJsonDocument(Buffer.from('{"a":1}\n{"a":2}\n'))).toBe(false)
    for (const size of [1, 7, 100])
      expect(await linesOf(text, size)).toEqual(['{"a":1,"b":[1,{"c":2}]}', '{"a":"x},"}', '{"a":3}'])
  })

  it('are found in what a search or a subscription gives out', async () => {
    const [one, two] = [
      { at: 1, hits: [{ x: 1 }] },
      { at: 2, message: 'a [b] {c' },
    ]
    const documents = [
      { took: 5, timed_out: false, _shards: { total: 1, failed: 0 }, hits: { total: { value: 2, relation: 'eq' }, max_score: null, hits: [one, two] } }, // biome-ignore format: as Elastic writes it
      { messageType: 'DATA_MESSAGE', owner: '1', logGroup: '/a', logStream: 's', subscriptionFilters: ['f', 'g'], logEvents: [one, two] }, // biome-ignore format: as CloudWatch writes it
      { preview: false, init_offset: 0, results: [one, two], fields: [{ name: 'at' }] },
    ]
    for (const document of documents)
      for (const indent of [undefined, 2]) {
        const text = JSON.stringify(document, null, indent)
        expect(isJsonDocument(Buffer.from(text))).toBe(true)
        const lines = (await linesOf(`${text}\n${text}`)).map((line) => JSON.parse(line) as unknown)
        expect(lines).toEqual([one, two, one, two])
      }
  })

  it('are whole where a list in them only has the name of a holder', async () => {
    const order = { id: 1, items: [{ sku: 1 }, { sku: 2 }], value: [3] }
    expect(await linesOf(JSON.stringify(order, null, 2))).toEqual([
      JSON.stringify(order, null, 2).replaceAll('\n', ' '),
    ])
  })

  it('are given as far as a torn document goes, the last in its part', async () => {
    expect(await linesOf('[{"a":1},{"b":2},{"c":"thr')).toEqual(['{"a":1}', '{"b":2}', '{"c":"thr'])
    expect(await linesOf('[{"a":1}]\n[{"b":2}]')).toEqual(['{"a":1}', '{"b":2}'])
    expect(await linesOf('')).toEqual([])
    expect(await linesOf('{"Records":[]}')).toEqual([])
  })

  it.each([
    ['[{"a":1}]', true],
    [' [\n  {\n', true],
    ['{"Records":[{"eventVersion":"1.08"', true],
    ['{"@odata.context":"https://x","value":[{"id":1}', true],
    ['{"kind":"admin#reports#activities","etag":"e","items":[{"kind"', true],
    ['{\n  "a": 1\n}\n', true],
    ['\uFEFF[\r\n{"a":1}', true],
    ['{"a":1}\n{"a":2}\n', false],
    ['{"order":"1","items":[{"sku":1}]}\n', false],
    ['{"kind":"admin#reports#activity","id":{"time":"x"},"events":[{"name":"a"}]}', false],
    ['[Fri Oct 08 17:08:41 2021] [core:error] x', false],
    ['[2025-04-15T20:17:00.310Z] "GET / HTTP/2" 204', false],
    ['192.0.2.1 - - [10/Oct/2025:13:55:36 +0000] "GET /a HTTP/1.1" 200 5', false],
    ['', false],
    ['{', false],
    ['{"a":1}{"a":2}', true],
    ['{"a":"}{","b":[{}]} {"a":2', true],
    ['{"a":"}{"}\n{"a":2}', false],
    ['{"a":"\\"}{"}', false],
    ['{"a":1}, {"a":2}', false],
  ])('are looked for in %j: %s', (head, is) => {
    expect(isJsonDocument(Buffer.from(head))).toBe(is)
  })

  it('are the first list of objects that each tell a moment, however deep, where a document is all there is', async () => {
    const [one, two] = [
      { at: '2025-11-13T00:00:01Z', ip: '192.0.2.1', why: [{ a: 1 }, { b: ']' }] },
      { at: '2025-11-13T00:00:02Z', ip: '192.0.2.2' },
    ]
    for (const document of [
      { total: 2, made: '2025-11-14T00:00:00Z', data: { logs: [one, two], next: null } },
      { meta: { names: ['a', 'b'] }, fields: [{ name: 'x' }, { name: 'y' }], rows: [one, two], more: [one] },
      { preview: false, messages: [], fields: [{ name: '_raw' }], results: [one, two] },
      { log: { version: '1.2', creator: { name: 'p' }, pages: [], entries: [one, two] } },
    ])
      for (const mark of ['', '\uFEFF'])
        for (const indent of [undefined, 2]) {
          const text = mark + JSON.stringify(document, null, indent)
          expect(isJsonDocument(Buffer.from(text))).toBe(true)
          for (const size of [1, 7, 5000])
            expect((await linesOf(text, size)).map((line) => JSON.parse(line) as unknown)).toEqual([one, two])
        }
  })

  it('are not what led to an event, nor lists without a moment', () => {
    const steps = [{ at: '2025-11-13T00:00:01Z' }, { at: '2025-11-13T00:00:02Z' }]
    const event = { time: '2025-11-13T00:00:02Z', ip: '192.0.2.1', steps }
    expect(isJsonDocument(Buffer.from(JSON.stringify(event)))).toBe(false)
    expect(isJsonDocument(Buffer.from(JSON.stringify({ n: 1, target: [{ id: 1 }, { id: 2 }] })))).toBe(false)
    expect(isJsonDocument(Buffer.from(`${JSON.stringify({ n: 1, steps })}\n${JSON.stringify(event)}\n`))).toBe(false)
  })

  it('are in lists of scopes in lists of resources, as OpenTelemetry sends them', async () => {
    const made = (n: number): object => ({ timeUnixNano: `176300000${n}000000000`, body: { stringValue: `a ${n}` } })
    const sent = (...all: readonly object[][]): object => ({
      resourceLogs: [
        { resource: { attributes: [{ key: 'a' }] }, scopeLogs: all.map((logRecords) => ({ scope: {}, logRecords })) },
      ],
    })
    const text = `${JSON.stringify(sent([made(1), made(2)], [made(3)]))}\n${JSON.stringify(sent([made(4)]))}\n`
    expect(isJsonDocument(Buffer.from(text))).toBe(true)
    for (const size of [1, 7, 5000])
      expect((await linesOf(text, size)).map((line) => JSON.parse(line) as unknown)).toEqual([1, 2, 3, 4].map(made))
  })

  it('are those of an object that holds nothing else, whatever it calls them, and not those of a record among others', async () => {
    const text = '{"data":[{"id":"1","attributes":{"message":"a"}}, {"id":"2"}],"meta":{"page":{"after":"x"}}}\n'
    expect(isJsonDocument(Buffer.from(text))).toBe(true)
    for (const size of [1, 7, 1000])
      expect(await linesOf(text, size)).toEqual(['{"id":"1","attributes":{"message":"a"}}', '{"id":"2"}'])
    expect(isJsonDocument(Buffer.from('{"data":[{"a":1}],"t":1}\n{"data":[{"a":2}],"t":2}\n'))).toBe(false)
    expect(isJsonDocument(Buffer.from('{"data":{"a":1},"t":1}\n'))).toBe(false)
  })

  it('are the lines of the streams that Loki answers with, with their times', async () => {
    const pairs = '[["1760104536123456789","GET \\"/a\\" [x]"], ["1760104537123456789","{\\"b\\":[1]}",{"m":"n"}]]'
    const answer = `{"status":"success","data":{"resultType":"streams","result":[{"stream":{"app":"web"},"values":${pairs}},{"stream":{},"values":[["3","c"]]}],"stats":{"summary":{"n":[[1,2]]}}}}`
    for (const text of [answer, `{"streams": [{"stream": {}, "values": ${pairs}}, {"values":[["3","c"]]}]}`])
      for (const size of [1, 7, 10_000]) {
        expect(isJsonDocument(Buffer.from(text))).toBe(true)
        expect(await linesOf(text, size)).toEqual([
          '{"timestamp":"1760104536123456789","line":"GET \\"/a\\" [x]"}',
          '{"timestamp":"1760104537123456789","line":"{\\"b\\":[1]}"}',
          '{"timestamp":"3","line":"c"}',
        ])
      }
    expect(await linesOf(answer.slice(0, 162), 7)).toEqual([
      '{"timestamp":"1760104536123456789","line":"GET \\"/a\\" [x]"}',
      expect.stringMatching(/^\["1760104537123456789"/),
    ])
    expect(isJsonDocument(Buffer.from('{"status":"success","data":{"resultType":"matrix","result":[]}}\n'))).toBe(false)
  })
})
