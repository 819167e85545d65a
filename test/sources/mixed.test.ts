import { expect, it } from 'vitest'
import { recogniseLines } from '../../src/stages/ingest/recognise-file.ts'

const access = (i: number): string =>
  `192.0.2.${i % 250} - - [10/Oct/2025:13:55:36 +0000] "GET /orders/${i} HTTP/1.1" 200 ${i} "-" "curl"`
const logIn = (i: number): string =>
  `2025-10-10T13:55:36+09:00 host-1 sshd[${i}]: Accepted password for mina from 192.0.2.7 port 49916 ssh2`

it.each([2, 3, 4, 5, 8])('lines of two formats that take turns are a mixture, one in %i of the second', (period) => {
  for (const length of [40, 500, 501, 1000, 2000]) {
    const lines = Array.from({ length }, (_, i) => (i % period === period - 1 ? logIn(i) : access(i)))
    expect(recogniseLines(lines, undefined)).toMatchObject({ kind: 'mixed', recognition: { confidence: 1 } })
  }
})
