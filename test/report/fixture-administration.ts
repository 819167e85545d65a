import type { Report } from '../../src/domain/report-model.ts'
import { type Counter, message } from './fixture-counter.ts'

/** A secret that was read from an actor's address. */
export const administration = (counter: Counter, name: string): Report['administration'] => {
  const acts = counter.count('administration', 2_345n, message('count/administration', {}))
  return {
    acts,
    unusual: { value: 4n, certificate: 'administration' },
    before: { value: 3n, certificate: 'administration' },
    named: [
      {
        kind: 'key-read',
        name,
        principal: name,
        ip: '203.0.113.9',
        done: 3n,
        refused: 1n,
        first: '2025-06-12T00:58:40.000000Z',
        last: '2025-06-12T03:00:00.000000Z',
        fromActor: true,
        file: name,
        line: 12n,
      },
    ],
  }
}
