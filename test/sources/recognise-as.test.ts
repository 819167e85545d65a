import { describe, expect, it } from 'vitest'
import { recogniseAs, recogniseLines } from '../../src/stages/ingest/recognise-file.ts'
import { EXAMPLES } from './examples.ts'

const combined = (i: number, rest = ''): string =>
  `192.0.2.${i} - - [10/Oct/2025:13:55:36 +0900] "GET /orders/${i} HTTP/1.1" 200 5 "-" "curl"${rest}`
const common = (i: number): string => `192.0.2.${i} - - [10/Oct/2025:13:55:36 +0900] "GET /orders/${i} HTTP/1.1" 200 5`
const twenty = (line: (i: number) => string): readonly string[] => Array.from({ length: 20 }, (_, i) => line(i))

const FILES: readonly { readonly name: string; readonly lines: readonly string[] }[] = [
  ...EXAMPLES.map(({ id, name, lines }) => ({ name: `${id}, ${name}`, lines })),
  { name: 'combined', lines: twenty(combined) },
  { name: 'combined with more behind it', lines: twenty((i) => combined(i, ' 0.001 "x"')) },
  { name: 'combined with a host before it', lines: twenty((i) => `shop.example ${combined(i)}`) },
  { name: 'common', lines: twenty(common) },
  { name: 'common, and combined', lines: twenty((i) => (i % 2 === 0 ? common(i) : combined(i))) },
  { name: 'combined, and stray lines', lines: twenty((i) => (i % 4 === 0 ? 'stray' : combined(i))) },
  { name: 'nothing', lines: [] },
]

const alone = new Map(FILES.map(({ name, lines }) => [name, recogniseLines(lines, undefined)]))

describe('a file beside one of its source', () => {
  it.each(FILES)('is recognised as it would be by itself: after $name', ({ name: before }) => {
    const known = alone.get(before)
    for (const { name, lines } of FILES) {
      const alike = recogniseAs(known ?? undefined, lines, undefined)
      if (alike !== null) expect({ name, ...alike }).toEqual({ name, ...alone.get(name) })
    }
  })

  it('is recognised at less cost where it is of the same format', () => {
    for (const name of ['combined', 'common']) {
      const known = alone.get(name) ?? undefined
      expect(recogniseAs(known, twenty(name === 'common' ? common : combined), undefined)).toEqual(known)
    }
  })
})
