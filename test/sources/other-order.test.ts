import { expect, it } from 'vitest'
import { recogniseLines } from '../../src/stages/ingest/recognise-file.ts'

/** PingFederate's fields in an order that somebody chose. */
const line = (n: number, status: string): string =>
  `2025-11-09 15:05:${10 + n},120| tid:ae14b5ce${n}| 203.0.113.7| SSO| ${status}| mina| shop| SAML20| sso1.shop.example| IdP| HTMLFormAdapter| 30`

it('fields of PingFederate in another order are not read by their places', () => {
  const lines = Array.from({ length: 30 }, (_, n) => line(n, n % 3 === 0 ? 'failure' : 'success'))
  expect(recogniseLines(lines, undefined)?.kind).not.toBe('pingfederate')
})
